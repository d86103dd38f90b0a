#include "server/http/private_listener.hpp"

#include "base/encoding.hpp"
#include "server/http/gate.hpp"
#include "server/http/refusals.hpp"
#include "server/http/request_id.hpp"
#include "server/http/response_head.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <array>
#include <stdexcept>
#include <thread>

namespace daylit::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;

bool is_private(const asio::ip::address_v4& address) {
    const auto bytes = address.to_bytes();
    return bytes[0] == 127 || bytes[0] == 10 || (bytes[0] == 172 && (bytes[1] & 0xf0) == 16) ||
           (bytes[0] == 192 && bytes[1] == 168);
}

bool is_private(const asio::ip::address& address) {
    return address.is_v4() ? is_private(address.to_v4())
                           : address.is_loopback() || (address.to_v6().to_bytes()[0] & 0xfe) == 0xfc;
}

asio::ip::address private_address(const std::string& text) {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(text, error);
    if (error || !is_private(address)) {
        throw std::runtime_error("the private listener's address \"" + text +
                                 "\" is none of this machine's own or of a private network");
    }
    return address;
}

Response plain(int status, std::string text) {
    Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    response.body = std::make_shared<const std::string>(std::move(text));
    return response;
}

}  // namespace

void require_private(const std::string& address) {
    (void)private_address(address);
}

struct PrivateListener::Engine {
    Engine(PrivateListenerOptions options_, PrivateText text_)
        : options(std::move(options_)), text(std::move(text_)), acceptor(io) {
        const tcp::endpoint wanted(private_address(options.address), options.port);
        boost::system::error_code error;
        acceptor.open(wanted.protocol());
        acceptor.set_option(asio::socket_base::reuse_address(true));
        acceptor.bind(wanted, error);
        if (error) {
            throw std::runtime_error("the private listener cannot have " + options.address + ":" +
                                     std::to_string(options.port) + ": " + error.message());
        }
        acceptor.listen();
        name_hosts();
        asio::co_spawn(io, accept_loop(), asio::detached);
        thread = std::thread([this] { io.run(); });
    }

    const PrivateListenerOptions options;
    const PrivateText text;
    asio::io_context io{1};
    tcp::acceptor acceptor;
    std::vector<std::string> hosts;
    std::size_t connections = 0;
    std::thread thread;

    // Only by these names, so that no page of another site can reach it through a browser on this machine.
    void name_hosts() {
        const auto port = ":" + std::to_string(acceptor.local_endpoint().port());
        const auto address = acceptor.local_endpoint().address();
        hosts.push_back((address.is_v6() ? "[" + address.to_string() + "]" : address.to_string()) + port);
        if (address.is_loopback()) {
            hosts.push_back("localhost" + port);
        }
    }

    asio::awaitable<void> accept_loop() {
        asio::steady_timer pause(io);
        while (acceptor.is_open()) {
            boost::system::error_code error;
            auto token = asio::redirect_error(asio::use_awaitable, error);
            auto socket = co_await acceptor.async_accept(token);
            if (error) {  // out of descriptors, or the peer went at once
                pause.expires_after(std::chrono::milliseconds(50));
                co_await pause.async_wait(token);
            } else if (connections < options.most_connections) {
                ++connections;
                asio::co_spawn(io, serve(std::move(socket)), asio::detached);
            }
        }
    }

    asio::awaitable<void> serve(tcp::socket socket) {
        beast::tcp_stream stream(std::move(socket));
        stream.expires_after(options.patience);
        try {
            co_await converse(stream);
        } catch (const std::exception&) {
            // The peer went away or was too slow.
        }
        --connections;
    }

    // One request a connection.
    asio::awaitable<void> converse(beast::tcp_stream& stream) {
        std::string bytes;
        std::array<char, 4096> part{};
        auto space = asio::buffer(part);
        while (end_of_head(bytes) == 0 && bytes.size() <= most_head_bytes) {
            const auto count = co_await stream.async_read_some(space, asio::use_awaitable);
            bytes.append(part.data(), count);
        }
        const auto request_id = next_request_id();
        const auto response = answer_to(bytes, request_id);
        auto written = head_text(response, true, response.body->size(), request_id);
        written += bytes.starts_with("HEAD ") ? std::string() : *response.body;  // RFC 9110, 9.3.2
        auto all = asio::buffer(written);
        co_await asio::async_write(stream, all, asio::use_awaitable);
        // Our side is closed first, or what the peer still sends would take its answer away.
        stream.socket().shutdown(tcp::socket::shutdown_send);
        boost::system::error_code error;
        auto token = asio::redirect_error(asio::use_awaitable, error);
        while (!error) {
            co_await stream.async_read_some(space, token);
        }
    }

    Response answer_to(const std::string& bytes, const std::string& request_id) const {
        const auto end = end_of_head(bytes);
        auto head = end == 0 || end > most_head_bytes ? Result<Head>(refuse("head_too_large"))
                                                      : pass_gate(bytes.substr(0, end), hosts);
        if (!head) {
            return problem_response(http_refusal_row(head.refusal().code), head.refusal(), "en", request_id);
        }
        if (head->path != text.path || !head->query.empty()) {
            return plain(404, "there is no such resource\n");
        }
        if (head->method != "GET") {
            auto refused = plain(405, "GET is wanted\n");
            refused.headers.emplace_back("Allow", "GET");
            return refused;
        }
        return made();
    }

    Response made() const {
        try {
            auto response = plain(200, text.text());
            response.headers.front().second = text.media_type;
            return response;
        } catch (const std::exception& error) {
            text.failed(error.what());
            return plain(500, "the text cannot be made now\n");
        }
    }

    void stop() {
        io.stop();
        if (thread.joinable()) {
            thread.join();
        }
    }
};

PrivateListener::PrivateListener(PrivateListenerOptions options, PrivateText text)
    : engine_(std::make_unique<Engine>(std::move(options), std::move(text))) {}

PrivateListener::~PrivateListener() {
    stop();
}

unsigned short PrivateListener::port() const {
    return engine_->acceptor.local_endpoint().port();
}

void PrivateListener::stop() {
    engine_->stop();
}

}  // namespace daylit::http
