// What looks like chance and is none: the same words give the same number, so that a restart plays the same
// piece on.
#pragma once

#include <cstdint>
#include <string>

namespace daylit::tools {

// 0 .. bound - 1; bound is positive.
std::int64_t chance(const std::string& words, std::int64_t bound);

}  // namespace daylit::tools
