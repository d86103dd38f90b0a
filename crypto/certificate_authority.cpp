#include "crypto/certificate_authority.hpp"

#include "crypto/x509.hpp"

#include <algorithm>

namespace daylit {

namespace {

using Object = std::unique_ptr<ASN1_OBJECT, openssl::Freed<ASN1_OBJECT_free>>;
using OctetString = std::unique_ptr<ASN1_OCTET_STRING, openssl::Freed<ASN1_OCTET_STRING_free>>;

constexpr std::string_view letters_and_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

bool has_only(std::string_view text, std::string_view further) {
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return letters_and_digits.find(c) != std::string_view::npos ||
               further.find(c) != std::string_view::npos;
    });
}

// The extensions below are written in OpenSSL's configuration syntax, so nothing that has a meaning there
// (commas, semicolons, line ends) gets past these three.
bool is_plain_uri(std::string_view uri) {
    return (uri.starts_with("http://") || uri.starts_with("https://")) && uri.size() <= 256 &&
           has_only(uri, ":/.-_~%?=&[]");
}
bool is_dns_name(std::string_view name) {
    return !name.empty() && name.size() <= 253 && has_only(name, ".-") && name.front() != '.' &&
           name.front() != '-' && name.find("..") == std::string_view::npos;
}
bool is_ip_address(const std::string& text) {
    const OctetString address(has_only(text, ".:") ? a2i_IPADDRESS(text.c_str()) : nullptr);
    openssl::forget_errors();
    return address != nullptr;
}

void add_extension(X509* certificate, X509* authority, int nid, const std::string& value) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, authority, certificate, nullptr, nullptr, 0);
    const openssl::ExtensionOwner extension(
        openssl::need(X509V3_EXT_nconf_nid(nullptr, &context, nid, value.c_str()), "X509V3_EXT_nconf_nid"));
    openssl::need(X509_add_ext(certificate, extension.get(), -1), "X509_add_ext");
}

void add_statement(X509* certificate, const std::string& statement) {
    const openssl::TextOwner text(openssl::need(ASN1_UTF8STRING_new(), "ASN1_UTF8STRING_new"));
    openssl::need(ASN1_STRING_set(text.get(), statement.data(), static_cast<int>(statement.size())),
                  "ASN1_STRING_set");
    const auto der = openssl::der_of(i2d_ASN1_UTF8STRING, text.get());
    const OctetString value(openssl::need(ASN1_OCTET_STRING_new(), "ASN1_OCTET_STRING_new"));
    openssl::need(ASN1_OCTET_STRING_set(value.get(), openssl::bytes_of(der), static_cast<int>(der.size())),
                  "ASN1_OCTET_STRING_set");
    const Object oid(openssl::need(OBJ_txt2obj(openssl::statement_oid, 1), "OBJ_txt2obj"));
    const openssl::ExtensionOwner extension(openssl::need(
        X509_EXTENSION_create_by_OBJ(nullptr, oid.get(), 0, value.get()), "X509_EXTENSION_create_by_OBJ"));
    openssl::need(X509_add_ext(certificate, extension.get(), -1), "X509_add_ext");
}

// The first 160 bits of SHA-256 over the public key's bits (RFC 7093, 2, method 1).
void add_subject_key_id(X509* certificate) {
    const auto* bits = X509_get0_pubkey_bitstr(certificate);
    const auto digest = sha256({reinterpret_cast<const char*>(ASN1_STRING_get0_data(bits)),
                                static_cast<std::size_t>(ASN1_STRING_length(bits))});
    const OctetString id(openssl::need(ASN1_OCTET_STRING_new(), "ASN1_OCTET_STRING_new"));
    openssl::need(ASN1_OCTET_STRING_set(id.get(), digest.bytes.data(), 20), "ASN1_OCTET_STRING_set");
    openssl::need(X509_add1_ext_i2d(certificate, NID_subject_key_identifier, id.get(), 0, X509V3_ADD_DEFAULT),
                  "X509_add1_ext_i2d");
}

const char* purpose_value(CertificateUse use) {
    switch (use) {
        case CertificateUse::bidder:
            return "clientAuth";
        case CertificateUse::receipt_signing:
            return "1.3.6.1.5.5.7.3.36";  // id-kp-documentSigning, RFC 9336
        case CertificateUse::tls_server:
            return "serverAuth";
        case CertificateUse::bid_sealing:
            return openssl::bid_sealing_oid;
        case CertificateUse::authority:
            break;
    }
    throw BrokenPromise("an authority's certificate is made by create alone");
}

std::string alternative_names(const CertificateOrder& order) {
    std::string value;
    for (const auto& name : order.dns_names) {
        value += (value.empty() ? "DNS:" : ",DNS:") + name;
    }
    for (const auto& address : order.ip_addresses) {
        value += (value.empty() ? "IP:" : ",IP:") + address;
    }
    return value;
}

