#include "tests/http/tls_client.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <sstream>

namespace daylit::http::testing {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
constexpr milliseconds usual_patience(10'000);

int open_socket(unsigned short port, int receive_buffer) {
    std::signal(SIGPIPE, SIG_IGN);
    const int handle = socket(AF_INET, SOCK_STREAM, 0);
    if (receive_buffer > 0) {
        setsockopt(handle, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    const int at_once = 1;
    setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    const timeval limit{10, 0};
    setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(handle, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    sockaddr generic{};
    static_assert(sizeof generic == sizeof address);
    std::copy_n(reinterpret_cast<const char*>(&address), sizeof address, reinterpret_cast<char*>(&generic));
    if (connect(handle, &generic, sizeof generic) != 0) {
        close(handle);
        return -1;
    }
    return handle;
}

void present(SSL* ssl, const std::string& certificate_pem, const std::string& key_pem) {
    BIO* certificate_bytes =
        BIO_new_mem_buf(certificate_pem.data(), static_cast<int>(certificate_pem.size()));
    BIO* key_bytes = BIO_new_mem_buf(key_pem.data(), static_cast<int>(key_pem.size()));
    X509* certificate = PEM_read_bio_X509(certificate_bytes, nullptr, nullptr, nullptr);
    EVP_PKEY* key = PEM_read_bio_PrivateKey(key_bytes, nullptr, nullptr, nullptr);
    SSL_use_certificate(ssl, certificate);
    SSL_use_PrivateKey(ssl, key);
    EVP_PKEY_free(key);
    X509_free(certificate);
    BIO_free(key_bytes);
    BIO_free(certificate_bytes);
}

Reply parse_head(const std::string& head) {
    Reply reply;
    std::istringstream lines(head);
    std::string line;
    std::getline(lines, line);
    reply.status = std::stoi(line.substr(9, 3));
    while (std::getline(lines, line) && line != "\r") {
        const auto colon = line.find(':');
        auto name = line.substr(0, colon);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        reply.headers[name] = line.substr(colon + 2, line.size() - colon - 3);
    }
    return reply;
}

}  // namespace

std::string say_in_the_clear(unsigned short port, std::string_view bytes) {
    const int handle = open_socket(port, 0);
    std::string received;
    char part[4096];
    auto count = write(handle, bytes.data(), bytes.size());
    while (count > 0 && (count = read(handle, part, sizeof part)) > 0) {
        received.append(part, static_cast<std::size_t>(count));
    }
    close(handle);
    return received;
}

TlsClient::TlsClient(unsigned short port) : TlsClient(port, Wishes{}) {}

TlsClient::TlsClient(unsigned short port, const Wishes& wishes)
    : socket_(open_socket(port, wishes.receive_buffer)), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_security_level(context_, 0);  // so that what is refused is refused by the server
    SSL_CTX_set_min_proto_version(context_, wishes.least_version);
    SSL_CTX_set_max_proto_version(context_, wishes.most_version);
    if (!wishes.ciphers.empty()) {
        SSL_CTX_set_cipher_list(context_, wishes.ciphers.c_str());
    }
    ssl_ = SSL_new(context_);
    if (!wishes.protocol.empty()) {
        const auto listed = static_cast<char>(wishes.protocol.size()) + wishes.protocol;
        SSL_set_alpn_protos(ssl_, reinterpret_cast<const unsigned char*>(listed.data()),
                            static_cast<unsigned>(listed.size()));
    }
    if (!wishes.certificate_pem.empty()) {
        present(ssl_, wishes.certificate_pem, wishes.key_pem);
    }
    if (wishes.resumed != nullptr) {
        SSL_set_session(ssl_, wishes.resumed);
    }
    SSL_clear_mode(ssl_, SSL_MODE_AUTO_RETRY);
    ERR_clear_error();
    SSL_set_fd(ssl_, socket_);
    connected_ = socket_ >= 0 && SSL_connect(ssl_) == 1;
    closed_ = !connected_;
    note_alert();
}

TlsClient::~TlsClient() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
    if (socket_ >= 0) {
        close(socket_);
    }
}

void TlsClient::note_alert() {
    const auto error = ERR_peek_last_error();
    const int reason = ERR_GET_REASON(error);
    if (closed_ && ERR_GET_LIB(error) == ERR_LIB_SSL && reason > SSL_AD_REASON_OFFSET) {
        const int number = reason - SSL_AD_REASON_OFFSET;
        // OpenSSL 3.0 has no words for this one.
        alert_ = number == SSL_AD_CERTIFICATE_REQUIRED ? "certificate required"
                                                       : SSL_alert_desc_string_long(number);
    }
    ERR_clear_error();
}

bool TlsClient::let_in() {
    const auto answer = ask("GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return answer && answer->status == 200;
}

bool TlsClient::send(std::string_view bytes) {
    return connected_ && SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0;
}

bool TlsClient::fill(steady_clock::time_point until) {
    if (closed_) {
        return false;
    }
    if (SSL_pending(ssl_) == 0) {
        const auto left = std::chrono::duration_cast<milliseconds>(until - steady_clock::now()).count();
        pollfd watched{socket_, POLLIN, 0};
        if (left <= 0 || poll(&watched, 1, static_cast<int>(left)) <= 0) {
            return false;
        }
    }
    char bytes[16 * 1024];
    const int count = SSL_read(ssl_, bytes, sizeof bytes);
    if (count <= 0) {
        // A record without content (a ticket) is no end.
        closed_ = SSL_get_error(ssl_, count) != SSL_ERROR_WANT_READ;
        note_alert();
        return !closed_;
    }
    waiting_.append(bytes, static_cast<std::size_t>(count));
    return true;
}

std::string TlsClient::receive_until(std::string_view text, milliseconds patience) {
    const auto until = steady_clock::now() + patience;
    auto at = waiting_.find(text);
    while (at == std::string::npos && fill(until)) {
        at = waiting_.find(text);
    }
    const auto end = at == std::string::npos ? waiting_.size() : at + text.size();
    auto received = waiting_.substr(0, end);
    waiting_.erase(0, end);
    return received;
}

std::optional<Reply> TlsClient::reply(bool of_head) {
    const auto head = receive_until("\r\n\r\n", usual_patience);
    if (!head.ends_with("\r\n\r\n")) {
        return std::nullopt;
    }
    auto reply = parse_head(head);
    const auto length = reply.headers.find("content-length");
    if (of_head || length == reply.headers.end()) {
        return reply;
    }
    const auto size = static_cast<std::size_t>(std::stoull(length->second));
    const auto until = steady_clock::now() + usual_patience;
    while (waiting_.size() < size) {
        if (!fill(until)) {
            return std::nullopt;
        }
    }
    reply.body = waiting_.substr(0, size);
    waiting_.erase(0, size);
    return reply;
}

std::optional<Reply> TlsClient::ask(std::string_view bytes, bool of_head) {
    return send(bytes) ? reply(of_head) : std::nullopt;
}

bool TlsClient::closes_within(milliseconds patience) {
    const auto until = steady_clock::now() + patience;
    while (fill(until)) {
        waiting_.clear();
    }
    return closed_;
}

}  // namespace daylit::http::testing
