// What a ceremony came to, in one text: who held what, and the keys that came of it. Every officer signs its
// digest in the last round, each lot's certificate names it, and whoever checks an opening takes the holders'
// public points from it.
//
// Refusals: transcript_malformed, malformed_point.
#pragma once

#include "crypto/sealing/ceremony.hpp"

namespace daylit::sealing {

constexpr std::string_view transcript_format = "daylight/ceremony/1";
constexpr std::size_t most_transcript = std::size_t{2} * 1024 * 1024;

struct TranscriptHolder {
    std::int64_t holder = 0;
    std::string name;         // "" of the gate
    std::string body;         // "" of the gate
    std::string sealing_key;  // that its shares were sealed to; "" of the gate
    Digest commitments;       // of the text in which it committed
    bool operator==(const TranscriptHolder&) const = default;
};
BOOST_DESCRIBE_STRUCT(TranscriptHolder, (), (holder, name, body, sealing_key, commitments))

struct TranscriptKey {
    std::string whole;                  // Y; all points compressed, in hex
    std::string gates;                  // the gate's half
    std::vector<std::string> officers;  // each one's share times the generator, by index from 1
    bool operator==(const TranscriptKey&) const = default;
};
BOOST_DESCRIBE_STRUCT(TranscriptKey, (), (whole, gates, officers))

struct Transcript {
    std::string format = std::string(transcript_format);
    CeremonyPlan plan;
    std::vector<TranscriptHolder> holders;  // the officers in order, then the gate
    std::vector<TranscriptKey> keys;
    bool operator==(const Transcript&) const = default;
};
BOOST_DESCRIBE_STRUCT(Transcript, (), (format, plan, holders, keys))

std::string transcript_text(const CeremonyPlan& plan, std::vector<TranscriptHolder> holders,
                            std::span<const PoolKey> pool);
// With as many holders and keys as the plan has, in order.
Result<Transcript> parse_transcript(std::string_view text);

// A holder's public point for one key of the pool, by its number from 1. The transcript was parsed, and the
// key and the holder are of its plan.
Result<Point> holders_point(const Transcript& transcript, std::int64_t number, std::uint64_t holder);

}  // namespace daylit::sealing
