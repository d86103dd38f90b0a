#include "server/http/tls.hpp"

#include "base/result.hpp"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <ctime>

namespace daylit::http {

namespace asio = boost::asio;

namespace {

constexpr long most_chain_bytes = 16 * 1024;  // of what a client may present

std::string der_of(X509* certificate) {
    unsigned char* data = nullptr;
    const int length = i2d_X509(certificate, &data);
    std::string der(reinterpret_cast<const char*>(data), length > 0 ? static_cast<std::size_t>(length) : 0);
    OPENSSL_free(data);
    return der;
}

// OpenSSL makes the alert of it.
int error_of(ClientVerdict verdict) {
    switch (verdict) {
        case ClientVerdict::admitted:
            return X509_V_OK;
        case ClientVerdict::foreign:
            return X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
        case ClientVerdict::not_in_time:
            return X509_V_ERR_CERT_HAS_EXPIRED;
        case ClientVerdict::revoked:
            return X509_V_ERR_CERT_REVOKED;
        case ClientVerdict::wrong_use:
            return X509_V_ERR_INVALID_PURPOSE;
        case ClientVerdict::unknown:
            return X509_V_ERR_APPLICATION_VERIFICATION;
        case ClientVerdict::malformed:
            break;
    }
    return X509_V_ERR_CERT_REJECTED;
}

// In the place of OpenSSL's own path validation. What throws admits nobody.
int judge_client(X509_STORE_CTX* context, void* clients) {
    auto verdict = ClientVerdict::malformed;
    auto* certificate = X509_STORE_CTX_get0_cert(context);
    try {
        if (certificate != nullptr) {
            verdict = static_cast<const ClientCertificates*>(clients)->judge(der_of(certificate));
        }
    } catch (const std::exception&) {
        verdict = ClientVerdict::malformed;
    }
    X509_STORE_CTX_set_error(context, error_of(verdict));
    return verdict == ClientVerdict::admitted ? 1 : 0;
}

void tell_authority(SSL_CTX* tls, const std::string& pem) {
    BIO* bytes = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    X509* certificate = PEM_read_bio_X509(bytes, nullptr, nullptr, nullptr);
    const bool added = certificate != nullptr && SSL_CTX_add_client_CA(tls, certificate) == 1;
    X509_free(certificate);
    BIO_free(bytes);
    if (!added) {
        throw std::runtime_error("an authority of clients' certificates cannot be read");
    }
}

void demand_certificates(SSL_CTX* tls, const ClientCertificates& clients) {
    SSL_CTX_set_verify(tls, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_CTX_set_cert_verify_callback(tls, judge_client, const_cast<ClientCertificates*>(&clients));
    SSL_CTX_set1_client_sigalgs_list(tls, "ECDSA+SHA256");
    SSL_CTX_set_max_cert_list(tls, most_chain_bytes);
    for (const auto& authority : clients.authorities) {
        tell_authority(tls, authority);
    }
}

}  // namespace

asio::ssl::context make_tls(const ServerOptions& options) {
    asio::ssl::context tls(asio::ssl::context::tls_server);
    tls.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                    asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                    asio::ssl::context::no_tlsv1_1);
    auto* raw = tls.native_handle();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                 SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(raw, 0);
    SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_cipher_list(raw,
                            "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
                            "ECDHE-ECDSA-CHACHA20-POLY1305");
    SSL_CTX_set1_groups_list(raw, "X25519:P-256");
    SSL_CTX_set_alpn_select_cb(
        raw,
        [](SSL*, const unsigned char** out, unsigned char* length, const unsigned char* in, unsigned size,
           void*) {
            static constexpr unsigned char ours[] = "\x08http/1.1";
            unsigned char* chosen = nullptr;
            const auto agreed = SSL_select_next_proto(&chosen, length, ours, sizeof ours - 1, in, size);
            *out = chosen;
            return agreed == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
        },
        nullptr);
    if (options.clients) {
        demand_certificates(raw, *options.clients);
    }
    tls.use_certificate_chain_file(options.certificate_file);
    tls.use_private_key_file(options.key_file, asio::ssl::context::pem);
    return tls;
}

std::optional<std::string> presented_certificate(SSL* connection) {
    auto* certificate = SSL_get1_peer_certificate(connection);
    if (certificate == nullptr) {
        return std::nullopt;
    }
    auto der = der_of(certificate);
    X509_free(certificate);
    return der;
}

std::chrono::sys_seconds end_of_certificate(asio::ssl::context& tls) {
    const auto* certificate = SSL_CTX_get0_certificate(tls.native_handle());
    std::tm end{};
    ensure(certificate != nullptr && ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) == 1,
           "a context that was made has a certificate with an end");
    return std::chrono::sys_seconds(std::chrono::seconds(timegm(&end)));
}

}  // namespace daylit::http
