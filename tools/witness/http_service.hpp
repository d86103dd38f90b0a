// The witness's door: plain HTTP/1.1 for the two requests that it answers. What it says is public and signed,
// so that nothing is lost without TLS; where it must be hidden who speaks with whom, a proxy stands in front.
//
// Bounds: 64 connections (further ones wait), 8 KiB of headers, 128 KiB of body, 15 seconds for a request to
// come and for an answer to go.
#pragma once

#include "tools/witness/witness.hpp"

#include <memory>

namespace daylit::witness {

class HttpService {
public:
    // Listens on address and port (0: any free one). Throws std::runtime_error when it cannot.
    HttpService(Witness& witness, const std::string& address, std::uint16_t port,
                std::function<void(const std::string&)> failed);
    ~HttpService();

    std::uint16_t port() const;
    // Serves on the calling thread until the process is told to end (SIGINT, SIGTERM).
    void run();

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace daylit::witness
