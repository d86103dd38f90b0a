// A holder's parts for a lot: its number times every envelope's point, in the order of the closing list, with
// one proof for all. It is made for one list and no other, and anybody can check it against the holder's
// public point, which the ceremony's transcript carries.
//
// Refusals: parts_malformed, parts_of_another, malformed_point, malformed_proof, proof_invalid.
#pragma once

#include "crypto/sealing/closing_list.hpp"
#include "crypto/sealing/equality.hpp"

namespace daylit::sealing {

constexpr std::string_view parts_format = "daylight/parts/1";
constexpr std::size_t most_parts_text = std::size_t{4} * 1024 * 1024;

struct PartsText {
    std::string format = std::string(parts_format);
    std::string lot;
    std::string stage;
    std::int64_t holder = 0;
    Digest closing_list;              // of its text
    std::vector<std::string> points;  // compressed, in hex
    std::string proof;                // in hex
    bool operator==(const PartsText&) const = default;
};
BOOST_DESCRIBE_STRUCT(PartsText, (), (format, lot, stage, holder, closing_list, points, proof))

// `list` has an envelope or more; its digest is that of the text that was read.
std::string parts_text(const ClosingList& list, const Digest& digest, std::uint64_t holder,
                       const Scalar& key);

// The points, once the proof holds.
Result<std::vector<Point>> check_parts(std::string_view text, const ClosingList& list, const Digest& digest,
                                       std::uint64_t holder, const Point& public_key);

}  // namespace daylit::sealing
