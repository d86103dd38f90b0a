#include "base/codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace daylit {

namespace {

constexpr std::string_view uscc_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::string_view departments = "123456789ANY";  // GB 32100-2015 table 1 with its amendment
constexpr std::string_view plain_alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";
constexpr std::size_t uscc_length = 18;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

bool all_of_alphabet(std::string_view text, std::string_view alphabet) {
    return text.find_first_not_of(alphabet) == std::string_view::npos;
}

int value_of(char c, std::string_view alphabet) {
    return static_cast<int>(alphabet.find(c));
}

// GB 32100-2015: weights 3^i mod 31.
char uscc_check(std::string_view body) {
    int sum = 0;
    int weight = 1;
    for (const char c : body) {
        sum += value_of(c, uscc_alphabet) * weight;
        weight = weight * 3 % 31;
    }
    return uscc_alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

// GB 11714, over the eight characters before its check character; there every letter has its place in the
// whole alphabet.
char organisation_check(std::string_view body) {
    constexpr std::array weights{3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += value_of(body[i], plain_alphabet) * weights[i];
    }
    const int check = (11 - sum % 11) % 11;
    return check == 10 ? 'X' : static_cast<char>('0' + check);
}

bool is_uscc_formed(std::string_view text) {
    return text.size() == uscc_length && all_of_alphabet(text, uscc_alphabet) &&
           departments.find(text.front()) != std::string_view::npos && all_digits(text.substr(2, 6));
}

bool is_kind(std::string_view text) {
    return text.size() == 3 && text[0] >= 'A' && text[0] <= 'Z' && all_digits(text.substr(1));
}

std::optional<Date> read_compact_date(std::string_view text) {
    if (text.size() != 8) {
        return std::nullopt;
    }
    const auto date =
        parse_date(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6)), "");
    return date ? std::optional(*date) : std::nullopt;
}

std::string compact(Date date) {
    return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

}  // namespace

Outcome require_uscc(std::string_view text, std::string field) {
    if (!is_uscc_formed(text)) {
        return refuse("malformed_uscc", std::move(field));
    }
    if (uscc_check(text.substr(0, 17)) != text[17] || organisation_check(text.substr(8, 8)) != text[16]) {
        return refuse("uscc_wrong_check", std::move(field));
    }
    return Done();
}

Result<DealCode> parse_deal_code(std::string_view text, std::string field) {
    // kind 0-2, issuer 4-21, date 23-30, serial 32-37, check 39
    const bool framed =
        text.size() == 40 && text[3] == '-' && text[22] == '-' && text[31] == '-' && text[38] == '-';
    if (!framed) {
        return refuse("malformed_deal_code", std::move(field));
    }
    const auto date = read_compact_date(text.substr(23, 8));
    const bool formed = is_kind(text.substr(0, 3)) && all_of_alphabet(text.substr(4, 18), uscc_alphabet) &&
                        date && all_digits(text.substr(32, 6)) &&
                        plain_alphabet.find(text[39]) != std::string_view::npos;
    if (!formed) {
        return refuse("malformed_deal_code", std::move(field));
    }
    return DealCode{std::string(text.substr(0, 3)), std::string(text.substr(4, 18)), *date,
                    std::string(text.substr(32, 6)), text[39]};
}

DealCode issue_deal_code(std::string kind, std::string issuer, Date date, int serial) {
    ensure(is_kind(kind), "a deal code's kind is a letter and two digits");
    ensure(require_uscc(issuer, "").ok(), "a deal code's issuer has a unified social credit code");
    ensure(date.ok() && serial >= 0 && serial <= 999'999, "a deal code's date and serial fit");
    DealCode code{std::move(kind), std::move(issuer), date, fmt::format("{:06}", serial)};
    code.check = mod_37_2(code.kind + code.issuer + compact(date) + code.serial);
    return code;
}

std::string to_text(const DealCode& code) {
    return fmt::format("{}-{}-{}-{}-{}", code.kind, code.issuer, compact(code.date), code.serial, code.check);
}

char mod_37_2(std::string_view body) {
    int product = 0;
    for (const char c : body) {
        const int value = value_of(c, plain_alphabet);
        ensure(value >= 0 && value < 36, "a check character is of digits and capital letters");
        product = (product + value) * 2 % 37;
    }
    return plain_alphabet[static_cast<std::size_t>((38 - product) % 37)];
}

}  // namespace daylit
