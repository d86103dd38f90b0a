// Programs at the door: what a token's scopes open, and which scopes a person may give to a token. All of it
// follows from the route table.
#pragma once

#include "server/wire/route.hpp"

namespace daylit::wire {

// Whether a program may call the route with these scopes. Refuses not_for_programs, scope_missing.
Outcome check_scope(const Route& route, const std::vector<registry::Scope>& scopes);

// The scopes under which at least one route is open to the holder of the roles, in the order of the enum.
std::vector<registry::Scope> scopes_open_to(const std::vector<Route>& routes,
                                            const std::set<registry::Role>& roles);

// Whether somebody who is signed in with these roles may call the route.
bool admits(const Access& access, const std::set<registry::Role>& roles);

}  // namespace daylit::wire
