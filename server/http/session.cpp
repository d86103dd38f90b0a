#include "server/http/session.hpp"

#include "base/encoding.hpp"
#include "server/http/chunks.hpp"
#include "server/http/gate.hpp"
#include "server/http/refusals.hpp"
#include "server/http/request_id.hpp"
#include "server/http/response_head.hpp"
#include "server/http/tls.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <array>
#include <optional>

namespace daylit::http {

namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using Stream = beast::ssl_stream<beast::tcp_stream>;

namespace {

class Session {
public:
    Session(tcp::socket socket, std::string address, Common& common)
        : stream_(beast::tcp_stream(std::move(socket)), common.tls),
          address_(std::move(address)),
          common_(common),
          buffer_(most_head_bytes + 64 * 1024) {}

    asio::awaitable<void> run() {
        bool shaken = false;
        try {
            expires_after(common_.options.handshake_timeout);
            co_await stream_.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
            shaken = true;
            if (common_.options.clients) {
                certificate_ = presented_certificate(stream_.native_handle());
                ensure(certificate_.has_value(), "a handshake without the certificate that it demands fails");
            }
            auto executor = co_await asio::this_coro::executor;
            const Entered entered(*this, executor);
            if (entered.welcome) {
                co_await serve();
            }
            if (!common_.stopping) {  // else nobody waits for the peer's farewell
                expires_after(patience);
                co_await stream_.async_shutdown(asio::use_awaitable);
            }
        } catch (const std::exception&) {
            // The peer went away, was too slow or spoke no TLS: nothing to tell it.
            if (!shaken) {
                ++common_.failed_handshakes;
            }
        }
        co_await linger();
    }

private:
    // Among the open sessions while it lives. Whoever ends this one does so by its executor, on which it also
    // comes to its own end; a request under way is finished first.
    struct Entered {
        Entered(Session& session_, const asio::any_io_executor& executor)
            : session(session_), self(std::make_shared<Session*>(&session_)) {
            welcome = session.common_.open.enter(&session, [executor, weak = std::weak_ptr(self)] {
                asio::post(executor, [weak] {
                    if (const auto open = weak.lock(); open && (*open)->idle_) {
                        beast::get_lowest_layer((*open)->stream_).cancel();
                    }
                });
            });
        }
        ~Entered() { session.common_.open.leave(&session); }
        Entered(const Entered&) = delete;
        Entered& operator=(const Entered&) = delete;

        Session& session;
        std::shared_ptr<Session*> self;
        bool welcome = false;
    };

    static constexpr std::chrono::seconds patience{2};
    static constexpr std::size_t most_lingering = 4 * 1024 * 1024;
    static constexpr std::size_t most_read = 32 * 1024;

    void expires_after(std::chrono::seconds time) { beast::get_lowest_layer(stream_).expires_after(time); }

    // Closing a socket with unread bytes in it resets the connection, and the peer may lose the answer that
    // told it to stop sending. So our side is closed first, and what still comes is read and dropped.
    asio::awaitable<void> linger() {
        auto& lowest = beast::get_lowest_layer(stream_);
        boost::system::error_code error;
        lowest.socket().shutdown(tcp::socket::shutdown_send, error);
        expires_after(patience);
        std::array<char, 16 * 1024> dropped{};
        auto space = asio::buffer(dropped);
        auto token = asio::redirect_error(asio::use_awaitable, error);
        for (std::size_t total = 0; !error && total < most_lingering && !common_.stopping;) {
            total += co_await lowest.async_read_some(space, token);
        }
        lowest.socket().close(error);
    }

    struct Incoming {
        Request request;
        std::optional<Refusal> refusal;
        bool close = false;
        std::unique_ptr<Budget::Share> share;  // of the body
    };

    asio::awaitable<void> serve() {
        while (!common_.stopping) {
            expires_after(common_.options.idle_timeout);
            if (buffer_.size() == 0) {
                co_await await_request();
            }
            ++common_.busy;
            bool again = false;
            try {
                again = co_await one_request();
            } catch (...) {
                --common_.busy;
                throw;
            }
            --common_.busy;
            if (!again) {
                co_return;
            }
        }
    }

