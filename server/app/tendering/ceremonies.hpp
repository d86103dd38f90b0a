// Ceremonies that make the keys which bids are sealed to: called by the staff, spoken by officers and the
// gate in signed words (compact JWS, ES256, type daylight-ceremony+jws), watched by everybody.
//
//   {audience, ceremony, round, holder, sealing_key, about, nonce, expires_at}
//
// round and what it is about:
//   join      its holder's key for this ceremony (sealing_key), and its SHA-256
//   announce  the SHA-256 of its commitments' text (crypto/sealing/ceremony.hpp)
//   show      the same, with the text
//   deal      the SHA-256 of the JSON list [{"to", "envelope"}], with the envelopes, one for each other
//   officer confirm   the SHA-256 of the ceremony's transcript (crypto/sealing/transcript.hpp), as its holder
//   made it complain  the SHA-256 of {"dealer", "opens", "proof"}, with that text
// The gate has no shares: it announces and shows. nonce is the Idempotency-Key.
#pragma once

#include "schema/rows_tendering.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "tendering/ceremony.hpp"

namespace daylit::app {

struct CeremonyInput {
    std::vector<PersonId> officers;  // with the role; in the order of their indices
    std::int64_t threshold = 0;
    std::int64_t keys = 0;
};
BOOST_DESCRIBE_STRUCT(CeremonyInput, (), (officers, threshold, keys))

struct CeremonyWord {
    std::string audience;
    CeremonyId ceremony;
    std::string round;
    std::int64_t holder = 0;
    std::string sealing_key;  // "" but of "join"
    Digest about;
    std::string nonce;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(CeremonyWord, (),
                      (audience, ceremony, round, holder, sealing_key, about, nonce, expires_at))

struct SpokenWord {
    std::string statement;               // compact JWS
    std::string text;                    // "" where the round has none
    std::vector<std::string> envelopes;  // base64; of "deal", in order
};
BOOST_DESCRIBE_STRUCT(SpokenWord, (), (statement, text, envelopes))

// What a complaint shows: the point that opens the dealer's envelope to its holder, and the proof that the
// holder's key makes it.
struct ComplaintText {
    std::int64_t dealer = 0;
    std::string opens;  // compressed, in hex
    std::string proof;  // in hex
};
BOOST_DESCRIBE_STRUCT(ComplaintText, (), (dealer, opens, proof))

struct OfficerView {
    std::int64_t holder = 0;
    std::string name;
    std::string body_name;
    bool is_me = false;
    bool has_spoken = false;  // in the present round
};
BOOST_DESCRIBE_STRUCT(OfficerView, (), (holder, name, body_name, is_me, has_spoken))

struct CeremonyView {
    CeremonyId id;
    tendering::CeremonyPhase state = tendering::CeremonyPhase::none;
    sealing::CeremonyPlan plan;
    std::int64_t least_bodies = 0;
    std::string article;
    std::vector<OfficerView> officers;
    bool gate_has_spoken = false;
    std::vector<std::int64_t> missing;      // holders whose word the round waits for
    std::vector<std::string> sealing_keys;  // of the officers who have joined, in order; "" of the others
    std::vector<std::string> commitments;   // the digests that were announced, in hex; the gate's is the last
    std::int64_t keys_left = 0;
    std::optional<Digest> transcript;
    std::string reason;                  // of an abortion
    std::optional<std::int64_t> blamed;  // a holder
    Instant called_at;
};
BOOST_DESCRIBE_STRUCT(CeremonyView, (),
                      (id, state, plan, least_bodies, article, officers, gate_has_spoken, missing,
                       sealing_keys, commitments, keys_left, transcript, reason, blamed, called_at))

struct SharesView {
    std::int64_t dealer = 0;
    std::string envelope;  // base64
    Digest message;        // of the dealer's signed word
};
BOOST_DESCRIBE_STRUCT(SharesView, (), (dealer, envelope, message))

struct PlainText {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(PlainText, (), (text))

struct AbortInput {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(AbortInput, (), (reason))

Result<CeremonyView> call_ceremony(Call& call, const Params& params, const CeremonyInput& in);
Result<CeremonyView> speak(Call& call, const Params& params, const SpokenWord& in);
Result<CeremonyView> abort_ceremony(Call& call, const Params& params, const AbortInput& in);
Result<Page<CeremonyView>> ceremonies(Call& call, const Params& params);
Result<CeremonyView> ceremony(Call& call, const Params& params);
// A holder's commitments, once they are shown; the transcript, once everything is dealt; any signed word.
Result<PlainText> ceremony_commitments(Call& call, const Params& params);
Result<PlainText> ceremony_transcript(Call& call, const Params& params);
Result<PlainText> ceremony_word(Call& call, const Params& params);
// What the others dealt to the caller.
Result<Page<SharesView>> my_shares(Call& call, const Params& params);

// --- for those that use the keys ---

struct LockedCeremony {
    schema::CeremonyRow row;
    tendering::CeremonyState state;
    Stream stream;
};
std::string ceremony_stream(const CeremonyId& id);
// Nullopt for no such ceremony. Locks "ceremony:<id>".
std::optional<LockedCeremony> lock_ceremony(Act& act, const CeremonyId& id);
void store_ceremony(Act& act, LockedCeremony& ceremony, const std::vector<tendering::CeremonyEvent>& events);
CeremonyView view_of(Act& act, const schema::CeremonyRow& row);
// Which holder the caller is: an officer's index or the gate's; 0 for none.
std::int64_t holder_of(const Caller& caller, const tendering::CeremonyState& state);

}  // namespace daylit::app
