// The opening: parts are released, letters open together, objections are answered, the record is signed.
#include "base/text.hpp"
#include "crypto/sealing/ceremony.hpp"
#include "tendering/lot_rules.hpp"

#include <algorithm>

namespace daylit::tendering {

namespace {

constexpr std::size_t longest_objection = 2000;
constexpr std::size_t most_objections = 1000;
constexpr auto gate = static_cast<std::int64_t>(sealing::gate_holder);

bool is_holder(const TenderLotState& state, std::int64_t holder) {
    return holder == gate || (holder >= 1 && holder <= state.key.officers);
}

bool has_released(const TenderLotState& state, std::int64_t holder) {
    return std::ranges::find(state.released, holder, &ReleasedPart::holder) != state.released.end();
}

}  // namespace

std::vector<std::int64_t> released_officers(const TenderLotState& state) {
    std::vector<std::int64_t> officers;
    for (const auto& part : state.released) {
        if (part.holder != gate && std::ssize(officers) < state.key.threshold) {
            officers.push_back(part.holder);
        }
    }
    return officers;
}

bool can_open(const TenderLotState& state) {
    return state.phase == TenderPhase::closed && has_released(state, gate) &&
           std::ssize(released_officers(state)) == state.key.threshold;
}

bool files_wait(const TenderLotState& state) {
    return state.phase == TenderPhase::opened && state.files.empty() && !state.terms.files.empty() &&
           std::ranges::find(state.bids, BidVerdict::opened, &OpenedBid::verdict) != state.bids.end();
}

TenderDecision release_part(const TenderLotState& state, const ReleasePart& command, Instant now) {
    if (!is_holder(state, command.holder)) {
        return refuse("not_a_holder", "holder");
    }
    if (state.phase == TenderPhase::adjourned) {
        return refuse("opening_adjourned");
    }
    if (state.phase != TenderPhase::closed || !state.opening_with.empty()) {
        return wrong_phase(state);
    }
    // Whoever was told when it goes on finds nothing opened before.
    if (state.waiting_since && now < *state.waiting_since) {
        return refuse("opening_not_yet");
    }
    if (command.closing_list != *state.closing_list) {
        return refuse("closing_list_is_another", "closing_list");
    }
    if (has_released(state, command.holder)) {
        return refuse("already_released", "holder");
    }
    if (command.fault) {
        return TenderEvents{PartRejected{command.holder, command.parts, *command.fault}};
    }
    return TenderEvents{PartReleased{command.holder, command.parts}};
}

TenderDecision reconvene(const TenderLotState& state, const ReconveneOpening& command, Instant now) {
    if (state.phase != TenderPhase::adjourned) {
        return wrong_phase(state);
    }
    if (command.at < now) {
        return refuse("times_out_of_order", "at");
    }
    if (command.at > now + most_ahead) {
        return refuse("times_too_far", "at", {std::to_string(most_ahead.count())});
    }
    return TenderEvents{OpeningReconvened{command.at}};
}

TenderDecision begin_opening(const TenderLotState& state) {
    if (!can_open(state) || !state.opening_with.empty()) {
        return wrong_phase(state);
    }
    return TenderEvents{OpeningBegun{released_officers(state)}};
}

TenderDecision open_bids(const TenderLotState& state, const OpenBids& command) {
    if (state.phase != TenderPhase::closed || state.opening_with.empty()) {
        return wrong_phase(state);
    }
    ensure(std::ssize(command.bids) == state.submissions, "every submission of the list is accounted for");
    return TenderEvents{BidsOpened{command.bids}};
}

// Also after the record, which is of the letters: large files take their time.
TenderDecision open_files(const TenderLotState& state, const OpenFiles& command) {
    if (!files_wait(state)) {
        return wrong_phase(state);
    }
    for (const auto& file : command.files) {
        const auto bid = std::ranges::find(state.bids, file.submission, &OpenedBid::submission);
        ensure(bid != state.bids.end() && bid->verdict == BidVerdict::opened,
               "a file is of a bid that opened");
    }
    return TenderEvents{FilesOpened{command.files}};
}

TenderDecision object(const TenderLotState& state, const ObjectToOpening& command) {
    if (auto text = require_text(command.text, "text", longest_objection); !text) {
        return text.refusal();
    }
    if (state.phase != TenderPhase::opened || state.record) {
        return wrong_phase(state);
    }
    if (std::ranges::find(state.bids, command.bidder, &OpenedBid::bidder) == state.bids.end()) {
        return refuse("not_a_bidder_here");
    }
    if (state.objections.size() >= most_objections) {
        return refuse("too_many", "", {std::to_string(most_objections)});
    }
    return TenderEvents{OpeningObjected{std::ssize(state.objections) + 1, command.bidder, command.text}};
}

TenderDecision answer(const TenderLotState& state, const AnswerObjection& command) {
    if (auto text = require_text(command.answer, "answer", longest_objection); !text) {
        return text.refusal();
    }
    if (state.phase != TenderPhase::opened || state.record) {
        return wrong_phase(state);
    }
    const auto found = std::ranges::find(state.objections, command.number, &OpeningObjection::number);
    if (found == state.objections.end()) {
        return refuse("not_found", "number");
    }
    if (found->answer) {
        return refuse("answer_given_already", "number");
    }
    return TenderEvents{OpeningAnswered{command.number, command.answer}};
}

// What was objected on the spot is answered on the spot (BR article 44).
TenderDecision record_opening(const TenderLotState& state, const RecordOpening& command) {
    if (state.phase != TenderPhase::opened || state.record) {
        return wrong_phase(state);
    }
    if (!std::ranges::all_of(state.objections, [](const auto& one) { return one.answer.has_value(); })) {
        return refuse("objection_unanswered");
    }
    if (command.record != command.drawn_up) {
        return refuse("record_is_another", "record");
    }
    return TenderEvents{OpeningRecorded{command.record, command.evidence}};
}

}  // namespace daylit::tendering
