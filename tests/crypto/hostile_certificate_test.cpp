// Certificates that our authority would never issue but that its stolen key, another authority or a broken
// tool could make: each is one change to a good one, and the table says what becomes of it.
#include "tests/crypto/authority_fixture.hpp"
#include "tests/crypto/openssl_command.hpp"

#include <openssl/ec.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <functional>

namespace daylit {
namespace {

using testing::noon;
using testing::one_year;
using testing::ten_years;

using Key = std::shared_ptr<EVP_PKEY>;
using Built = std::unique_ptr<X509, decltype(&X509_free)>;

Key owned(EVP_PKEY* key) {
    return {key, EVP_PKEY_free};
}
Key curve(const char* name) {
    return owned(EVP_EC_gen(name));
}
Key rsa(unsigned bits) {
    return owned(EVP_RSA_gen(bits));
}

// Everything about a certificate that a row may change.
struct Draft {
    long version = X509_VERSION_3;
    std::string serial = "5a01";  // hex; "-" before it for a negative one
    Validity validity = one_year;
    Key key = curve("P-256");
    Key signer;  // the authority's own when empty
    const EVP_MD* digest = EVP_sha256();
    std::vector<std::pair<std::string, std::string>> extensions = {
        {"basicConstraints", "critical,CA:FALSE"},  {"keyUsage", "critical,digitalSignature"},
        {"extendedKeyUsage", "clientAuth"},         {"subjectKeyIdentifier", "hash"},
        {"authorityKeyIdentifier", "keyid:always"},
    };

