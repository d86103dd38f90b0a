// Who plays in the demonstration: the center's staff, the seller and the bidders of one city that does not
// exist.
#pragma once

#include "registry/roles.hpp"

#include <span>
#include <string>
#include <string_view>

namespace daylit::tools {

struct StaffPart {
    std::string_view login;
    std::string_view name;
    registry::Role role;
    std::string_view title;  // of the role, for people
};
std::span<const StaffPart> staff_parts();

struct OrganisationPart {
    std::string_view login;  // of its agent
    std::string_view agent;  // the agent's name
    std::string_view name;
    registry::OrganisationKind kind;
    std::string_view prefix;  // registering department and category of its unified social credit code
    std::string_view serial;  // the first eight characters of its organisation code
    std::string_view address;
    std::string_view legal_representative;
    bool guest = false;  // left for the user to play with: it applies and pays, and quotes only by hand
};
std::span<const OrganisationPart> organisation_parts();

// The organisation's code with both its check characters (GB 32100-2015, GB 11714).
std::string uscc_of(const OrganisationPart& part);

// A letter of authorisation as a small PDF.
std::string letter_pdf(std::string_view login, std::string_view uscc);

}  // namespace daylit::tools
