// quote_load FILE closed IN_FLIGHT SECONDS
// quote_load FILE paced RATE SECONDS
// Bidders that sign quotes as the pages do (ES256, RFC 7515) and send them over TLS connections that stay
// open, all from one thread. FILE says who they are and on which lots they bid (struct Cast).
//   closed  so many quotes under way on each lot; the next one goes when one is answered
//   paced   so many quotes a second on the first lot, each at its time whether or not the others are
//           answered; what is measured begins at that time, not when a connection was free
// Prices come from a counter of each lot. Prints what was accepted and refused, and the time to an answer.
#include "tests/bench/latencies.hpp"

#include "base/encoding.hpp"
#include "base/json.hpp"
#include "base/time.hpp"
#include "crypto/jws.hpp"
#include "crypto/random.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <fmt/core.h>

#include <deque>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

namespace {

using namespace daylit;
using namespace daylit::bench;
namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

struct Bidder {
    std::string cookie;
    std::string key;  // PEM
    std::string serial;
};
BOOST_DESCRIBE_STRUCT(Bidder, (), (cookie, key, serial))

struct Seat {
    std::int64_t bidder = 0;
    std::string plate;
};
BOOST_DESCRIBE_STRUCT(Seat, (), (bidder, plate))

struct LotPart {
    std::string lot;
    std::int64_t price = 0;  // the counter begins above it
    std::int64_t step = 0;
    std::vector<Seat> seats;
};
BOOST_DESCRIBE_STRUCT(LotPart, (), (lot, price, step, seats))

struct Cast {
    std::int64_t port = 0;
    std::string authority;  // file of the server's certification authority
    std::string audience;
    std::vector<Bidder> bidders;
    std::vector<LotPart> lots;
};
BOOST_DESCRIBE_STRUCT(Cast, (), (port, authority, audience, bidders, lots))

struct Signer {
    std::string cookie;
    std::string serial;
    P256PrivateKey key;
};

// What came of the quotes, between two moments where it says so.
struct Tally {
    std::int64_t accepted = 0;  // within the measured stretch
    std::int64_t accepted_in_all = 0;
    std::int64_t busy = 0;                        // told to come again
    std::map<std::string, std::int64_t> refused;  // by code
    std::vector<Stopwatch::duration> times;       // of the accepted ones
};

class Load {
public:
    Load(Cast cast, double seconds)
        : cast_(std::move(cast)),
          tls_(asio::ssl::context::tls_client),
          length_(std::chrono::duration_cast<Stopwatch::duration>(Seconds(seconds))) {
        tls_.load_verify_file(cast_.authority);
        tls_.set_verify_mode(asio::ssl::verify_peer);
        for (const auto& bidder : cast_.bidders) {
            auto key = P256PrivateKey::from_pkcs8_pem(Secret(bidder.key));
            ensure(key.ok(), "a bidder's key is a P-256 key");
            signers_.push_back({bidder.cookie, bidder.serial, std::move(*key)});
        }
    }

    void closed(std::size_t in_flight) {
        missing_ = cast_.lots.size() * in_flight;
        for (auto& lot : cast_.lots) {
            for (std::size_t i = 0; i < in_flight; ++i) {
                start(turns(lot, i, in_flight));
            }
        }
        context_.run();
    }

    void paced(double rate) {
        auto& lot = cast_.lots.front();
        missing_ = lot.seats.size();
        rate_ = rate;
        for (std::size_t i = 0; i < lot.seats.size(); ++i) {
            start(on_call(lot, lot.seats[i]));
        }
        context_.run();
    }

