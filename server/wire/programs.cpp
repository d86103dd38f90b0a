#include "server/wire/programs.hpp"

#include "server/app/refusals.hpp"

namespace daylit::wire {

namespace {

std::string name_of(registry::Scope scope) {
    return boost::describe::enum_to_string(scope, "");
}

}  // namespace

bool admits(const Access& access, const std::set<registry::Role>& roles) {
    return access.kind != Access::Kind::roles || std::any_of(access.roles.begin(), access.roles.end(),
                                                             [&](auto role) { return roles.contains(role); });
}

Outcome check_scope(const Route& route, const std::vector<registry::Scope>& scopes) {
    if (route.method == Method::get && route.access.kind == Access::Kind::anyone) {
        return Done{};
    }
    if (!route.scope) {
        return refuse("not_for_programs");
    }
    if (std::find(scopes.begin(), scopes.end(), *route.scope) == scopes.end()) {
        return refuse("scope_missing", "", {name_of(*route.scope)});
    }
    return Done{};
}

std::vector<registry::Scope> scopes_open_to(const std::vector<Route>& routes,
                                            const std::set<registry::Role>& roles) {
    std::set<registry::Scope> open;
    if (roles.empty()) {
        return {};  // who may not act yet, or no more, gives nobody else anything to do
    }
    for (const auto& route : routes) {
        if (route.scope && admits(route.access, roles)) {
            open.insert(*route.scope);
        }
    }
    return {open.begin(), open.end()};
}

}  // namespace daylit::wire
