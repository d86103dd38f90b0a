#include "server/parser/messages.hpp"

#include <array>

namespace daylit::parser {

namespace {

constexpr std::array<std::string_view, 5> reading_codes{"envelope_not_encrypted", "envelope_malformed",
                                                        "envelope_algorithms", "envelope_recipients",
                                                        "malformed_point"};
constexpr std::array<std::string_view, 6> opening_codes{"envelope_does_not_open", "signed_malformed",
                                                        "signed_algorithms",      "signature_invalid",
                                                        "certificate_malformed",  "key_not_p256"};

template <std::size_t Count>
bool has(const std::array<std::string_view, Count>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::string_view without_line_feed(std::string_view line) {
    return line.ends_with('\n') ? line.substr(0, line.size() - 1) : line;
}

template <class Answer>
std::optional<Answer> read_line(std::string_view line) {
    auto answer = parse_as<Answer>(without_line_feed(line));
    return answer ? std::optional(*std::move(answer)) : std::nullopt;
}

}  // namespace

std::optional<CheckAnswer> read_check_answer(std::string_view line) {
    auto answer = read_line<CheckAnswer>(line);
    if (!answer || answer->checked.has_value() == answer->refused.has_value() ||
        (answer->refused && !has(reading_codes, answer->refused->code))) {
        return std::nullopt;
    }
    return answer;
}

std::optional<OpenAnswer> read_open_answer(std::string_view line) {
    auto answer = read_line<OpenAnswer>(line);
    if (!answer || answer->opened.has_value() == answer->refused.has_value() ||
        (answer->refused && !has(reading_codes, answer->refused->code) &&
         !has(opening_codes, answer->refused->code))) {
        return std::nullopt;
    }
    return answer;
}

std::string frame_of(std::size_t size) {
    std::string header;
    for (unsigned shift = 32; shift > 0;) {
        shift -= 8;
        header += static_cast<char>(size >> shift & 0xffU);
    }
    return header;
}

std::uint32_t size_in_frame(std::string_view header) {
    std::uint32_t size = 0;
    for (const char byte : header.substr(0, frame_header)) {
        size = size << 8U | static_cast<unsigned char>(byte);
    }
    return size;
}

}  // namespace daylit::parser
