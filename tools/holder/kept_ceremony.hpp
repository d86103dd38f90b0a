// What a holder keeps of one ceremony, and what it says in each round: an officer's part, and the gate's in
// the rounds that it has. Its secrets never leave the holder's own machine.
#pragma once

#include "base/json.hpp"
#include "crypto/sealing/transcript.hpp"

#include <variant>

namespace daylit::tools {

// A key that was bound to a lot: by the certificate that this holder saw first, and believes alone.
struct BoundCertificate {
    std::int64_t number = 0;
    Digest certificate;
    std::optional<Digest> released;  // the one closing list that parts were made for
    bool operator==(const BoundCertificate&) const = default;
};
BOOST_DESCRIBE_STRUCT(BoundCertificate, (), (number, certificate, released))

// Numbers stand in hex.
struct KeptCeremony {
    sealing::CeremonyPlan plan;
    std::int64_t holder = 0;
    std::string sealing_key;  // that shares come sealed to; "" of the gate, and once the ceremony is over
    std::vector<std::string> dealt_to;  // all officers' sealing keys, as they were when shares were dealt
    std::vector<std::vector<std::string>> coefficients;  // until the ceremony is over
    std::vector<std::string> shares;                     // one for each key, once they are; "" when erased
    std::optional<Digest> transcript;
    std::vector<BoundCertificate> bound;
    bool operator==(const KeptCeremony&) const = default;
};
BOOST_DESCRIBE_STRUCT(KeptCeremony, (),
                      (plan, holder, sealing_key, dealt_to, coefficients, shares, transcript, bound))

inline KeptCeremony begun(sealing::CeremonyPlan plan, std::int64_t holder) {
    KeptCeremony kept;
    kept.plan = std::move(plan);
    kept.holder = holder;
    return kept;
}

// What is said, but for who signs it.
struct CeremonySpeech {
    std::string round;
    std::string sealing_key;  // of "join"
    Digest about;
    std::string text;                    // "" where the round has none
    std::vector<std::string> envelopes;  // of "deal"
};

// Another holder, as everybody sees it.
struct SeenHolder {
    std::int64_t holder = 0;
    std::string name;  // "" of the gate
    std::string body;
    std::string sealing_key;  // compressed, in hex; "" of the gate
    Digest announced;
    std::string commitments;  // the text
};
struct DealtShares {
    std::int64_t dealer = 0;
    std::string envelope;
};

// What was drawn once is said again, never another: nobody is walked through a round twice.
CeremonySpeech join_ceremony(KeptCeremony& kept);
CeremonySpeech announce_commitments(KeptCeremony& kept);
CeremonySpeech show_commitments(const KeptCeremony& kept);
// `sealing_keys`: of all officers, in order.
Result<CeremonySpeech> deal_shares(KeptCeremony& kept, const std::vector<std::string>& sealing_keys);

// The last word: that every share fits what its dealer committed to, and what the ceremony came to; or a
// complaint that proves who cheated. Refuses what nobody can be blamed for by proof: commitments that are not
// those that were announced, shares that are missing, and other sealing keys than one's own and those that
// one dealt to: since all officers sign one transcript, and each finds its own key in it, nobody between them
// can have had shares sealed to a key of its own.
Result<CeremonySpeech> conclude_ceremony(KeptCeremony& kept, const std::vector<SeenHolder>& holders,
                                         const std::vector<DealtShares>& dealt);

// The gate deals nothing: once the ceremony is complete, and says of its half what it committed to, it keeps
// its numbers.
Outcome conclude_gate(KeptCeremony& kept, std::string_view transcript_text);

// Once the ceremony is complete: what it was made with could make the shares again, after they were erased.
// False where nothing of it was there any more.
bool finish_ceremony(KeptCeremony& kept);
// After the opening record: the key has done what it was for.
void erase_share(KeptCeremony& kept, std::int64_t number);
bool has_share(const KeptCeremony& kept, std::int64_t number);

// A holder's number for a key of the pool, which was not erased.
sealing::Scalar share_of(const KeptCeremony& kept, std::int64_t number);

}  // namespace daylit::tools