    // The first bytes of the next request. Throws when the server stops instead.
    asio::awaitable<void> await_request() {
        auto space = buffer_.prepare(4096);
        idle_ = true;
        const auto count = co_await stream_.async_read_some(space, asio::use_awaitable);
        idle_ = false;
        buffer_.commit(count);
    }

    // Reads, answers; false when the connection must end.
    asio::awaitable<bool> one_request() {
        const auto begun = std::chrono::steady_clock::now();
        auto incoming = co_await read_request();
        auto& request = incoming.request;
        request.peer_address = address_;
        request.request_id = next_request_id();
        request.arrived = std::chrono::steady_clock::now();
        request.client_certificate = certificate_;
        if (incoming.refusal) {
            auto response = problem_response(http_refusal_row(incoming.refusal->code), *incoming.refusal,
                                             request.header("accept-language"), request.request_id);
            co_await write(request, response, true, begun);
            co_return false;
        }
        if (auto at_once = common_.handler.answer_at_once(request)) {
            const bool last = incoming.close || common_.stopping;
            co_await write(request, *at_once, last, begun);
            co_return !last;
        }
        auto answer = co_await ask(request);
        request.body = std::string();  // nobody needs it any more
        incoming.share.reset();
        Budget::Share share(common_.bodies);
        // A body that others hold too (the pages) takes no memory of its own.
        if (auto* response = std::get_if<Response>(&answer); response != nullptr && response->body &&
                                                             response->body.use_count() == 1 &&
                                                             !share.cover(response->body->size())) {
            *response = problem_response(http_refusal_row("server_busy"), refuse("server_busy"),
                                         request.header("accept-language"), request.request_id);
        }
        if (auto* feed = std::get_if<Feed>(&answer)) {
            co_await serve_feed(request, std::move(*feed));
            co_return false;
        }
        const bool close = incoming.close || common_.stopping;
        co_await write(request, std::get<Response>(answer), close, begun);
        co_return !close;
    }

    asio::awaitable<Answer> ask(const Request& request) {
        const auto ticket =
            common_.options.arrived ? common_.options.arrived(request) : std::shared_ptr<void>();
        if (!common_.pool.has_room()) {
            co_return problem_response(http_refusal_row("server_busy"), refuse("server_busy"),
                                       request.header("accept-language"), request.request_id);
        }
        std::function<void(std::function<void(Answer)>)> work = [this, &request](auto done) {
            const auto respond = [this, &request, done](Response response) {
                done(checked(request, std::move(response)));
            };
            try {
                auto answer = common_.handler.handle(request);
                if (const auto* later = std::get_if<Later>(&answer)) {
                    later->begin(respond);
                } else if (auto* response = std::get_if<Response>(&answer)) {
                    respond(std::move(*response));
                } else {
                    done(std::move(answer));
                }
            } catch (const std::exception& error) {
                done(failed(request, error.what()));
            }
        };
        auto waiting = on_pool<Answer>(common_.pool, std::move(work));
        co_return co_await std::move(waiting);
    }

    Response checked(const Request& request, Response response) const {
        return is_writable(response) ? std::move(response)
                                     : failed(request, "a header is more than one line");
    }

    Response failed(const Request& request, const std::string& what) const {
        if (common_.options.failed) {
            common_.options.failed(request.request_id, what);
        }
        return problem_response(http_refusal_row("internal_error"), refuse("internal_error"),
                                request.header("accept-language"), request.request_id);
    }

    asio::awaitable<Incoming> read_request() {
        Incoming incoming;
        auto end = end_of_head(buffered());
        if (end == 0) {
            expires_after(common_.options.head_timeout);
        }
        while (end == 0) {
            if (buffer_.size() >= most_head_bytes) {
                incoming.refusal = refuse("head_too_large");
                co_return incoming;
            }
            auto space = buffer_.prepare(4096);
            const auto count = co_await stream_.async_read_some(space, asio::use_awaitable);
            buffer_.commit(count);
            end = end_of_head(buffered());
        }
        const auto bytes = buffered().substr(0, end);
        auto head = bytes.size() > most_head_bytes ? Result<Head>(refuse("head_too_large"))
                                                   : pass_gate(bytes, common_.options.hosts);
        if (!head) {
            incoming.refusal = head.refusal();
            co_return incoming;
        }
        incoming.close = head->close;
        incoming.request.method = std::move(head->method);
        incoming.request.path = std::move(head->path);
        incoming.request.query = std::move(head->query);
        incoming.request.headers = std::move(head->headers);
        buffer_.consume(end);
        if (head->chunked || head->content_length > 0) {
            co_await read_body(*head, incoming);
        }
        co_return incoming;
    }

