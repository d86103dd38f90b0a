// The parameters of an address, decoded as forms encode them.
#pragma once

#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>

namespace daylit::wire {

// A plus sign is a space. Refuses malformed_target, and query_repeated for a name that stands twice: whoever
// reads it in front of us might take the other one. What the values decode to is not yet known to be text.
Result<std::map<std::string, std::string>> read_query(std::string_view query);

}  // namespace daylit::wire
