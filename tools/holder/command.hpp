// `daylight officer` and the gate: a holder's command line.
#pragma once

#include <string>
#include <vector>

namespace daylit::tools {

// 0 when it ended as it was told to, 1 when it could not go on, 2 when it was called wrongly.
int officer(const std::vector<std::string>& arguments);
int gate(const std::vector<std::string>& arguments);

}  // namespace daylit::tools
