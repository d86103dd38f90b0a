// bare_server PORT CERTIFICATE KEY FILE...
// The least that an HTTPS server on Boost.Beast does: what our own server is measured against. One thread.
//   GET /0, /1 …   the files, read once
//   GET /feed      a response that stays open
//   POST /push     its body goes out on every open /feed, as it is
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <sys/resource.h>

#include <fstream>
#include <iostream>
#include <list>
#include <sstream>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using Stream = beast::ssl_stream<beast::tcp_stream>;

std::string read_file(const std::string& name) {
    std::ifstream file(name, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

class BareServer {
public:
    BareServer(unsigned short port, const std::string& certificate, const std::string& key,
               std::vector<std::string> bodies)
        : bodies_(std::move(bodies)),
          tls_(asio::ssl::context::tls_server),
          acceptor_(io_, {asio::ip::make_address("127.0.0.1"), port}) {
        SSL_CTX_set_min_proto_version(tls_.native_handle(), TLS1_2_VERSION);
        SSL_CTX_set_num_tickets(tls_.native_handle(), 0);
        SSL_CTX_set_mode(tls_.native_handle(), SSL_MODE_RELEASE_BUFFERS);
        tls_.use_certificate_chain_file(certificate);
        tls_.use_private_key_file(key, asio::ssl::context::pem);
    }

    void run() {
        asio::co_spawn(io_, accept(), asio::detached);
        io_.run();
    }

private:
    asio::awaitable<void> accept() {
        for (;;) {
            auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
            socket.set_option(tcp::no_delay(true));
            asio::co_spawn(io_, serve(std::move(socket)), asio::detached);
        }
    }

    asio::awaitable<void> serve(tcp::socket socket) {
        auto stream = std::make_shared<Stream>(beast::tcp_stream(std::move(socket)), tls_);
        auto own = watchers_.end();
        try {
            co_await stream->async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
            beast::flat_buffer buffer;
            for (;;) {
                http::request<http::string_body> request;
                beast::get_lowest_layer(*stream).expires_after(std::chrono::seconds(60));
                co_await http::async_read(*stream, buffer, request, asio::use_awaitable);
                if (request.target() == "/feed") {
                    beast::get_lowest_layer(*stream).expires_never();
                    const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
                    auto bytes = asio::buffer(head);
                    co_await asio::async_write(*stream, bytes, asio::use_awaitable);
                    own = watchers_.insert(watchers_.end(), stream);
                    continue;  // until the peer goes away
                }
                http::response<http::string_body> response{http::status::ok, request.version()};
                if (request.method() == http::verb::post) {
                    push(std::make_shared<const std::string>(std::move(request.body())));
                } else {
                    response.set(http::field::content_type, "application/json");
                    response.body() = bodies_.at(std::stoul(std::string(request.target().substr(1))));
                }
                response.keep_alive(request.keep_alive());
                response.prepare_payload();
                co_await http::async_write(*stream, response, asio::use_awaitable);
            }
        } catch (const std::exception&) {
            // the peer went away
        }
        if (own != watchers_.end()) {
            watchers_.erase(own);
        }
    }

    void push(const std::shared_ptr<const std::string>& bytes) {
        for (const auto& watcher : watchers_) {
            asio::async_write(*watcher, asio::buffer(*bytes), [watcher, bytes](const auto&, std::size_t) {});
        }
    }

    std::vector<std::string> bodies_;
    asio::io_context io_{1};
    asio::ssl::context tls_;
    tcp::acceptor acceptor_;
    std::list<std::shared_ptr<Stream>> watchers_;
};

}  // namespace

int main(int count, char** values) {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    std::vector<std::string> bodies;
    for (int i = 4; i < count; ++i) {
        bodies.push_back(read_file(values[i]));
    }
    BareServer server(static_cast<unsigned short>(std::stoi(values[1])), values[2], values[3],
                      std::move(bodies));
    std::cout << "ready" << std::endl;
    server.run();
}
