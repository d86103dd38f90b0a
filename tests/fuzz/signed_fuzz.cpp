// What lies inside envelopes: what holds here holds for OpenSSL, with the same contents.
#include "crypto/openssl.hpp"
#include "crypto/sealing/signed_contents.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <openssl/cms.h>

namespace daylit::fuzz {

void try_input(std::string_view bytes) {
    using Cms = std::unique_ptr<CMS_ContentInfo, openssl::Freed<CMS_ContentInfo_free>>;
    std::string contents;
    const auto found =
        sealing::read_signed(sealing::bytes_in(bytes), [&](std::string_view piece) { contents += piece; });
    if (!found) {
        return;
    }
    const auto whole = openssl::reading(bytes);
    const Cms cms(d2i_CMS_bio(whole.get(), nullptr));
    ensure(cms && BIO_pending(whole.get()) == 0, "what holds is read by OpenSSL, to its end");
    const openssl::Bio out(openssl::need(BIO_new(BIO_s_mem()), "BIO_new"));
    ensure(CMS_verify(cms.get(), nullptr, nullptr, nullptr, out.get(),
                      CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1,
           "and holds for it");
    ensure(openssl::written(out) == contents, "with the same contents");
}

}  // namespace daylit::fuzz
