// Every refusal that a folder can give stands as one row of that folder's table: the stable code, the HTTP
// status that it becomes, and one sentence in each language. {0}, {1}, ... are filled from Refusal::values.
#pragma once

#include "base/result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace daylit {

struct RefusalRow {
    std::string_view code;
    int status;
    std::string_view zh;
    std::string_view en;
};

// The refusals of base itself: malformed input (form comes first in every check).
std::span<const RefusalRow> base_refusals();

// Fills {n} from values, in one pass: braces inside a value stay what they are. A missing value leaves its
// placeholder, so that a test can find it.
std::string fill_sentence(std::string_view sentence, const std::vector<std::string>& values);

}  // namespace daylit
