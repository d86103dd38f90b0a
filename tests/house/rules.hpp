// The rules of the house as functions over the source tree. Each gives what breaks it, with file and line.
#pragma once

#include "tests/house/source_tree.hpp"

#include <ostream>
#include <span>
#include <string>
#include <vector>

namespace daylit::house {

struct Violation {
    std::string path;
    std::size_t line = 0;
    std::string what;

    bool operator==(const Violation&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Violation& violation) {
    return out << violation.path << ":" << violation.line << ": " << violation.what;
}

using Violations = std::vector<Violation>;

// Who may include whom. A folder's row holds for its sub-folders that have no row of their own.
struct FolderRow {
    std::string_view folder;
    std::vector<std::string_view>
        may_include;  // folders of this table, or one header of such ("crypto/digest")
};
std::span<const FolderRow> folder_table();

// The row that governs a path; null if none does.
const FolderRow* row_of(std::string_view path);

// include_rules.cpp
Violations wrong_includes(const SourceTree& tree);  // against the folder table; headers that do not exist
Violations heavy_headers_elsewhere(
    const SourceTree& tree);  // Beast, Asio, JDBC, OpenSSL, ... outside their places

// text_rules.cpp
Violations braces_in_co_await(const SourceTree& tree);  // g++ 12 destroys such temporaries twice
Violations floating_point(const SourceTree& tree);      // in the folders that count money and area
Violations impure_words(const SourceTree& tree);        // clocks, randomness, files, threads in pure folders
Violations long_files(const SourceTree& tree);          // more than 500 lines
Violations postponed_work(const SourceTree& tree);      // "to do" marks
Violations careless_headers(const SourceTree& tree);    // no #pragma once, or a using-directive
Violations own_macros(const SourceTree& tree);

// refusal_rules.cpp
Violations unknown_refusals(const SourceTree& tree);   // a code given that no table below the folder has
Violations repeated_refusals(const SourceTree& tree);  // one code in two rows, of whatever tables
Violations lame_refusals(
    const SourceTree& tree);  // rows whose sentences are missing or differ in what they fill

}  // namespace daylit::house
