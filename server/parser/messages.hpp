// What the server and the parser program say to each other. Neither believes the other's form: an envelope
// out of a message is as whole as one that was read, or there is none.
//
// `check`: the program reads an envelope to the end of its input and answers a CheckAnswer.
// `open`: it reads an OpenOrder, a line feed, and the envelope to the end of its input. It answers the
// contents in frames (a length of four bytes, the highest first; so many bytes; length 0 is the end) and then
// an OpenAnswer. What is in the frames counts only where the answer is `opened`.
//
// An answer is one line of JSON at the end of the output, with exactly one of its two members; the program
// ends with status 0 after it, whatever it says. Any other status means that nothing was found out.
#pragma once

#include "base/json.hpp"
#include "crypto/digest.hpp"
#include "crypto/sealing/envelope_record.hpp"

namespace daylit::parser {

constexpr std::size_t longest_line = 64 * 1024;
constexpr std::size_t longest_frame = 64 * 1024;
constexpr std::size_t frame_header = 4;

struct CheckedMessage {
    sealing::EnvelopeRecord envelope;
    Digest digest;  // of all that was read
    bool operator==(const CheckedMessage&) const = default;
};
BOOST_DESCRIBE_STRUCT(CheckedMessage, (), (envelope, digest))

struct OpenedMessage {
    std::string signer;  // the certificate in DER
    Digest digest;       // of the contents
    std::int64_t size = 0;
    bool operator==(const OpenedMessage&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpenedMessage, (), (signer, digest, size))

struct RefusedMessage {
    std::string code;
    bool operator==(const RefusedMessage&) const = default;
};
BOOST_DESCRIBE_STRUCT(RefusedMessage, (), (code))

struct CheckAnswer {
    std::optional<CheckedMessage> checked;
    std::optional<RefusedMessage> refused;
    bool operator==(const CheckAnswer&) const = default;
};
BOOST_DESCRIBE_STRUCT(CheckAnswer, (), (checked, refused))

struct OpenAnswer {
    std::optional<OpenedMessage> opened;
    std::optional<RefusedMessage> refused;
    bool operator==(const OpenAnswer&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpenAnswer, (), (opened, refused))

struct OpenOrder {
    sealing::EnvelopeRecord envelope;
    std::string agreed;  // compressed
    bool operator==(const OpenOrder&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpenOrder, (), (envelope, agreed))

// What was read of a line, or none: with or without its line feed, with exactly one member, and refusals only
// with codes that reading (or opening) an envelope has.
std::optional<CheckAnswer> read_check_answer(std::string_view line);
std::optional<OpenAnswer> read_open_answer(std::string_view line);

// So many bytes follow: four bytes.
std::string frame_of(std::size_t size);
std::uint32_t size_in_frame(std::string_view header);

}  // namespace daylit::parser
