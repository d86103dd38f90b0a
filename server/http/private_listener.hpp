// One text at one address, for programs of the operator on this machine or its private network: plain
// HTTP/1.1 through the same gate as everything else. It shares no socket, thread, route or limit with the
// public server.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace daylit::http {

// Throws std::runtime_error when the address is no loopback address and none of a private network (RFC 1918,
// RFC 4193).
void require_private(const std::string& address);

struct PrivateText {
    std::string path;  // "/metrics"
    std::string media_type;
    std::function<std::string()> text;                    // made for each request
    std::function<void(const std::string& what)> failed;  // what making it threw; answered 500
};

struct PrivateListenerOptions {
    std::string address = "127.0.0.1";
    unsigned short port = 0;  // 0: any free one
    std::size_t most_connections = 8;
    std::chrono::seconds patience{5};  // for one connection, from its first moment to its last
};

class PrivateListener {
public:
    // Serves at once, on a thread of its own. Throws std::runtime_error when the address is not private, or
    // cannot be had.
    PrivateListener(PrivateListenerOptions options, PrivateText text);
    ~PrivateListener();
    PrivateListener(const PrivateListener&) = delete;
    PrivateListener& operator=(const PrivateListener&) = delete;

    unsigned short port() const;
    void stop();  // ends connections under way

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace daylit::http
