// Whom a clerk may name for a ceremony.
#pragma once

#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

struct OpeningOfficerView {
    PersonId person;
    std::string name;
    OrganisationId body;
    std::string body_name;
    bool has_certificate = false;  // one that is good now; without it, no word in a ceremony can be signed
};
BOOST_DESCRIBE_STRUCT(OpeningOfficerView, (), (person, name, body, body_name, has_certificate))

// ?q= in the body's name, ?cursor=, ?limit= in bodies: a body's officers come together.
Result<Page<OpeningOfficerView>> opening_officers(Call& call, const Params& params);

}  // namespace daylit::app
