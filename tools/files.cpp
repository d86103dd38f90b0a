#include "tools/files.hpp"

#include <fmt/core.h>

#include <fstream>
#include <sstream>

namespace daylit::tools {

std::optional<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return std::nullopt;
    }
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

bool write_file(const std::string& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary);
    out << bytes;
    return bool(out.flush());
}

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
        text.pop_back();
    }
    return text;
}

int report(std::span<const ProofStep> steps) {
    for (const auto& step : steps) {
        fmt::print("{} {}\n    {}\n", step.ok ? "✓" : "✗", step.zh, step.en);
    }
    const bool holds = all_ok(steps);
    fmt::print("{}\n", holds ? "全部成立 / every step holds" : "不成立 / the proof does not hold");
    return holds ? 0 : 1;
}

}  // namespace daylit::tools
