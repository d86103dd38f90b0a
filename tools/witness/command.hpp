// The command `daylight witness`: an outside witness of the log on a machine of its own.
#pragma once

#include <string>
#include <vector>

namespace daylit::tools {

int witness(const std::vector<std::string>& arguments);

}  // namespace daylit::tools