    void print() const {
        const auto seconds = Seconds(length_).count();
        std::string refused;
        for (const auto& [code, count] : tally_.refused) {
            refused += fmt::format("{}\"{}\": {}", refused.empty() ? "" : ", ", code, count);
        }
        fmt::print(
            "{{\"per_second\": {:.1f}, \"median_ms\": {:.3f}, \"p99_ms\": {:.3f}, \"accepted\": {}, "
            "\"accepted_in_all\": {}, \"busy\": {}, \"refused\": {{{}}}}}\n",
            static_cast<double>(tally_.accepted) / seconds, percentile_ms(tally_.times, 0.5),
            percentile_ms(tally_.times, 0.99), tally_.accepted, tally_.accepted_in_all, tally_.busy, refused);
    }

private:
    static constexpr std::chrono::seconds warm_up{3};

    struct Connection {
        Connection(asio::io_context& context, asio::ssl::context& tls) : stream(context, tls) {}
        asio::ssl::stream<tcp::socket> stream;
        boost::beast::flat_buffer buffer;
    };

    void start(asio::awaitable<void> work) {
        asio::co_spawn(context_, std::move(work), [](const std::exception_ptr& failure) {
            if (failure) {
                std::rethrow_exception(failure);
            }
        });
    }

    asio::awaitable<std::unique_ptr<Connection>> connected() {
        auto connection = std::make_unique<Connection>(context_, tls_);
        const tcp::endpoint server(asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(cast_.port));
        co_await connection->stream.next_layer().async_connect(server, asio::use_awaitable);
        connection->stream.next_layer().set_option(tcp::no_delay(true));
        co_await connection->stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
        if (--missing_ == 0) {
            all_are_connected();
        }
        co_return connection;
    }

    void all_are_connected() {
        begin_ = Stopwatch::now() + warm_up;
        end_ = begin_ + length_;
        if (rate_ > 0) {
            start(ring());
        }
    }

    asio::awaitable<void> rest(Stopwatch::time_point until) {
        asio::steady_timer timer(context_, until);
        co_await timer.async_wait(asio::use_awaitable);
    }

    std::string request(LotPart& lot, const Seat& seat) {
        const auto& signer = signers_.at(static_cast<std::size_t>(seat.bidder));
        const auto nonce = to_hex(random_bytes(16));
        lot.price += lot.step;
        const auto payload = fmt::format(
            R"({{"audience":"{}","lot":"{}","plate":"{}","price":{},"seen_number":0,"nonce":"{}","expires_at":"{}"}})",
            cast_.audience, lot.lot, seat.plate, lot.price, nonce, expires_at());
        const auto statement =
            jws::sign(payload, {.typ = "daylight-quote+jws", .kid = signer.serial}, signer.key);
        const auto body = fmt::format(R"({{"statement":"{}"}})", statement);
        return fmt::format(
            "POST /api/v1/lots/{}/quotes HTTP/1.1\r\nHost: localhost:{}\r\nOrigin: https://localhost:{}\r\n"
            "Cookie: {}\r\nAccept-Language: zh-CN\r\nContent-Type: application/json\r\nIdempotency-Key: "
            "{}\r\n"
            "Content-Length: {}\r\n\r\n{}",
            lot.lot, cast_.port, cast_.port, signer.cookie, nonce, body.size(), body);
    }

    static std::string expires_at() {
        const auto now = std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
        return to_rfc3339(now + std::chrono::minutes(5));
    }

    // One quote, told and answered. `due` is when it should have gone.
    asio::awaitable<void> quote(Connection& connection, LotPart& lot, const Seat& seat,
                                Stopwatch::time_point due) {
        const auto text = request(lot, seat);
        const auto bytes = asio::buffer(text);
        co_await asio::async_write(connection.stream, bytes, asio::use_awaitable);
        http::response<http::string_body> response;
        co_await http::async_read(connection.stream, connection.buffer, response, asio::use_awaitable);
        const auto now = Stopwatch::now();
        const auto status = response.result_int();
        if (status == 200) {
            ++tally_.accepted_in_all;
            if (due >= begin_ && now <= end_) {
                ++tally_.accepted;
            }
            if (due >= begin_ && due < end_) {
                tally_.times.push_back(now - due);
            }
        } else if (status == 503 || status == 429) {
            ++tally_.busy;
            co_await rest(now + std::chrono::milliseconds(20));
        } else {
            ++tally_.refused[code_of(response.body())];
        }
    }

