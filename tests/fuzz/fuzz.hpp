// What every target begins with: libFuzzer's bytes as text, and how a broken promise stops the run.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace daylit::fuzz {

// One input. A promise that does not hold throws (`ensure`), which libFuzzer reports with the input.
void try_input(std::string_view bytes);

}  // namespace daylit::fuzz

extern "C" __attribute__((used)) inline int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                                                   std::size_t size) {
    daylit::fuzz::try_input(std::string_view(reinterpret_cast<const char*>(data), size));
    return 0;
}
