// From an HTTP request to a route and back: matching, session, origin checks, roles, refusals as problem
// documents.
#pragma once

#include "base/refusal_table.hpp"
#include "server/http/handler.hpp"
#include "server/wire/programs.hpp"
#include "server/wire/shared_answers.hpp"
#include "server/wire/throttle.hpp"

namespace daylit::wire {

// What answers requests that are no route of the table: static files and documents.
class Dispatcher : public http::Handler {
public:
    using Fallback = std::function<std::optional<http::Response>(const http::Request&)>;
    // Turns GET /api/v1/feed into a live feed.
    using FeedMaker = std::function<http::Feed(const app::Caller&, const app::Params&, const http::Request&)>;

    // How often what answers are read from has changed (schema::CountedStore).
    using Changes = std::function<std::uint64_t()>;

    // Without `changes` no answer is kept for others.
    Dispatcher(const app::Services& services, std::vector<Route> routes, FeedMaker feed, Fallback fallback,
               const RequestRates& rates = {}, Throttle::Now now = std::chrono::steady_clock::now,
               Changes changes = {}, const SharedAnswersLimits& shared = {});

    http::Answer handle(const http::Request& request) override;
    std::optional<http::Response> answer_at_once(const http::Request& request) override;
    std::size_t body_limit(std::string_view method, std::string_view path) const override;

private:
    struct Match {
        const Route* route = nullptr;
        std::map<std::string, std::string> path_params;
        std::vector<std::string_view>
            methods;  // under which the path exists, when none of them was asked for
    };
    Match match(std::string_view method, std::string_view path) const;
    // Tells in `route` how the request is counted, whatever comes of it.
    http::Answer answer(const http::Request& request, const Throttle::Ticket& ticket,
                        std::string_view& route);
    http::Answer answer_feed(const http::Request& request, const Throttle::Ticket& ticket);
    http::Answer run(const http::Request& request, const Route& route, app::Params params,
                     const Throttle::Ticket& ticket);
    http::Answer run_shared(const http::Request& request, const Route& route, app::Call call,
                            app::Params params);
    // The session's person, or the holder of a token with what it opens.
    struct Asker {
        app::Caller caller;
        std::optional<std::vector<registry::Scope>> scopes;  // of a program
    };
    Result<Asker> who_asks(const http::Request& request) const;
    Result<Asker> counted(const http::Request& request, const Throttle::Ticket& ticket);

    const app::Services& services_;
    std::vector<Route> routes_;
    FeedMaker feed_;
    Fallback fallback_;
    Throttle::Now now_;
    Throttle throttle_;
    Changes changes_;
    SharedAnswers shared_;
};

// The cookies that the server gives: a session, and the browser that is known again. Both HttpOnly.
constexpr std::string_view session_cookie = "__Host-session";
constexpr std::string_view device_cookie = "__Host-device";

// One row of one of the folders' tables, by its code.
const RefusalRow& refusal_row(std::string_view code);
// RFC 9457: the refusal in the caller's language (zh-CN unless Accept-Language prefers English).
http::Response problem(const Refusal& refusal, const http::Request& request);

}  // namespace daylit::wire
