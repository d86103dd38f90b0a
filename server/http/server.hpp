// The HTTPS server: TLS 1.2 (AEAD) and 1.3, HTTP/1.1, the request gate, limits on everything, live feeds, a
// graceful end. Beast stays in session.cpp.
#pragma once

#include "server/http/feed_hub.hpp"
#include "server/http/handler.hpp"
#include "server/http/rate_limit.hpp"

#include <chrono>
#include <cstdint>

namespace daylit::http {

struct AccessRecord {
    std::string method;
    std::string path;  // without the query
    int status = 0;
    std::size_t bytes = 0;
    std::chrono::microseconds took{};
    std::string request_id;
    std::string peer_address;
};

// What becomes of a handshake in which a client's key has proved itself; a refusal ends it with a TLS alert.
enum class ClientVerdict {
    admitted,
    malformed,    // bad_certificate
    foreign,      // unknown_ca
    not_in_time,  // certificate_expired
    revoked,      // certificate_revoked
    wrong_use,    // unsupported_certificate
    unknown,      // handshake_failure: well issued, and yet nobody's here
};

// A listener that demands a client's certificate. OpenSSL proves that the client holds the key; everything
// else is said by `judge`, which is called on the listener's own thread with the certificate's DER, at each
// handshake: there are no resumed ones.
struct ClientCertificates {
    std::vector<std::string> authorities;  // PEM; their names are told to clients (RFC 8446, 4.2.4)
    std::function<ClientVerdict(const std::string& der)> judge;
};

// The same for who keeps count: no copies, and nothing that a client can choose but the method.
struct AnsweredRequest {
    std::string_view route;  // as the response says it
    std::string_view method;
    int status = 0;
    std::string_view refusal;  // as the response says it
    std::chrono::nanoseconds took{};
};

// What the listener holds now, and what it has seen since it began.
struct NetworkCounts {
    std::size_t connections = 0;
    std::size_t requests = 0;  // between their first byte and their answer
    std::size_t waiting = 0;   // for a worker
    std::uint64_t accepted = 0;
    std::uint64_t too_often = 0;  // connections refused: one address came too often
    std::uint64_t too_many = 0;   // connections refused: too many were open, in all or of one address
    std::uint64_t failed_handshakes = 0;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    unsigned short port = 8443;  // 0: any free one
    std::string certificate_file;
    std::string key_file;
    std::optional<ClientCertificates> clients = {};  // none: no client is asked for a certificate
    std::vector<std::string> hosts;                  // lower case, with ports: what a Host header may say
    int io_threads = 1;
    int workers = 4;
    std::size_t most_waiting = 256;  // requests waiting for a worker; one more is 503
    std::size_t most_connections = 4096;
    std::size_t most_connections_an_address = 512;  // or an IPv6 network, see network.hpp
    Rate new_connections{600, 60};                  // of one address or network
    std::size_t most_body_bytes =
        std::size_t{256} * 1024 * 1024;  // of large bodies under way, see budget.hpp
    std::chrono::seconds head_timeout{10};
    std::chrono::seconds body_timeout{60};
    std::chrono::seconds write_timeout{30};
    std::chrono::seconds idle_timeout{30};
    std::chrono::seconds handshake_timeout{10};
    // A request has arrived whole; what it gives back is let go once the request is answered.
    std::function<std::shared_ptr<void>(const Request&)> arrived;
    std::function<std::string()> heartbeat;  // the data of the "time" event, once a second to every feed
    std::function<void(const AccessRecord&)> access;
    std::function<void(const AnsweredRequest&)> answered;
    std::function<void(const std::string& request_id, const std::string& what)>
        failed;  // an exception of a handler
};

class Server {
public:
    Server(ServerOptions options, Handler& handler, FeedHub& hub);
    ~Server();

    void start();                 // throws when the address cannot be had
    unsigned short port() const;  // after start
    NetworkCounts counts() const;
    // Until when the certificate is valid that it shows.
    std::chrono::sys_seconds certificate_ends() const;
    // Takes no new connections, ends feeds, finishes requests under way, at most for `patience`.
    void stop(std::chrono::seconds patience);

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace daylit::http
