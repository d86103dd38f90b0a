#include "server/wire/dispatcher.hpp"

#include "base/encoding.hpp"
#include "schema/write_gate.hpp"
#include "server/app/refusals.hpp"
#include "server/app/sessions.hpp"
#include "server/app/sign_in_guard.hpp"
#include "server/app/tokens.hpp"
#include "server/http/network.hpp"
#include "server/http/refusals.hpp"
#include "server/wire/query.hpp"

#include <boost/url.hpp>

namespace daylit::wire {

namespace {

constexpr std::string_view api_prefix = "/api/v1/";
constexpr std::string_view feed_path = "/api/v1/feed";

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const auto end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

// A pattern's segments against a path's: "{id}" takes any one segment, "{id}.html" one that ends so.
bool match_segment(std::string_view pattern, std::string_view segment,
                   std::map<std::string, std::string>& params) {
    if (!pattern.starts_with('{')) {
        return pattern == segment;
    }
    const auto close = pattern.find('}');
    const auto ending = pattern.substr(close + 1);
    if (!segment.ends_with(ending) || segment.size() == ending.size()) {
        return false;
    }
    segment.remove_suffix(ending.size());
    const auto encoded =
        boost::urls::make_pct_string_view(boost::urls::string_view(segment.data(), segment.size()));
    if (!encoded) {
        return false;
    }
    encoded->decode({},
                    boost::urls::string_token::assign_to(params[std::string(pattern.substr(1, close - 1))]));
    return true;
}

// What stands percent-encoded in an address may decode to anything; from here on it is text.
Outcome check_params(const app::Params& params) {
    for (const auto* values : {&params.path, &params.query}) {
        for (const auto& [name, value] : *values) {
            if (!is_utf8(name) || !is_utf8(value)) {
                return refuse("malformed_text", is_utf8(name) ? name : "");
            }
        }
    }
    return Done{};
}

std::string listed(const std::vector<std::string_view>& methods) {
    std::string text;
    for (const auto method : methods) {
        text.append(text.empty() ? "" : ", ").append(method);
        text.append(method == "GET" ? ", HEAD" : "");
    }
    return text;
}

// A request that changes something must come from our own pages, when it comes from a browser at all.
Outcome check_origin(const http::Request& request, const std::string& ours) {
    const auto origin = request.header("origin");
    const auto site = request.header("sec-fetch-site");
    if (!origin.empty() && origin != ours) {
        return refuse("foreign_origin", "Origin");
    }
    if (!site.empty() && site != "same-origin") {
        return refuse("foreign_origin", "Sec-Fetch-Site");
    }
    if (origin.empty() && !request.header("cookie").empty()) {
        return refuse("missing_origin", "Origin");
    }
    return Done{};
}

bool is_idempotency_key(std::string_view key) {
    return key.size() >= 8 && key.size() <= 64 &&
           key.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") ==
               std::string_view::npos;
}

bool holds_one(const app::Caller& caller, const std::vector<registry::Role>& roles) {
    return std::any_of(roles.begin(), roles.end(), [&](auto role) { return caller.has(role); });
}

Outcome check_access(const Access& access, const app::Caller& caller) {
    if (access.kind == Access::Kind::anyone) {
        return Done{};
    }
    if (!caller.person) {
        return refuse("not_signed_in");
    }
    if (access.kind == Access::Kind::own_account) {
        return Done{};
    }
    if (caller.must_enrol) {
        return refuse("second_factor_required");
    }
    const bool allowed = access.kind == Access::Kind::signed_in || holds_one(caller, access.roles);
    return allowed ? Outcome(Done{}) : Outcome(refuse("not_your_right"));
}

// The token of an Authorization header, nothing without one. The scheme's case does not matter (RFC
// 9110, 11.1).
Result<std::optional<std::string>> bearer_token(const http::Request& request) {
    constexpr std::string_view scheme = "bearer ";
    const auto value = request.header("authorization");
    if (value.empty()) {
        return std::optional<std::string>();
    }
    const bool bearer = value.size() > scheme.size() &&
                        std::equal(scheme.begin(), scheme.end(), value.begin(), [](char a, char b) {
                            return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
                        });
    if (!bearer) {
        return refuse("authorization_malformed", "Authorization");
    }
    if (!http::cookie(request, session_cookie).empty()) {
        return refuse("two_identities", "Authorization");
    }
    return std::optional(std::string(value.substr(scheme.size())));
}

// By what a caller is counted before it is known.
std::string secret_of(const http::Request& request) {
    const auto value = request.header("authorization");
    return value.empty() ? http::cookie(request, session_cookie) : std::string(value);
}

Outcome check_step_up(const StepUp& step_up, const app::Caller& caller, const app::Services& services) {
    const bool asked = step_up.of == StepUp::Of::everybody ||
                       (step_up.of == StepUp::Of::roles && holds_one(caller, step_up.roles));
    const bool fresh = caller.confirmed_at &&
                       services.wall_clock.now() < *caller.confirmed_at + services.settings.step_up_life;
    return !asked || fresh ? Outcome(Done{}) : Outcome(refuse("step_up_required"));
}

// Asked by nobody in particular, to look at something. On the programs' port nobody is that.
bool is_public_look(const http::Request& request) {
    return (request.method == "GET" || request.method == "HEAD") && request.header("authorization").empty() &&
           request.header("cookie").empty() && !request.client_certificate;
}

std::string target_of(const http::Request& request) {
    return request.path + "?" + request.query;
}

http::Response response_of(Reply reply) {
    http::Response response;
    response.status = reply.status;
    response.headers = std::move(reply.headers);
    response.headers.emplace_back("Content-Type", std::move(reply.media_type));
    response.body = std::make_shared<const std::string>(std::move(reply.body));
    return response;
}

std::string_view label_of(const Route& route) {
    switch (route.counted) {
        case Counted::together:
            return counted_together;
        case Counted::never:
            return never_counted;
        case Counted::alone:
            break;
    }
    return route.path;
}

// Writes down which route answered. What is no route of the table says it itself.
http::Response labelled(http::Response response, std::string_view route) {
    response.recorded = route != never_counted;
    if (!route.empty()) {
        response.route = route;
        response.refusal = response.refusal.empty() || route != counted_together ? response.refusal : route;
    }
    return response;
}

http::Answer labelled(http::Answer answer, std::string_view route) {
    if (auto* response = std::get_if<http::Response>(&answer)) {
        return labelled(std::move(*response), route);
    }
    if (auto* later = std::get_if<http::Later>(&answer)) {
        return http::Later{
            [begin = std::move(later->begin), route](const std::function<void(http::Response)>& respond) {
                begin([respond, route](http::Response response) {
                    respond(labelled(std::move(response), route));
                });
            }};
    }
    return answer;
}

// What the world, not the caller, did wrong becomes a problem document too.
template <class Out, class Work>
Result<Out> guarded(Work work) {
    try {
        return work();
    } catch (const schema::StorageLow&) {
        return refuse("storage_low", "", {"5"});
    } catch (const schema::StoreUnavailable&) {
        return refuse("store_unavailable", "", {"2"});
    } catch (const schema::Conflict&) {
        return refuse("store_busy", "", {"1"});
    } catch (const app::ClockBehind&) {
        return refuse("clock_behind", "", {"1"});
    }
}

Result<http::Response> responded(Result<Reply> reply) {
    return reply ? Result<http::Response>(response_of(std::move(*reply))) : reply.refusal();
}

template <class Answer>
Answer or_problem(Result<Answer> answer, const http::Request& request) {
    return answer ? std::move(*answer) : problem(answer.refusal(), request);
}

}  // namespace

http::Response problem(const Refusal& refusal, const http::Request& request) {
    auto response = http::problem_response(refusal_row(refusal.code), refusal,
                                           request.header("accept-language"), request.request_id);
    // RFC 6750, 3: who came with a token is told what to come with.
    if (refusal.field == "Authorization" && response.status == 401) {
        response.headers.emplace_back("WWW-Authenticate",
                                      "Bearer realm=\"daylight\", error=\"invalid_token\"");
    }
    return response;
}

Dispatcher::Dispatcher(const app::Services& services, std::vector<Route> routes, FeedMaker feed,
                       Fallback fallback, const RequestRates& rates, Throttle::Now now, Changes changes,
                       const SharedAnswersLimits& shared)
    : services_(services),
      routes_(std::move(routes)),
      feed_(std::move(feed)),
      fallback_(std::move(fallback)),
      now_(now),
      throttle_(rates, std::move(now),
                [&services](const std::string& token) { return app::is_device_token(services, token); }),
      changes_(std::move(changes)),
      shared_(shared) {}

Dispatcher::Match Dispatcher::match(std::string_view method, std::string_view path) const {
    Match found;
    const auto segments = segments_of(path);
    for (const auto& route : routes_) {
        const auto pattern = segments_of(route.path);
        std::map<std::string, std::string> params;
        const bool fits =
            std::equal(pattern.begin(), pattern.end(), segments.begin(), segments.end(),
                       [&](auto wanted, auto given) { return match_segment(wanted, given, params); });
        if (!fits) {
            continue;
        }
        found.methods.push_back(name_of(route.method));
        if (name_of(route.method) == method || (route.method == Method::get && method == "HEAD")) {
            // A literal address wins over one with a parameter: it stands first in the table.
            found.route = &route;
            found.path_params = std::move(params);
            return found;
        }
    }
    return found;
}

std::size_t Dispatcher::body_limit(std::string_view method, std::string_view path) const {
    // A body for an address that does not exist is read all the same, so that the answer can say so.
    constexpr std::size_t of_nowhere = 64 * 1024;
    const auto found = match(method, path);
    return found.route != nullptr ? found.route->body_limit : of_nowhere;
}

http::Answer Dispatcher::handle(const http::Request& request) {
    const auto ticket = throttle_.admit(request, secret_of(request), http::cookie(request, device_cookie));
    if (!ticket) {
        return problem(ticket.refusal(), request);
    }
    std::string_view route;
    auto answered = guarded<http::Answer>([&] { return answer(request, *ticket, route); });
    return labelled(or_problem(std::move(answered), request), route);
}

std::optional<http::Response> Dispatcher::answer_at_once(const http::Request& request) {
    if (!changes_ || !is_public_look(request)) {
        return std::nullopt;
    }
    auto kept = shared_.find(target_of(request), changes_(), now_());
    // Who asks too often is told so by the usual way.
    return kept && throttle_.admit(request, "", "") ? std::move(kept) : std::nullopt;
}

// The first who asks makes the answer on its thread; the others' threads are free at once.
http::Answer Dispatcher::run_shared(const http::Request& request, const Route& route, app::Call call,
                                    app::Params params) {
    return http::Later{[this, &request, &route, call = std::move(call),
                        params = std::move(params)](const std::function<void(http::Response)>& respond) {
        const auto target = target_of(request);
        const auto changes = changes_();
        const auto asked = now_();
        const auto give = [&request, respond](const Result<http::Response>& made) {
            respond(or_problem(made, request));
        };
        if (!shared_.is_first(target, changes, give)) {
            return;
        }
        // Whatever comes of it is the others' answer too: who cannot be answered waits no longer than the
        // first.
        Result<http::Response> made = refuse("internal_error");
        try {
            auto own = call;
            made = guarded<http::Response>([&] { return responded(route.run(own, params, request)); });
        } catch (...) {
            shared_.made(target, changes, asked, made);
            throw;
        }
        give(made);
        if (made) {
            made->route = route.path;  // whoever is answered from here is counted as if it had run
        }
        shared_.made(target, changes, asked, made);
    }};
}

http::Answer Dispatcher::answer(const http::Request& request, const Throttle::Ticket& ticket,
                                std::string_view& route) {
    if (request.path == feed_path && request.method == "GET") {
        route = feed_path;
        return answer_feed(request, ticket);
    }
    auto found = match(request.method, request.path);
    if (found.route != nullptr) {
        route = label_of(*found.route);
        auto query = read_query(request.query);
        return query ? run(request, *found.route, {std::move(found.path_params), std::move(*query)}, ticket)
                     : problem(query.refusal(), request);
    }
    if (!found.methods.empty()) {
        auto refused = problem(refuse("method_not_allowed"), request);
        refused.headers.emplace_back("Allow", listed(found.methods));
        return refused;
    }
    // Programs' port has the API alone: what stands outside of it is public on the main one.
    const bool elsewhere = request.path.starts_with(api_prefix) || request.client_certificate;
    if (auto response = elsewhere ? std::nullopt : fallback_(request)) {
        return std::move(*response);
    }
    return problem(refuse("not_found"), request);
}

http::Answer Dispatcher::answer_feed(const http::Request& request, const Throttle::Ticket& ticket) {
    const auto asker = counted(request, ticket);
    if (!asker) {
        return problem(asker.refusal(), request);
    }
    auto query = read_query(request.query);
    if (!query) {
        return problem(query.refusal(), request);
    }
    auto feed = feed_(asker->caller, app::Params{{}, std::move(*query)}, request);
    if (asker->scopes) {
        // A session's feed ends with it by its topic; a program is looked up again, with all that its token
        // needs.
        feed.may_watch = [this, &request] { return who_asks(request).ok(); };
    }
    return feed;
}

// Failed sign-ins, too, are counted by network.
Result<Dispatcher::Asker> Dispatcher::who_asks(const http::Request& request) const {
    auto token = bearer_token(request);
    if (!token) {
        return token.refusal();
    }
    const auto network = http::network_of(request.peer_address);
    if (!*token && request.client_certificate) {
        return refuse("token_wanted", "Authorization");  // a session's cookie counts for nothing here
    }
    if (!*token) {
        return Asker{app::authenticate(services_, http::cookie(request, session_cookie), network), {}};
    }
    auto program = app::authenticate_program(services_, **token, network, request.client_certificate);
    if (!program) {
        return program.refusal();
    }
    return Asker{std::move(program->caller), std::move(program->scopes)};
}

Result<Dispatcher::Asker> Dispatcher::counted(const http::Request& request, const Throttle::Ticket& ticket) {
    auto asker = who_asks(request);
    if (!asker) {
        return asker;
    }
    if (auto known = throttle_.recognise(ticket, asker->caller); !known) {
        return known.refusal();
    }
    return asker;
}

http::Answer Dispatcher::run(const http::Request& request, const Route& route, app::Params params,
                             const Throttle::Ticket& ticket) {
    if (auto text = check_params(params); !text) {
        return problem(text.refusal(), request);
    }
    const bool changes = route.method != Method::get;
    // No browser sends a token by itself: whoever comes with one meant to.
    if (changes && request.header("authorization").empty()) {
        if (auto ours = check_origin(request, services_.settings.public_address); !ours) {
            return problem(ours.refusal(), request);
        }
    }
    auto asker = counted(request, ticket);
    if (!asker) {
        return problem(asker.refusal(), request);
    }
    app::Call call(services_, std::move(asker->caller));
    call.arrived = request.arrived;
    for (const auto& allowed : {check_access(route.access, call.caller),
                                asker->scopes ? check_scope(route, *asker->scopes) : Outcome(Done{})}) {
        if (!allowed) {
            return problem(allowed.refusal(), request);
        }
    }
    if (auto fresh = check_step_up(route.step_up, call.caller, services_); !fresh) {
        return problem(fresh.refusal(), request);
    }
    if (changes && route.repeats == Repeats::by_key) {
        const auto key = request.header("idempotency-key");
        if (!is_idempotency_key(key)) {
            return problem(refuse(key.empty() ? "missing_idempotency_key" : "malformed_idempotency_key",
                                  "Idempotency-Key"),
                           request);
        }
        call.idempotency_key = std::string(key);
        call.request =
            sha256(request.method + "\n" + request.path + "\n" + request.query + "\n" + request.body);
    }
    if (route.begin) {
        return http::Later{[&request, &route, call = std::move(call),
                            params = std::move(params)](const std::function<void(http::Response)>& done) {
            const auto begun = guarded<app::Nothing>([&]() -> Result<app::Nothing> {
                route.begin(call, params, request, [&request, done](const auto& answer) {
                    done(or_problem(guarded<http::Response>([&] { return responded(answer()); }), request));
                });
                return app::Nothing{};
            });
            if (!begun) {
                done(problem(begun.refusal(), request));
            }
        }};
    }
    if (route.shared && changes_ && is_public_look(request)) {
        return run_shared(request, route, std::move(call), std::move(params));
    }
    return or_problem(responded(route.run(call, params, request)), request);
}

}  // namespace daylit::wire
