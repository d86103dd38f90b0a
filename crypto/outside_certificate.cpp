#include "crypto/outside_certificate.hpp"

#include "crypto/x509.hpp"

#include <openssl/x509v3.h>

namespace daylit {

namespace {

using Object = std::unique_ptr<ASN1_OBJECT, openssl::Freed<ASN1_OBJECT_free>>;

bool may_sign(X509* certificate) {
    const auto usage = X509_get_key_usage(certificate);
    return X509_check_ca(certificate) == 0 && usage != UINT32_MAX &&
           (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
}

bool may_authenticate(X509* certificate) {
    const auto purposes = X509_get_extended_key_usage(certificate);
    return purposes == UINT32_MAX || (purposes & (XKU_SSL_CLIENT | XKU_ANYEKU)) != 0;
}

Object object_of(const std::string& oid) {
    Object object(OBJ_txt2obj(oid.c_str(), 1));
    openssl::forget_errors();
    return object;
}

}  // namespace

Outcome check_outside_certificate(const Certificate& certificate, const TrustedAuthority& authority,
                                  Instant at, const std::string& field) {
    // The path is judged before the use; our own uses are stricter than an outside authority's.
    const auto ours =
        check_certificate(certificate, authority.certificate, at, CertificateUse::bidder, field);
    if (!ours && ours.refusal().code != "certificate_wrong_use") {
        return ours;
    }
    return may_sign(certificate.handle()) && may_authenticate(certificate.handle())
               ? Outcome(Done{})
               : Outcome(refuse("certificate_wrong_use", field));
}

bool may_sign_handshakes(const Certificate& certificate) {
    const auto usage = X509_get_key_usage(certificate.handle());
    return usage != UINT32_MAX && (usage & KU_DIGITAL_SIGNATURE) != 0;
}

std::optional<std::string> uscc_of(const Certificate& certificate, const TrustedAuthority& authority) {
    const auto* name = X509_get_subject_name(certificate.handle());
    const auto wanted = object_of(authority.uscc_attribute);
    const int index = wanted ? X509_NAME_get_index_by_OBJ(name, wanted.get(), -1) : -1;
    if (index < 0 || X509_NAME_get_index_by_OBJ(name, wanted.get(), index) >= 0) {
        return std::nullopt;
    }
    unsigned char* data = nullptr;
    const int length = ASN1_STRING_to_UTF8(&data, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)));
    const openssl::Bytes owner(length >= 0 ? data : nullptr);
    if (length < 0) {
        openssl::forget_errors();
        return std::nullopt;
    }
    const std::string text(reinterpret_cast<const char*>(data), static_cast<std::size_t>(length));
    return text.starts_with(authority.uscc_prefix) ? std::optional(text.substr(authority.uscc_prefix.size()))
                                                   : std::nullopt;
}

std::string outside_serial(const Certificate& certificate) {
    auto serial = certificate.fingerprint().hex().substr(0, 32);
    serial.front() = '4';
    return serial;
}

bool is_attribute(const std::string& oid) {
    return object_of(oid) != nullptr;
}

}  // namespace daylit
