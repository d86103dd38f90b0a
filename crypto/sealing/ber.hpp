// Reads BER (X.690) from a stream, element after element, in memory that does not grow with it. Lengths are
// in their shortest spelling; an indefinite one is taken only where that is said. What is not as it was asked
// for makes the reader fail for good: from then on it reads nothing, so that whoever reads need look only
// once, at the end.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace daylit::sealing {

// Fills some of the buffer with what comes next; 0 when nothing does.
using ByteSource = std::function<std::size_t(std::span<char>)>;
ByteSource bytes_in(std::string_view memory);
using ByteSink = std::function<void(std::string_view)>;

// The identifier octet of an element: class, form and number.
enum class BerTag : unsigned char {
    end_of_contents = 0x00,
    integer = 0x02,
    bit_string = 0x03,
    octet_string = 0x04,
    constructed_octet_string = 0x24,
    null = 0x05,
    object_identifier = 0x06,
    sequence = 0x30,
    set = 0x31,
    primitive_0 = 0x80,
    explicit_0 = 0xa0,
    explicit_1 = 0xa1,
};

class BerReader {
public:
    enum class Length { definite, any };

    explicit BerReader(ByteSource source);

    // Whether something follows within the element that was entered, and what.
    bool more();
    bool next_is(BerTag tag);

    void enter(BerTag tag, Length length = Length::definite);
    void leave();  // at its very end
    // A whole primitive's contents, of so many bytes at most.
    std::string take(BerTag tag, std::size_t most);
    // A whole element as it stands, with its header: of definite length, of so many bytes at most.
    std::string take_whole(BerTag tag, std::size_t most);
    // A primitive's contents, piece by piece: 0 at its end.
    void begin(BerTag tag);
    std::size_t read(std::span<char> to);

    void finish();  // nothing follows at all
    void fail() { failed_ = true; }
    bool failed() const { return failed_; }
    // How many bytes were read: where an element has just been left or taken, where it ends.
    std::uint64_t position() const { return header_ ? header_->at : position_; }

private:
    struct Header {
        std::uint64_t at = 0;
        unsigned char tag = 0;
        std::optional<std::uint64_t> length;  // none where it is indefinite
        std::string bytes;                    // its own
    };
    struct Open {
        std::optional<std::uint64_t> end;
        std::uint64_t limit = 0;  // of what it is in
    };

    const Header* peek();
    std::optional<Header> header_of(BerTag tag, bool indefinite_too);
    std::optional<Header> read_header();
    std::optional<std::uint64_t> read_length(Header& header);
    std::optional<unsigned char> byte();
    bool fill();
    std::string read_exactly(std::uint64_t size);
    std::uint64_t limit() const;

    ByteSource source_;
    std::string buffer_;
    std::size_t begin_ = 0;  // of what is left in the buffer
    std::size_t end_ = 0;
    std::uint64_t position_ = 0;
    std::optional<Header> header_;  // read, and not used yet
    std::vector<Open> open_;
    std::uint64_t rest_ = 0;  // of the primitive that is read piece by piece
    bool failed_ = false;
};

// One element of definite length, written.
std::string ber_element(BerTag tag, std::string_view contents);

}  // namespace daylit::sealing
