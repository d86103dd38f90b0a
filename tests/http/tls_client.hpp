// A client that says exactly the bytes it is told, over OpenSSL's own TLS, and waits for nothing longer than
// it is told.
#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace daylit::http::testing {

struct Reply {
    int status = 0;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
};

// Says the bytes without TLS, and gives back whatever comes until the server closes.
std::string say_in_the_clear(unsigned short port, std::string_view bytes);

class TlsClient {
public:
    struct Wishes {
        int least_version = TLS1_2_VERSION;
        int most_version = TLS1_3_VERSION;
        std::string ciphers;               // of TLS 1.2; "" for OpenSSL's own choice
        std::string protocol;              // asked for by ALPN; "" for none
        int receive_buffer = 0;            // bytes of the socket's buffer; 0 for the system's choice
        std::string certificate_pem = {};  // presented when asked for; "" for none
        std::string key_pem = {};
        SSL_SESSION* resumed = nullptr;  // offered to the server
    };

    // Connects and shakes hands with the server on this machine; `connected` tells how it went.
    explicit TlsClient(unsigned short port);
    TlsClient(unsigned short port, const Wishes& wishes);
    ~TlsClient();
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    bool connected() const { return connected_; }
    std::string version() const { return SSL_get_version(ssl_); }
    std::string cipher() const { return SSL_get_cipher_name(ssl_); }
    // With TLS 1.3 a client learns with its first read what the server thinks of its certificate.
    bool let_in();
    // The alert that ended the connection, "" without one: "certificate revoked".
    std::string alert() const { return alert_; }
    bool resumed() const { return SSL_session_reused(ssl_) == 1; }
    SSL_SESSION* session() { return SSL_get1_session(ssl_); }  // for the caller to free

    // False when the server has closed.
    bool send(std::string_view bytes);
    // What comes until the text is there, the server closes or the time is over.
    std::string receive_until(std::string_view text, std::chrono::milliseconds patience);
    // One response with a Content-Length; nullopt when none comes in time. `of_head`: no body follows.
    std::optional<Reply> reply(bool of_head = false);
    std::optional<Reply> ask(std::string_view bytes, bool of_head = false);
    // Whether the server closes within the time; what it still sends is dropped.
    bool closes_within(std::chrono::milliseconds patience);

private:
    void note_alert();
    bool fill(std::chrono::steady_clock::time_point until);

    int socket_ = -1;
    SSL_CTX* context_ = nullptr;
    SSL* ssl_ = nullptr;
    bool connected_ = false;
    bool closed_ = false;
    std::string alert_;
    std::string waiting_;
};

}  // namespace daylit::http::testing
