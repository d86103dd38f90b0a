// A person's life on the platform: added with a letter of authorisation (or as staff, confirmed by a second
// administrator), given roles (confirmed likewise), disabled, enabled. Contact data stand in events only
// sealed under the person's own key, so that erasing the key erases them.
#pragma once

#include "registry/roles.hpp"

#include <set>

namespace daylit::registry {

enum class PersonPhase { none, added, active, disabled };
BOOST_DESCRIBE_ENUM(PersonPhase, none, added, active, disabled)

// Who authorised this person to act for the organisation, for what and until when.
struct Letter {
    Digest digest;  // of the uploaded letter
    std::string scope;
    Date valid_until;
    bool operator==(const Letter&) const = default;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (digest, scope, valid_until))

// --- events ---

struct PersonAdded {
    OrganisationId organisation;
    std::string login;
    std::string display_name;
    std::string sealed_contact;  // base64
    std::vector<Role> roles;
    std::optional<Letter> letter;  // staff have none
    bool needs_confirmation = false;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(PersonAdded, (),
                      (organisation, login, display_name, sealed_contact, roles, letter, needs_confirmation,
                       author))

struct PersonConfirmed {};
BOOST_DESCRIBE_STRUCT(PersonConfirmed, (), ())

struct PersonDisabled {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(PersonDisabled, (), (reason))

// Whoever was not confirmed before being disabled waits for it again.
struct PersonEnabled {};
BOOST_DESCRIBE_STRUCT(PersonEnabled, (), ())

// Changed roles wait for a second administrator, as new staff do.
struct RolesProposed {
    std::vector<Role> roles;
    std::string author;
    bool operator==(const RolesProposed&) const = default;
};
BOOST_DESCRIBE_STRUCT(RolesProposed, (), (roles, author))

struct RolesChanged {
    std::vector<Role> roles;
};
BOOST_DESCRIBE_STRUCT(RolesChanged, (), (roles))

using PersonEvent =
    std::variant<PersonAdded, PersonConfirmed, PersonDisabled, PersonEnabled, RolesProposed, RolesChanged>;

// --- state ---

struct PersonState {
    PersonPhase phase = PersonPhase::none;
    OrganisationId organisation;
    std::string login;
    std::string display_name;
    std::string sealed_contact;
    std::vector<Role> roles;
    std::optional<Letter> letter;
    std::string author;
    bool awaits_confirmation = false;  // staff whom no second administrator has confirmed yet
    std::optional<RolesProposed> proposal;
    bool operator==(const PersonState&) const = default;
};
BOOST_DESCRIBE_STRUCT(PersonState, (),
                      (phase, organisation, login, display_name, sealed_contact, roles, letter, author,
                       awaits_confirmation, proposal))

// --- commands ---

struct AddPerson {
    OrganisationId organisation;
    OrganisationKind kind = OrganisationKind::bidder;
    std::string login;
    std::string display_name;
    std::string sealed_contact;
    std::vector<Role> roles;
    std::optional<Letter> letter;
    bool first_administrator = false;  // nobody is there yet to confirm
    std::string actor;
};
// Confirms a person who was added, or the roles that were proposed for an active one.
struct ConfirmPerson {
    std::string actor;
};
struct DisablePerson {
    std::string actor;
    std::string reason;
};
struct EnablePerson {};
struct ChangeRoles {
    OrganisationKind kind = OrganisationKind::center;
    std::vector<Role> roles;
    std::string actor;
};
using PersonCommand = std::variant<AddPerson, ConfirmPerson, DisablePerson, EnablePerson, ChangeRoles>;

Result<std::vector<PersonEvent>> decide(const PersonState& state, const PersonCommand& command, Instant now);
PersonState evolve(PersonState state, const PersonEvent& event);

// A letter that has run out takes the right to act with it.
bool may_act(const PersonState& state, Instant now);
// The roles that count now: none unless the person may act and its organisation is active.
std::set<Role> roles_in_force(const PersonState& state, bool organisation_active, Instant now);

// 3 to 32 lower-case letters, digits, dots, underscores and hyphens, beginning with a letter.
Outcome require_login(std::string_view login, const std::string& field);

}  // namespace daylit::registry

namespace daylit {
template <>
struct EventTag<registry::PersonAdded> : NamedEvent<"person_added", 1> {};
template <>
struct EventTag<registry::PersonConfirmed> : NamedEvent<"person_confirmed", 1> {};
template <>
struct EventTag<registry::PersonDisabled> : NamedEvent<"person_disabled", 1> {};
template <>
struct EventTag<registry::PersonEnabled> : NamedEvent<"person_enabled", 1> {};
template <>
struct EventTag<registry::RolesProposed> : NamedEvent<"roles_proposed", 1> {};
template <>
struct EventTag<registry::RolesChanged> : NamedEvent<"roles_changed", 1> {};
}  // namespace daylit
