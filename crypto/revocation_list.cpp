#include "crypto/revocation_list.hpp"

#include "crypto/certificate_authority.hpp"
#include "crypto/x509.hpp"

#include <array>

namespace daylit {

namespace {

using Enumerated = std::unique_ptr<ASN1_ENUMERATED, openssl::Freed<ASN1_ENUMERATED_free>>;

constexpr const char* label = "X509 CRL";

struct ReasonNumber {
    RevocationReason reason;
    int number;
};
constexpr std::array reasons{
    ReasonNumber{RevocationReason::key_compromise, CRL_REASON_KEY_COMPROMISE},
    ReasonNumber{RevocationReason::affiliation_changed, CRL_REASON_AFFILIATION_CHANGED},
    ReasonNumber{RevocationReason::superseded, CRL_REASON_SUPERSEDED},
    ReasonNumber{RevocationReason::cessation_of_operation, CRL_REASON_CESSATION_OF_OPERATION},
    ReasonNumber{RevocationReason::privilege_withdrawn, CRL_REASON_PRIVILEGE_WITHDRAWN},
};

// Absent for "unspecified", as RFC 5280, 5.3.1 asks.
void add_reason(X509_REVOKED* entry, RevocationReason reason) {
    for (const auto& row : reasons) {
        if (row.reason == reason) {
            const Enumerated number(openssl::need(ASN1_ENUMERATED_new(), "ASN1_ENUMERATED_new"));
            openssl::need(ASN1_ENUMERATED_set(number.get(), row.number), "ASN1_ENUMERATED_set");
            openssl::need(
                X509_REVOKED_add1_ext_i2d(entry, NID_crl_reason, number.get(), 0, X509V3_ADD_DEFAULT),
                "X509_REVOKED_add1_ext_i2d");
        }
    }
}

std::optional<RevocationReason> reason_of(const X509_REVOKED* entry) {
    int critical = -1;
    const Enumerated number(
        static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, &critical, nullptr)));
    if (!number) {  // -1: no such extension; anything else: one that cannot be read
        return critical == -1 ? std::optional(RevocationReason::unspecified) : std::nullopt;
    }
    const auto value = ASN1_ENUMERATED_get(number.get());
    for (const auto& row : reasons) {
        if (row.number == value) {
            return row.reason;
        }
    }
    // Others' lists give reasons that ours never do: revoked it is, for good or for a while
    // (certificateHold). removeFromCRL has no place in a complete list.
    const bool known = value == CRL_REASON_CA_COMPROMISE || value == CRL_REASON_CERTIFICATE_HOLD ||
                       value == CRL_REASON_AA_COMPROMISE;
    return known ? std::optional(RevocationReason::unspecified) : std::nullopt;
}

void add_entry(X509_CRL* list, const RevokedCertificate& revoked) {
    openssl::RevokedOwner entry(openssl::need(X509_REVOKED_new(), "X509_REVOKED_new"));
    openssl::need(X509_REVOKED_set_serialNumber(entry.get(), openssl::integer_of(revoked.serial).get()),
                  "X509_REVOKED_set_serialNumber");
    openssl::need(X509_REVOKED_set_revocationDate(entry.get(), openssl::time_of(revoked.at).get()),
                  "X509_REVOKED_set_revocationDate");
    add_reason(entry.get(), revoked.reason);
    openssl::need(X509_CRL_add0_revoked(list, entry.get()), "X509_CRL_add0_revoked");
    static_cast<void>(entry.release());
}

void add_list_extensions(X509_CRL* list, X509* authority, std::int64_t number) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, authority, nullptr, nullptr, list, 0);
    const openssl::ExtensionOwner key_id(
        openssl::need(X509V3_EXT_nconf_nid(nullptr, &context, NID_authority_key_identifier, "keyid:always"),
                      "X509V3_EXT_nconf_nid"));
    openssl::need(X509_CRL_add_ext(list, key_id.get(), -1), "X509_CRL_add_ext");
    const openssl::IntegerOwner count(openssl::need(ASN1_INTEGER_new(), "ASN1_INTEGER_new"));
    openssl::need(ASN1_INTEGER_set_int64(count.get(), number), "ASN1_INTEGER_set_int64");
    openssl::need(X509_CRL_add1_ext_i2d(list, NID_crl_number, count.get(), 0, X509V3_ADD_DEFAULT),
                  "X509_CRL_add1_ext_i2d");
}

std::optional<std::int64_t> number_of(const X509_CRL* list) {
    int critical = -1;
    const openssl::IntegerOwner number(
        static_cast<ASN1_INTEGER*>(X509_CRL_get_ext_d2i(list, NID_crl_number, &critical, nullptr)));
    std::int64_t value = 0;
    if (!number || ASN1_INTEGER_get_int64(&value, number.get()) != 1 || value < 0) {
        return std::nullopt;
    }
    return value;
}

