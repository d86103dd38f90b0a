#include "tools/holder/kept_lot.hpp"

#include "base/encoding.hpp"
#include "crypto/sealing/parts.hpp"

#include <algorithm>

namespace daylit::tools {

namespace {

BoundCertificate* find_bound(KeptCeremony& kept, std::int64_t number) {
    const auto found = std::ranges::find(kept.bound, number, &BoundCertificate::number);
    return found == kept.bound.end() ? nullptr : &*found;
}

// The platform's authority issued it, for bids, for a key of this ceremony.
Result<sealing::LotKeyCertificate> read_lot(const KeptCeremony& kept, const Certificate& lot,
                                            const HolderTrust& trust) {
    auto key = sealing::read_lot_key(lot);
    if (!key) {
        return key;
    }
    // Whether it is still valid on the day of a late opening decides nothing: it was when it was made.
    const auto issued =
        check_certificate(lot, trust.authority, lot.validity().from, CertificateUse::bid_sealing);
    if (!issued) {
        return issued.refusal();
    }
    const auto& statement = key->statement;
    if (statement.ceremony != kept.plan.id || statement.transcript != kept.transcript ||
        statement.number > kept.plan.keys) {
        return refuse("ceremony_of_another");
    }
    return key;
}

}  // namespace

Result<sealing::LotKeyStatement> bind_lot(KeptCeremony& kept, const Certificate& lot,
                                          std::string_view transcript, const HolderTrust& trust) {
    const auto key = read_lot(kept, lot, trust);
    if (!key) {
        return key.refusal();
    }
    const auto made = sealing::parse_transcript(transcript);
    if (!made || sha256(transcript) != kept.transcript) {
        return made ? refuse("ceremony_of_another") : made.refusal();
    }
    const auto number = key->statement.number;
    const auto& whole = made->keys[static_cast<std::size_t>(number - 1)].whole;
    if (whole != to_hex(key->point.compressed())) {
        return refuse("ceremony_of_another");
    }
    if (const auto* bound = find_bound(kept, number)) {
        return bound->certificate == lot.fingerprint() ? Result<sealing::LotKeyStatement>(key->statement)
                                                       : refuse("key_bound_to_another");
    }
    kept.bound.push_back({number, lot.fingerprint(), std::nullopt});
    return key->statement;
}

Result<std::string> release_lot(KeptCeremony& kept, const Certificate& lot,
                                const sealing::ReleaseEvidence& evidence, const HolderTrust& trust) {
    const auto key = read_lot(kept, lot, trust);
    if (!key) {
        return key.refusal();
    }
    const auto& statement = key->statement;
    auto* bound = find_bound(kept, statement.number);
    if (bound == nullptr || bound->certificate != lot.fingerprint()) {
        return refuse("lot_not_bound");
    }
    if (!has_share(kept, statement.number)) {
        return refuse("key_erased");
    }
    const sealing::ReleaseTerms terms{
        statement.lot,   statement.stage,       statement.opens_at,         trust.log,
        trust.witnesses, trust.least_witnesses, statement.least_submissions};
    const auto list = sealing::check_release(terms, evidence);
    if (!list) {
        return list.refusal();
    }
    const auto digest = sha256(evidence.list);
    if (bound->released && *bound->released != digest) {
        return refuse("key_used_already");
    }
    bound->released = digest;
    return sealing::parts_text(*list, digest, static_cast<std::uint64_t>(kept.holder),
                               share_of(kept, statement.number));
}

}  // namespace daylit::tools
