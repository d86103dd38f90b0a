#include "registry/roles.hpp"

#include <algorithm>
#include <array>

namespace daylit::registry {

namespace {

constexpr std::array places{
    RolePlace{Role::administrator, OrganisationKind::center},
    RolePlace{Role::registrar, OrganisationKind::center},
    RolePlace{Role::clerk, OrganisationKind::center},
    RolePlace{Role::reviewer, OrganisationKind::center},
    RolePlace{Role::finance, OrganisationKind::center},
    RolePlace{Role::disclosure_officer, OrganisationKind::center},
    RolePlace{Role::supervisor, OrganisationKind::supervisor},
    RolePlace{Role::seller_agent, OrganisationKind::seller},
    RolePlace{Role::bidder_agent, OrganisationKind::bidder},
    RolePlace{Role::probe, OrganisationKind::supervisor},
    RolePlace{Role::tenderer_agent, OrganisationKind::tenderer},
    RolePlace{Role::tenderer_agent, OrganisationKind::agency},
    RolePlace{Role::opening_officer, OrganisationKind::tenderer},
    RolePlace{Role::opening_officer, OrganisationKind::agency},
    RolePlace{Role::opening_officer, OrganisationKind::center},
    RolePlace{Role::opening_officer, OrganisationKind::supervisor},
    RolePlace{Role::opening_officer, OrganisationKind::notary},
    RolePlace{Role::gate, OrganisationKind::center},
};

constexpr std::array conflicts{
    RoleConflict{Role::finance, Role::clerk, "who sees payers must not see lots being made"},
    RoleConflict{Role::finance, Role::reviewer, "who sees payers must not decide on lots"},
    RoleConflict{Role::finance, Role::registrar, "who sees payers must not approve who they are"},
    RoleConflict{Role::administrator, Role::finance, "who gives accounts must not move money"},
    RoleConflict{Role::administrator, Role::reviewer, "who gives accounts must not publish"},
    RoleConflict{Role::supervisor, Role::probe,
                 "a program that runs by itself must not read what supervisors read"},
    RoleConflict{Role::administrator, Role::disclosure_officer, "who gives accounts must not release"},
    RoleConflict{Role::administrator, Role::opening_officer, "who gives accounts must not open bids"},
    RoleConflict{Role::gate, Role::opening_officer, "the two halves of a key stay apart"},
};

std::string name_of(Role role) {
    return boost::describe::enum_to_string(role, "");
}

}  // namespace

std::span<const RolePlace> role_places() {
    return places;
}

std::span<const RoleConflict> role_conflicts() {
    return conflicts;
}

std::vector<Role> roles_of_people(OrganisationKind kind) {
    std::vector<Role> roles;
    for (const auto& place : places) {
        if (!is_staff(kind) && place.kind == kind) {
            roles.push_back(place.role);
        }
    }
    return roles;
}

Outcome check_roles(const std::vector<Role>& roles, OrganisationKind kind, const std::string& field) {
    if (roles.empty()) {
        return refuse("roles_empty", field);
    }
    const auto holds = [&](Role role) { return std::count(roles.begin(), roles.end(), role); };
    for (const auto role : roles) {
        const bool here = std::any_of(places.begin(), places.end(), [&](const auto& place) {
            return place.role == role && place.kind == kind;
        });
        if (!here) {
            return refuse("role_not_here", field, {name_of(role)});
        }
        if (holds(role) > 1) {
            return refuse("role_repeated", field, {name_of(role)});
        }
    }
    for (const auto& conflict : conflicts) {
        if (holds(conflict.one) > 0 && holds(conflict.other) > 0) {
            return refuse("roles_conflict", field, {name_of(conflict.one), name_of(conflict.other)});
        }
    }
    return Done{};
}

}  // namespace daylit::registry
