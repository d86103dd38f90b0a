#include "crypto/sealing/opening.hpp"

#include "crypto/sealing/cms.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <array>
#include <exception>

namespace daylit::sealing {

namespace {

constexpr std::size_t piece_bytes = 16 * 1024;
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

// --- what is sealed, as OpenSSL's stream ---

// OpenSSL is C: what the source throws goes around it.
struct Sealed {
    EnvelopeReader& reader;
    std::exception_ptr broken = nullptr;
};

int read_sealed(BIO* bio, char* to, int size) {
    auto& sealed = *static_cast<Sealed*>(BIO_get_data(bio));
    try {
        return size > 0 ? static_cast<int>(sealed.reader.content({to, static_cast<std::size_t>(size)})) : 0;
    } catch (...) {
        sealed.broken = std::current_exception();
        return -1;
    }
}

long control(BIO*, int command, long, void*) {
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

Method reading_method() {
    Method made(openssl::need(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "daylight stream"),
                              "BIO_meth_new"));
    BIO_meth_set_read(made.get(), &read_sealed);
    BIO_meth_set_ctrl(made.get(), &control);
    return made;
}

openssl::Bio stream(const Method& method, void* data) {
    openssl::Bio bio(openssl::need(BIO_new(method.get()), "BIO_new"));
    BIO_set_data(bio.get(), data);
    BIO_set_init(bio.get(), 1);
    return bio;
}

// The filters that OpenSSL puts before a stream, which is another's to free.
class Filters {
public:
    Filters(BIO* first, BIO* stream) : first_(first), stream_(stream) {}
    ~Filters() {
        while (first_ != nullptr && first_ != stream_) {
            auto* next = BIO_pop(first_);
            BIO_free(first_);
            first_ = next;
        }
    }
    Filters(const Filters&) = delete;
    Filters& operator=(const Filters&) = delete;
    BIO* first() const { return first_; }

private:
    BIO* first_;
    BIO* stream_;
};

// Not by CMS_decrypt, which (from OpenSSL 3.0.22 on) keeps all that GCM sealed in memory until its tag holds:
// our sink's reader waits for the verdict, and memory does not grow with what a stranger sends.
bool decrypt(CMS_ContentInfo* cms, EVP_PKEY* key, BIO* sealed, const ByteSink& sink) {
    if (CMS_decrypt_set1_pkey(cms, key, nullptr) != 1) {
        return false;
    }
    const Filters filters(CMS_dataInit(cms, sealed), sealed);
    if (filters.first() == nullptr) {
        return false;
    }
    std::array<char, piece_bytes> piece;
    int size = 0;
    while ((size = BIO_read(filters.first(), piece.data(), static_cast<int>(piece.size()))) > 0) {
        sink({piece.data(), static_cast<std::size_t>(size)});
    }
    return size == 0 && BIO_get_cipher_status(filters.first()) == 1;
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
    const auto reading = reading_method();
    Sealed sealed{reader};
    const auto bytes = stream(reading, &sealed);
    const auto framed = openssl::reading(frame);
    const Cms cms(d2i_CMS_bio(framed.get(), nullptr));
    const auto key = key_of_one();
    const bool opens = cms != nullptr && decrypt(cms.get(), key.get(), bytes.get(), sink);
    openssl::forget_errors();
    if (sealed.broken) {
        std::rethrow_exception(sealed.broken);
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
