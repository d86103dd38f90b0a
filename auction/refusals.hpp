// The refusals of one lot's auction, of its terms and of the rule profiles.
#pragma once

#include "base/refusal_table.hpp"

namespace daylit::auction {

std::span<const RefusalRow> auction_refusals();

}  // namespace daylit::auction
