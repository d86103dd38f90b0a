// The refusals of the use cases and of the way to them.
#pragma once

#include "base/refusal_table.hpp"

namespace daylit::app {

std::span<const RefusalRow> app_refusals();

}  // namespace daylit::app
