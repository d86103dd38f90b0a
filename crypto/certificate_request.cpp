#include "crypto/certificate_request.hpp"

#include "crypto/x509.hpp"

namespace daylit {

namespace {

constexpr const char* label = "CERTIFICATE REQUEST";

// DER as it came, or out of the only PEM block; empty when it is neither.
std::string der_in(std::string_view request) {
    return request.starts_with('\x30') ? std::string(request) : openssl::only_pem_block(request, label);
}

bool is_ecdsa_sha256(const X509_REQ* request) {
    return X509_REQ_get_signature_nid(request) == NID_ecdsa_with_SHA256;
}

}  // namespace

Result<CertificateRequest> CertificateRequest::parse(std::string_view request, const std::string& field) {
    if (request.size() > most_bytes) {
        return refuse("request_too_large", field, {std::to_string(most_bytes)});
    }
    const auto der = der_in(request);
    const auto parsed = openssl::whole_der<openssl::RequestOwner>(d2i_X509_REQ, der);
    if (!parsed || X509_REQ_get_version(parsed.get()) != X509_REQ_VERSION_1 ||
        openssl::der_of(i2d_X509_REQ, parsed.get()) != der) {
        return refuse("request_malformed", field);
    }
    auto key = P256PublicKey::from_spki_der(
        openssl::der_of(i2d_X509_PUBKEY, X509_REQ_get_X509_PUBKEY(parsed.get())), field);
    if (!key) {
        return std::move(key).refusal();
    }
    const bool holds = is_ecdsa_sha256(parsed.get()) &&
                       X509_REQ_verify(parsed.get(), X509_REQ_get0_pubkey(parsed.get())) == 1;
    openssl::forget_errors();
    if (!holds) {
        return refuse("request_signature_invalid", field);
    }
    return CertificateRequest(std::move(*key));
}

std::string make_certificate_request_pem(const P256PrivateKey& key, const std::string& common_name) {
    const Subject subject{common_name};
    ensure(openssl::check_subject(subject).ok(), "a request's common name is 1 to 64 characters");
    const openssl::RequestOwner request(openssl::need(X509_REQ_new(), "X509_REQ_new"));
    const auto name = openssl::name_of(subject);
    openssl::need(X509_REQ_set_version(request.get(), X509_REQ_VERSION_1), "X509_REQ_set_version");
    openssl::need(X509_REQ_set_subject_name(request.get(), name.get()), "X509_REQ_set_subject_name");
    openssl::need(X509_REQ_set_pubkey(request.get(), key.handle()), "X509_REQ_set_pubkey");
    if (X509_REQ_sign(request.get(), key.handle(), openssl::sha256_method()) <= 0) {
        openssl::fail("X509_REQ_sign");
    }
    return openssl::as_pem(openssl::der_of(i2d_X509_REQ, request.get()), label);
}

}  // namespace daylit
