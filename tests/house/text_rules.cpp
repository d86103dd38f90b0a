#include "tests/house/rules.hpp"

#include <algorithm>
#include <array>

namespace daylit::house {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t longest_file = 500;

constexpr std::array counting_folders{"base", "auction", "tendering", "disclosure"};
constexpr std::array pure_folders{"base", "registry", "auction", "tendering", "disclosure", "crypto/sealing"};

// Words that bring in the time, chance, the file system, the environment or another thread.
constexpr std::array impure{
    "system_clock",  "steady_clock", "high_resolution_clock",
    "utc_clock",     "gettimeofday", "clock_gettime",
    "time",          "localtime",    "gmtime",
    "random_device", "mt19937",      "mt19937_64",
    "rand",          "srand",        "getrandom",
    "arc4random",    "RAND_bytes",   "getenv",
    "thread",        "jthread",      "async",
    "sleep_for",     "sleep_until",  "ifstream",
    "ofstream",      "fstream",      "fopen",
    "filesystem",    "socket",       "mutex",
    "cout",          "cerr",         "printf",
};

bool stands_in(const SourceFile& file, std::span<const char* const> places) {
    return std::any_of(places.begin(), places.end(),
                       [&](const char* place) { return is_under(file.path, place); });
}

// `time` and `rand` are everyday words: only called by their names they are the C library's.
bool is_everyday(std::string_view word) {
    return word == "time" || word == "rand" || word == "async" || word == "socket" || word == "thread";
}

bool is_library_call(std::string_view code, std::size_t at, std::string_view word) {
    const bool called = code.substr(at + word.size()).starts_with('(');
    const bool member = at > 0 && (code[at - 1] == '.' || code[at - 1] == '>');
    const bool standard = at >= 5 && code.substr(at - 5, 5) == "std::";
    const bool declared = at > 0 && code[at - 1] == ' ' && at > 1 && is_word_character(code[at - 2]) &&
                          !code.substr(0, at - 1).ends_with("return");
    return standard || (called && !member && !declared);
}

void find_all(const SourceFile& file, std::string_view word, Violations& found) {
    for (auto at = find_word(file.code, word); at != npos; at = find_word(file.code, word, at + 1)) {
        if (!is_everyday(word) || is_library_call(file.code, at, word)) {
            found.push_back(
                {file.path, line_of(file.code, at), "'" + std::string(word) + "' does not belong here"});
        }
    }
}

// The first opening brace between a co_await and the end of its expression: the ';', or the bracket that
// closes what the co_await stands in.
std::size_t brace_after(std::string_view code, std::size_t at) {
    for (int depth = 0; at < code.size(); ++at) {
        const char c = code[at];
        if (c == '{') {
            return at;
        }
        if (c == ';') {
            return npos;
        }
        depth += c == '(' || c == '[' ? 1 : 0;
        depth -= c == ')' || c == ']' || c == '}' ? 1 : 0;
        if (depth < 0) {
            return npos;
        }
    }
    return npos;
}

std::size_t lines_of(std::string_view text) {
    const auto breaks = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    return breaks + (text.empty() || text.ends_with('\n') ? 0 : 1);
}

}  // namespace

Violations braces_in_co_await(const SourceTree& tree) {
    Violations found;
    for (const auto& file : tree) {
        for (auto at = find_word(file.code, "co_await"); at != npos;
             at = find_word(file.code, "co_await", at + 1)) {
            if (const auto brace = brace_after(file.code, at); brace != npos) {
                found.push_back(
                    {file.path, line_of(file.code, brace), "a brace inside a co_await: name the value"});
            }
        }
    }
    return found;
}

Violations floating_point(const SourceTree& tree) {
    Violations found;
    for (const auto& file : tree) {
        if (stands_in(file, counting_folders)) {
            find_all(file, "double", found);
            find_all(file, "float", found);
        }
    }
    return found;
}

Violations impure_words(const SourceTree& tree) {
    Violations found;
    for (const auto& file : tree) {
        if (!stands_in(file, pure_folders)) {
            continue;
        }
        for (const auto* word : impure) {
            find_all(file, word, found);
        }
    }
    return found;
}

Violations long_files(const SourceTree& tree) {
    Violations found;
    for (const auto& file : tree) {
        if (const auto lines = lines_of(file.text); lines > longest_file) {
            found.push_back({file.path, lines, "more than 500 lines usually hide two files"});
        }
    }
    return found;
}

Violations postponed_work(const SourceTree& tree) {
    Violations found;
    for (const auto& file : tree) {
        for (const auto* mark : {"TO"
                                 "DO",
                                 "FIX"
                                 "ME",
                                 "XX"
                                 "X"}) {
            for (auto at = find_word(file.text, mark); at != npos; at = find_word(file.text, mark, at + 1)) {
                found.push_back(
                    {file.path, line_of(file.text, at), std::string(mark) + ": do it, or write it down"});
            }
        }
    }
    return found;
}

Violations careless_headers(const SourceTree& tree) {
    Violations found;
    for (const auto& file : tree) {
        if (!is_header(file.path)) {
            continue;
        }
        if (file.code.find("#pragma once") == npos) {
            found.push_back({file.path, 1, "a header without #pragma once"});
        }
        if (const auto at = file.code.find("using namespace"); at != npos) {
            found.push_back({file.path, line_of(file.code, at), "a using-directive in a header"});
        }
    }
    return found;
}

Violations own_macros(const SourceTree& tree) {
    Violations found;
    for (const auto& file : tree) {
        for (auto at = file.code.find("#define"); at != npos; at = file.code.find("#define", at + 1)) {
            found.push_back({file.path, line_of(file.code, at), "a macro of our own"});
        }
    }
    return found;
}

}  // namespace daylit::house
