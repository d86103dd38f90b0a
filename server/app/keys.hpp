// The keys that the use cases work with; the shell loads them from the data folder (docs/SECURITY.md says who
// holds which). The log's signing key is not among them: only the sequencer has it.
#pragma once

#include "crypto/certificate_authority.hpp"
#include "server/app/known_certificates.hpp"
#include "server/app/trusted_authorities.hpp"

#include <memory>

namespace daylit::app {

class Keys {
public:
    Keys(CertificateAuthority authority_, P256PrivateKey receipt_key_, Certificate receipt_certificate_,
         Secret sealing_key_, Secret linking_key_,
         std::shared_ptr<const TrustedAuthorities> trusted_ = std::make_shared<TrustedAuthorities>())
        : authority(std::move(authority_)),
          receipt_key(std::move(receipt_key_)),
          receipt_certificate(std::move(receipt_certificate_)),
          sealing_key(std::move(sealing_key_)),
          linking_key(std::move(linking_key_)),
          trusted(std::move(trusted_)) {}

    CertificateAuthority authority;   // issues bidders' certificates
    P256PrivateKey receipt_key;       // signs receipts and refusals
    Certificate receipt_certificate;  // issued by the authority for that
    Secret sealing_key;               // AES-256: what is stored sealed (evidence, who stands behind a plate)
    Secret linking_key;               // HMAC-SHA-256: finds "mine" without storing whose
    std::shared_ptr<const TrustedAuthorities> trusted;  // outside the platform
    std::shared_ptr<KnownCertificates> known = std::make_shared<KnownCertificates>();
};

}  // namespace daylit::app
