// `daylight custody`: the backup of the gate's half, by those who make, keep and use it.
#pragma once

#include <string>
#include <vector>

namespace daylit::tools {

// 0 when it did what it was told, 1 when it could not, 2 when it was called wrongly.
int custody(const std::vector<std::string>& arguments);

}  // namespace daylit::tools
