// `daylight demo`: fills a server that runs with --demo with a living center, through the public API alone.
#pragma once

#include <string>
#include <vector>

namespace daylit::tools {

// Arguments after "demo"; runs until SIGINT or SIGTERM. 0 when it ended so, 1 when it could not go on, 2 when
// it was called wrongly.
int demo(const std::vector<std::string>& arguments);

}  // namespace daylit::tools
