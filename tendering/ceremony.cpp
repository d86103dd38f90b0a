#include "tendering/ceremony.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace daylit::tendering {

namespace {

using Events = std::vector<CeremonyEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_reason = 1000;
constexpr auto gate = static_cast<std::int64_t>(sealing::gate_holder);

Refusal wrong_phase(const CeremonyState& state) {
    return refuse("ceremony_wrong_phase", "", {boost::describe::enum_to_string(state.phase, "")});
}

// Who speaks in which round, and whether a holder has.
struct Round {
    CeremonyPhase phase;
    CeremonyPhase next;
    bool with_gate;
    bool (*has_spoken)(const HolderProgress& holder);
};
constexpr Round rounds[] = {
    {CeremonyPhase::joining, CeremonyPhase::announcing, false,
     [](const HolderProgress& holder) { return !holder.sealing_key.empty(); }},
    {CeremonyPhase::announcing, CeremonyPhase::showing, true,
     [](const HolderProgress& holder) { return holder.announced.has_value(); }},
    {CeremonyPhase::showing, CeremonyPhase::dealing, true,
     [](const HolderProgress& holder) { return holder.shown; }},
    {CeremonyPhase::dealing, CeremonyPhase::confirming, false,
     [](const HolderProgress& holder) { return holder.has_dealt; }},
    {CeremonyPhase::confirming, CeremonyPhase::complete, false,
     [](const HolderProgress& holder) { return holder.confirmed; }},
};

const Round* round_of(CeremonyPhase phase) {
    const auto* found = std::ranges::find(rounds, phase, &Round::phase);
    return found == std::end(rounds) ? nullptr : found;
}

// That the round runs, that the holder has a word in it, and has not said it.
Outcome check_turn(const CeremonyState& state, CeremonyPhase phase, std::int64_t number) {
    const auto* holder = find_holder(state, number);
    const auto* round = round_of(phase);
    if (holder == nullptr || (number == gate && !round->with_gate)) {
        return refuse("not_a_holder", "holder");
    }
    if (round->has_spoken(*holder)) {
        return refuse("already_said");
    }
    return state.phase == phase ? Outcome(Done{}) : Outcome(wrong_phase(state));
}

Outcome check_officers(const CallCeremony& command) {
    ensure(std::ssize(command.officers) == command.plan.officers, "the plan counts its officers");
    std::set<PersonId> people;
    std::map<OrganisationId, std::int64_t> sent;
    for (const auto& officer : command.officers) {
        if (!people.insert(officer.person).second) {
            return refuse("officer_repeated", "officers", {officer.name});
        }
        ++sent[officer.body];
    }
    if (std::ssize(sent) < command.bodies.least) {
        return refuse("too_few_bodies", "officers",
                      {std::to_string(command.bodies.least), command.bodies.article});
    }
    const bool strong =
        std::ranges::any_of(sent, [&](const auto& body) { return body.second >= command.plan.threshold; });
    if (strong && command.bodies.least > 1) {
        return refuse("body_too_strong", "threshold", {std::to_string(command.plan.threshold)});
    }
    return Done{};
}

Decision call(const CeremonyState& state, const CallCeremony& command) {
    for (auto checked : {sealing::check_plan(command.plan), check_officers(command)}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    if (state.phase != CeremonyPhase::none) {
        return wrong_phase(state);
    }
    return Events{CeremonyCalled{command.plan, command.officers, command.bodies, command.actor}};
}

Decision join(const CeremonyState& state, const JoinCeremony& command) {
    if (auto turn = check_turn(state, CeremonyPhase::joining, command.holder); !turn) {
        return turn.refusal();
    }
    return Events{OfficerJoined{command.holder, command.sealing_key, command.message}};
}

Decision announce(const CeremonyState& state, const AnnounceCommitments& command) {
    if (auto turn = check_turn(state, CeremonyPhase::announcing, command.holder); !turn) {
        return turn.refusal();
    }
    return Events{CommitmentsAnnounced{command.holder, command.commitments, command.message}};
}

Decision show(const CeremonyState& state, const ShowCommitments& command) {
    if (auto turn = check_turn(state, CeremonyPhase::showing, command.holder); !turn) {
        return turn.refusal();
    }
    if (find_holder(state, command.holder)->announced != command.commitments) {
        return refuse("word_about_another", "about");
    }
    return Events{CommitmentsShown{command.holder, command.commitments, command.message}};
}

// One envelope for each other officer, in order.
bool is_for_all_others(const CeremonyState& state, const DealShares& command) {
    std::vector<std::int64_t> others;
    for (std::int64_t holder = 1; holder <= state.plan.officers; ++holder) {
        if (holder != command.holder) {
            others.push_back(holder);
        }
    }
    return std::ranges::equal(command.shares, others, {}, &SealedShares::to);
}

Decision deal(const CeremonyState& state, const DealShares& command) {
    if (auto turn = check_turn(state, CeremonyPhase::dealing, command.holder); !turn) {
        return turn.refusal();
    }
    if (!is_for_all_others(state, command)) {
        return refuse("shares_differ", "shares");
    }
    return Events{SharesDealt{command.holder, command.shares, command.message}};
}

Decision confirm(const CeremonyState& state, const ConfirmShares& command) {
    if (auto turn = check_turn(state, CeremonyPhase::confirming, command.holder); !turn) {
        return turn.refusal();
    }
    Events events{SharesConfirmed{command.holder, command.message}};
    if (is_last_word(state, command.holder)) {
        ensure(std::ssize(command.keys) == state.plan.keys, "every key of the pool comes of the ceremony");
        events.emplace_back(CeremonyCompleted{command.keys, command.transcript});
    }
    return events;
}

// A complaint shows everybody what one envelope held: with it this ceremony is over, whoever is to blame.
Decision judge(const CeremonyState& state, const JudgeComplaint& command) {
    if (auto turn = check_turn(state, CeremonyPhase::confirming, command.holder); !turn) {
        return turn.refusal();
    }
    if (command.dealer == command.holder || command.dealer < 1 || command.dealer > state.plan.officers) {
        return refuse("not_a_holder", "dealer");
    }
    return Events{ComplaintJudged{command.holder, command.dealer, command.founded, command.message},
                  CeremonyAborted{command.founded ? "dealer_cheated" : "complaint_unfounded",
                                  command.founded ? command.dealer : command.holder}};
}

Decision abort(const CeremonyState& state, const AbortCeremony& command) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (round_of(state.phase) == nullptr) {
        return wrong_phase(state);
    }
    return Events{CeremonyAborted{command.reason, std::nullopt}};
}

Decision bind(const CeremonyState& state, const BindKey& command) {
    if (state.phase != CeremonyPhase::complete) {
        return wrong_phase(state);
    }
    if (std::ssize(state.bound) >= state.plan.keys) {
        return refuse("no_key_left");
    }
    return Events{KeyBound{std::ssize(state.bound) + 1, command.lot, command.stage}};
}

HolderProgress& holder_of(CeremonyState& state, std::int64_t number) {
    const auto found = std::ranges::find(state.holders, number, &HolderProgress::holder);
    ensure(found != state.holders.end(), "who spoke is a holder");
    return *found;
}

// The next round begins with the last word of the one before.
void go_on(CeremonyState& state) {
    const auto* round = round_of(state.phase);
    if (round != nullptr && round->next != CeremonyPhase::complete && missing_holders(state).empty()) {
        state.phase = round->next;
    }
}

CeremonyState called(const CeremonyCalled& event) {
    CeremonyState state;
    state.phase = CeremonyPhase::joining;
    state.plan = event.plan;
    state.officers = event.officers;
    state.bodies = event.bodies;
    for (std::int64_t holder = 1; holder <= event.plan.officers; ++holder) {
        state.holders.emplace_back().holder = holder;
    }
    state.holders.emplace_back().holder = gate;
    return state;
}

}  // namespace

