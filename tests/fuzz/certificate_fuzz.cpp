// Certificates and revocation lists: what is taken survives its own PEM, and no stranger's is ours.
#include "crypto/certificate_authority.hpp"
#include "crypto/random.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace daylit::fuzz {

namespace {

const Instant noon = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + std::chrono::hours(4);

const Certificate& authority() {
    static const auto made = CertificateAuthority::create(
        {"Fuzz"}, random_serial(), {noon - std::chrono::hours(24), noon + std::chrono::hours(24)});
    return made.value().certificate();
}

}  // namespace

void try_input(std::string_view bytes) {
    const auto text_or_der =
        bytes.starts_with("-----") ? Certificate::from_pem(bytes) : Certificate::from_der(bytes);
    if (text_or_der) {
        const auto again = Certificate::from_pem(text_or_der->pem());
        ensure(again.ok() && *again == *text_or_der && again->subject() == text_or_der->subject() &&
                   again->serial() == text_or_der->serial(),
               "a certificate survives its PEM");
        ensure(is_serial_text(text_or_der->serial()), "serials have one form");
        for (const auto use : {CertificateUse::authority, CertificateUse::bidder,
                               CertificateUse::receipt_signing, CertificateUse::tls_server}) {
            ensure(!check_certificate(*text_or_der, authority(), noon, use),
                   "a stranger's certificate is not ours");
        }
    }
    ensure(!RevocationList::from_der(bytes, authority()), "a stranger's list is not ours");
    ensure(!RevocationList::from_pem(bytes, authority()), "a stranger's list is not ours");
}

}  // namespace daylit::fuzz
