// What a person may be, in which kind of organisation, and which roles one person may not join: tables.
#pragma once

#include "base/result.hpp"
#include "registry/organisation.hpp"

#include <span>
#include <vector>

namespace daylit::registry {

enum class Role {
    administrator,
    registrar,
    clerk,
    reviewer,
    finance,
    disclosure_officer,
    supervisor,
    seller_agent,
    bidder_agent,
    probe,            // a program of the supervisor's that tries whether the platform can be reached and acts
    tenderer_agent,   // of the tenderer, or of the agency that acts for it
    opening_officer,  // holds a part of the keys that bids are sealed to
    gate,             // the program that holds the platform's half of these keys
};
BOOST_DESCRIBE_ENUM(Role, administrator, registrar, clerk, reviewer, finance, disclosure_officer, supervisor,
                    seller_agent, bidder_agent, probe, tenderer_agent, opening_officer, gate)

struct RolePlace {
    Role role;
    OrganisationKind kind;
};
std::span<const RolePlace> role_places();

// What the people of an organisation that registers itself may do; nothing where it does not.
std::vector<Role> roles_of_people(OrganisationKind kind);

// Two roles that one person may not hold together, and why. Where two roles may be joined, the author of a
// thing still never approves it: every procedure checks the person, not the role.
struct RoleConflict {
    Role one;
    Role other;
    std::string_view reason;
};
std::span<const RoleConflict> role_conflicts();

// Refuses roles_empty, role_not_here (the organisation's kind has no such role), role_repeated,
// roles_conflict.
Outcome check_roles(const std::vector<Role>& roles, OrganisationKind kind, const std::string& field);

}  // namespace daylit::registry
