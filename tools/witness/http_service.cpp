#include "tools/witness/http_service.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <csignal>
#include <optional>

namespace daylit::witness {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;

constexpr auto patience = std::chrono::seconds(15);
constexpr auto full_house_pause = std::chrono::milliseconds(50);
constexpr std::uint32_t most_header_bytes = 8 * 1024;
constexpr std::uint64_t most_body_bytes = 128 * 1024;
constexpr int most_connections = 64;

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

Answer answer_to(Witness& witness, const Request& request) {
    const std::string target(request.target());
    if (target == "/add-checkpoint") {
        return request.method() == http::verb::post
                   ? witness.add_checkpoint(request.body())
                   : Answer{405, "text/plain; charset=utf-8", "POST is wanted\n"};
    }
    constexpr std::string_view tail = "/checkpoint";
    if (request.method() == http::verb::get && target.size() == 1 + 64 + tail.size() &&
        target.ends_with(tail)) {
        return witness.latest_checkpoint(target.substr(1, 64));
    }
    return {404, "text/plain; charset=utf-8", "there is no such resource\n"};
}

Response response_of(const Answer& answer, const Request& request) {
    Response response(static_cast<http::status>(answer.status), request.version());
    response.set(http::field::content_type, answer.media_type);
    response.set(http::field::cache_control, "no-store");
    response.keep_alive(request.keep_alive());
    response.body() = answer.body;
    response.prepare_payload();
    return response;
}

}  // namespace

struct HttpService::Engine {
    Engine(Witness& witness_, const tcp::endpoint& at, std::function<void(const std::string&)> failed_)
        : witness(witness_), failed(std::move(failed_)), acceptor(context, at), signals(context) {}

    Witness& witness;
    std::function<void(const std::string&)> failed;
    asio::io_context context{1};
    tcp::acceptor acceptor;
    asio::signal_set signals;
    int connections = 0;

    Answer safe_answer(const Request& request) {
        try {
            return answer_to(witness, request);
        } catch (const std::exception& error) {
            failed(error.what());
            return {500, "text/plain; charset=utf-8", "the witness cannot keep its state\n"};
        }
    }

    asio::awaitable<void> converse(beast::tcp_stream& stream) {
        beast::flat_buffer buffer(most_header_bytes + most_body_bytes);
        for (bool goes_on = true; goes_on;) {
            http::request_parser<http::string_body> parser;
            parser.header_limit(most_header_bytes);
            parser.body_limit(most_body_bytes);
            stream.expires_after(patience);
            co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
            const auto request = parser.release();
            auto response = response_of(safe_answer(request), request);
            goes_on = response.keep_alive();
            stream.expires_after(patience);
            co_await http::async_write(stream, response, asio::use_awaitable);
        }
        beast::error_code ignored;
        stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    }

    asio::awaitable<void> serve(tcp::socket socket) {
        beast::tcp_stream stream(std::move(socket));
        try {
            co_await converse(stream);
        } catch (const boost::system::system_error&) {
            // The peer went, was too slow or said what is no HTTP: the connection ends.
        }
        --connections;
    }

    asio::awaitable<void> listen() {
        asio::steady_timer pause(context);
        for (;;) {
            while (connections >= most_connections) {
                pause.expires_after(full_house_pause);
                co_await pause.async_wait(asio::use_awaitable);
            }
            beast::error_code error;
            auto accepted = asio::redirect_error(asio::use_awaitable, error);
            auto socket = co_await acceptor.async_accept(accepted);
            if (!acceptor.is_open()) {
                co_return;
            }
            if (error) {  // out of descriptors, or the peer went at once
                pause.expires_after(full_house_pause);
                co_await pause.async_wait(asio::use_awaitable);
                continue;
            }
            ++connections;
            asio::co_spawn(context, serve(std::move(socket)), asio::detached);
        }
    }
};

HttpService::HttpService(Witness& witness, const std::string& address, std::uint16_t port,
                         std::function<void(const std::string&)> failed)
    : engine_(std::make_unique<Engine>(witness, tcp::endpoint(asio::ip::make_address(address), port),
                                       std::move(failed))) {}

HttpService::~HttpService() = default;

std::uint16_t HttpService::port() const {
    return engine_->acceptor.local_endpoint().port();
}

void HttpService::run() {
    engine_->signals.add(SIGINT);
    engine_->signals.add(SIGTERM);
    engine_->signals.async_wait([this](const beast::error_code& error, int) {
        if (!error) {
            engine_->context.stop();
        }
    });
    asio::co_spawn(engine_->context, engine_->listen(), asio::detached);
    engine_->context.run();
}

}  // namespace daylit::witness
