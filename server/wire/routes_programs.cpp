// Routes by which a person rules its programs: tokens. None of them is open to a program.
#include "server/app/tokens.hpp"
#include "server/wire/programs.hpp"

namespace daylit::wire {

// One thing that a scope opens.
struct OpenedRoute {
    std::string method;
    std::string path;
    std::string summary;
};
BOOST_DESCRIBE_STRUCT(OpenedRoute, (), (method, path, summary))

struct ScopeView {
    registry::Scope scope = registry::Scope::read;
    std::vector<OpenedRoute> opens;
};
BOOST_DESCRIBE_STRUCT(ScopeView, (), (scope, opens))

namespace {

const std::vector<Route>& table() {
    static const auto routes = all_routes();
    return routes;
}

// What the caller may give to a token, and what each scope would open to it.
Result<app::Page<ScopeView>> token_scopes(app::Call& call, const app::Params&) {
    app::Page<ScopeView> page;
    for (const auto scope : scopes_open_to(table(), call.caller.roles)) {
        ScopeView view{scope, {}};
        for (const auto& route : table()) {
            if (route.scope == scope && admits(route.access, call.caller.roles)) {
                view.opens.push_back({std::string(name_of(route.method)), route.path, route.summary});
            }
        }
        page.items.push_back(std::move(view));
    }
    return page;
}

Result<app::MadeToken> make_token(app::Call& call, const app::Params&, const app::TokenOrder& in) {
    return app::make_token(call, in, scopes_open_to(table(), call.caller.roles));
}

}  // namespace

std::vector<Route> program_routes() {
    return {
        by_people(query("/api/v1/my/tokens", signed_in(), "One's programs' tokens", {}, &app::my_tokens)),
        by_people(query("/api/v1/my/token-scopes", signed_in(), "What one may open to one's programs", {},
                        &token_scopes)),
        // An answer under a key would be kept, and with it the secret.
        stepped_up(command(Method::post, "/api/v1/my/tokens", signed_in(),
                           "Make a token for a program: shown this once", &make_token, Repeats::freely)),
        command(Method::post, "/api/v1/my/tokens/{id}/revoke", signed_in(), "Revoke a token",
                &app::revoke_token),
    };
}

}  // namespace daylit::wire
