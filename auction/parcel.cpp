#include "auction/parcel.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"

namespace daylit::auction {

namespace {

using Events = std::vector<ParcelEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_reason = 1000;

Refusal wrong_phase(const ParcelState& state) {
    return refuse("parcel_wrong_phase", "", {boost::describe::enum_to_string(state.phase, "")});
}

Decision submit(const ParcelState& state, const SubmitParcel& command) {
    if (auto findings = check_parcel(command.terms, command.profile, "terms"); !findings.empty()) {
        return std::move(findings.front());
    }
    if (state.phase != ParcelPhase::none) {
        return wrong_phase(state);
    }
    return Events{ParcelSubmitted{command.seller, command.terms, command.actor}};
}

bool is_with_the_seller(const ParcelState& state) {
    return state.phase == ParcelPhase::submitted || state.phase == ParcelPhase::returned;
}

Decision correct(const ParcelState& state, const CorrectParcel& command) {
    if (auto findings = check_parcel(command.terms, command.profile, "terms"); !findings.empty()) {
        return std::move(findings.front());
    }
    if (!is_with_the_seller(state)) {
        return wrong_phase(state);
    }
    return Events{ParcelCorrected{command.terms, command.actor}};
}

Decision give_back(const ParcelState& state, const ReturnParcel& command) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (state.phase != ParcelPhase::submitted) {
        return wrong_phase(state);
    }
    return Events{ParcelReturned{command.reason}};
}

Decision withdraw(const ParcelState& state) {
    if (!is_with_the_seller(state)) {
        return wrong_phase(state);
    }
    return Events{ParcelWithdrawn{}};
}

Decision take(const ParcelState& state, const TakeParcel& command) {
    if (state.phase != ParcelPhase::submitted) {
        return wrong_phase(state);
    }
    return Events{ParcelTaken{command.listing, command.lot}};
}

Decision free_again(const ParcelState& state, const FreeParcel& command) {
    if (state.phase != ParcelPhase::taken || state.lot != command.lot) {
        return wrong_phase(state);
    }
    return Events{ParcelFreed{command.lot}};
}

}  // namespace

Result<std::vector<ParcelEvent>> decide(const ParcelState& state, const ParcelCommand& command) {
    return std::visit(Cases{[&](const SubmitParcel& c) { return submit(state, c); },
                            [&](const CorrectParcel& c) { return correct(state, c); },
                            [&](const ReturnParcel& c) { return give_back(state, c); },
                            [&](const WithdrawParcel&) { return withdraw(state); },
                            [&](const TakeParcel& c) { return take(state, c); },
                            [&](const FreeParcel& c) { return free_again(state, c); }},
                      command);
}

ParcelState evolve(ParcelState state, const ParcelEvent& event) {
    std::visit(Cases{[&](const ParcelSubmitted& e) {
                         state.phase = ParcelPhase::submitted;
                         state.seller = e.seller;
                         state.terms = e.terms;
                         state.author = e.author;
                     },
                     [&](const ParcelCorrected& e) {
                         state.phase = ParcelPhase::submitted;
                         state.terms = e.terms;
                         state.author = e.author;
                         state.reason.clear();
                     },
                     [&](const ParcelReturned& e) {
                         state.phase = ParcelPhase::returned;
                         state.reason = e.reason;
                     },
                     [&](const ParcelWithdrawn&) { state.phase = ParcelPhase::withdrawn; },
                     [&](const ParcelTaken& e) {
                         state.phase = ParcelPhase::taken;
                         state.lot = e.lot;
                     },
                     [&](const ParcelFreed&) {
                         state.phase = ParcelPhase::submitted;
                         state.lot.reset();
                     }},
               event);
    return state;
}

}  // namespace daylit::auction
