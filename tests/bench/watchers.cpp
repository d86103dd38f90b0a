// watchers PORT TARGET COUNT
// So many TLS connections that each ask for a feed and read what comes. Says "ready" when all have the first
// bytes of their answer. Each line on the input is a word to wait for; when every connection has had it, says
// in one line of JSON when the first and the last had it, in nanoseconds since the epoch.
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

[[noreturn]] void fail(const std::string& what) {
    std::cerr << "watchers: " << what << "\n";
    std::exit(1);
}

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

class Watchers {
public:
    Watchers(asio::io_context& io, unsigned short port, std::string target, std::size_t count)
        : io_(io), tls_(asio::ssl::context::tls_client), port_(port), count_(count), input_(io, ::dup(0)) {
        request_ = "GET " + target + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
                   "\r\nAccept: text/event-stream\r\n\r\n";
    }

    void begin() {
        // A few handshakes at a time, so that none waits longer than a server allows.
        for (int i = 0; i < 16; ++i) {
            open_next();
        }
    }

private:
    struct One {
        One(asio::io_context& io, asio::ssl::context& tls) : stream(io, tls) {}
        asio::ssl::stream<tcp::socket> stream;
        std::array<char, 2048> space{};
        std::string last;  // may hold the beginning of the word
        bool open = false;
        bool had = false;
    };

    void open_next() {
        if (ones_.size() == count_) {
            return;
        }
        ones_.push_back(std::make_unique<One>(io_, tls_));
        auto& one = *ones_.back();
        one.stream.next_layer().connect({asio::ip::make_address("127.0.0.1"), port_});
        one.stream.next_layer().set_option(tcp::no_delay(true));
        one.stream.async_handshake(asio::ssl::stream_base::client, [this, &one](const auto& error) {
            check(error);
            asio::async_write(one.stream, asio::buffer(request_),
                              [this, &one](const auto& failed, std::size_t) {
                                  check(failed);
                                  read(one);
                              });
        });
    }

    void read(One& one) {
        one.stream.async_read_some(asio::buffer(one.space),
                                   [this, &one](const auto& error, std::size_t size) {
                                       check(error);
                                       take(one, {one.space.data(), size});
                                       read(one);
                                   });
    }

    void take(One& one, std::string_view bytes) {
        if (!one.open) {
            if (!bytes.starts_with("HTTP/1.1 200")) {
                fail("a feed was refused: " + std::string(bytes.substr(0, 200)));
            }
            one.open = true;
            if (++open_ == count_) {
                std::cout << "ready" << std::endl;
                listen();
            }
            open_next();
        }
        if (word_.empty() || one.had) {
            return;
        }
        one.last.append(bytes);
        if (one.last.find(word_) == std::string::npos) {
            one.last.erase(0, one.last.size() - std::min(one.last.size(), word_.size() - 1));
            return;
        }
        one.had = true;
        last_ = now();
        first_ = first_ == 0 ? last_ : first_;
        if (++had_ == count_) {
            word_.clear();
            std::cout << R"({"first":)" << first_ << R"(,"last":)" << last_ << "}" << std::endl;
        }
    }

    void listen() {
        asio::async_read_until(input_, line_, '\n', [this](const auto& error, std::size_t) {
            if (error) {
                std::exit(0);
            }
            std::istream lines(&line_);
            std::getline(lines, word_);
            first_ = 0;
            had_ = 0;
            for (auto& one : ones_) {
                one->had = false;
                one->last.clear();
            }
            std::cout << "waiting" << std::endl;
            listen();
        });
    }

    static void check(const boost::system::error_code& error) {
        if (error) {
            fail(error.message());
        }
    }

    asio::io_context& io_;
    asio::ssl::context tls_;
    unsigned short port_;
    std::size_t count_;
    asio::posix::stream_descriptor input_;
    asio::streambuf line_;
    std::string request_;
    std::string word_;
    std::vector<std::unique_ptr<One>> ones_;
    std::size_t open_ = 0;
    std::size_t had_ = 0;
    std::int64_t first_ = 0;
    std::int64_t last_ = 0;
};

}  // namespace

int main(int count, char** values) {
    if (count != 4) {
        fail("watchers PORT TARGET COUNT");
    }
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    asio::io_context io(1);
    Watchers watchers(io, static_cast<unsigned short>(std::stoi(values[1])), values[2],
                      std::stoul(values[3]));
    watchers.begin();
    io.run();
}
