// What a check of stored events can find.
#pragma once

#include "base/refusal_table.hpp"

namespace daylit::schema {

std::span<const RefusalRow> schema_refusals();

}  // namespace daylit::schema
