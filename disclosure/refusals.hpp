// The refusals of disclosure.
#pragma once

#include "base/refusal_table.hpp"

namespace daylit::disclosure {

std::span<const RefusalRow> disclosure_refusals();

}  // namespace daylit::disclosure
