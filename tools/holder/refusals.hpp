// The refusals of those who hold a part of an opening key.
#pragma once

#include "base/refusal_table.hpp"

namespace daylit::tools {

std::span<const RefusalRow> holder_refusals();

}  // namespace daylit::tools
