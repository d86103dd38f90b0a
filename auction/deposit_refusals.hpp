// The refusals around applications, bank lines and refunds.
#pragma once

#include "base/refusal_table.hpp"

namespace daylit::auction {

std::span<const RefusalRow> deposit_refusals();

}  // namespace daylit::auction
