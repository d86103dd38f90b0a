#include "server/http/server.hpp"

#include "server/http/network.hpp"
#include "server/http/session.hpp"
#include "server/http/tls.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace daylit::http {

using tcp = asio::ip::tcp;

struct Server::Engine {
    Engine(ServerOptions options_, Handler& handler_, FeedHub& hub_)
        : options(std::move(options_)),
          hub(hub_),
          tls(make_tls(options)),
          io(options.io_threads),
          acceptor(serial_executor()),
          beat(acceptor.get_executor()),
          pool(options.workers, options.most_waiting),
          bodies(options.most_body_bytes),
          common{options, handler_, hub, tls, pool, bodies},
          new_connections(options.new_connections) {}

    ServerOptions options;
    FeedHub& hub;
    asio::ssl::context tls;
    asio::io_context io;
    tcp::acceptor acceptor;  // with the beat on one executor
    asio::steady_timer beat;
    WorkerPool pool;
    Budget bodies;
    Common common;
    RateLimit new_connections;
    std::vector<std::thread> threads;
    std::mutex addresses_mutex;
    std::size_t connections = 0;
    std::map<std::string, std::size_t> by_network;
    NetworkCounts seen;  // what only grows of it

    // Runs one thing at a time: a connection's coroutine needs no locks. One thread does so by itself.
    asio::any_io_executor serial_executor() {
        return options.io_threads == 1 ? asio::any_io_executor(io.get_executor())
                                       : asio::any_io_executor(asio::make_strand(io));
    }

    // --- connections ---

    bool admit(const std::string& network) {
        const bool too_often = new_connections.take(network, std::chrono::steady_clock::now()).has_value();
        const std::lock_guard lock(addresses_mutex);
        if (too_often) {
            ++seen.too_often;
            return false;
        }
        const auto found = by_network.find(network);
        const auto present = found == by_network.end() ? 0 : found->second;
        if (connections >= options.most_connections || present >= options.most_connections_an_address) {
            ++seen.too_many;
            return false;
        }
        ++by_network[network];
        ++connections;
        ++seen.accepted;
        return true;
    }
    NetworkCounts counts() {
        const std::lock_guard lock(addresses_mutex);
        auto now = seen;
        now.connections = connections;
        now.requests = common.busy.load();
        now.waiting = pool.waiting();
        now.failed_handshakes = common.failed_handshakes.load();
        return now;
    }
    void leave(const std::string& network) {
        const std::lock_guard lock(addresses_mutex);
        --connections;
        if (--by_network[network] == 0) {
            by_network.erase(network);
        }
    }

    asio::awaitable<void> accept_loop() {
        while (!common.stopping) {
            boost::system::error_code error;
            auto token = asio::redirect_error(asio::use_awaitable, error);
            auto executor = serial_executor();
            auto socket = co_await acceptor.async_accept(executor, token);
            if (error == asio::error::operation_aborted || !acceptor.is_open()) {
                co_return;
            }
            if (error) {
                asio::steady_timer pause(acceptor.get_executor(), std::chrono::milliseconds(50));
                co_await pause.async_wait(token);
                continue;
            }
            boost::system::error_code nameless;
            const auto address = socket.remote_endpoint(nameless).address().to_string();
            if (nameless || !admit(network_of(address))) {
                continue;
            }
            socket.set_option(tcp::no_delay(true), nameless);
            asio::co_spawn(executor, connection(std::move(socket), address), asio::detached);
        }
    }

    asio::awaitable<void> connection(tcp::socket socket, std::string address) {
        auto session = run_session(std::move(socket), address, common);
        co_await std::move(session);
        leave(network_of(address));
    }

    asio::awaitable<void> beat_loop() {
        while (!common.stopping) {
            beat.expires_after(std::chrono::seconds(1));
            boost::system::error_code error;
            auto token = asio::redirect_error(asio::use_awaitable, error);
            co_await beat.async_wait(token);
            if (options.heartbeat && !common.stopping) {
                hub.publish_to_all({"", "time", options.heartbeat()});
            }
        }
    }

    // --- life ---

    void start() {
        const tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
        acceptor.open(endpoint.protocol());
        acceptor.set_option(asio::socket_base::reuse_address(true));
        acceptor.bind(endpoint);
        acceptor.listen(asio::socket_base::max_listen_connections);
        asio::co_spawn(acceptor.get_executor(), accept_loop(), asio::detached);
        asio::co_spawn(acceptor.get_executor(), beat_loop(), asio::detached);
        for (int i = 0; i < options.io_threads; ++i) {
            threads.emplace_back([this] { io.run(); });
        }
    }

    static constexpr std::chrono::seconds farewell{1};  // for connections to close that have their answer

    static void wait_until(const std::function<bool()>& holds, std::chrono::seconds patience) {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (!holds() && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }

    bool is_empty() {
        const std::lock_guard lock(addresses_mutex);
        return connections == 0;
    }

    void stop(std::chrono::seconds patience) {
        if (common.stopping.exchange(true)) {
            return;
        }
        asio::post(acceptor.get_executor(), [this] {
            boost::system::error_code ignored;
            acceptor.close(ignored);
            beat.cancel();
        });
        hub.close_all();
        common.open.end_all();
        wait_until([this] { return common.busy.load() == 0; }, patience);
        wait_until([this] { return is_empty(); }, std::min(patience, farewell));
        io.stop();
        for (auto& thread : threads) {
            thread.join();
        }
        pool.join();
    }
};

Server::Server(ServerOptions options, Handler& handler, FeedHub& hub)
    : engine_(std::make_unique<Engine>(std::move(options), handler, hub)) {}

Server::~Server() {
    stop(std::chrono::seconds(5));
}

void Server::start() {
    engine_->start();
}

unsigned short Server::port() const {
    return engine_->acceptor.local_endpoint().port();
}

NetworkCounts Server::counts() const {
    return engine_->counts();
}

std::chrono::sys_seconds Server::certificate_ends() const {
    return end_of_certificate(engine_->tls);
}

void Server::stop(std::chrono::seconds patience) {
    engine_->stop(patience);
}

}  // namespace daylit::http