std::vector<std::int64_t> missing_holders(const CeremonyState& state) {
    std::vector<std::int64_t> missing;
    const auto* round = round_of(state.phase);
    for (const auto& holder : state.holders) {
        const bool speaks = round != nullptr && (holder.holder != gate || round->with_gate);
        if (speaks && !round->has_spoken(holder)) {
            missing.push_back(holder.holder);
        }
    }
    return missing;
}

bool is_last_word(const CeremonyState& state, std::int64_t holder) {
    return state.phase == CeremonyPhase::confirming && missing_holders(state) == std::vector{holder};
}

const HolderProgress* find_holder(const CeremonyState& state, std::int64_t holder) {
    const auto found = std::ranges::find(state.holders, holder, &HolderProgress::holder);
    return found == state.holders.end() ? nullptr : &*found;
}

Result<std::vector<CeremonyEvent>> decide(const CeremonyState& state, const CeremonyCommand& command) {
    return std::visit(Cases{[&](const CallCeremony& c) { return call(state, c); },
                            [&](const JoinCeremony& c) { return join(state, c); },
                            [&](const AnnounceCommitments& c) { return announce(state, c); },
                            [&](const ShowCommitments& c) { return show(state, c); },
                            [&](const DealShares& c) { return deal(state, c); },
                            [&](const ConfirmShares& c) { return confirm(state, c); },
                            [&](const JudgeComplaint& c) { return judge(state, c); },
                            [&](const AbortCeremony& c) { return abort(state, c); },
                            [&](const BindKey& c) { return bind(state, c); }},
                      command);
}

CeremonyState evolve(CeremonyState state, const CeremonyEvent& event) {
    const auto said = [&](std::int64_t number, const Digest& message) -> HolderProgress& {
        auto& holder = holder_of(state, number);
        holder.messages.push_back(message);
        return holder;
    };
    std::visit(
        Cases{[&](const CeremonyCalled& e) { state = called(e); },
              [&](const OfficerJoined& e) { said(e.holder, e.message).sealing_key = e.sealing_key; },
              [&](const CommitmentsAnnounced& e) { said(e.holder, e.message).announced = e.commitments; },
              [&](const CommitmentsShown& e) { said(e.holder, e.message).shown = true; },
              [&](const SharesDealt& e) {
                  auto& holder = said(e.holder, e.message);
                  holder.dealt = e.shares;
                  holder.has_dealt = true;
              },
              [&](const SharesConfirmed& e) { said(e.holder, e.message).confirmed = true; },
              [&](const ComplaintJudged& e) { said(e.holder, e.message); },
              [&](const CeremonyCompleted& e) {
                  state.phase = CeremonyPhase::complete;
                  state.keys = e.keys;
                  state.transcript = e.transcript;
              },
              [&](const CeremonyAborted& e) {
                  state.phase = CeremonyPhase::aborted;
                  state.reason = e.reason;
                  state.blamed = e.blamed;
              },
              [&](const KeyBound& e) {
                  state.bound.push_back({e.number, e.lot, e.stage});
              }},
        event);
    go_on(state);
    return state;
}

}  // namespace daylit::tendering
