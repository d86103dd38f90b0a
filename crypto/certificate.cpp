#include "crypto/certificate.hpp"

#include "base/encoding.hpp"
#include "crypto/x509.hpp"

#include <openssl/x509_vfy.h>

#include <ctime>

namespace daylit {

namespace {

constexpr std::size_t most_bytes = 16 * 1024;

using Store = std::unique_ptr<X509_STORE, openssl::Freed<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, openssl::Freed<X509_STORE_CTX_free>>;
using Object = std::unique_ptr<ASN1_OBJECT, openssl::Freed<ASN1_OBJECT_free>>;

void free_usages(EXTENDED_KEY_USAGE* usages) noexcept {
    EXTENDED_KEY_USAGE_free(usages);
}
using Usages = std::unique_ptr<EXTENDED_KEY_USAGE, openssl::Freed<free_usages>>;

const char* purpose_oid(CertificateUse use) {
    switch (use) {
        case CertificateUse::bidder:
            return "1.3.6.1.5.5.7.3.2";
        case CertificateUse::receipt_signing:
            return "1.3.6.1.5.5.7.3.36";
        case CertificateUse::tls_server:
            return "1.3.6.1.5.5.7.3.1";
        case CertificateUse::bid_sealing:
            return openssl::bid_sealing_oid;
        case CertificateUse::authority:
            break;
    }
    return nullptr;
}

// Exactly the one purpose: a key certified for more is not one that we issued.
bool has_only_purpose(X509* certificate, const char* oid) {
    int critical = -1;
    const Usages usages(static_cast<EXTENDED_KEY_USAGE*>(
        X509_get_ext_d2i(certificate, NID_ext_key_usage, &critical, nullptr)));
    if (!usages || sk_ASN1_OBJECT_num(usages.get()) != 1) {
        return false;
    }
    const Object wanted(openssl::need(OBJ_txt2obj(oid, 1), "OBJ_txt2obj"));
    return OBJ_cmp(sk_ASN1_OBJECT_value(usages.get(), 0), wanted.get()) == 0;
}

bool fits_use(X509* certificate, CertificateUse use) {
    if (use == CertificateUse::authority) {
        return X509_check_ca(certificate) == 1 && (X509_get_key_usage(certificate) & KU_KEY_CERT_SIGN) != 0;
    }
    // Constraints on names are for authorities (RFC 5280, 4.2.1.10).
    const unsigned usage = use == CertificateUse::bid_sealing ? KU_KEY_AGREEMENT : KU_DIGITAL_SIGNATURE;
    return X509_check_ca(certificate) == 0 && X509_get_key_usage(certificate) == usage &&
           X509_get_ext_by_NID(certificate, NID_name_constraints, -1) < 0 &&
           has_only_purpose(certificate, purpose_oid(use));
}

// RFC 5280, 4.2: each extension once. OpenSSL notices it for those that it knows and looks at, we for all.
bool repeats_extension(const X509* certificate) {
    const int count = X509_get_ext_count(certificate);
    for (int i = 0; i < count; ++i) {
        const auto* object = X509_EXTENSION_get_object(X509_get_ext(certificate, i));
        if (X509_get_ext_by_OBJ(certificate, object, i) >= 0) {
            return true;
        }
    }
    return false;
}

Refusal refusal_of(int error, const Certificate& certificate, const std::string& field) {
    switch (error) {
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return refuse("certificate_not_yet_valid", field, {to_rfc3339(certificate.validity().from)});
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return refuse("certificate_expired", field, {to_rfc3339(certificate.validity().until)});
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_CERT_SIGNATURE_FAILURE:
            return refuse("certificate_wrong_issuer", field);
        default:
            return refuse("certificate_malformed", field);
    }
}

// OpenSSL's own path validation; X509_V_OK or its first error.
int validate_path(X509* certificate, X509* authority, Instant at) {
    const Store store(openssl::need(X509_STORE_new(), "X509_STORE_new"));
    openssl::need(X509_STORE_add_cert(store.get(), authority), "X509_STORE_add_cert");
    const StoreContext context(openssl::need(X509_STORE_CTX_new(), "X509_STORE_CTX_new"));
    openssl::need(X509_STORE_CTX_init(context.get(), store.get(), certificate, nullptr),
                  "X509_STORE_CTX_init");
    auto* parameters = X509_STORE_CTX_get0_param(context.get());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    X509_VERIFY_PARAM_set_time(parameters, static_cast<std::time_t>(seconds));
    openssl::need(
        X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_X509_STRICT | X509_V_FLAG_CHECK_SS_SIGNATURE |
                                                    X509_V_FLAG_USE_CHECK_TIME),
        "X509_VERIFY_PARAM_set_flags");
    X509_VERIFY_PARAM_set_depth(parameters, 0);  // the root issues directly
    const int outcome = X509_verify_cert(context.get());
    const int error = X509_STORE_CTX_get_error(context.get());
    openssl::forget_errors();
    ensure(outcome == 1 || error != X509_V_OK, "a failed validation has an error");
    return outcome == 1 ? X509_V_OK : error;
}

}  // namespace

