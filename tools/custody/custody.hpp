// A backup of the gate's half of the opening keys that no one person holds: each half is shared among
// custodians, who are not officers, so that `threshold` of them together bring it back (Shamir), and each
// checks its share against commitments that begin with the gate's public half, which stands in the ceremony's
// transcript (Feldman). Custodians' keys are made for this alone.
//
// Refusals: those of crypto/sealing, custody_malformed, custody_of_another, custody_too_few.
#pragma once

#include "tools/holder/kept_ceremony.hpp"

namespace daylit::tools {

// What the gate gives one custodian: nothing in it is secret but what the envelope holds.
struct CustodyText {
    std::string format = "daylight/custody/1";
    sealing::CeremonyPlan plan;
    Digest transcript;
    std::int64_t custodian = 0;  // its index, from 1
    std::int64_t custodians = 0;
    std::int64_t threshold = 0;
    std::vector<std::int64_t> numbers;  // of the keys whose half the gate still had, in ascending order
    // For each of them `threshold` points: compressed, in hex.
    std::vector<std::vector<std::string>> commitments;
    std::vector<BoundCertificate> bound;  // what the gate had seen when the backup was made
    std::string envelope;                 // base64: the shares, sealed to the custodian
    bool operator==(const CustodyText&) const = default;
};
BOOST_DESCRIBE_STRUCT(CustodyText, (),
                      (format, plan, transcript, custodian, custodians, threshold, numbers, commitments,
                       bound, envelope))

// One text for each of the custodians' keys, in order. `gate` has concluded its ceremony; what it erased is
// in no backup. Two custodians at least are needed: no one holds the half alone.
Result<std::vector<CustodyText>> share_gates_half(const KeptCeremony& gate, std::int64_t threshold,
                                                  const std::vector<sealing::Point>& custodians);

// The custodian's shares, if they are what the commitments promise, and these what the transcript says of the
// gate. Refuses share_invalid where they are not: then this is no backup.
Result<std::vector<sealing::Scalar>> open_custody(const CustodyText& text, const sealing::Scalar& key,
                                                  std::string_view transcript);

// The same shares, sealed to whoever restores the gate.
Result<CustodyText> hand_over(const CustodyText& text, const sealing::Scalar& key,
                              std::string_view transcript, const sealing::Point& to);

// What the gate kept, from what `threshold` custodians or more handed over.
Result<KeptCeremony> restore_gates_half(const std::vector<CustodyText>& texts, const sealing::Scalar& key,
                                        std::string_view transcript);

}  // namespace daylit::tools