    void set(const std::string& name, const std::string& value) {
        for (auto& extension : extensions) {
            if (extension.first == name) {
                extension.second = value;
                return;
            }
        }
        add(name, value);
    }
    void add(const std::string& name, const std::string& value) { extensions.emplace_back(name, value); }
    void drop(const std::string& name) {
        std::erase_if(extensions, [&](const auto& extension) { return extension.first == name; });
    }
};

void set_time(ASN1_TIME* time, Instant at) {
    ASN1_TIME_set(time, std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
}

void set_serial(X509* certificate, const std::string& hex) {
    BIGNUM* number = nullptr;
    BN_hex2bn(&number, hex.c_str());
    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
}

std::string der_of(X509* certificate) {
    unsigned char* data = nullptr;
    const int length = i2d_X509(certificate, &data);
    std::string der(reinterpret_cast<const char*>(data), static_cast<std::size_t>(length));
    OPENSSL_free(data);
    return der;
}

class HostileCertificate : public ::testing::Test {
protected:
    std::string build(const Draft& draft) const {
        const Built built(X509_new(), X509_free);
        auto* issuer = authority.certificate().handle();
        X509_set_version(built.get(), draft.version);
        set_serial(built.get(), draft.serial);
        set_time(X509_getm_notBefore(built.get()), draft.validity.from);
        set_time(X509_getm_notAfter(built.get()), draft.validity.until);
        X509_set_pubkey(built.get(), draft.key.get());
        X509_set_issuer_name(built.get(), X509_get_subject_name(issuer));
        const std::string name = "mallory";
        X509_NAME_add_entry_by_txt(X509_get_subject_name(built.get()), "CN", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(name.data()), -1, -1, 0);
        X509V3_CTX context{};
        X509V3_set_ctx(&context, issuer, built.get(), nullptr, nullptr, 0);
        for (const auto& [key, value] : draft.extensions) {
            auto* extension = X509V3_EXT_nconf(nullptr, &context, key.c_str(), value.c_str());
            EXPECT_NE(extension, nullptr) << key << "=" << value;
            X509_add_ext(built.get(), extension, -1);
            X509_EXTENSION_free(extension);
        }
        EXPECT_GT(X509_sign(built.get(), draft.signer ? draft.signer.get() : authority.key().handle(),
                            draft.digest),
                  0);
        return der_of(built.get());
    }

    // "ok", or the code with which reading or checking it for a bidder's act at noon ends.
    std::string judged(const Draft& draft) const {
        const auto read = Certificate::from_der(build(draft), "kid");
        if (!read) {
            return read.refusal().code;
        }
        const auto checked =
            check_certificate(*read, authority.certificate(), noon, CertificateUse::bidder, "kid");
        return checked ? "ok" : checked.refusal().code;
    }

    CertificateAuthority authority = testing::make_authority();
};

struct Row {
    const char* name;
    const char* expected;
    std::function<void(Draft&)> change;
};

constexpr auto malformed = "certificate_malformed";
constexpr auto wrong_use = "certificate_wrong_use";
constexpr auto wrong_issuer = "certificate_wrong_issuer";

const std::vector<Row> rows{
    {"nothing changed", "ok", [](Draft&) {}},

    // time
    {"expired", "certificate_expired",
     [](Draft& draft) {
         draft.validity = {ten_years.from, noon};
     }},
    {"expires a second later", "ok",
     [](Draft& draft) {
         draft.validity = {ten_years.from, noon + std::chrono::seconds(1)};
     }},
    {"not yet valid", "certificate_not_yet_valid",
     [](Draft& draft) {
         draft.validity = {noon + std::chrono::seconds(1), one_year.until};
     }},
    {"ends before it begins", "certificate_expired",
     [](Draft& draft) {
         draft.validity = {noon - std::chrono::hours(1), noon - std::chrono::hours(2)};
     }},

    // who signed
    {"signed by another key under our name", wrong_issuer,
     [](Draft& draft) { draft.signer = curve("P-256"); }},
    {"signed by its own key", wrong_issuer, [](Draft& draft) { draft.signer = draft.key; }},
    {"signed with SHA-1", malformed, [](Draft& draft) { draft.digest = EVP_sha1(); }},
    {"signed with SHA-512", malformed, [](Draft& draft) { draft.digest = EVP_sha512(); }},
    {"signed by an RSA key", malformed, [](Draft& draft) { draft.signer = rsa(2048); }},

    // the key
    {"RSA of 1024 bits", "key_not_p256", [](Draft& draft) { draft.key = rsa(1024); }},
    {"RSA of 4096 bits", "key_not_p256", [](Draft& draft) { draft.key = rsa(4096); }},
    {"P-192", "key_not_p256", [](Draft& draft) { draft.key = curve("P-192"); }},
    {"P-224", "key_not_p256", [](Draft& draft) { draft.key = curve("P-224"); }},
    {"P-384", "key_not_p256", [](Draft& draft) { draft.key = curve("P-384"); }},
    {"P-521", "key_not_p256", [](Draft& draft) { draft.key = curve("P-521"); }},
    {"secp256k1", "key_not_p256", [](Draft& draft) { draft.key = curve("secp256k1"); }},
    {"Ed25519", "key_not_p256",
     [](Draft& draft) { draft.key = owned(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")); }},

    // what it is for
    {"key usage that signs certificates", malformed,
     [](Draft& draft) { draft.set("keyUsage", "critical,keyCertSign"); }},
    {"key usage for encryption", wrong_use,
     [](Draft& draft) { draft.set("keyUsage", "critical,keyEncipherment"); }},
    {"one key usage too many", wrong_use,
     [](Draft& draft) { draft.set("keyUsage", "critical,digitalSignature,keyAgreement"); }},
    {"no key usage", wrong_use, [](Draft& draft) { draft.drop("keyUsage"); }},
    {"for a TLS server", wrong_use, [](Draft& draft) { draft.set("extendedKeyUsage", "serverAuth"); }},
    {"for more than a bidder", wrong_use,
     [](Draft& draft) { draft.set("extendedKeyUsage", "clientAuth,serverAuth"); }},
    {"for anything", wrong_use, [](Draft& draft) { draft.set("extendedKeyUsage", "anyExtendedKeyUsage"); }},
    {"for nothing in particular", wrong_use, [](Draft& draft) { draft.drop("extendedKeyUsage"); }},
    {"an authority below ours", wrong_use,
     [](Draft& draft) {
         draft.set("basicConstraints", "critical,CA:TRUE,pathlen:0");
         draft.set("keyUsage", "critical,keyCertSign,digitalSignature");
     }},
    {"path length without being an authority", malformed,
     [](Draft& draft) { draft.set("basicConstraints", "critical,CA:FALSE,pathlen:3"); }},

    // extensions
    {"two basic constraints", malformed,
     [](Draft& draft) { draft.add("basicConstraints", "critical,CA:FALSE"); }},
    {"two key usages", malformed, [](Draft& draft) { draft.add("keyUsage", "critical,digitalSignature"); }},
    {"two purposes' lists", malformed, [](Draft& draft) { draft.add("extendedKeyUsage", "clientAuth"); }},
    {"two alternative names", malformed,
     [](Draft& draft) {
         draft.add("subjectAltName", "DNS:a.example");
         draft.add("subjectAltName", "DNS:b.example");
     }},
    {"unknown, critical", malformed,
     [](Draft& draft) { draft.add("1.3.6.1.4.1.99999.1", "critical,DER:0500"); }},
    {"unknown, not critical", "ok", [](Draft& draft) { draft.add("1.3.6.1.4.1.99999.1", "DER:0500"); }},
    {"unknown, twice", malformed,
     [](Draft& draft) {
         draft.add("1.3.6.1.4.1.99999.1", "DER:0500");
         draft.add("1.3.6.1.4.1.99999.1", "DER:0500");
     }},
    {"key usage that is no bit string", wrong_issuer,
     [](Draft& draft) {
         draft.drop("keyUsage");
         draft.add("2.5.29.15", "critical,DER:0500");
     }},
    {"name constraints on a bidder", wrong_use,
     [](Draft& draft) { draft.add("nameConstraints", "critical,permitted;DNS:.example"); }},

    // form
    {"version 1", malformed,
     [](Draft& draft) {
         draft.version = X509_VERSION_1;
         draft.extensions.clear();
     }},
    {"serial nought", malformed, [](Draft& draft) { draft.serial = "00"; }},
    {"serial negative", malformed, [](Draft& draft) { draft.serial = "-01"; }},
    {"serial of 21 bytes", malformed, [](Draft& draft) { draft.serial = std::string(42, '1'); }},
    {"larger than any", malformed, [](Draft& draft) { draft.add("nsComment", std::string(17 * 1024, 'a')); }},
};

TEST_F(HostileCertificate, IsJudgedByTheTable) {
    for (const auto& row : rows) {
        Draft draft;
        row.change(draft);
        EXPECT_EQ(judged(draft), row.expected) << row.name;
    }
}

// The root issues directly: whatever stands between makes a longer path than ours, and is no root itself.
TEST_F(HostileCertificate, FromAnAuthorityBelowOursIsRefused) {
    Draft below;
    below.set("basicConstraints", "critical,CA:TRUE,pathlen:0");
    below.set("keyUsage", "critical,keyCertSign,digitalSignature");
    below.drop("extendedKeyUsage");
    const auto intermediate = Certificate::from_der(build(below)).value();

    Draft leaf;
    leaf.signer = below.key;
    EXPECT_EQ(judged(leaf), wrong_issuer);
    EXPECT_FALSE(check_certificate(Certificate::from_der(build(leaf)).value(), intermediate, noon,
                                   CertificateUse::bidder)
                     .ok());
    EXPECT_FALSE(check_certificate(intermediate, intermediate, noon, CertificateUse::authority).ok());
}

TEST_F(HostileCertificate, CutShortAnywhereIsRefused) {
    const auto der = build({});
    ASSERT_TRUE(Certificate::from_der(der).ok());
    for (std::size_t size = 0; size < der.size(); ++size) {
        EXPECT_FALSE(Certificate::from_der(der.substr(0, size)).ok()) << size;
    }
}

// What others do with the lists that we publish: stock OpenSSL follows them.
class PublishedRevocations : public testing::OpensslTest {
protected:
    CertificateAuthority authority = testing::make_authority();
    Certificate certificate =
        authority.issue(testing::bidder_order(P256PrivateKey::generate().public_key())).value();

    testing::CommandOutcome verify(const RevocationOrder& order, const CertificateAuthority& by) {
        folder.write("ca.pem", authority.certificate().pem());
        folder.write("bidder.pem", certificate.pem());
        folder.write("list.pem", by.revoke(order).pem());
        const auto at = std::chrono::floor<std::chrono::seconds>(noon).time_since_epoch().count();
        return run("verify -crl_check -x509_strict -attime " + std::to_string(at) +
                   " -CAfile ca.pem -CRLfile list.pem bidder.pem");
    }
    void expect_refused(const testing::CommandOutcome& outcome, const std::string& why) {
        EXPECT_NE(outcome.status, 0);
        EXPECT_NE(outcome.output.find(why), std::string::npos) << outcome.output;
    }
};

constexpr auto hour = std::chrono::hours(1);

TEST_F(PublishedRevocations, LetTheOthersThrough) {
    const auto outcome = verify({1, noon - hour, noon + hour, {{"0b", noon - hour}}}, authority);
    EXPECT_EQ(outcome.status, 0) << outcome.output;
}

TEST_F(PublishedRevocations, EndACertificate) {
    expect_refused(verify({2, noon - hour, noon + hour, {{certificate.serial(), noon - hour}}}, authority),
                   "certificate revoked");
}

TEST_F(PublishedRevocations, AreNotBelievedAfterTheirTime) {
    expect_refused(verify({3, noon - 2 * hour, noon - hour, {}}, authority), "CRL has expired");
}

TEST_F(PublishedRevocations, AreNotBelievedBeforeTheirTime) {
    expect_refused(verify({4, noon + hour, noon + 2 * hour, {}}, authority), "CRL is not yet valid");
}

TEST_F(PublishedRevocations, AreNotBelievedFromAnotherAuthority) {
    const auto other = testing::make_authority("另一平台");
    expect_refused(verify({5, noon - hour, noon + hour, {}}, other), "unable to get certificate CRL");
    const auto impostor = testing::make_authority();  // our name, another key
    const auto outcome = verify({6, noon - hour, noon + hour, {}}, impostor);
    EXPECT_NE(outcome.status, 0) << outcome.output;
}

}  // namespace
}  // namespace daylit
