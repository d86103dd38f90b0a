#include "auction/bank_statement.hpp"

#include "base/encoding.hpp"

#include <algorithm>
#include <charconv>

namespace daylit::auction {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view header = "reference,payer,amount,received_at,bank_reference";
constexpr std::size_t columns = 5;

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Takes one line with its end off the front.
std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

std::vector<std::string_view> fields_of(std::string_view line) {
    std::vector<std::string_view> fields;
    while (true) {
        const auto comma = line.find(',');
        fields.push_back(line.substr(0, comma));
        if (comma == std::string_view::npos) {
            return fields;
        }
        line.remove_prefix(comma + 1);
    }
}

Result<StatementLine> parse_line(std::string_view text, const std::string& number) {
    const auto field = "line " + number;
    if (!is_utf8(text)) {
        return refuse("malformed_text", field);
    }
    // A CR, too, that stands anywhere but at the line's end.
    if (std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; })) {
        return refuse("forbidden_character", field);
    }
    if (text.find('"') != std::string_view::npos) {
        return refuse("statement_quoted", field, {number});
    }
    const auto fields = fields_of(text);
    if (fields.size() != columns) {
        return refuse("statement_columns", field, {number, std::to_string(columns)});
    }
    const auto amount = parse_yuan(fields[2]);
    if (!amount) {
        return refuse("statement_amount", field, {number});
    }
    const auto received_at = parse_instant(fields[3], field);
    if (!received_at) {
        return refuse("statement_time", field, {number});
    }
    return StatementLine{std::string(fields[4]), std::string(fields[0]), std::string(fields[1]), *amount,
                         *received_at};
}

}  // namespace

std::optional<Fen> parse_yuan(std::string_view text) {
    const auto dot = text.find('.');
    if (dot == std::string_view::npos) {
        return std::nullopt;
    }
    const auto whole = text.substr(0, dot);
    const auto decimals = text.substr(dot + 1);
    const bool spare_zero = whole.size() > 1 && whole.starts_with('0');
    if (!is_digits(whole) || !is_digits(decimals) || decimals.size() != 2 || spare_zero) {
        return std::nullopt;
    }
    const auto digits = std::string(whole) + std::string(decimals);
    std::int64_t fen = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), fen);
    return error == std::errc() && fen <= Fen::most ? std::optional(Fen(fen)) : std::nullopt;
}

Result<std::vector<StatementLine>> parse_statement(std::string_view csv) {
    if (csv.starts_with(byte_order_mark)) {
        csv.remove_prefix(byte_order_mark.size());
    }
    if (take_line(csv) != header) {
        return refuse("statement_header", "line 1", {std::string(header)});
    }
    std::vector<StatementLine> lines;
    while (!csv.empty()) {
        if (lines.size() == most_statement_lines) {
            return refuse("import_too_large", "lines", {std::to_string(most_statement_lines)});
        }
        auto line = parse_line(take_line(csv), std::to_string(lines.size() + 2));
        if (!line) {
            return line.refusal();
        }
        lines.push_back(std::move(*line));
    }
    if (lines.empty()) {
        return refuse("import_empty", "lines");
    }
    return lines;
}

}  // namespace daylit::auction
