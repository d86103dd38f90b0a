// The refusals of tenders and of the bids for them.
#pragma once

#include "base/refusal_table.hpp"

namespace daylit::tendering {

std::span<const RefusalRow> tender_refusals();

}  // namespace daylit::tendering