    std::string_view buffered() const {
        return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
    }

    // Waits for more of a body. Throws when the peer goes away or the time is over.
    asio::awaitable<void> read_more() {
        auto space = buffer_.prepare(most_read);
        const auto count = co_await stream_.async_read_some(space, asio::use_awaitable);
        buffer_.commit(count);
    }

    asio::awaitable<void> read_body(const Head& head, Incoming& incoming) {
        const auto limit = common_.handler.body_limit(incoming.request.method, incoming.request.path);
        if (head.content_length > limit) {
            incoming.refusal = refuse("body_too_large", "", {std::to_string(limit)});
            co_return;
        }
        if (head.expects_continue) {
            static const std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            auto bytes = asio::buffer(go_on);
            co_await asio::async_write(stream_, bytes, asio::use_awaitable);
        }
        expires_after(common_.options.body_timeout);
        incoming.share = std::make_unique<Budget::Share>(common_.bodies);
        if (head.chunked) {
            co_await read_chunks(limit, incoming);
        } else {
            co_await read_bytes(static_cast<std::size_t>(head.content_length), incoming);
        }
    }

    asio::awaitable<void> read_bytes(std::size_t length, Incoming& incoming) {
        if (!incoming.share->cover(length)) {
            incoming.refusal = refuse("server_busy");
            co_return;
        }
        auto& body = incoming.request.body;
        for (;;) {
            const auto part = buffered().substr(0, length - body.size());
            body.append(part);
            buffer_.consume(part.size());
            if (body.size() == length) {
                co_return;
            }
            co_await read_more();
        }
    }

    asio::awaitable<void> read_chunks(std::size_t limit, Incoming& incoming) {
        ChunkDecoder chunks(limit);
        for (;;) {
            buffer_.consume(chunks.take(buffered()));
            if (chunks.state() != ChunkDecoder::State::reading) {
                break;
            }
            if (!incoming.share->cover(chunks.body().size() + most_read)) {
                incoming.refusal = refuse("server_busy");
                co_return;
            }
            co_await read_more();
        }
        if (chunks.state() == ChunkDecoder::State::too_large) {
            incoming.refusal = refuse("body_too_large", "", {std::to_string(limit)});
        } else if (chunks.state() == ChunkDecoder::State::malformed) {
            incoming.refusal = refuse("malformed_body");
        } else {
            incoming.request.body = std::move(chunks.body());
        }
    }

    asio::awaitable<void> write(const Request& request, const Response& response, bool close,
                                std::chrono::steady_clock::time_point begun) {
        const std::size_t size = response.body ? response.body->size() : 0;
        const bool bodyless = request.method == "HEAD" || response.status == 204 || response.status == 304;
        const auto length =
            response.status == 204 || response.status == 304 ? std::nullopt : std::optional(size);
        const auto head = head_text(response, close, length, request.request_id);
        std::vector<asio::const_buffer> parts{asio::buffer(head)};
        if (size > 0 && !bodyless) {
            parts.push_back(asio::buffer(*response.body));
        }
        expires_after(common_.options.write_timeout);
        co_await asio::async_write(stream_, parts, asio::use_awaitable);
        tell(request, response, size, begun);
    }

    void tell(const Request& request, const Response& response, std::size_t size,
              std::chrono::steady_clock::time_point begun) const {
        const auto& options = common_.options;
        if (!response.recorded) {
            return;
        }
        if (options.answered) {
            options.answered({response.route, request.method, response.status, response.refusal,
                              std::chrono::steady_clock::now() - begun});
        }
        if (options.access) {
            const auto took = std::chrono::steady_clock::now() - begun;
            const AccessRecord record{request.method,
                                      request.path,
                                      response.status,
                                      size,
                                      std::chrono::duration_cast<std::chrono::microseconds>(took),
                                      request.request_id,
                                      request.peer_address};
            options.access(record);
        }
    }

    // --- feeds ---

