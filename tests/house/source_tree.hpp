// The C++ sources as text, seen three ways. Line numbers are the same in all three.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace daylit::house {

struct SourceFile {
    std::string path;      // from the root of the checkout, "auction/land.cpp"
    std::string text;      // as it stands
    std::string literate;  // comments blanked
    std::string code;      // comments and the contents of literals blanked, the quotation marks kept

    SourceFile(std::string where, std::string content);
};

using SourceTree = std::vector<SourceFile>;

// Every .cpp and .hpp under these folders of the checkout, in order of their paths. Folders that do not exist
// are left out; a checkout without any source is an error.
SourceTree read_tree(const std::string& root);

bool is_under(std::string_view path, std::string_view folder);
bool is_header(std::string_view path);
std::size_t line_of(std::string_view text, std::size_t at);  // from 1

bool is_word_character(char c);
// Where `word` stands alone in `code` at or after `from`; npos if nowhere.
std::size_t find_word(std::string_view code, std::string_view word, std::size_t from = 0);
// The position of the bracket that closes the one at `open` (in `code`, where no literal disturbs); npos if
// none.
std::size_t closing_bracket(std::string_view code, std::size_t open);

}  // namespace daylit::house
