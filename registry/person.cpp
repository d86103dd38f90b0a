#include "registry/person.hpp"

#include "base/calendar.hpp"
#include "base/cases.hpp"
#include "base/text.hpp"
#include "registry/second_factors.hpp"

namespace daylit::registry {

namespace {

using Events = std::vector<PersonEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_name = 50;
constexpr std::size_t longest_scope = 200;
constexpr std::size_t longest_reason = 500;

Refusal wrong_phase(const PersonState& state) {
    return refuse("wrong_phase", "", {std::string(boost::describe::enum_to_string(state.phase, ""))});
}

Outcome check_letter(const AddPerson& command, Instant now) {
    if (is_staff(command.kind)) {
        return Done{};
    }
    if (!command.letter) {
        return refuse("missing_field", "letter");
    }
    if (auto scope = require_line(command.letter->scope, "letter.scope", longest_scope); !scope) {
        return scope;
    }
    if (now >= end_of_day(command.letter->valid_until)) {
        return refuse("letter_expired", "letter.valid_until");
    }
    return Done{};
}

Decision add(const PersonState& state, const AddPerson& command, Instant now) {
    for (const auto& checked :
         {require_login(command.login, "person.login"),
          require_line(command.display_name, "person.display_name", longest_name), check_letter(command, now),
          check_roles(command.roles, command.kind, "person.roles")}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    if (state.phase != PersonPhase::none) {
        return wrong_phase(state);
    }
    const bool needs_confirmation = is_staff(command.kind) && !command.first_administrator;
    return Events{PersonAdded{command.organisation, command.login, command.display_name,
                              command.sealed_contact, command.roles, command.letter, needs_confirmation,
                              command.actor}};
}

Decision confirm(const PersonState& state, const ConfirmPerson& command) {
    const bool is_new = state.phase == PersonPhase::added;
    if (!is_new && (state.phase != PersonPhase::active || !state.proposal)) {
        return wrong_phase(state);
    }
    if ((is_new ? state.author : state.proposal->author) == command.actor) {
        return refuse("author_cannot_approve");
    }
    return is_new ? Events{PersonConfirmed{}} : Events{RolesChanged{state.proposal->roles}};
}

Decision disable(const PersonState& state, const DisablePerson& command) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (state.phase != PersonPhase::active && state.phase != PersonPhase::added) {
        return wrong_phase(state);
    }
    return Events{PersonDisabled{command.reason}};
}

Decision change_roles(const PersonState& state, const ChangeRoles& command) {
    if (auto roles = check_roles(command.roles, command.kind, "roles"); !roles) {
        return roles.refusal();
    }
    if (state.phase != PersonPhase::active) {
        return wrong_phase(state);
    }
    return Events{RolesProposed{command.roles, command.actor}};
}

}  // namespace

Outcome require_login(std::string_view login, const std::string& field) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
    constexpr std::string_view all = "abcdefghijklmnopqrstuvwxyz0123456789._-";
    const bool good = login.size() >= 3 && login.size() <= 32 &&
                      letters.find(login.front()) != std::string_view::npos &&
                      login.find_first_not_of(all) == std::string_view::npos;
    return good ? Outcome(Done{}) : Outcome(refuse("malformed_login", field));
}

bool may_act(const PersonState& state, Instant now) {
    return state.phase == PersonPhase::active &&
           (!state.letter || now < end_of_day(state.letter->valid_until));
}

std::set<Role> roles_in_force(const PersonState& state, bool organisation_active, Instant now) {
    return organisation_active && may_act(state, now) ? std::set<Role>{state.roles.begin(), state.roles.end()}
                                                      : std::set<Role>{};
}

Decision decide(const PersonState& state, const PersonCommand& command, Instant now) {
    return std::visit(Cases{[&](const AddPerson& c) { return add(state, c, now); },
                            [&](const ConfirmPerson& c) { return confirm(state, c); },
                            [&](const DisablePerson& c) { return disable(state, c); },
                            [&](const EnablePerson&) -> Decision {
                                if (state.phase != PersonPhase::disabled) {
                                    return wrong_phase(state);
                                }
                                return Events{PersonEnabled{}};
                            },
                            [&](const ChangeRoles& c) { return change_roles(state, c); }},
                      command);
}

PersonState evolve(PersonState state, const PersonEvent& event) {
    std::visit(Cases{[&](const PersonAdded& e) {
                         state = {e.needs_confirmation ? PersonPhase::added : PersonPhase::active,
                                  e.organisation,
                                  e.login,
                                  e.display_name,
                                  e.sealed_contact,
                                  e.roles,
                                  e.letter,
                                  e.author,
                                  e.needs_confirmation,
                                  std::nullopt};
                     },
                     [&](const PersonConfirmed&) {
                         state.phase = PersonPhase::active;
                         state.awaits_confirmation = false;
                     },
                     [&](const PersonDisabled&) {
                         state.phase = PersonPhase::disabled;
                         state.proposal.reset();
                     },
                     [&](const PersonEnabled&) {
                         state.phase = state.awaits_confirmation ? PersonPhase::added : PersonPhase::active;
                     },
                     [&](const RolesProposed& e) { state.proposal = e; },
                     [&](const RolesChanged& e) {
                         state.roles = e.roles;
                         state.proposal.reset();
                     }},
               event);
    return state;
}

}  // namespace daylit::registry
