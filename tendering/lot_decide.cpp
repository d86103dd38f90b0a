#include "base/cases.hpp"
#include "tendering/lot_rules.hpp"

#include <algorithm>

namespace daylit::tendering {

namespace {

TenderDecision publish(const TenderLotState& state, const PublishTenderLot& command, Instant now) {
    if (state.phase != TenderPhase::none) {
        return wrong_phase(state);
    }
    auto findings = check_terms(command.terms, command.method, "terms");
    if (findings.empty()) {
        findings = check_times(command.times, command.method, now, "times");
    }
    if (!findings.empty()) {
        return std::move(findings.front());
    }
    ensure(command.key.opens_at == command.times.deadline, "a key opens at the deadline");
    return TenderEvents{
        TenderLotPublished{command.tender, command.terms, command.times, command.method, command.key}};
}

TenderDecision cosign(const TenderLotState& state, const CosignKey& command) {
    if (state.phase != TenderPhase::open) {
        return wrong_phase(state);
    }
    if (command.holder < 1 || command.holder > state.key.officers) {
        return refuse("not_a_holder", "holder");
    }
    if (std::ranges::binary_search(state.cosigned, command.holder)) {
        return refuse("already_cosigned");
    }
    return TenderEvents{KeyCosigned{command.holder, command.signature}};
}

TenderDecision decide_now(const TenderLotState& state, const TenderLotCommand& command, Instant now) {
    return std::visit(Cases{[&](const PublishTenderLot& c) { return publish(state, c, now); },
                            [&](const AdvanceTender&) { return TenderDecision(TenderEvents{}); },
                            [&](const CosignKey& c) { return cosign(state, c); },
                            [&](const ChangeDocuments& c) { return change_documents(state, c, now); },
                            [&](const SuspendTender& c) { return suspend(state, c); },
                            [&](const ResumeTender&) { return resume(state, now); },
                            [&](const TerminateTender& c) { return terminate(state, c); },
                            [&](const ReleasePart& c) { return release_part(state, c, now); },
                            [&](const ReconveneOpening& c) { return reconvene(state, c, now); },
                            [&](const BeginOpening&) { return begin_opening(state); },
                            [&](const OpenBids& c) { return open_bids(state, c); },
                            [&](const OpenFiles& c) { return open_files(state, c); },
                            [&](const ObjectToOpening& c) { return object(state, c); },
                            [&](const AnswerObjection& c) { return answer(state, c); },
                            [&](const RecordOpening& c) { return record_opening(state, c); }},
                      command);
}

}  // namespace

Refusal wrong_phase(const TenderLotState& state) {
    return refuse("tender_wrong_phase", "", {boost::describe::enum_to_string(state.phase, "")});
}

Result<std::vector<TenderLotEvent>> decide(const TenderLotState& state, const TenderLotCommand& command,
                                           Instant now, const TenderFacts& facts) {
    auto events = due_events(state, now, facts);
    auto reached = state;
    for (const auto& event : events) {
        reached = evolve(std::move(reached), event, now);
    }
    if (!std::holds_alternative<AdvanceTender>(command) && awaits_settling(reached, now, facts)) {
        return refuse("deadline_unsettled");
    }
    auto decided = decide_now(reached, command, now);
    if (!decided) {
        return decided;
    }
    events.insert(events.end(), std::make_move_iterator(decided->begin()),
                  std::make_move_iterator(decided->end()));
    return events;
}

}  // namespace daylit::tendering
