// The command `daylight verify log`: a whole log from its public files alone.
#pragma once

#include <string>
#include <vector>

namespace daylit::tools {

int verify_log(const std::vector<std::string>& arguments);

}  // namespace daylit::tools
