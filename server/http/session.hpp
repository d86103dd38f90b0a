// One connection: TLS handshake, requests and answers one after the other, live feeds, and its end.
#pragma once

#include "server/http/budget.hpp"
#include "server/http/server.hpp"
#include "server/http/worker_pool.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <functional>
#include <map>
#include <mutex>

namespace daylit::http {

// The open connections, so that a server that stops can end at once those that wait for their next request.
class OpenSessions {
public:
    // `end` is called when all are to end, from any thread; false when that is so already.
    bool enter(const void* session, std::function<void()> end) {
        const std::lock_guard lock(mutex_);
        if (!ended_) {
            ends_[session] = std::move(end);
        }
        return !ended_;
    }
    void leave(const void* session) {
        const std::lock_guard lock(mutex_);
        ends_.erase(session);
    }
    void end_all() {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        for (const auto& [session, end] : ends_) {
            end();
        }
    }

private:
    std::mutex mutex_;
    std::map<const void*, std::function<void()>> ends_;
    bool ended_ = false;
};

// What the connections of one server have in common; it outlives them.
struct Common {
    const ServerOptions& options;
    Handler& handler;
    FeedHub& hub;
    asio::ssl::context& tls;
    WorkerPool& pool;
    Budget& bodies;
    std::atomic<bool> stopping = false;
    std::atomic<std::size_t> busy = 0;  // requests between their first byte and their answer
    OpenSessions open = {};
    std::atomic<std::uint64_t> failed_handshakes = 0;
};

// Ends when the peer leaves, breaks a limit or is refused, or when the server stops; throws nothing.
asio::awaitable<void> run_session(asio::ip::tcp::socket socket, std::string address, Common& common);

}  // namespace daylit::http
