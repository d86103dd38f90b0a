#include "crypto/sealing/signed_contents.hpp"

#include "crypto/running_digest.hpp"
#include "crypto/sealing/cms.hpp"

#include <array>

namespace daylit::sealing {

namespace {

using enum BerTag;
using Length = BerReader::Length;
using namespace std::string_view_literals;

using cms_type::data;
using cms_type::signed_data;

constexpr auto sha_256 = "\x60\x86\x48\x01\x65\x03\x04\x02\x01"sv;  // 2.16.840.1.101.3.4.2.1

constexpr std::size_t most_algorithms = 64;
constexpr std::size_t most_certificates = 16 * 1024;
constexpr std::size_t most_signers = 16 * 1024;

// What stands around the contents.
struct Frame {
    std::string version;
    std::string algorithms;
    std::string certificates;
    std::string signers;

    std::string text() const {
        const auto inside = version + algorithms +
                            ber_element(sequence, ber_element(object_identifier, data)) + certificates +
                            signers;
        return ber_element(sequence, ber_element(object_identifier, signed_data) +
                                         ber_element(explicit_0, ber_element(sequence, inside)));
    }
};

class Contents {
public:
    Contents(BerReader& ber, const ByteSink& sink) : ber_(ber), sink_(sink) {}

    void read() {
        ber_.enter(explicit_0, Length::any);
        if (ber_.next_is(constructed_octet_string)) {
            ber_.enter(constructed_octet_string, Length::any);
            while (ber_.more()) {
                read_segment();
            }
            ber_.leave();
        } else {
            read_segment();
        }
        ber_.leave();
    }
    Digest digest() { return hash_.digest(); }
    std::uint64_t size() const { return size_; }

private:
    void read_segment() {
        ber_.begin(octet_string);
        while (const auto size = ber_.read(piece_)) {
            const std::string_view bytes(piece_.data(), size);
            hash_.add(bytes);
            sink_(bytes);
            size_ += size;
        }
    }

    BerReader& ber_;
    const ByteSink& sink_;
    RunningSha256 hash_;
    std::uint64_t size_ = 0;
    std::array<char, 16 * 1024> piece_{};
};

bool is_algorithm(const X509_ALGOR* algorithm, int nid) {
    const ASN1_OBJECT* object = nullptr;
    int type = V_ASN1_UNDEF;
    X509_ALGOR_get0(&object, &type, nullptr, algorithm);
    return OBJ_obj2nid(object) == nid && (type == V_ASN1_UNDEF || type == V_ASN1_NULL);
}

// The algorithms that the contents must be hashed with, ahead of them: SHA-256 alone.
bool is_sha256_alone(const std::string& algorithms) {
    BerReader one(bytes_in(algorithms));
    one.enter(set);
    one.enter(sequence);
    const bool is_listed = one.take(object_identifier, most_oid) == sha_256;
    if (one.next_is(null)) {
        (void)one.take(null, 0);
    }
    one.leave();
    one.leave();
    one.finish();
    return is_listed && !one.failed();
}

bool says_type(const CMS_SignerInfo* signer) {
    const auto* said = static_cast<const ASN1_OBJECT*>(
        CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT));
    return said != nullptr && OBJ_obj2nid(said) == NID_pkcs7_data;
}

bool says_digest(const CMS_SignerInfo* signer, const Digest& digest) {
    const auto* said = static_cast<const ASN1_OCTET_STRING*>(
        CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING));
    return said != nullptr &&
           std::string_view(reinterpret_cast<const char*>(ASN1_STRING_get0_data(said)),
                            static_cast<std::size_t>(ASN1_STRING_length(said))) == digest.view();
}

Result<Certificate> only_certificate(CMS_ContentInfo* cms) {
    using Stack = std::unique_ptr<STACK_OF(X509),
                                  decltype([](STACK_OF(X509) * all) { sk_X509_pop_free(all, X509_free); })>;
    const Stack all(CMS_get1_certs(cms));
    if (all == nullptr || sk_X509_num(all.get()) != 1) {
        return refuse("signed_malformed");
    }
    unsigned char* der = nullptr;
    const int size = i2d_X509(sk_X509_value(all.get(), 0), &der);
    const openssl::Bytes owned(der);
    openssl::need(size > 0 ? 1 : 0, "i2d_X509");
    return Certificate::from_der({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
}

Result<Certificate> verified_signer(const Frame& frame, const Digest& digest) {
    const auto text = frame.text();
    const auto memory = openssl::reading(text);
    const Cms cms(d2i_CMS_bio(memory.get(), nullptr));
    if (cms == nullptr) {
        return refuse("signed_malformed");
    }
    auto* signers = CMS_get0_SignerInfos(cms.get());
    if (sk_CMS_SignerInfo_num(signers) != 1) {
        return refuse("signed_malformed");
    }
    auto* signer = sk_CMS_SignerInfo_value(signers, 0);
    auto certificate = only_certificate(cms.get());
    if (!certificate) {
        return certificate;
    }
    X509_ALGOR* hashed = nullptr;
    X509_ALGOR* signing = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &hashed, &signing);
    if (!is_sha256_alone(frame.algorithms) || !is_algorithm(hashed, NID_sha256) ||
        !is_algorithm(signing, NID_ecdsa_with_SHA256)) {
        return refuse("signed_algorithms");
    }
    if (CMS_signed_get_attr_count(signer) < 1 || CMS_set1_signers_certs(cms.get(), nullptr, 0) != 1 ||
        CMS_SignerInfo_verify(signer) != 1 || !says_type(signer) || !says_digest(signer, digest)) {
        return refuse("signature_invalid");
    }
    return certificate;
}

}  // namespace

Result<SignedContents> read_signed(ByteSource source, const ByteSink& sink) {
    BerReader ber(std::move(source));
    Frame frame;
    ber.enter(sequence, Length::any);
    const bool is_signed = ber.take(object_identifier, most_oid) == signed_data;
    ber.enter(explicit_0, Length::any);
    ber.enter(sequence, Length::any);
    frame.version = ber.take_whole(integer, 1);
    frame.algorithms = ber.take_whole(set, most_algorithms);
    ber.enter(sequence, Length::any);
    const bool is_data = ber.take(object_identifier, most_oid) == data;
    if (!is_signed || !is_data) {
        ber.fail();
    }
    Contents contents(ber, sink);
    contents.read();
    ber.leave();
    frame.certificates = ber.take_whole(explicit_0, most_certificates);
    frame.signers = ber.take_whole(set, most_signers);
    ber.leave();
    ber.leave();
    ber.leave();
    ber.finish();
    if (ber.failed()) {
        return refuse("signed_malformed");
    }
    const auto digest = contents.digest();
    auto signer = verified_signer(frame, digest);
    openssl::forget_errors();
    if (!signer) {
        return signer.refusal();
    }
    return SignedContents{*std::move(signer), digest, contents.size()};
}

}  // namespace daylit::sealing
