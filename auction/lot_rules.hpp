// The decisions behind decide(), one a command, for this folder's .cpp files. Each judges a lot that was
// advanced to now.
#pragma once

#include "auction/lot.hpp"

namespace daylit::auction {

using Events = std::vector<LotEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_reason = 1000;

// The moment at which free quoting ends, and the first moment at which a quote in the window is too late.
Instant free_quoting_end(const LotState& state);
Instant window_end(const LotState& state);
// What the first of the known outages that touch what runs does to the lot; nullopt: none does. Once it is
// recorded, what runs begins where the outage ended, so that it touches nothing any more.
std::optional<OutageRecorded> next_outage(const LotState& state, const std::vector<Outage>& outages);

// lot_wrong_phase with the phase as the public sees it.
Refusal wrong_phase(const LotState& state, Instant now);
Decision place_quote(const LotState& state, const PlaceQuote& quote, Instant now);
Decision suspend(const LotState& state, const SuspendLot& command, Instant now);
Decision resume(const LotState& state, const ResumeLot& command, Instant now);
Decision terminate(const LotState& state, const TerminateLot& command, Instant now);
Decision supplement(const LotState& state, const SupplementTerms& command, Instant now);

}  // namespace daylit::auction