    static std::string code_of(const std::string& body) {
        boost::system::error_code error;
        const auto problem = boost::json::parse(body, error);
        const auto* code = error || !problem.is_object() ? nullptr : problem.as_object().if_contains("code");
        return code != nullptr && code->is_string() ? std::string(code->as_string()) : "no problem document";
    }

    // One of a lot's `in_flight` connections. Where there are fewer of them than seats, the seats take turns:
    // who leads cannot outbid itself.
    asio::awaitable<void> turns(LotPart& lot, std::size_t mine, std::size_t in_flight) {
        auto connection = co_await connected();
        for (std::size_t at = mine; Stopwatch::now() < end_; at += in_flight) {
            const auto now = Stopwatch::now();
            co_await quote(*connection, lot, lot.seats[at % lot.seats.size()], now);
        }
    }

    // --- paced ---

    struct Waiting {
        explicit Waiting(asio::io_context& context) : called(context, Stopwatch::time_point::max()) {}
        asio::steady_timer called;
        std::optional<Stopwatch::time_point> due;
    };

    // Sends what is due as soon as it may: the one that waits longest goes first.
    asio::awaitable<void> on_call(LotPart& lot, const Seat& seat) {
        auto connection = co_await connected();
        for (;;) {
            Waiting waiting(context_);
            if (late_.empty()) {
                if (over_) {
                    co_return;
                }
                free_.push_back(&waiting);
                boost::system::error_code ignored;
                co_await waiting.called.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
            } else {
                waiting.due = late_.front();
                late_.pop_front();
            }
            if (!waiting.due) {
                co_return;
            }
            co_await quote(*connection, lot, seat, *waiting.due);
        }
    }

    asio::awaitable<void> ring() {
        const auto pause = std::chrono::duration_cast<Stopwatch::duration>(Seconds(1 / rate_));
        const auto first = begin_ - std::chrono::seconds(1);
        for (std::int64_t i = 0;; ++i) {
            const auto due = first + i * pause;
            if (due >= end_) {
                break;
            }
            co_await rest(due);
            if (free_.empty()) {
                late_.push_back(due);
                continue;
            }
            auto& waiting = *free_.front();
            free_.pop_front();
            waiting.due = due;
            waiting.called.cancel();
        }
        over_ = true;
        for (auto* waiting : free_) {
            waiting->called.cancel();
        }
    }

    Cast cast_;
    asio::io_context context_{1};
    asio::ssl::context tls_;
    Stopwatch::duration length_;
    std::size_t missing_ = 0;  // connections that are not there yet
    double rate_ = 0;          // of a paced load
    Stopwatch::time_point begin_ = Stopwatch::time_point::max();
    Stopwatch::time_point end_ = Stopwatch::time_point::max();
    std::vector<Signer> signers_;
    Tally tally_;
    std::deque<Waiting*> free_;
    std::deque<Stopwatch::time_point> late_;
    bool over_ = false;
};

Cast read_cast(const char* file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    auto cast = parse_as<Cast>(text.str());
    ensure(cast.ok(), "the file describes the bidders and their lots");
    return std::move(*cast);
}

}  // namespace

int main(int count, char** values) {
    const std::string mode = count == 5 ? values[2] : "";
    if (mode != "closed" && mode != "paced") {
        std::cerr << "quote_load FILE closed IN_FLIGHT SECONDS | paced RATE SECONDS\n";
        return 2;
    }
    Load load(read_cast(values[1]), std::stod(values[4]));
    if (mode == "closed") {
        load.closed(std::stoul(values[3]));
    } else {
        load.paced(std::stod(values[3]));
    }
    load.print();
    return 0;
}
