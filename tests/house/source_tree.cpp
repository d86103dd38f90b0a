#include "tests/house/source_tree.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace daylit::house {

namespace {

namespace fs = std::filesystem;

constexpr std::array folders{"base",       "crypto", "registry", "auction", "tendering",
                             "disclosure", "schema", "server",   "tools",   "tests"};

// Walks over C++ text and blanks what is not code.
class Blanker {
public:
    explicit Blanker(const std::string& text) : text_(text), literate_(text), code_(text) {
        while (at_ < text_.size()) {
            step();
        }
    }

    std::string literate() && { return std::move(literate_); }
    std::string code() && { return std::move(code_); }

private:
    void step() {
        if (starts("//")) {
            blank_comment(text_.find('\n', at_));
        } else if (starts("/*")) {
            const auto end = text_.find("*/", at_ + 2);
            blank_comment(end == std::string::npos ? end : end + 2);
        } else if (text_[at_] == '"') {
            raw() ? skip_raw() : skip_literal('"');
        } else if (text_[at_] == '\'' && !separates_digits()) {
            skip_literal('\'');
        } else {
            ++at_;
        }
    }

    bool starts(std::string_view mark) const { return std::string_view(text_).substr(at_).starts_with(mark); }

    bool raw() const {
        return at_ > 0 && text_[at_ - 1] == 'R' && (at_ < 2 || !is_word_character(text_[at_ - 2]));
    }

    // 1'000: the token that the mark stands in begins with a digit.
    bool separates_digits() const {
        auto begin = at_;
        while (begin > 0 && (is_word_character(text_[begin - 1]) || text_[begin - 1] == '\'')) {
            --begin;
        }
        return begin < at_ && std::isdigit(static_cast<unsigned char>(text_[begin])) != 0;
    }

    void blank_comment(std::size_t end) {
        end = std::min(end, text_.size());
        blank(literate_, at_, end);
        blank(code_, at_, end);
        at_ = end;
    }

    void skip_literal(char quote) {
        const auto begin = at_ + 1;
        for (++at_; at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n'; ++at_) {
            at_ += text_[at_] == '\\' ? 1U : 0U;
        }
        at_ = std::min(at_, text_.size());
        blank(code_, begin, at_);
        ++at_;
    }

    void skip_raw() {
        const auto open = text_.find('(', at_);
        const auto mark = ")" + text_.substr(at_ + 1, open - at_ - 1) + "\"";
        const auto end = std::min(text_.find(mark, at_), text_.size());
        blank(code_, at_ + 1, std::min(end + mark.size() - 1, text_.size()));
        at_ = std::min(end + mark.size(), text_.size());
    }

    static void blank(std::string& view, std::size_t begin, std::size_t end) {
        for (auto i = begin; i < end; ++i) {
            view[i] = view[i] == '\n' ? '\n' : ' ';
        }
    }

    const std::string& text_;
    std::string literate_;
    std::string code_;
    std::size_t at_ = 0;
};

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    if (!file) {
        throw std::runtime_error("cannot read " + path.string());
    }
    return content.str();
}

}  // namespace

SourceFile::SourceFile(std::string where, std::string content)
    : path(std::move(where)),
      text(std::move(content)),
      literate(Blanker(text).literate()),
      code(Blanker(text).code()) {}

SourceTree read_tree(const std::string& root) {
    SourceTree tree;
    for (const auto* folder : folders) {
        const fs::path top = fs::path(root) / folder;
        if (!fs::is_directory(top)) {
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(top)) {
            const auto kind = entry.path().extension();
            if (entry.is_regular_file() && (kind == ".cpp" || kind == ".hpp")) {
                tree.emplace_back(entry.path().lexically_relative(root).generic_string(),
                                  read_file(entry.path()));
            }
        }
    }
    if (tree.empty()) {
        throw std::runtime_error("no sources under " + root);
    }
    std::sort(tree.begin(), tree.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return tree;
}

bool is_under(std::string_view path, std::string_view folder) {
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool is_header(std::string_view path) {
    return path.ends_with(".hpp");
}

std::size_t line_of(std::string_view text, std::size_t at) {
    const auto before = text.substr(0, at);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

bool is_word_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::size_t find_word(std::string_view code, std::string_view word, std::size_t from) {
    for (auto at = code.find(word, from); at != std::string_view::npos; at = code.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool begins = at == 0 || !is_word_character(code[at - 1]);
        const bool ends = end == code.size() || !is_word_character(code[end]);
        if (begins && ends) {
            return at;
        }
    }
    return std::string_view::npos;
}

std::size_t closing_bracket(std::string_view code, std::size_t open) {
    int depth = 0;
    for (auto at = open; at < code.size(); ++at) {
        const char c = code[at];
        depth += c == '(' || c == '[' || c == '{' ? 1 : 0;
        depth -= c == ')' || c == ']' || c == '}' ? 1 : 0;
        if (depth == 0) {
            return at;
        }
    }
    return std::string_view::npos;
}

}  // namespace daylit::house
