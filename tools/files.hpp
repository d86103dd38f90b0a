// What the checking commands share: files read whole, and a report step by step.
#pragma once

#include "crypto/proof_bundle.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace daylit::tools {

std::optional<std::string> read_file(const std::string& path);
bool write_file(const std::string& path, std::string_view bytes);  // false when it cannot be written
std::string trimmed(std::string text);                             // without line ends and spaces behind
// Prints each step; tells the exit code: 0 when all hold, else 1.
int report(std::span<const ProofStep> steps);

}  // namespace daylit::tools
