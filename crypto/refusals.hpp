// The refusals of crypto: what others hand us to read or to check, and why it does not hold.
#pragma once

#include "base/refusal_table.hpp"

namespace daylit {

std::span<const RefusalRow> crypto_refusals();

}  // namespace daylit
