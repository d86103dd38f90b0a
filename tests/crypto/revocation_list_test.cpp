// Revocation lists that others' tools make, or that somebody makes to hide a revocation: each is one change
// to a good one, and the table says what becomes of it.
#include "crypto/revocation_list.hpp"

#include "tests/crypto/authority_fixture.hpp"

#include <openssl/x509v3.h>

#include <functional>

namespace daylit {
namespace {

using testing::noon;

struct Draft {
    int version = X509_CRL_VERSION_2;
    std::string number = "7";  // hex; "" for none
    bool ends = true;          // has a nextUpdate
    const EVP_MD* digest = EVP_sha256();
    std::function<void(X509_CRL*)> list = [](X509_CRL*) {};
    std::function<void(X509_REVOKED*)> entry = [](X509_REVOKED*) {};
};

// With a value that means nothing: DER of NULL.
X509_EXTENSION* extension_of(const char* oid, bool critical) {
    auto* object = OBJ_txt2obj(oid, 1);
    auto* value = ASN1_OCTET_STRING_new();
    const unsigned char null[] = {0x05, 0x00};
    ASN1_OCTET_STRING_set(value, null, sizeof null);
    auto* made = X509_EXTENSION_create_by_OBJ(nullptr, object, critical ? 1 : 0, value);
    ASN1_OCTET_STRING_free(value);
    ASN1_OBJECT_free(object);
    return made;
}

std::function<void(X509_CRL*)> list_with(const char* oid, bool critical) {
    return [=](X509_CRL* list) {
        auto* extension = extension_of(oid, critical);
        X509_CRL_add_ext(list, extension, -1);
        X509_EXTENSION_free(extension);
    };
}

std::function<void(X509_REVOKED*)> entry_with(const char* oid, bool critical) {
    return [=](X509_REVOKED* entry) {
        auto* extension = extension_of(oid, critical);
        X509_REVOKED_add_ext(entry, extension, -1);
        X509_EXTENSION_free(extension);
    };
}

std::function<void(X509_REVOKED*)> reason(int number) {
    return [=](X509_REVOKED* entry) {
        auto* value = ASN1_ENUMERATED_new();
        ASN1_ENUMERATED_set(value, number);
        X509_REVOKED_add1_ext_i2d(entry, NID_crl_reason, value, 0, 0);
        ASN1_ENUMERATED_free(value);
    };
}

constexpr const char* delta = "2.5.29.27";
constexpr const char* distribution_point = "2.5.29.28";
constexpr const char* certificate_issuer = "2.5.29.29";
constexpr const char* freshest = "2.5.29.46";
constexpr const char* unheard_of = "1.3.6.1.4.1.99999.1";

class OthersLists : public ::testing::Test {
protected:
    static ASN1_TIME* time_of(Instant at) {
        return ASN1_TIME_set(nullptr,
                             std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
    }

    std::string build(const Draft& draft) const {
        auto* list = X509_CRL_new();
        auto* from = time_of(noon);
        auto* until = time_of(noon + std::chrono::hours(24));
        X509_CRL_set_version(list, draft.version);
        X509_CRL_set_issuer_name(list, X509_get_subject_name(authority.certificate().handle()));
        X509_CRL_set1_lastUpdate(list, from);
        if (draft.ends) {
            X509_CRL_set1_nextUpdate(list, until);
        }
        auto* entry = X509_REVOKED_new();
        auto* serial = ASN1_INTEGER_new();
        ASN1_INTEGER_set(serial, 0x5a);
        X509_REVOKED_set_serialNumber(entry, serial);
        X509_REVOKED_set_revocationDate(entry, from);
        draft.entry(entry);
        X509_CRL_add0_revoked(list, entry);
        if (!draft.number.empty()) {
            auto* number = s2i_ASN1_INTEGER(nullptr, ("0x" + draft.number).c_str());
            X509_CRL_add1_ext_i2d(list, NID_crl_number, number, 0, 0);
            ASN1_INTEGER_free(number);
        }
        draft.list(list);
        EXPECT_GT(X509_CRL_sign(list, authority.key().handle(), draft.digest), 0);
        unsigned char* data = nullptr;
        const int length = i2d_X509_CRL(list, &data);
        std::string der(reinterpret_cast<const char*>(data), static_cast<std::size_t>(length));
        OPENSSL_free(data);
        ASN1_INTEGER_free(serial);
        ASN1_TIME_free(from);
        ASN1_TIME_free(until);
        X509_CRL_free(list);
        return der;
    }

    // "ok" when the list is taken and says that 5a is revoked.
    std::string judged(const Draft& draft) const {
        const auto list = RevocationList::from_der(build(draft), authority.certificate(), "crl");
        if (!list) {
            return list.refusal().code;
        }
        const auto& revoked = list->content().revoked;
        return revoked.size() == 1 && revoked[0].serial == "5a" ? "ok" : "another content";
    }

    CertificateAuthority authority = testing::make_authority();
};

TEST_F(OthersLists, AreTakenWholeOrNotAtAll) {
    constexpr const char* ok = "ok";
    constexpr const char* malformed = "revocation_list_malformed";
    struct Row {
        const char* what;
        const char* outcome;
        std::function<void(Draft&)> change;
    };
    const std::vector<Row> rows{
        {"a plain one", ok, [](Draft&) {}},
        {"the freshest list's address", ok, [](Draft& d) { d.list = list_with(freshest, false); }},
        {"something unheard of", ok, [](Draft& d) { d.list = list_with(unheard_of, false); }},
        {"something unheard of, critical", malformed, [](Draft& d) { d.list = list_with(unheard_of, true); }},
        // Of most certificates these say nothing, and that must not read as "not revoked".
        {"a delta", malformed, [](Draft& d) { d.list = list_with(delta, true); }},
        {"a delta that hides", malformed, [](Draft& d) { d.list = list_with(delta, false); }},
        {"of one distribution point", malformed,
         [](Draft& d) { d.list = list_with(distribution_point, true); }},
        {"of one distribution point, hidden", malformed,
         [](Draft& d) { d.list = list_with(distribution_point, false); }},
        {"an entry of another issuer", malformed,
         [](Draft& d) { d.entry = entry_with(certificate_issuer, true); }},
        {"an entry with something unheard of", ok, [](Draft& d) { d.entry = entry_with(unheard_of, false); }},
        {"an entry with something critical", malformed,
         [](Draft& d) { d.entry = entry_with(unheard_of, true); }},
        {"a certificate on hold", ok, [](Draft& d) { d.entry = reason(CRL_REASON_CERTIFICATE_HOLD); }},
        {"an authority's compromise", ok, [](Draft& d) { d.entry = reason(CRL_REASON_CA_COMPROMISE); }},
        {"an attribute authority's", ok, [](Draft& d) { d.entry = reason(CRL_REASON_AA_COMPROMISE); }},
        {"taken off again", malformed, [](Draft& d) { d.entry = reason(CRL_REASON_REMOVE_FROM_CRL); }},
        {"a reason of nobody", malformed, [](Draft& d) { d.entry = reason(7); }},
        {"no number", malformed, [](Draft& d) { d.number = ""; }},
        {"a number beyond all counting", malformed, [](Draft& d) { d.number = "ffffffffffffffffff"; }},
        {"no end", malformed, [](Draft& d) { d.ends = false; }},
        {"version 1", malformed,
         [](Draft& d) {
             d.version = X509_CRL_VERSION_1;
             d.number = "";
         }},
        {"a version 1 with a number", malformed, [](Draft& d) { d.version = X509_CRL_VERSION_1; }},
        {"SHA-384", ok, [](Draft& d) { d.digest = EVP_sha384(); }},
        {"SHA-1", malformed, [](Draft& d) { d.digest = EVP_sha1(); }},
    };
    for (const auto& row : rows) {
        Draft draft;
        row.change(draft);
        EXPECT_EQ(judged(draft), row.outcome) << row.what;
    }
}

}  // namespace
}  // namespace daylit
