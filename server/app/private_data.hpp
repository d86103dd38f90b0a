// What is stored sealed, and what is found without being stored: personal data under a key of each person's
// own, evidence and applicants under the platform's sealing key, "mine" by keyed digests.
#pragma once

#include "crypto/sealed_box.hpp"
#include "server/app/call.hpp"

namespace daylit::app {

struct Contact {
    std::string mobile;
    std::string email;
};
BOOST_DESCRIBE_STRUCT(Contact, (), (mobile, email))

// HMAC-SHA-256 under the platform's linking key, for one purpose each.
Digest keyed_digest(const Services& services, std::string_view purpose, std::string_view text);
bool is_keyed_digest(const Services& services, std::string_view purpose, std::string_view text,
                     std::string_view given);
inline Digest organisation_key(const Services& services, const OrganisationId& organisation) {
    return keyed_digest(services, "organisation", organisation.text);
}

std::string seal(const Services& services, std::string_view content, std::string_view place);
std::string unseal(const Services& services, std::string_view box, std::string_view place);

// The person's own key is derived from a random seed in `personal_key`; erasing that row erases what was
// sealed.
std::string seal_contact(Act& act, const PersonId& person, const Contact& contact);
std::optional<Contact> open_contact(Act& act, const PersonId& person, const std::string& sealed_base64);

}  // namespace daylit::app
