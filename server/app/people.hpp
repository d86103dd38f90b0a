// People: an organisation adds its own, administrators add staff that a second administrator confirms.
#pragma once

#include "schema/rows_registry.hpp"
#include "server/app/registration.hpp"

namespace daylit::app {

struct Colleague {
    std::string login;
    std::string password;
    std::string display_name;
    std::string mobile;
    std::string email;
    registry::Letter letter;
};
BOOST_DESCRIBE_STRUCT(Colleague, (), (login, password, display_name, mobile, email, letter))

struct StaffMember {
    std::string login;
    std::string password;
    std::string display_name;
    std::string mobile;
    std::string email;
    std::vector<registry::Role> roles;
    // Where it works: the center or the supervisor's office; where its roles are in one alone, in that.
    std::optional<registry::OrganisationKind> office = {};
};
BOOST_DESCRIBE_STRUCT(StaffMember, (), (login, password, display_name, mobile, email, roles, office))

struct RolesInput {
    std::vector<registry::Role> roles;
};
BOOST_DESCRIBE_STRUCT(RolesInput, (), (roles))

Result<Page<PersonView>> my_people(Call& call, const Params& params);
Result<PersonView> add_colleague(Call& call, const Params& params, const Colleague& in);
Result<Page<PersonView>> staff(Call& call, const Params& params);
// Refuses not_an_office.
Result<PersonView> add_staff(Call& call, const Params& params, const StaffMember& in);
// Of a person who was added, or of the roles that were proposed for one: by another administrator than their
// author, and never for oneself. Refuses author_cannot_approve.
Result<PersonView> confirm_staff(Call& call, const Params& params, const Nothing& in);
// What changes a person's phase or roles ends its sessions in the same transaction; disabling it revokes its
// tokens.
Result<PersonView> disable_person(Call& call, const Params& params, const Reason& in);
Result<PersonView> enable_person(Call& call, const Params& params, const Nothing& in);
// Proposes other roles, which count once a second administrator confirms them; a later proposal takes the
// place of an earlier one. Not one's own: refuses author_cannot_approve.
Result<PersonView> change_roles(Call& call, const Params& params, const RolesInput& in);

// For the shell at the first start: the center, the supervisor's office, and two administrators, since from
// then on one adds and the other confirms. Empty when somebody is already there; else the logins and
// passwords to hand over.
struct FirstAdministrator {
    std::string login;
    std::string password;
};
std::vector<FirstAdministrator> make_first_administrators(const Services& services);

// --- for the other use cases of the registry ---

// Checks the form of contact and password, before any lock; gives the password's record.
Result<std::string> check_person(const Services& services, const PersonInput& input,
                                 const std::string& organisation_name);
// What an added person will be stored as: decided before anything of the transaction is written. Refuses
// login_taken and what the registry refuses.
struct DecidedPerson {
    PersonId id;
    registry::AddPerson command;
    std::vector<registry::PersonEvent> events;
};
Result<DecidedPerson> decide_person(Act& act, registry::AddPerson command);
schema::PersonRow store_person(Act& act, DecidedPerson decided, const PersonInput& input,
                               const std::string& password_record);
PersonView view_of(Act& act, const schema::PersonRow& row, bool with_contact);
// Staff are managed by administrators alone, others by whoever acts for the same organisation.
bool may_manage(Act& act, const schema::PersonRow& row);

}  // namespace daylit::app
