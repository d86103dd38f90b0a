// Sealed envelopes: what fits the profile is read by OpenSSL too, with the same one recipient, point and
// cipher; pieces make no difference; and whatever point is agreed upon, opening ends well or says that it did
// not.
#include "crypto/openssl.hpp"
#include "crypto/sealing/opening.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <openssl/cms.h>

namespace daylit::fuzz {

namespace {

using Cms = std::unique_ptr<CMS_ContentInfo, openssl::Freed<CMS_ContentInfo_free>>;

std::string point_in(const CMS_ContentInfo* cms) {
    auto* recipients = CMS_get0_RecipientInfos(const_cast<CMS_ContentInfo*>(cms));
    ensure(sk_CMS_RecipientInfo_num(recipients) == 1, "one recipient");
    auto* recipient = sk_CMS_RecipientInfo_value(recipients, 0);
    ensure(CMS_RecipientInfo_type(recipient) == CMS_RECIPINFO_AGREE, "that agrees upon a key");
    ensure(sk_CMS_RecipientEncryptedKey_num(CMS_RecipientInfo_kari_get0_reks(recipient)) == 1, "one key");
    X509_ALGOR* algorithm = nullptr;
    ASN1_BIT_STRING* key = nullptr;
    openssl::need(CMS_RecipientInfo_kari_get0_orig_id(recipient, &algorithm, &key, nullptr, nullptr, nullptr),
                  "CMS_RecipientInfo_kari_get0_orig_id");
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(key)),
            static_cast<std::size_t>(ASN1_STRING_length(key))};
}

}  // namespace

void try_input(std::string_view bytes) {
    const auto envelope = sealing::read_envelope(sealing::bytes_in(bytes));
    std::size_t at = 0;
    const auto in_pieces = sealing::read_envelope([&](std::span<char> to) {
        const auto size = std::min<std::size_t>({3, to.size(), bytes.size() - at});
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), size, to.begin());
        at += size;
        return size;
    });
    ensure(envelope.ok() == in_pieces.ok(), "pieces make no difference");
    if (!envelope) {
        return;
    }
    ensure(envelope->size == bytes.size() &&
               bytes.substr(envelope->ephemeral_at, 65) == envelope->ephemeral.uncompressed(),
           "the point stands where it is said to");
    const auto whole = openssl::reading(bytes);
    const Cms cms(d2i_CMS_bio(whole.get(), nullptr));
    ensure(cms && BIO_pending(whole.get()) == 0, "what fits is read by OpenSSL, to its end");
    ensure(point_in(cms.get()) == envelope->ephemeral.uncompressed(), "and has the same point");
    const auto frame = envelope->frame_with(sealing::Point::generator());
    const auto framed = openssl::reading(frame);
    const Cms rewritten(d2i_CMS_bio(framed.get(), nullptr));
    ensure(rewritten && point_in(rewritten.get()) == sealing::Point::generator().uncompressed(),
           "the frame is read by OpenSSL with the point that was put into it");
    (void)sealing::open_envelope(*envelope, sealing::Point::generator(), sealing::bytes_in(bytes),
                                 [](std::string_view) {});
}

}  // namespace daylit::fuzz
