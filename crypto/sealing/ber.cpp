#include "crypto/sealing/ber.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace daylit::sealing {

namespace {

constexpr std::size_t buffer_size = 64 * 1024;
constexpr unsigned char indefinite = 0x80;
constexpr unsigned char constructed = 0x20;
constexpr unsigned char long_tag = 0x1f;
constexpr int most_length_bytes = 6;  // 256 TiB
constexpr auto no_limit = std::numeric_limits<std::uint64_t>::max();

}  // namespace

ByteSource bytes_in(std::string_view memory) {
    return [memory](std::span<char> to) mutable {
        const auto size = std::min(to.size(), memory.size());
        std::copy_n(memory.begin(), size, to.begin());
        memory.remove_prefix(size);
        return size;
    };
}

BerReader::BerReader(ByteSource source) : source_(std::move(source)) {}

bool BerReader::fill() {
    buffer_.resize(buffer_size);
    begin_ = 0;
    end_ = source_(buffer_);
    return end_ > 0;
}

std::optional<unsigned char> BerReader::byte() {
    if (begin_ == end_ && !fill()) {
        return std::nullopt;
    }
    ++position_;
    return static_cast<unsigned char>(buffer_[begin_++]);
}

std::uint64_t BerReader::limit() const {
    return open_.empty() ? no_limit : open_.back().limit;
}

std::optional<std::uint64_t> BerReader::read_length(Header& header) {
    const auto next = [&]() -> std::optional<unsigned char> {
        const auto read = byte();
        if (read) {
            header.bytes += static_cast<char>(*read);
        }
        return read;
    };
    const auto first = next();
    if (!first) {
        fail();
        return std::nullopt;
    }
    if (*first < indefinite) {
        return *first;
    }
    const int count = *first & ~indefinite;
    if (count == 0) {
        if ((header.tag & constructed) == 0) {
            fail();
        }
        return std::nullopt;
    }
    std::uint64_t length = 0;
    for (int i = 0; i < count && count <= most_length_bytes; ++i) {
        const auto digit = next();
        if (!digit || (i == 0 && *digit == 0)) {
            fail();
            return std::nullopt;
        }
        length = length << 8U | *digit;
    }
    if (count > most_length_bytes || length < indefinite) {
        fail();
    }
    return length;
}

std::optional<BerReader::Header> BerReader::read_header() {
    Header header{position_, 0, {}, {}};
    const auto tag = byte();
    if (!tag) {
        return std::nullopt;
    }
    header.tag = *tag;
    header.bytes += static_cast<char>(*tag);
    if ((*tag & long_tag) == long_tag) {
        fail();
        return std::nullopt;
    }
    header.length = read_length(header);
    const auto most = limit();
    if (position_ > most || (header.length && *header.length > most - position_)) {
        fail();
    }
    return failed_ ? std::nullopt : std::optional(std::move(header));
}

const BerReader::Header* BerReader::peek() {
    if (failed_ || (!header_ && position_ >= limit())) {
        return nullptr;
    }
    if (!header_) {
        header_ = read_header();
    }
    return header_ ? &*header_ : nullptr;
}

bool BerReader::more() {
    const auto* header = peek();
    return header != nullptr && header->tag != static_cast<unsigned char>(BerTag::end_of_contents);
}

bool BerReader::next_is(BerTag tag) {
    const auto* header = peek();
    return header != nullptr && header->tag == static_cast<unsigned char>(tag);
}

std::optional<BerReader::Header> BerReader::header_of(BerTag tag, bool indefinite_too) {
    if (!next_is(tag) || (!header_->length && !indefinite_too)) {
        fail();
        return std::nullopt;
    }
    return std::exchange(header_, std::nullopt);
}

void BerReader::enter(BerTag tag, Length length) {
    if (const auto header = header_of(tag, length == Length::any)) {
        const auto end = header->length ? std::optional(position_ + *header->length) : std::nullopt;
        open_.push_back({end, end.value_or(limit())});
    }
}

void BerReader::leave() {
    if (failed_) {
        return;
    }
    const auto closing = open_.back();
    if (!closing.end) {
        const auto header = header_of(BerTag::end_of_contents, false);
        if (!header || *header->length != 0) {
            return fail();
        }
    } else if (header_ || position_ != *closing.end) {
        return fail();
    }
    open_.pop_back();
}

std::string BerReader::read_exactly(std::uint64_t size) {
    std::string bytes(size, '\0');
    std::size_t done = 0;
    rest_ = size;
    while (done < bytes.size() && !failed_) {
        done += read(std::span(bytes).subspan(done));
    }
    return failed_ ? std::string() : bytes;
}

std::string BerReader::take(BerTag tag, std::size_t most) {
    const auto header = header_of(tag, false);
    if (!header || *header->length > most) {
        fail();
        return {};
    }
    return read_exactly(*header->length);
}

std::string BerReader::take_whole(BerTag tag, std::size_t most) {
    const auto header = header_of(tag, false);
    if (!header || *header->length > most) {
        fail();
        return {};
    }
    const auto contents = read_exactly(*header->length);
    return failed_ ? std::string() : header->bytes + contents;
}

void BerReader::begin(BerTag tag) {
    if (const auto header = header_of(tag, false)) {
        rest_ = *header->length;
    }
}

std::size_t BerReader::read(std::span<char> to) {
    if (failed_ || rest_ == 0 || to.empty()) {
        return 0;
    }
    if (begin_ == end_ && !fill()) {
        fail();
        return 0;
    }
    const auto size = std::min({std::uint64_t(to.size()), rest_, std::uint64_t(end_ - begin_)});
    std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), size, to.begin());
    begin_ += size;
    position_ += size;
    rest_ -= size;
    return size;
}

void BerReader::finish() {
    if (!failed_ && (!open_.empty() || peek() != nullptr)) {
        fail();
    }
}

std::string ber_element(BerTag tag, std::string_view contents) {
    std::string element(1, static_cast<char>(tag));
    std::string digits;
    for (auto length = contents.size(); length > 0; length >>= 8U) {
        digits.insert(digits.begin(), static_cast<char>(length & 0xffU));
    }
    if (contents.size() < indefinite) {
        element += static_cast<char>(contents.size());
    } else {
        element += static_cast<char>(indefinite | digits.size());
        element += digits;
    }
    return element.append(contents);
}

}  // namespace daylit::sealing
