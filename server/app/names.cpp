#include "server/app/names.hpp"

#include "schema/rows_registry.hpp"

namespace daylit::app {

std::string organisation_name(Act& act, const OrganisationId& id) {
    const auto row = act.tx.find<schema::OrganisationRow>(schema::Lock::none, id);
    return row ? row->name : std::string();
}

std::string actor_name(Act& act, const std::string& actor) {
    constexpr std::string_view person = "person:";
    if (!actor.starts_with(person)) {
        return "程序";
    }
    const auto row =
        act.tx.find<schema::PersonRow>(schema::Lock::none, PersonId{actor.substr(person.size())});
    return row ? row->display_name : std::string();
}

}  // namespace daylit::app
