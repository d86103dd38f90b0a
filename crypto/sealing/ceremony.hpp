// How officers make a pool of keys that nobody ever holds (Pedersen's key generation with FROST's proofs of
// possession): each announces a digest of its commitments, then shows them, then seals to every officer that
// one's shares. The gate makes its own half of each key in the same two steps. Every message is a text of one
// ceremony and one round; who signed it is checked by whoever takes it in.
//
// Pure: what is read here is said by anybody. Refusals: ceremony_malformed, ceremony_of_another,
// commitments_differ, dealing_wrong_degree, malformed_point, malformed_proof, proof_invalid.
#pragma once

#include "base/json.hpp"
#include "crypto/digest.hpp"
#include "crypto/sealing/dealing.hpp"

#include <map>

namespace daylit::sealing {

constexpr std::size_t most_officers = 50;
constexpr std::size_t most_keys = 100;
constexpr std::uint64_t gate_holder = 65535;  // no officer's index: the gate's half is whole and has none

struct CeremonyPlan {
    std::string id;
    std::int64_t officers = 0;   // n: their indices are 1 … n
    std::int64_t threshold = 0;  // k of them are needed
    std::int64_t keys = 0;       // in the pool
    bool operator==(const CeremonyPlan&) const = default;
};
BOOST_DESCRIBE_STRUCT(CeremonyPlan, (), (id, officers, threshold, keys))

Outcome check_plan(const CeremonyPlan& plan);

// --- the second round, whose text's digest is the first: what a holder commits to ---

struct CommittedKey {
    std::vector<std::string> commitments;  // k points, the gate one: compressed, in hex
    std::string possession;                // 65 bytes in hex
    bool operator==(const CommittedKey&) const = default;
};
BOOST_DESCRIBE_STRUCT(CommittedKey, (), (commitments, possession))

struct CommittedKeys {
    std::string format = "daylight/ceremony-commitments/1";
    std::string ceremony;
    std::int64_t holder = 0;
    std::vector<CommittedKey> keys;
    bool operator==(const CommittedKeys&) const = default;
};
BOOST_DESCRIBE_STRUCT(CommittedKeys, (), (format, ceremony, holder, keys))

// The holder's own secrets, and what it commits to by them. The gate's dealings have one coefficient.
std::vector<Dealing> draw_dealings(const CeremonyPlan& plan, std::uint64_t holder, const Dealing::Draw& draw);
std::string commitments_text(const CeremonyPlan& plan, std::uint64_t holder,
                             const std::vector<Dealing>& dealings);

// What the text commits to, one for each key: from this holder, in this ceremony, of exactly the degree that
// the plan says, each with a proof that it knows its number; and the text that was announced.
Result<std::vector<Commitments>> read_commitments(const CeremonyPlan& plan, std::uint64_t holder,
                                                  const Digest& announced, std::string_view text);

// --- what comes of it ---

struct PoolKey {
    Point whole;                  // Y: what bids are sealed to
    Point gates;                  // the gate's half
    std::vector<Point> officers;  // each one's share times the generator, by index from 1
};

// From the commitments of all officers, each exactly once, and the gate's.
std::vector<PoolKey> pool_of(const CeremonyPlan& plan,
                             const std::map<std::uint64_t, std::vector<Commitments>>& committed);

// An officer's own number for each key: the sum of what all dealt to it.
std::vector<Scalar> added_shares(std::span<const std::vector<Scalar>> dealt);

}  // namespace daylit::sealing
