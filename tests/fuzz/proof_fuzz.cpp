// Proof bundles, which anybody hands to anybody: what is read survives its own text, and nothing proves a
// thing under an authority and a log that it does not come from.
#include "crypto/certificate_authority.hpp"
#include "crypto/proof_bundle.hpp"
#include "crypto/random.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace daylit::fuzz {

namespace {

const ProofTrust& trust() {
    static const Instant noon =
        std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + std::chrono::hours(4);
    static const auto authority = CertificateAuthority::create(
        {"Fuzz"}, random_serial(), {noon - std::chrono::hours(24), noon + std::chrono::hours(24)});
    static const NoteSigner log("fuzz.example/log", Ed25519PrivateKey::generate());
    static const ProofTrust made{authority.value().certificate(), log.verifier()};
    return made;
}

}  // namespace

void try_input(std::string_view bytes) {
    const auto bundle = parse_proof_bundle(bytes);
    if (!bundle) {
        return;
    }
    const auto again = parse_proof_bundle(to_json_text(*bundle));
    ensure(again.ok() && *again == *bundle, "a bundle survives its own text");
    ensure(!all_ok(check_proof_bundle(*bundle, trust())), "a stranger's bundle proves nothing here");
}

}  // namespace daylit::fuzz
