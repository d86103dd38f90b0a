// `daylight seal`: checks a bid on the bidder's own machine, seals it to the lot's certificate, and, where it
// is told to, submits it. Nothing that is not sealed leaves the machine.
#pragma once

#include <string>
#include <vector>

namespace daylit::tools {

// 0 when it is done, 1 when something stands against it, 2 when it was called wrongly.
int seal(const std::vector<std::string>& arguments);

}  // namespace daylit::tools
