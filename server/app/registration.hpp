// Organisations: they register with their first person and are reviewed by a registrar.
#pragma once

#include "registry/person.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "server/app/rule_book.hpp"

namespace daylit::app {

struct OrganisationInput {
    registry::OrganisationKind kind = registry::OrganisationKind::bidder;
    registry::ApplicantKind applicant_kind = registry::ApplicantKind::enterprise;
    std::string name;
    std::string uscc;
    std::string address;
    std::string legal_representative;
};
BOOST_DESCRIBE_STRUCT(OrganisationInput, (),
                      (kind, applicant_kind, name, uscc, address, legal_representative))

struct PersonInput {
    std::string login;
    std::string password;
    std::string display_name;
    std::string mobile;
    std::string email;
};
BOOST_DESCRIBE_STRUCT(PersonInput, (), (login, password, display_name, mobile, email))

struct Registration {
    OrganisationInput organisation;
    PersonInput person;
    registry::Letter letter;
    registry::SignedAgreement agreement;
};
BOOST_DESCRIBE_STRUCT(Registration, (), (organisation, person, letter, agreement))

struct RegistrationView {
    OrganisationId organisation_id;
    PersonId person_id;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(RegistrationView, (), (organisation_id, person_id, state))

struct PersonView {
    PersonId id;
    std::string login;
    std::string display_name;
    std::string state;
    std::vector<registry::Role> roles;
    std::optional<std::vector<registry::Role>> proposed_roles;  // until a second administrator confirms them
    std::optional<std::string> mobile;  // null where the reader may not see it or it was erased
    std::optional<std::string> email;
    std::optional<registry::Letter> letter;
};
BOOST_DESCRIBE_STRUCT(PersonView, (),
                      (id, login, display_name, state, roles, proposed_roles, mobile, email, letter))

struct OrganisationView {
    OrganisationId id;
    std::string kind;
    std::string state;
    std::string name;
    std::string uscc;
    std::string address;
    std::string legal_representative;
    std::string reason;
    Instant registered_at;
    std::vector<PersonView> people;
};
BOOST_DESCRIBE_STRUCT(OrganisationView, (),
                      (id, kind, state, name, uscc, address, legal_representative, reason, registered_at,
                       people))

struct Reason {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reason, (), (reason))

Result<Agreement> current_agreement(Call& call, const Params& params);
Result<RegistrationView> register_organisation(Call& call, const Params& params, const Registration& in);
Result<Page<OrganisationView>> organisations(Call& call, const Params& params);
Result<OrganisationView> organisation(Call& call, const Params& params);
Result<OrganisationView> my_organisation(Call& call, const Params& params);
Result<OrganisationView> approve_organisation(Call& call, const Params& params, const Nothing& in);
Result<OrganisationView> return_organisation(Call& call, const Params& params, const Reason& in);
struct Correction {
    std::string name;
    std::string uscc;
    std::string address;
    std::string legal_representative;
};
BOOST_DESCRIBE_STRUCT(Correction, (), (name, uscc, address, legal_representative))
Result<OrganisationView> correct_organisation(Call& call, const Params& params, const Correction& in);

}  // namespace daylit::app
