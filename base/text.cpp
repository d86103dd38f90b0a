#include "base/text.hpp"

#include "base/encoding.hpp"

#include <algorithm>
#include <cstdint>

namespace daylit {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Takes the first code point of well-formed UTF-8 off the front.
std::uint32_t take_code_point(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t point = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        point = (point << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    text.remove_prefix(length);
    return point;
}

bool within(std::uint32_t point, std::uint32_t first, std::uint32_t last) {
    return point >= first && point <= last;
}

// Unicode's White_Space, as far as the forbidden ones leave any.
bool is_space(std::uint32_t point) {
    return point == '\t' || point == '\n' || point == ' ' || point == 0xA0 || point == 0x1680 ||
           within(point, 0x2000, 0x200A) || point == 0x202F || point == 0x205F || point == 0x3000;
}

// Controls (C0, DEL, C1), line and paragraph separators, what sets the direction of writing, what is
// invisible and can make two names look alike, and noncharacters. The joiners U+200C and U+200D are among
// them: Chinese and English need neither.
bool is_forbidden(std::uint32_t point) {
    const bool control = (point < 0x20 && point != '\n' && point != '\t') || within(point, 0x7F, 0x9F);
    const bool invisible = point == 0xAD || within(point, 0x200B, 0x200F) || within(point, 0x2028, 0x202E) ||
                           within(point, 0x2060, 0x206F) || point == 0xFEFF ||
                           within(point, 0xFFF9, 0xFFFB) || within(point, 0xE0000, 0xE007F);
    const bool nobody = within(point, 0xFDD0, 0xFDEF) || (point & 0xFFFEU) == 0xFFFEU;
    return control || invisible || nobody;
}

bool is_domain_label(std::string_view label) {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_domain(std::string_view domain) {
    int labels = 0;
    while (true) {
        const auto dot = domain.find('.');
        const auto label = domain.substr(0, dot);
        if (!is_domain_label(label)) {
            return false;
        }
        ++labels;
        if (dot == std::string_view::npos) {
            // The last label is a name such as "cn", never a number: that would be an address.
            return labels >= 2 && !std::all_of(label.begin(), label.end(), is_digit);
        }
        domain.remove_prefix(dot + 1);
    }
}

bool is_local_part(std::string_view local) {
    constexpr std::string_view marks = ".!#$%&'*+/=?^_`{|}~-";
    return !local.empty() && local.size() <= 64 && local.front() != '.' && local.back() != '.' &&
           local.find("..") == std::string_view::npos && std::all_of(local.begin(), local.end(), [&](char c) {
               return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
           });
}

}  // namespace

Outcome require_text(std::string_view text, std::string field, std::size_t most) {
    if (!is_utf8(text)) {
        return refuse("malformed_text", std::move(field));
    }
    bool readable = false;
    for (auto rest = text; !rest.empty();) {
        const auto point = take_code_point(rest);
        if (is_forbidden(point)) {
            return refuse("forbidden_character", std::move(field));
        }
        readable = readable || !is_space(point);
    }
    if (!readable) {
        return refuse("empty_text", std::move(field));
    }
    if (utf8_length(text) > most) {
        return refuse("text_too_long", std::move(field), {std::to_string(most)});
    }
    return Done();
}

Outcome require_line(std::string_view text, std::string field, std::size_t most) {
    if (text.find_first_of("\n\t") != std::string_view::npos) {
        return refuse("forbidden_character", std::move(field));
    }
    return require_text(text, std::move(field), most);
}

Outcome require_mobile(std::string_view text, std::string field) {
    const bool formed = text.size() == 11 && text[0] == '1' && text[1] >= '3' &&
                        std::all_of(text.begin(), text.end(), is_digit);
    return formed ? Outcome(Done()) : refuse("malformed_mobile", std::move(field));
}

Outcome require_email(std::string_view text, std::string field) {
    const auto at = text.find('@');
    const bool formed = text.size() <= 254 && at != std::string_view::npos &&
                        is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
    return formed ? Outcome(Done()) : refuse("malformed_email", std::move(field));
}

}  // namespace daylit