Result<Certificate> Certificate::from_der(std::string_view der, const std::string& field) {
    if (der.size() > most_bytes) {
        return refuse("certificate_malformed", field);
    }
    auto handle = openssl::whole_der<openssl::X509Owner>(d2i_X509, der);
    if (!handle || X509_get_version(handle.get()) != X509_VERSION_3 ||
        X509_get_signature_nid(handle.get()) != NID_ecdsa_with_SHA256 || repeats_extension(handle.get()) ||
        openssl::der_of(i2d_X509, handle.get()) != der) {
        return refuse("certificate_malformed", field);
    }
    const auto spki = openssl::der_of(i2d_X509_PUBKEY, X509_get_X509_PUBKEY(handle.get()));
    auto key = P256PublicKey::from_spki_der(spki, field);
    auto subject = openssl::subject_of(X509_get_subject_name(handle.get()));
    auto issuer = openssl::subject_of(X509_get_issuer_name(handle.get()));
    const auto from = openssl::instant_of(X509_get0_notBefore(handle.get()));
    const auto until = openssl::instant_of(X509_get0_notAfter(handle.get()));
    auto serial = openssl::hex_of(X509_get0_serialNumber(handle.get()));
    if (!key && key.refusal().code == "key_not_p256") {
        return key.refusal();
    }
    if (!key || !subject || !issuer || !from || !until || !is_serial_text(serial)) {
        return refuse("certificate_malformed", field);
    }
    Certificate certificate(std::string(der), std::shared_ptr<x509_st>(handle.release(), X509_free),
                            std::move(*key));
    certificate.serial_ = std::move(serial);
    certificate.subject_ = std::move(*subject);
    certificate.issuer_ = std::move(*issuer);
    certificate.validity_ = {*from, *until};
    return certificate;
}

Result<Certificate> Certificate::from_pem(std::string_view pem, const std::string& field) {
    if (pem.size() > 2 * most_bytes) {
        return refuse("certificate_malformed", field);
    }
    const auto der = openssl::only_pem_block(pem, "CERTIFICATE");
    return der.empty() ? refuse("certificate_malformed", field) : from_der(der, field);
}

std::optional<std::string> Certificate::statement() const {
    const Object wanted(openssl::need(OBJ_txt2obj(openssl::statement_oid, 1), "OBJ_txt2obj"));
    const int at = X509_get_ext_by_OBJ(handle_.get(), wanted.get(), -1);
    if (at < 0) {
        return std::nullopt;
    }
    const auto* value = X509_EXTENSION_get_data(X509_get_ext(handle_.get(), at));
    const std::string_view der{reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                               static_cast<std::size_t>(ASN1_STRING_length(value))};
    const auto text = openssl::whole_der<openssl::TextOwner>(d2i_ASN1_UTF8STRING, der);
    if (!text) {
        return std::nullopt;
    }
    return std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text.get())),
                       static_cast<std::size_t>(ASN1_STRING_length(text.get())));
}

std::string Certificate::pem() const {
    return openssl::as_pem(der_, "CERTIFICATE");
}

Outcome check_certificate(const Certificate& certificate, const Certificate& authority, Instant at,
                          CertificateUse use, const std::string& field) {
    if (const int error = validate_path(certificate.handle(), authority.handle(), at); error != X509_V_OK) {
        return refusal_of(error, certificate, field);
    }
    if (!fits_use(certificate.handle(), use)) {
        return refuse("certificate_wrong_use", field);
    }
    return Done{};
}

bool is_serial_text(std::string_view text) {
    const auto bytes = from_hex(text);
    if (!bytes || bytes->empty() || bytes->size() > 20 || bytes->front() == '\0') {
        return false;
    }
    return bytes->size() < 20 || static_cast<unsigned char>(bytes->front()) < 0x80;
}

}  // namespace daylit