Outcome check_order(const CertificateOrder& order, const Certificate& authority) {
    auto outcome = openssl::check_subject(order.subject);
    if (!outcome) {
        return outcome;
    }
    if (order.revocation_list_uri && !is_plain_uri(*order.revocation_list_uri)) {
        return refuse("malformed_uri", "revocation_list_uri");
    }
    if (!std::all_of(order.dns_names.begin(), order.dns_names.end(), is_dns_name)) {
        return refuse("malformed_host_name", "dns_names");
    }
    if (!std::all_of(order.ip_addresses.begin(), order.ip_addresses.end(), is_ip_address)) {
        return refuse("malformed_host_name", "ip_addresses");
    }
    const bool is_server = order.use == CertificateUse::tls_server;
    if (is_server == (order.dns_names.empty() && order.ip_addresses.empty())) {
        return refuse("malformed_host_name", "dns_names");
    }
    const auto& ours = authority.validity();
    if (order.validity.from < ours.from || order.validity.until > ours.until) {
        return refuse("certificate_outlives_authority", "validity");
    }
    ensure(order.validity.from < order.validity.until, "a certificate is valid for some time");
    return Done{};
}

// Everything but extensions and signature.
openssl::X509Owner certificate_body(const P256PublicKey& key, const Subject& subject,
                                    const std::string& serial, const Validity& validity) {
    openssl::X509Owner certificate(openssl::need(X509_new(), "X509_new"));
    auto* body = certificate.get();
    openssl::need(X509_set_version(body, X509_VERSION_3), "X509_set_version");
    openssl::need(X509_set_serialNumber(body, openssl::integer_of(serial).get()), "X509_set_serialNumber");
    openssl::need(X509_set1_notBefore(body, openssl::time_of(validity.from).get()), "X509_set1_notBefore");
    openssl::need(X509_set1_notAfter(body, openssl::time_of(validity.until).get()), "X509_set1_notAfter");
    openssl::need(X509_set_subject_name(body, openssl::name_of(subject).get()), "X509_set_subject_name");
    const auto public_key = openssl::whole_der<openssl::Pkey>(d2i_PUBKEY, key.spki_der());
    openssl::need(X509_set_pubkey(body, public_key.get()), "X509_set_pubkey");
    add_subject_key_id(body);
    return certificate;
}

Certificate signed_by(openssl::X509Owner certificate, const P256PrivateKey& key) {
    if (X509_sign(certificate.get(), key.handle(), openssl::sha256_method()) <= 0) {
        openssl::fail("X509_sign");
    }
    auto read = Certificate::from_der(openssl::der_of(i2d_X509, certificate.get()));
    ensure(read.ok(), "what we issue is of our own form");
    return std::move(*read);
}

}  // namespace

Result<CertificateAuthority> CertificateAuthority::create(const Subject& subject, const std::string& serial,
                                                          const Validity& validity) {
    if (auto outcome = openssl::check_subject(subject); !outcome) {
        return std::move(outcome).refusal();
    }
    ensure(validity.from < validity.until, "a certificate is valid for some time");
    auto key = P256PrivateKey::generate();
    auto certificate = certificate_body(key.public_key(), subject, serial, validity);
    auto* body = certificate.get();
    openssl::need(X509_set_issuer_name(body, X509_get_subject_name(body)), "X509_set_issuer_name");
    add_extension(body, body, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add_extension(body, body, NID_key_usage, "critical,keyCertSign,cRLSign");
    add_extension(body, body, NID_authority_key_identifier, "keyid:always");
    auto signed_certificate = signed_by(std::move(certificate), key);
    return CertificateAuthority(std::move(signed_certificate), std::move(key));
}

Result<CertificateAuthority> CertificateAuthority::from_pem(std::string_view certificate, const Secret& key) {
    auto parsed = Certificate::from_pem(certificate, "certificate");
    if (!parsed) {
        return std::move(parsed).refusal();
    }
    auto private_key = P256PrivateKey::from_pkcs8_pem(key, "key");
    if (!private_key) {
        return std::move(private_key).refusal();
    }
    if (!(private_key->public_key() == parsed->public_key())) {
        return refuse("key_pair_mismatch", "key");
    }
    // Its validity is a question for each issue, not for reading it.
    if (!check_certificate(*parsed, *parsed, parsed->validity().from, CertificateUse::authority)) {
        return refuse("not_an_authority", "certificate");
    }
    return CertificateAuthority(std::move(*parsed), std::move(*private_key));
}

Result<Certificate> CertificateAuthority::issue(const CertificateOrder& order) const {
    if (auto outcome = check_order(order, certificate_); !outcome) {
        return std::move(outcome).refusal();
    }
    auto certificate = certificate_body(order.key, order.subject, order.serial, order.validity);
    auto* body = certificate.get();
    auto* authority = certificate_.handle();
    openssl::need(X509_set_issuer_name(body, X509_get_subject_name(authority)), "X509_set_issuer_name");
    add_extension(body, authority, NID_basic_constraints, "critical,CA:FALSE");
    const bool seals = order.use == CertificateUse::bid_sealing;
    add_extension(body, authority, NID_key_usage,
                  seals ? "critical,keyAgreement" : "critical,digitalSignature");
    add_extension(body, authority, NID_ext_key_usage, purpose_value(order.use));
    add_extension(body, authority, NID_authority_key_identifier, "keyid:always");
    if (order.revocation_list_uri) {
        add_extension(body, authority, NID_crl_distribution_points, "URI:" + *order.revocation_list_uri);
    }
    if (const auto names = alternative_names(order); !names.empty()) {
        add_extension(body, authority, NID_subject_alt_name, names);
    }
    if (order.statement) {
        add_statement(body, *order.statement);
    }
    return signed_by(std::move(certificate), key_);
}

}  // namespace daylit
