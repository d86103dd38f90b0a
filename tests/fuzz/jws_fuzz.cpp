// Statements: what somebody else wrote is never verified by our key; what we sign is read back to the byte.
#include "crypto/jws.hpp"
#include "crypto/p256.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace daylit::fuzz {

void try_input(std::string_view bytes) {
    static const auto key = P256PrivateKey::generate();
    static const auto other = P256PrivateKey::generate();
    if (const auto parsed = jws::parse(bytes)) {
        ensure(parsed->header().alg == "ES256", "one algorithm");
        ensure(!parsed->verify(key.public_key(), parsed->header().typ.value_or("")),
               "nobody else has our key");
    }
    if (bytes.size() > 4096) {
        return;
    }
    const jws::Header header{"ES256", "fuzz+jws", "0a1b"};
    const auto parsed = jws::parse(jws::sign(bytes, header, key));
    ensure(parsed.ok(), "what we write is read");
    const auto verified = parsed->verify(key.public_key(), "fuzz+jws");
    ensure(verified.ok() && verified->payload == bytes && verified->header == header, "to the byte");
    ensure(!parsed->verify(key.public_key(), "quote+jws"), "as what it was signed");
    ensure(!parsed->verify(other.public_key(), "fuzz+jws"), "by whom it was signed");
}

}  // namespace daylit::fuzz
