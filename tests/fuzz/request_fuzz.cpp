// Certificate requests (PKCS#10): whatever key is taken is a P-256 key that an encoder gives back.
#include "crypto/certificate_request.hpp"
#include "crypto/p256.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace daylit::fuzz {

void try_input(std::string_view bytes) {
    const auto request = CertificateRequest::parse(bytes);
    if (!request) {
        return;
    }
    ensure(bytes.size() <= CertificateRequest::most_bytes, "within the bound");
    const auto key = P256PublicKey::from_spki_der(request->public_key().spki_der());
    ensure(key.ok() && key->spki_der() == request->public_key().spki_der(), "the key has one form");
}

}  // namespace daylit::fuzz
