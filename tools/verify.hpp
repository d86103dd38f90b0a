// `daylight verify FILE`: checks a proof bundle without asking the server.
#pragma once

#include <string>
#include <vector>

namespace daylit::tools {

// Arguments after "verify"; 0 when every step holds, 1 when one does not, 2 when it was called wrongly.
int verify(const std::vector<std::string>& arguments);

}  // namespace daylit::tools
