#include "server/http/tls.hpp"

#include "base/result.hpp"

#include <openssl/x509.h>

#include <ctime>

namespace daylit::http {

namespace asio = boost::asio;

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
    tls.use_certificate_chain_file(options.certificate_file);
    tls.use_private_key_file(options.key_file, asio::ssl::context::pem);
    return tls;
}

std::chrono::sys_seconds end_of_certificate(asio::ssl::context& tls) {
    const auto* certificate = SSL_CTX_get0_certificate(tls.native_handle());
    std::tm end{};
    ensure(certificate != nullptr && ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) == 1,
           "a context that was made has a certificate with an end");
    return std::chrono::sys_seconds(std::chrono::seconds(timegm(&end)));
}

}  // namespace daylit::http
