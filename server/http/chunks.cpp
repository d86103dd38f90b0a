#include "server/http/chunks.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace daylit::http {

namespace {

constexpr std::size_t most_line = 256;
constexpr std::size_t most_size_digits = 16;
constexpr std::size_t most_extensions = 16 * 1024;  // of a whole body: nobody needs any

// Extensions are ignored (RFC 9112, 7.1.1), but only where they cannot be taken for something else: ";" and
// visible ASCII, quotation marks in pairs and nothing escaped inside them.
bool is_extension(std::string_view text) {
    return text.size() >= 2 && text.front() == ';' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return c >= 0x21 && c <= 0x7e && c != '\\'; }) &&
           std::count(text.begin(), text.end(), '"') % 2 == 0;
}

}  // namespace

std::size_t ChunkDecoder::take(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && state_ == State::reading) {
        if (part_ == Part::data) {
            taken += take_data(bytes.substr(taken));
        } else if (part_ == Part::size_line) {
            take_of_line(bytes[taken++]);
        } else {
            take_of_line_end(bytes[taken++]);
        }
    }
    return taken;
}

void ChunkDecoder::take_of_line(char c) {
    const bool after_cr = line_.ends_with('\r');
    if (after_cr != (c == '\n') || line_.size() == most_line) {
        state_ = State::malformed;
        return;
    }
    if (c == '\n') {
        line_.pop_back();
        end_size_line();
        line_.clear();
        return;
    }
    line_ += c;
}

void ChunkDecoder::end_size_line() {
    const auto digits = std::min(line_.find(';'), line_.size());
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(line_.data(), line_.data() + digits, size, 16);
    const bool is_size = digits > 0 && digits <= most_size_digits && error == std::errc() &&
                         end == line_.data() + digits && line_.front() != '-';
    extensions_ += line_.size() - digits;
    if (!is_size || extensions_ > most_extensions ||
        (digits < line_.size() && !is_extension(std::string_view(line_).substr(digits)))) {
        state_ = State::malformed;
    } else if (size > most_ - body_.size()) {
        state_ = State::too_large;
    } else {
        left_ = size;
        part_ = size == 0 ? Part::end_of_body : Part::data;
    }
}

std::size_t ChunkDecoder::take_data(std::string_view bytes) {
    const auto count = std::min(left_, bytes.size());
    body_.append(bytes.substr(0, count));
    left_ -= count;
    if (left_ == 0) {
        part_ = Part::end_of_data;
    }
    return count;
}

// A CRLF and nothing else: in the place of the last one a trailer could begin, and we take none.
void ChunkDecoder::take_of_line_end(char c) {
    line_ += c;
    if (!std::string_view("\r\n").starts_with(line_)) {
        state_ = State::malformed;
    } else if (line_.size() == 2) {
        line_.clear();
        state_ = part_ == Part::end_of_body ? State::done : State::reading;
        part_ = Part::size_line;
    }
}

}  // namespace daylit::http
