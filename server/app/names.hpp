// The names behind ids, as views show them.
#pragma once

#include "server/app/call.hpp"

namespace daylit::app {

// "" for an organisation that is not there.
std::string organisation_name(Act& act, const OrganisationId& id);
// The display name behind an actor "person:<id>"; "程序" for a program.
std::string actor_name(Act& act, const std::string& actor);

}  // namespace daylit::app
