// What the tests of base share: tables written as text, and the data files beside the tests.
#pragma once

#include "base/json.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace daylit::testing {

inline std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    return first == std::string_view::npos
               ? ""
               : std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

// One row a line, cells apart by '|'; empty lines and those that begin with '#' are not rows.
inline std::vector<std::vector<std::string>> text_table(const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (trimmed(line).empty() || trimmed(line).front() == '#') {
            continue;
        }
        std::vector<std::string> row;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '|');) {
            row.push_back(trimmed(cell));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

// A file of the source tree, "base/calendar/cn-2026.json".
inline std::string source_file(const std::string& path) {
    std::ifstream file(std::string(DAYLIGHT_SOURCE_DIR) + "/" + path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    if (!file) {
        throw std::runtime_error("cannot read " + path);
    }
    return content.str();
}

// tests/base/data/<name> as a T.
template <class T>
T data_file(const std::string& name) {
    return parse_as<T>(source_file("tests/base/data/" + name)).value();
}

// The code of a refusal, or "ok".
template <class T>
std::string word(const Result<T>& result) {
    return result ? "ok" : result.refusal().code;
}

}  // namespace daylit::testing
