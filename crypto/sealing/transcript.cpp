#include "crypto/sealing/transcript.hpp"

#include "base/encoding.hpp"

#include <utility>

namespace daylit::sealing {

namespace {

std::string hex_of(const Point& point) {
    return to_hex(point.compressed());
}

bool has_its_holders(const Transcript& transcript) {
    if (std::ssize(transcript.holders) != transcript.plan.officers + 1) {
        return false;
    }
    for (std::int64_t i = 0; i < transcript.plan.officers; ++i) {
        if (transcript.holders[static_cast<std::size_t>(i)].holder != i + 1) {
            return false;
        }
    }
    return transcript.holders.back().holder == static_cast<std::int64_t>(gate_holder);
}

bool has_its_keys(const Transcript& transcript) {
    if (std::ssize(transcript.keys) != transcript.plan.keys) {
        return false;
    }
    for (const auto& key : transcript.keys) {
        if (std::ssize(key.officers) != transcript.plan.officers) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::string transcript_text(const CeremonyPlan& plan, std::vector<TranscriptHolder> holders,
                            std::span<const PoolKey> pool) {
    Transcript transcript;
    transcript.plan = plan;
    transcript.holders = std::move(holders);
    for (const auto& key : pool) {
        TranscriptKey said{hex_of(key.whole), hex_of(key.gates), {}};
        for (const auto& officer : key.officers) {
            said.officers.push_back(hex_of(officer));
        }
        transcript.keys.push_back(std::move(said));
    }
    return to_json_text(transcript);
}

Result<Transcript> parse_transcript(std::string_view text) {
    auto transcript =
        text.size() <= most_transcript ? parse_as<Transcript>(text) : refuse("transcript_malformed");
    if (!transcript || transcript->format != transcript_format) {
        return refuse("transcript_malformed", transcript ? "format" : transcript.refusal().field);
    }
    if (!check_plan(transcript->plan) || !has_its_holders(*transcript) || !has_its_keys(*transcript)) {
        return refuse("transcript_malformed", "holders");
    }
    return transcript;
}

Result<Point> holders_point(const Transcript& transcript, std::int64_t number, std::uint64_t holder) {
    ensure(number >= 1 && number <= transcript.plan.keys, "the key is one of the pool's");
    const auto& key = transcript.keys[static_cast<std::size_t>(number - 1)];
    ensure(holder == gate_holder ||
               (holder >= 1 && holder <= static_cast<std::uint64_t>(transcript.plan.officers)),
           "the holder is one of the plan's");
    const auto& text = holder == gate_holder ? key.gates : key.officers[holder - 1];
    const auto bytes = from_hex(text);
    return Point::from_bytes(bytes && bytes->size() == point_bytes ? *bytes : std::string(), "keys");
}

}  // namespace daylit::sealing