    asio::awaitable<void> serve_feed(const Request& request, Feed feed) {
        auto executor = co_await asio::this_coro::executor;
        auto rung = std::make_shared<asio::steady_timer>(executor, asio::steady_timer::time_point::max());
        auto wake = [executor, weak = std::weak_ptr(rung)] {
            asio::post(executor, [weak] {
                if (const auto timer = weak.lock()) {
                    timer->expires_at(asio::steady_timer::time_point::min());
                }
            });
        };
        const Subscription subscription(common_.hub, std::make_shared<Watcher>(std::move(wake)), feed.topics);
        try {
            co_await write_feed(request, feed, subscription.watcher(), *rung);
        } catch (const std::exception&) {
            // The watcher left or could not keep up; it connects again and resumes.
        }
    }

    // Throws when they cannot be had: the watcher comes again.
    asio::awaitable<std::vector<FeedMessage>> missed_of(const Request& request,
                                                        std::function<std::vector<FeedMessage>()> missed) {
        using Messages = std::optional<std::vector<FeedMessage>>;
        std::function<void(std::function<void(Messages)>)> work = [this, &request, missed](auto done) {
            try {
                done(missed());
            } catch (const std::exception& error) {
                failed(request, error.what());
                done(std::nullopt);
            }
        };
        auto waiting = on_pool<Messages>(common_.pool, std::move(work));
        auto messages = co_await std::move(waiting);
        if (!messages) {
            throw std::runtime_error("what a feed missed cannot be read now");
        }
        co_return std::move(*messages);
    }

    // Who cannot be asked whether it may still watch may not: the watcher comes again.
    asio::awaitable<bool> may_still_watch(const Request& request, std::function<bool()> may_watch) {
        std::function<void(std::function<void(bool)>)> work = [this, &request, may_watch](auto done) {
            try {
                done(may_watch());
            } catch (const std::exception& error) {
                failed(request, error.what());
                done(false);
            }
        };
        auto waiting = on_pool<bool>(common_.pool, std::move(work));
        co_return co_await std::move(waiting);
    }

    asio::awaitable<void> write_feed(const Request& request, Feed& feed, Watcher& watcher,
                                     asio::steady_timer& rung) {
        Response response;
        response.headers.emplace_back("Content-Type", "text/event-stream");
        response.headers.emplace_back("X-Accel-Buffering", "no");
        auto text = head_text(response, true, std::nullopt, request.request_id) + "retry: 1000\n\n";
        if (feed.missed) {
            auto waiting = missed_of(request, std::move(feed.missed));
            const auto messages = co_await std::move(waiting);
            for (const auto& message : messages) {
                text += *make_frame(message);
            }
        }
        expires_after(common_.options.write_timeout);
        auto first = asio::buffer(text);
        co_await asio::async_write(stream_, first, asio::use_awaitable);
        using Moment = asio::steady_timer::time_point;
        auto next_look = feed.may_watch ? Moment::clock::now() + Feed::look_pause : Moment::max();
        while (!common_.stopping) {
            auto frames = watcher.take();
            if (!frames) {
                co_return;
            }
            if (Moment::clock::now() >= next_look) {
                auto looking = may_still_watch(request, feed.may_watch);
                const bool may_watch = co_await std::move(looking);
                if (!may_watch) {
                    co_return;
                }
                next_look = Moment::clock::now() + Feed::look_pause;
            }
            if (frames->empty()) {
                boost::system::error_code error;
                auto token = asio::redirect_error(asio::use_awaitable, error);
                rung.expires_at(next_look);
                co_await rung.async_wait(token);
                continue;
            }
            std::vector<asio::const_buffer> parts;
            for (const auto& frame : *frames) {
                parts.push_back(asio::buffer(*frame));
            }
            expires_after(common_.options.write_timeout);
            co_await asio::async_write(stream_, parts, asio::use_awaitable);
        }
    }

    Stream stream_;
    std::string address_;
    Common& common_;
    std::optional<std::string> certificate_ = {};  // the client's, where one is demanded
    beast::flat_buffer buffer_;
    bool idle_ = false;  // between two requests
};

}  // namespace

asio::awaitable<void> run_session(tcp::socket socket, std::string address, Common& common) {
    Session session(std::move(socket), std::move(address), common);
    auto running = session.run();
    co_await std::move(running);
}

}  // namespace daylit::http
