// What certificates, requests and revocation lists share, for this folder's .cpp files only.
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/openssl.hpp"

#include <optional>

namespace daylit::openssl {

using X509Owner = std::unique_ptr<X509, Freed<X509_free>>;
using RequestOwner = std::unique_ptr<X509_REQ, Freed<X509_REQ_free>>;
using ListOwner = std::unique_ptr<X509_CRL, Freed<X509_CRL_free>>;
using RevokedOwner = std::unique_ptr<X509_REVOKED, Freed<X509_REVOKED_free>>;
using NameOwner = std::unique_ptr<X509_NAME, Freed<X509_NAME_free>>;
using ExtensionOwner = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using IntegerOwner = std::unique_ptr<ASN1_INTEGER, Freed<ASN1_INTEGER_free>>;
using TimeOwner = std::unique_ptr<ASN1_TIME, Freed<ASN1_TIME_free>>;
using TextOwner = std::unique_ptr<ASN1_UTF8STRING, Freed<ASN1_UTF8STRING_free>>;

// Object identifiers of our own, under a UUID (ITU-T X.667).
constexpr const char* statement_oid = "2.25.172906703678154015915351966426536142621.1";
constexpr const char* bid_sealing_oid = "2.25.172906703678154015915351966426536142621.2";

// --- names ---
Outcome check_subject(const Subject& subject);  // lengths (64 characters, RFC 5280 A.1) and characters
NameOwner name_of(const Subject& subject);      // country CN, then what the subject has
std::optional<Subject> subject_of(const X509_NAME* name);

// --- numbers and times ---
IntegerOwner integer_of(const std::string& serial_hex);
std::string hex_of(const ASN1_INTEGER* number);  // lower case, whole bytes; "" for a negative one
TimeOwner time_of(Instant at);                   // whole seconds
std::optional<Instant> instant_of(const ASN1_TIME* time);

// --- encodings ---
// DER made by one of the i2d functions.
template <class T, class Encode>
std::string der_of(Encode encode, T* object) {
    unsigned char* data = nullptr;
    const int length = encode(object, &data);
    const Bytes owner(data);
    if (length <= 0) {
        fail("encoding as DER");
    }
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(length)};
}

// The object that fills `der` wholly, or null; OpenSSL's queue is left empty.
template <class Owner, class Decode>
Owner whole_der(Decode decode, std::string_view der) {
    const auto* at = bytes_of(der);
    const auto* end = at + der.size();
    Owner object(decode(nullptr, &at, static_cast<long>(der.size())));
    forget_errors();
    return at == end ? std::move(object) : Owner();
}

}  // namespace daylit::openssl
