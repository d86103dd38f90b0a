// What the parts of the lot's decisions share; for this folder's .cpp files only.
#pragma once

#include "tendering/lot.hpp"

namespace daylit::tendering {

using TenderDecision = Result<std::vector<TenderLotEvent>>;
using TenderEvents = std::vector<TenderLotEvent>;

constexpr std::size_t longest_reason = 1000;
constexpr std::size_t longest_statement = 8000;

Refusal wrong_phase(const TenderLotState& state);
inline bool is_over(TenderPhase phase) {
    return phase == TenderPhase::opened || phase == TenderPhase::failed || phase == TenderPhase::terminated;
}

// lot_change.cpp
TenderDecision change_documents(const TenderLotState& state, const ChangeDocuments& command, Instant now);
TenderDecision suspend(const TenderLotState& state, const SuspendTender& command);
TenderDecision resume(const TenderLotState& state, Instant now);
TenderDecision terminate(const TenderLotState& state, const TerminateTender& command);

// lot_opening.cpp
TenderDecision release_part(const TenderLotState& state, const ReleasePart& command, Instant now);
TenderDecision reconvene(const TenderLotState& state, const ReconveneOpening& command, Instant now);
TenderDecision begin_opening(const TenderLotState& state);
TenderDecision open_bids(const TenderLotState& state, const OpenBids& command);
TenderDecision open_files(const TenderLotState& state, const OpenFiles& command);
TenderDecision object(const TenderLotState& state, const ObjectToOpening& command);
TenderDecision answer(const TenderLotState& state, const AnswerObjection& command);
TenderDecision record_opening(const TenderLotState& state, const RecordOpening& command);

// lot_time.cpp: what was due until now by time and outages alone.
TenderEvents due_events(const TenderLotState& state, Instant now, const TenderFacts& facts);

}  // namespace daylit::tendering
