#include "tests/house/rules.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace daylit::house {

namespace {

constexpr auto npos = std::string_view::npos;

// One `RefusalRow{"code", status, "zh", "en"}` as it stands in a table's source.
struct Row {
    const SourceFile* file = nullptr;
    std::size_t line = 0;
    std::vector<std::string> parts;  // adjacent literals joined; what is not a literal, as written
};

// The contents of all literals in [begin, end), in order. `code` shows where the quotation marks are.
std::vector<std::string> literals(const SourceFile& file, std::size_t begin, std::size_t end) {
    std::vector<std::string> found;
    for (auto open = file.code.find('"', begin); open < end; open = file.code.find('"', open + 1)) {
        const auto close = file.code.find('"', open + 1);
        found.push_back(file.literate.substr(open + 1, close - open - 1));
        open = close;
    }
    return found;
}

// Where the argument that begins at `begin` ends: a ',' or the bracket that closes the list.
std::size_t end_of_argument(std::string_view code, std::size_t begin) {
    auto at = begin;
    while (at < code.size() && code[at] != ',' && code[at] != ')' && code[at] != '}') {
        const bool opens = code[at] == '(' || code[at] == '[' || code[at] == '{';
        at = opens ? closing_bracket(code, at) : at;
        at = at == npos ? code.size() : at + 1;
    }
    return at;
}

std::string joined_or_plain(const SourceFile& file, std::size_t begin, std::size_t end) {
    std::string joined;
    for (const auto& literal : literals(file, begin, end)) {
        joined += literal;
    }
    return file.code.find('"', begin) < end ? joined : file.literate.substr(begin, end - begin);
}

std::vector<Row> rows_of(const SourceTree& tree) {
    constexpr std::string_view opening = "RefusalRow{";
    std::vector<Row> rows;
    for (const auto& file : tree) {
        if (is_under(file.path, "tests")) {
            continue;
        }
        for (auto at = file.code.find(opening); at != npos; at = file.code.find(opening, at + 1)) {
            Row row{&file, line_of(file.code, at), {}};
            auto begin = at + opening.size();
            const auto end = closing_bracket(file.code, begin - 1);
            while (begin < end && end != npos) {
                const auto stop = end_of_argument(file.code, begin);
                row.parts.push_back(joined_or_plain(file, begin, stop));
                begin = stop + 1;
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

// Codes by the folder whose table has them.
std::map<std::string_view, std::set<std::string>> codes_by_folder(const SourceTree& tree) {
    std::map<std::string_view, std::set<std::string>> codes;
    for (const auto& row : rows_of(tree)) {
        if (const auto* folder = row_of(row.file->path); folder != nullptr && !row.parts.empty()) {
            codes[folder->folder].insert(row.parts.front());
        }
    }
    return codes;
}

std::set<std::string> placeholders(std::string_view sentence) {
    std::set<std::string> found;
    for (auto open = sentence.find('{'); open != npos; open = sentence.find('{', open + 1)) {
        found.emplace(sentence.substr(open, sentence.find('}', open) - open + 1));
    }
    return found;
}

bool is_code(std::string_view text) {
    constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz0123456789_";
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z' && text.back() != '_' &&
           text.find("__") == npos && text.find_first_not_of(alphabet) == npos;
}

bool is_status(std::string_view text) {
    const auto first = text.find_first_not_of(" \n");
    const auto number = first == npos ? "" : text.substr(first, 3);
    return number.size() == 3 && (number[0] == '4' || number[0] == '5');
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string fault_of(const Row& row) {
    if (row.parts.size() < 4 || !is_code(row.parts[0]) || !is_status(row.parts[1])) {
        return "a row is a snake_case code, a status of 4xx or 5xx, a Chinese and an English sentence";
    }
    if (row.parts[2].empty() || is_ascii(row.parts[2])) {
        return "'" + row.parts[0] + "' has no Chinese sentence";
    }
    if (row.parts[3].empty() || !is_ascii(row.parts[3])) {
        return "'" + row.parts[0] + "' has no English sentence";
    }
    return placeholders(row.parts[2]) == placeholders(row.parts[3])
               ? ""
               : "the sentences of '" + row.parts[0] + "' are filled differently";
}

// The codes that an argument can come to: one literal, or the branches of `condition ? "a" : "b"`. Literals
// inside brackets or in the condition are somebody else's arguments.
std::vector<std::string> codes_of_argument(const SourceFile& file, std::size_t begin, std::size_t end) {
    std::vector<std::string> codes;
    for (auto at = begin; at < end; ++at) {
        const char c = file.code[at];
        if (c == '(' || c == '[' || c == '{') {
            at = std::min(closing_bracket(file.code, at), end);
        } else if (c == '"') {
            const auto close = file.code.find('"', at + 1);
            codes.push_back(file.literate.substr(at + 1, close - at - 1));
            at = close;
        } else if (c == '?') {
            codes.clear();
        }
    }
    return codes;
}

// Every code in the first argument of each `refuse(` or `Refusal{`.
std::vector<std::pair<std::size_t, std::string>> given_codes(const SourceFile& file) {
    std::vector<std::pair<std::size_t, std::string>> given;
    for (const std::string_view opening : {"refuse(", "Refusal{"}) {
        const auto name = opening.substr(0, opening.size() - 1);
        for (auto at = find_word(file.code, name); at != npos; at = find_word(file.code, name, at + 1)) {
            if (!std::string_view(file.code).substr(at).starts_with(opening)) {
                continue;
            }
            const auto begin = at + opening.size();
            for (auto& code : codes_of_argument(file, begin, end_of_argument(file.code, begin))) {
                given.emplace_back(line_of(file.code, at), std::move(code));
            }
        }
    }
    return given;
}

}  // namespace

Violations unknown_refusals(const SourceTree& tree) {
    const auto codes = codes_by_folder(tree);
    const auto knows = [&](std::string_view folder, const std::string& code) {
        const auto table = codes.find(folder);
        return table != codes.end() && table->second.contains(code);
    };
    Violations found;
    for (const auto& file : tree) {
        const auto* row = row_of(file.path);
        if (row == nullptr || is_under(file.path, "tests")) {
            continue;
        }
        for (const auto& given : given_codes(file)) {
            const bool known =
                std::any_of(row->may_include.begin(), row->may_include.end(),
                            [&](std::string_view below) { return knows(below, given.second); });
            if (!known) {
                found.push_back(
                    {file.path, given.first,
                     "'" + given.second + "' stands in no refusal table of this folder or below"});
            }
        }
    }
    return found;
}

Violations repeated_refusals(const SourceTree& tree) {
    Violations found;
    std::map<std::string, const SourceFile*> seen;
    for (const auto& row : rows_of(tree)) {
        if (row.parts.empty()) {
            continue;
        }
        const auto [first, fresh] = seen.emplace(row.parts.front(), row.file);
        if (!fresh) {
            found.push_back({row.file->path, row.line,
                             "'" + row.parts.front() + "' has a row in " + first->second->path + " already"});
        }
    }
    return found;
}

Violations lame_refusals(const SourceTree& tree) {
    Violations found;
    for (const auto& row : rows_of(tree)) {
        if (auto fault = fault_of(row); !fault.empty()) {
            found.push_back({row.file->path, row.line, std::move(fault)});
        }
    }
    return found;
}

}  // namespace daylit::house
