// One description a route: method, path, who may call, what goes in and out. Matching, the role check,
// decoding, encoding and the OpenAPI document all come from it.
#pragma once

#include "registry/program_token.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "server/http/message.hpp"

#include <boost/type_index.hpp>

namespace daylit::wire {

enum class Method { get, post, put, del };
std::string_view name_of(Method method);  // "GET"

// Who may call a route: everybody, whoever is signed in, or the holders of one of the roles. Staff who have
// yet to register the second factor that they must have reach what concerns their own account alone.
struct Access {
    enum class Kind { anyone, own_account, signed_in, roles } kind = Kind::anyone;
    std::vector<registry::Role> roles = {};
};
inline Access anyone() {
    return {};
}
inline Access own_account() {
    return {Access::Kind::own_account, {}};
}
inline Access signed_in() {
    return {Access::Kind::signed_in, {}};
}
inline Access only(std::vector<registry::Role> roles) {
    return {Access::Kind::roles, std::move(roles)};
}

// Who among a route's callers must have confirmed freshly who they are (Settings::step_up_life): nobody,
// everybody, or the holders of one of the roles. What publishes, confirms or pays asks for it.
struct StepUp {
    enum class Of { nobody, everybody, roles } of = Of::nobody;
    std::vector<registry::Role> roles = {};
};

// Whether a command's answer is kept under its Idempotency-Key.
enum class Repeats { by_key, freely };

// Whether whoever measures the server may count this route's requests by themselves. Where they would tell
// how many apply, pay or answer, they are counted under one name with the others of that kind. Where even
// their number or time would tell something, as of sealed bids, they are neither counted nor written into the
// access log.
enum class Counted { alone, together, never };
constexpr std::string_view counted_together = "confidential";
constexpr std::string_view never_counted = "unrecorded";

struct Shape {
    std::string name;
    boost::json::object schema;
};

// What a route's function gives back: JSON text, or bytes of another type.
struct Reply {
    std::string media_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers = {};
    int status = 200;
};

struct Route {
    Method method = Method::get;
    std::string path;  // "/api/v1/lots/{id}"
    Access access;
    std::string summary;
    std::vector<std::string> query_names = {};
    std::optional<Shape> in = {};
    std::optional<Shape> out = {};
    std::string raw_in = {};   // media type of a body that is not JSON
    std::string raw_out = {};  // media type of an answer that is not JSON
    std::size_t body_limit = 64 * 1024;
    Repeats repeats = Repeats::by_key;
    StepUp step_up = {};
    // Whoever is nobody in particular gets the same answer, which may be kept for a moment (SharedAnswers).
    bool shared = false;
    // Under which scope a program's token opens the route; without one no program may call it, except what
    // everybody may read.
    std::optional<registry::Scope> scope = {};
    Counted counted = Counted::alone;
    std::function<Result<Reply>(app::Call&, const app::Params&, const http::Request&)> run = {};
    // Instead of `run`: for commands whose answer comes when others' have been judged with them.
    std::function<void(app::Call, const app::Params&, const http::Request&, app::Answered<Reply>)> begin = {};
};

template <class T>
Shape shape_of() {
    auto name = boost::typeindex::type_id<T>().pretty_name();
    for (const std::string_view noise :
         {"daylit::app::", "daylit::auction::", "daylit::registry::", "daylit::tendering::",
          "daylit::sealing::", "daylit::disclosure::", "daylit::wire::", "daylit::", "std::"}) {
        for (auto at = name.find(noise); at != std::string::npos; at = name.find(noise)) {
            name.erase(at, noise.size());
        }
    }
    std::string plain;
    for (const char c : name) {
        plain += c == '<'                                           ? std::string("Of")
                 : std::isalnum(static_cast<unsigned char>(c)) != 0 ? std::string(1, c)
                                                                    : std::string();
    }
    return {plain, json_schema<T>()};
}

template <class Out>
Result<Reply> json_reply(Result<Out> out) {
    if (!out) {
        return std::move(out).refusal();
    }
    return Reply{.body = to_json_text(out.value())};
}

// What needs a person is read under `read`, one's own account alone excepted; a command is closed to programs
// unless its row says otherwise.
template <class Out>
Route query(std::string path, Access access, std::string summary, std::vector<std::string> query_names,
            Result<Out> (*run)(app::Call&, const app::Params&)) {
    Route route{.method = Method::get,
                .path = std::move(path),
                .access = std::move(access),
                .summary = std::move(summary),
                .query_names = std::move(query_names)};
    route.out = shape_of<Out>();
    if (route.access.kind == Access::Kind::signed_in || route.access.kind == Access::Kind::roles) {
        route.scope = registry::Scope::read;
    }
    route.run = [run](app::Call& call, const app::Params& params, const http::Request&) {
        return json_reply(run(call, params));
    };
    return route;
}

template <class In, class Out>
Route command_shape(Method method, std::string path, Access access, std::string summary) {
    Route route{.method = method,
                .path = std::move(path),
                .access = std::move(access),
                .summary = std::move(summary)};
    if constexpr (!std::is_same_v<In, app::Nothing>) {
        route.in = shape_of<In>();
    }
    route.out = shape_of<Out>();
    return route;
}

template <class In>
Result<In> body_of(const http::Request& request) {
    return parse_as<In>(request.body.empty() ? std::string_view("{}") : std::string_view(request.body));
}

template <class In, class Out>
Route command(Method method, std::string path, Access access, std::string summary,
              Result<Out> (*run)(app::Call&, const app::Params&, const In&),
              Repeats repeats = Repeats::by_key) {
    auto route = command_shape<In, Out>(method, std::move(path), std::move(access), std::move(summary));
    route.repeats = repeats;
    route.run = [run](app::Call& call, const app::Params& params,
                      const http::Request& request) -> Result<Reply> {
        auto in = body_of<In>(request);
        return in ? json_reply(run(call, params, *in)) : std::move(in).refusal();
    };
    return route;
}

template <class In, class Out>
Route command(Method method, std::string path, Access access, std::string summary,
              void (*begin)(app::Call, const app::Params&, const In&, app::Answered<Out>)) {
    auto route = command_shape<In, Out>(method, std::move(path), std::move(access), std::move(summary));
    route.begin = [begin](app::Call call, const app::Params& params, const http::Request& request,
                          app::Answered<Reply> answered) {
        auto in = body_of<In>(request);
        if (!in) {
            return answered([&]() -> Result<Reply> { return in.refusal(); });
        }
        begin(std::move(call), params, *in, [answered](const std::function<Result<Out>()>& answer) {
            answered([&] { return json_reply(answer()); });
        });
    };
    return route;
}

// The same route, for those who have freshly confirmed who they are.
inline Route stepped_up(Route route) {
    route.step_up = {StepUp::Of::everybody, {}};
    return route;
}
inline Route stepped_up(Route route, std::vector<registry::Role> roles) {
    route.step_up = {StepUp::Of::roles, std::move(roles)};
    return route;
}
inline Route shared(Route route) {
    route.shared = true;
    return route;
}
inline Route under(registry::Scope scope, Route route) {
    route.scope = scope;
    return route;
}
inline Route uncounted(Route route) {
    route.counted = Counted::together;
    return route;
}
inline Route unrecorded(Route route) {
    route.counted = Counted::never;
    return route;
}
// For people who are signed in, never for programs.
inline Route by_people(Route route) {
    route.scope.reset();
    return route;
}

// Every route of the server; the folders' tables one after the other.
std::vector<Route> all_routes();
std::vector<Route> public_routes();
std::vector<Route> registry_routes();
std::vector<Route> account_routes();  // sessions, second factors, fresh confirmation
std::vector<Route> program_routes();
std::vector<Route> land_routes();  // parcels, listings, notices: the seller's, clerk's and reviewer's desks
std::vector<Route> bidding_routes();    // quotes, answers, confirmations, receipts
std::vector<Route> deposit_routes();    // applications, bank lines, refunds
std::vector<Route> tendering_routes();  // tenders, their lots, ceremonies, sealed bids, openings
std::vector<Route> disclosure_routes();

boost::json::object openapi_document(const std::vector<Route>& routes);

}  // namespace daylit::wire
