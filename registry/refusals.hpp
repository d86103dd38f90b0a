// The refusals of the registry.
#pragma once

#include "base/refusal_table.hpp"

namespace daylit::registry {

std::span<const RefusalRow> registry_refusals();

}  // namespace daylit::registry
