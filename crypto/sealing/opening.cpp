#include "crypto/sealing/opening.hpp"

#include "crypto/sealing/cms.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

namespace daylit::sealing {

namespace {

using Method = std::unique_ptr<BIO_METHOD, openssl::Freed<BIO_meth_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, openssl::Freed<OSSL_PARAM_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, openssl::Freed<OSSL_PARAM_BLD_free>>;
using Number = std::unique_ptr<BIGNUM, openssl::Freed<BN_free>>;

openssl::Pkey key_of_one() {
    const Number one(openssl::need(BN_new(), "BN_new"));
    openssl::need(BN_one(one.get()), "BN_one");
    const auto generator = Point::generator().uncompressed();
    const Builder builder(openssl::need(OSSL_PARAM_BLD_new(), "OSSL_PARAM_BLD_new"));
    openssl::need(OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0),
                  "OSSL_PARAM_BLD_push_utf8_string");
    openssl::need(OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, generator.data(),
                                                   generator.size()),
                  "OSSL_PARAM_BLD_push_octet_string");
    openssl::need(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, one.get()),
                  "OSSL_PARAM_BLD_push_BN");
    const Parameters parameters(
        openssl::need(OSSL_PARAM_BLD_to_param(builder.get()), "OSSL_PARAM_BLD_to_param"));
    const openssl::PkeyContext context(
        openssl::need(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), "EVP_PKEY_CTX_new_from_name"));
    openssl::need(EVP_PKEY_fromdata_init(context.get()), "EVP_PKEY_fromdata_init");
    EVP_PKEY* key = nullptr;
    openssl::need(EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()),
                  "EVP_PKEY_fromdata");
    return openssl::Pkey(key);
}

// --- what is sealed, and what was, as OpenSSL's streams ---

// OpenSSL is C: what the two ends throw goes around it.
struct Ends {
    EnvelopeReader& reader;
    const ByteSink& sink;
    std::exception_ptr broken = nullptr;
};

int read_sealed(BIO* bio, char* to, int size) {
    auto& ends = *static_cast<Ends*>(BIO_get_data(bio));
    try {
        return size > 0 ? static_cast<int>(ends.reader.content({to, static_cast<std::size_t>(size)})) : 0;
    } catch (...) {
        ends.broken = std::current_exception();
        return -1;
    }
}

int write_opened(BIO* bio, const char* bytes, int size) {
    auto& ends = *static_cast<Ends*>(BIO_get_data(bio));
    try {
        ends.sink({bytes, static_cast<std::size_t>(size)});
        return size;
    } catch (...) {
        ends.broken = std::current_exception();
        return -1;
    }
}

long control(BIO*, int command, long, void*) {
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

Method method(int (*read)(BIO*, char*, int), int (*write)(BIO*, const char*, int)) {
    Method made(openssl::need(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "daylight stream"),
                              "BIO_meth_new"));
    BIO_meth_set_read(made.get(), read);
    BIO_meth_set_write(made.get(), write);
    BIO_meth_set_ctrl(made.get(), &control);
    return made;
}

openssl::Bio stream(const Method& method, void* data) {
    openssl::Bio bio(openssl::need(BIO_new(method.get()), "BIO_new"));
    BIO_set_data(bio.get(), data);
    BIO_set_init(bio.get(), 1);
    return bio;
}

}  // namespace

Point agreed_point(const Point& gates, std::span<const Part> officers) {
    std::vector<std::uint64_t> holders;
    for (const auto& part : officers) {
        holders.push_back(part.holder);
    }
    auto sum = gates;
    for (const auto& part : officers) {
        sum = sum.plus(part.point.times(weight_at_zero(holders, part.holder)));
    }
    return sum;
}

std::string opened_point(const Point& agreed) {
    return agreed.uncompressed();
}

std::string one_key_pem() {
    const auto key = key_of_one();
    const openssl::Bio memory(openssl::need(BIO_new(BIO_s_mem()), "BIO_new"));
    openssl::need(
        PEM_write_bio_PKCS8PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr),
        "PEM_write_bio_PKCS8PrivateKey");
    return openssl::written(memory);
}

Outcome open_envelope(const Envelope& envelope, const Point& agreed, ByteSource source,
                      const ByteSink& sink) {
    EnvelopeReader reader(std::move(source));
    if (auto head = reader.head(); !head) {
        return head.refusal();
    }
    if (agreed.is_infinity()) {
        return refuse("envelope_does_not_open");
    }
    const auto frame = envelope.frame_with(agreed);
    const auto sealed_method = method(&read_sealed, nullptr);
    const auto opened_method = method(nullptr, &write_opened);
    Ends ends{reader, sink};
    const auto sealed = stream(sealed_method, &ends);
    const auto opened = stream(opened_method, &ends);
    const auto framed = openssl::reading(frame);
    const Cms cms(d2i_CMS_bio(framed.get(), nullptr));
    const auto key = key_of_one();
    const bool opens = cms != nullptr && CMS_decrypt(cms.get(), key.get(), nullptr, sealed.get(),
                                                     opened.get(), CMS_BINARY) == 1;
    openssl::forget_errors();
    if (ends.broken) {
        std::rethrow_exception(ends.broken);
    }
    if (!opens) {
        return refuse("envelope_does_not_open");
    }
    if (auto tail = reader.tail(); !tail) {
        return tail.refusal();
    }
    return Done{};
}

}  // namespace daylit::sealing
