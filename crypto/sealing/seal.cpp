#include "crypto/sealing/seal.hpp"

#include "crypto/sealing/ber.hpp"
#include "crypto/sealing/cms.hpp"
#include "crypto/sealing/opening.hpp"
#include "crypto/x509.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>

#include <array>
#include <exception>

namespace daylit::sealing {

namespace {

using Method = std::unique_ptr<BIO_METHOD, openssl::Freed<BIO_meth_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, openssl::Freed<OSSL_PARAM_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, openssl::Freed<OSSL_PARAM_BLD_free>>;

// --- a sink as OpenSSL's stream; what it throws goes around OpenSSL, which is C ---

struct End {
    const ByteSink& sink;
    std::exception_ptr broken = nullptr;
};

int write_out(BIO* bio, const char* bytes, int size) {
    auto& end = *static_cast<End*>(BIO_get_data(bio));
    try {
        end.sink({bytes, static_cast<std::size_t>(size)});
        return size;
    } catch (...) {
        end.broken = std::current_exception();
        return -1;
    }
}

long control(BIO*, int command, long, void*) {
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

Method sink_method() {
    Method made(openssl::need(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "daylight sink"),
                              "BIO_meth_new"));
    BIO_meth_set_write(made.get(), &write_out);
    BIO_meth_set_ctrl(made.get(), &control);
    return made;
}

openssl::Bio stream_into(const Method& method, End& end) {
    openssl::Bio bio(openssl::need(BIO_new(method.get()), "BIO_new"));
    BIO_set_data(bio.get(), &end);
    BIO_set_init(bio.get(), 1);
    return bio;
}

// The filters that OpenSSL puts in front of a stream for a CMS structure: what is written to the first comes
// out of `below` sealed or signed. Freed without what is below.
class Stage {
public:
    Stage(BIO* below, const Cms& cms)
        : below_(below), top_(openssl::need(BIO_new_CMS(below, cms.get()), "BIO_new_CMS")) {}
    ~Stage() {
        for (auto* bio = top_; bio != below_;) {
            auto* next = BIO_pop(bio);
            BIO_free(bio);
            bio = next;
        }
    }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    BIO* top() const { return top_; }
    // False when the stream below is broken.
    bool write(std::string_view bytes) const {
        return BIO_write(top_, bytes.data(), static_cast<int>(bytes.size())) ==
               static_cast<int>(bytes.size());
    }
    bool finish() const { return BIO_flush(top_) == 1; }

private:
    BIO* below_;
    BIO* top_;
};

Cms sealed_to(X509* recipient) {
    constexpr unsigned flags = CMS_BINARY | CMS_PARTIAL | CMS_STREAM;
    Cms cms(openssl::need(CMS_encrypt(nullptr, nullptr, EVP_aes_256_gcm(), flags), "CMS_encrypt"));
    auto* to = openssl::need(CMS_add1_recipient_cert(cms.get(), recipient, CMS_KEY_PARAM),
                             "CMS_add1_recipient_cert");
    auto* context = openssl::need(CMS_RecipientInfo_get0_pkey_ctx(to), "CMS_RecipientInfo_get0_pkey_ctx");
    openssl::need(EVP_PKEY_CTX_ctrl_str(context, "ecdh_kdf_md", "sha256"), "ecdh_kdf_md");
    return cms;
}

Cms signed_by(const SealingSigner& signer) {
    constexpr unsigned flags = CMS_BINARY | CMS_NOSMIMECAP | CMS_PARTIAL | CMS_STREAM;
    Cms cms(openssl::need(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags), "CMS_sign"));
    openssl::need(CMS_add1_signer(cms.get(), signer.certificate.handle(), signer.key.handle(),
                                  openssl::sha256_method(), flags),
                  "CMS_add1_signer");
    return cms;
}

void check(bool written, const End& end) {
    if (end.broken) {
        openssl::forget_errors();
        std::rethrow_exception(end.broken);
    }
    if (!written) {
        openssl::fail("sealing");
    }
}

openssl::Pkey public_key_of(const Point& point) {
    const auto bytes = point.uncompressed();
    const Builder builder(openssl::need(OSSL_PARAM_BLD_new(), "OSSL_PARAM_BLD_new"));
    openssl::need(OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0),
                  "OSSL_PARAM_BLD_push_utf8_string");
    openssl::need(
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, bytes.data(), bytes.size()),
        "OSSL_PARAM_BLD_push_octet_string");
    const Parameters parameters(
        openssl::need(OSSL_PARAM_BLD_to_param(builder.get()), "OSSL_PARAM_BLD_to_param"));
    const openssl::PkeyContext context(
        openssl::need(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), "EVP_PKEY_CTX_new_from_name"));
    openssl::need(EVP_PKEY_fromdata_init(context.get()), "EVP_PKEY_fromdata_init");
    EVP_PKEY* key = nullptr;
    openssl::need(EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()),
                  "EVP_PKEY_fromdata");
    return openssl::Pkey(key);
}

// CMS names a recipient by a certificate's issuer and number. Whoever opens with the agreed point asks for
// neither, so that a key without a certificate is named by the ceremony's own word.
openssl::X509Owner named_for(const Point& point) {
    openssl::X509Owner certificate(openssl::need(X509_new(), "X509_new"));
    const auto name = openssl::name_of({"daylight ceremony"});
    openssl::need(X509_set_issuer_name(certificate.get(), name.get()), "X509_set_issuer_name");
    openssl::need(X509_set_serialNumber(certificate.get(), openssl::integer_of("01").get()),
                  "X509_set_serialNumber");
    openssl::need(X509_set_pubkey(certificate.get(), public_key_of(point).get()), "X509_set_pubkey");
    return certificate;
}

}  // namespace

void seal_signed(const Certificate& recipient, const SealingSigner& signer, const ByteSource& contents,
                 const ByteSink& sink) {
    const auto method = sink_method();
    End end{sink};
    const auto out = stream_into(method, end);
    const auto sealed = sealed_to(recipient.handle());
    const auto signed_contents = signed_by(signer);
    const Stage sealing(out.get(), sealed);
    const Stage signing(sealing.top(), signed_contents);
    std::array<char, 64 * 1024> piece;
    bool empty = true;
    for (auto size = contents(piece); size > 0; size = contents(piece)) {
        check(signing.write({piece.data(), size}), end);
        empty = false;
    }
    ensure(!empty, "there is something to seal");
    check(signing.finish(), end);
}

std::string seal_to_point(const Point& recipient, std::string_view contents) {
    std::string sealed;
    const ByteSink sink = [&](std::string_view piece) { sealed += piece; };
    const auto method = sink_method();
    End end{sink};
    const auto out = stream_into(method, end);
    const auto cms = sealed_to(named_for(recipient).get());
    const Stage sealing(out.get(), cms);
    check(sealing.write(contents), end);
    check(sealing.finish(), end);
    return sealed;
}

Result<Secret> open_with_key(const Scalar& key, std::string_view envelope) {
    const auto read = read_envelope(bytes_in(envelope));
    if (!read) {
        return read.refusal();
    }
    std::string contents;
    const auto opened = open_envelope(*read, read->ephemeral.times(key), bytes_in(envelope),
                                      [&](std::string_view piece) { contents += piece; });
    Secret secret(std::move(contents));
    return opened ? Result<Secret>(std::move(secret)) : opened.refusal();
}

}  // namespace daylit::sealing