// RFC 5280, 5.2: who cannot process a critical extension must not use the list. And a list of a part (a
// delta, a distribution point's, an indirect one) says of most certificates nothing, which would read as
// "good".
bool is_complete(const X509_CRL* list) {
    for (int i = 0; i < X509_CRL_get_ext_count(list); ++i) {
        auto* extension = X509_CRL_get_ext(list, i);
        const int kind = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        const bool processed = kind == NID_crl_number || kind == NID_authority_key_identifier;
        if (kind == NID_delta_crl || kind == NID_issuing_distribution_point ||
            (!processed && X509_EXTENSION_get_critical(extension) != 0)) {
            return false;
        }
    }
    return true;
}

bool has_critical_extension(const X509_REVOKED* entry) {
    return X509_REVOKED_get_ext_by_critical(entry, 1, -1) >= 0;
}

std::optional<std::vector<RevokedCertificate>> entries_of(X509_CRL* list) {
    std::vector<RevokedCertificate> revoked;
    auto* entries = X509_CRL_get_REVOKED(list);
    for (int i = 0; i < sk_X509_REVOKED_num(entries); ++i) {
        const auto* entry = sk_X509_REVOKED_value(entries, i);
        const auto at = openssl::instant_of(X509_REVOKED_get0_revocationDate(entry));
        const auto reason = reason_of(entry);
        auto serial = openssl::hex_of(X509_REVOKED_get0_serialNumber(entry));
        if (!at || !reason || !is_serial_text(serial) || has_critical_extension(entry)) {
            return std::nullopt;
        }
        revoked.push_back({std::move(serial), *at, *reason});
    }
    return revoked;
}

// By the authority's P-256 key, over a digest that holds.
bool is_signed_well(const X509_CRL* list) {
    const int kind = X509_CRL_get_signature_nid(list);
    return kind == NID_ecdsa_with_SHA256 || kind == NID_ecdsa_with_SHA384 || kind == NID_ecdsa_with_SHA512;
}

std::optional<RevocationOrder> content_of(X509_CRL* list) {
    if (X509_CRL_get_version(list) != X509_CRL_VERSION_2 || !is_signed_well(list) || !is_complete(list)) {
        return std::nullopt;
    }
    const auto number = number_of(list);
    const auto this_update = openssl::instant_of(X509_CRL_get0_lastUpdate(list));
    const auto next_update = openssl::instant_of(X509_CRL_get0_nextUpdate(list));
    auto revoked = entries_of(list);
    if (!number || !this_update || !next_update || !revoked) {
        return std::nullopt;
    }
    return RevocationOrder{*number, *this_update, *next_update, std::move(*revoked)};
}

}  // namespace

Result<RevocationList> RevocationList::from_der(std::string_view der, const Certificate& authority,
                                                const std::string& field) {
    const auto list = openssl::whole_der<openssl::ListOwner>(d2i_X509_CRL, der);
    auto content = list ? content_of(list.get()) : std::nullopt;
    openssl::forget_errors();
    if (!content || openssl::der_of(i2d_X509_CRL, list.get()) != der) {
        return refuse("revocation_list_malformed", field);
    }
    auto* issuer = authority.handle();
    const bool holds = X509_NAME_cmp(X509_CRL_get_issuer(list.get()), X509_get_subject_name(issuer)) == 0 &&
                       X509_CRL_verify(list.get(), X509_get0_pubkey(issuer)) == 1;
    openssl::forget_errors();
    if (!holds) {
        return refuse("revocation_list_wrong_issuer", field);
    }
    return RevocationList(std::string(der), std::move(*content));
}

Result<RevocationList> RevocationList::from_pem(std::string_view pem, const Certificate& authority,
                                                const std::string& field) {
    const auto der = openssl::only_pem_block(pem, label);
    return der.empty() ? refuse("revocation_list_malformed", field) : from_der(der, authority, field);
}

std::string RevocationList::pem() const {
    return openssl::as_pem(der_, label);
}

RevocationList CertificateAuthority::revoke(const RevocationOrder& order) const {
    const openssl::ListOwner owner(openssl::need(X509_CRL_new(), "X509_CRL_new"));
    auto* list = owner.get();
    auto* authority = certificate_.handle();
    openssl::need(X509_CRL_set_version(list, X509_CRL_VERSION_2), "X509_CRL_set_version");
    openssl::need(X509_CRL_set_issuer_name(list, X509_get_subject_name(authority)),
                  "X509_CRL_set_issuer_name");
    openssl::need(X509_CRL_set1_lastUpdate(list, openssl::time_of(order.this_update).get()),
                  "X509_CRL_set1_lastUpdate");
    openssl::need(X509_CRL_set1_nextUpdate(list, openssl::time_of(order.next_update).get()),
                  "X509_CRL_set1_nextUpdate");
    for (const auto& revoked : order.revoked) {
        add_entry(list, revoked);
    }
    openssl::need(X509_CRL_sort(list), "X509_CRL_sort");
    add_list_extensions(list, authority, order.number);
    if (X509_CRL_sign(list, key_.handle(), openssl::sha256_method()) <= 0) {
        openssl::fail("X509_CRL_sign");
    }
    auto read = RevocationList::from_der(openssl::der_of(i2d_X509_CRL, list), certificate_);
    ensure(read.ok(), "what we sign is of our own form");
    return std::move(*read);
}

}  // namespace daylit
