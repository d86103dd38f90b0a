// What the registry keeps: who takes part, how they sign in, and what they uploaded.
#pragma once

#include "schema/record.hpp"

namespace daylit::schema {

// An organisation's stream is "organisation:<id>"; `state` is registry::OrganisationState as JSON.
struct OrganisationRow {
    OrganisationId id;
    std::int64_t seq = 0;
    std::string phase;
    std::string kind;
    std::string uscc;
    std::string name;
    Instant registered_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(OrganisationRow, (), (id, seq, phase, kind, uscc, name, registered_at, state))
template <>
inline const TableSpec TableOf<OrganisationRow>::spec = describe_table<OrganisationRow>("organisation",
                                                                                        {"id"}, {{"uscc"}});

// A person's stream is "person:<id>"; `state` is registry::PersonState as JSON.
struct PersonRow {
    PersonId id;
    std::int64_t seq = 0;
    std::string phase;
    OrganisationId organisation;
    std::string login;
    std::string display_name;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(PersonRow, (), (id, seq, phase, organisation, login, display_name, state))
template <>
inline const TableSpec TableOf<PersonRow>::spec = describe_table<PersonRow>("person", {"id"}, {{"login"}});

// The key under which a person's contact data are sealed, itself sealed by the platform; erasing the row
// erases them.
struct PersonalKeyRow {
    PersonId person;
    std::string sealed_key;
};
BOOST_DESCRIBE_STRUCT(PersonalKeyRow, (), (person, sealed_key))
template <>
inline const TableSpec TableOf<PersonalKeyRow>::spec = describe_table<PersonalKeyRow>("personal_key",
                                                                                      {"person"});

// The argon2id hash (PHC string), apart from the person so that no list ever reads it.
struct PasswordRow {
    PersonId person;
    std::string hash;
    Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(PasswordRow, (), (person, hash, changed_at))
template <>
inline const TableSpec TableOf<PasswordRow>::spec = describe_table<PasswordRow>("password", {"person"});

// A session is found by the digest of its token; the token itself is only in the browser. Where the person
// has a second factor, a session first waits for it (`second_step`) and gives no rights until then.
struct SessionRow {
    Digest token_digest;
    PersonId person;
    Instant created_at;
    Instant seen_at;
    Instant expires_at;
    std::string id = {};                       // names it in lists
    bool second_step = false;                  // waits for the second factor
    std::optional<Instant> confirmed_at = {};  // when its holder last proved who they are
    std::string device = {};                   // what the browser says of itself
    std::string network = {};                  // "192.0.2.0/24": from where, no closer than that
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (token_digest, person, created_at, seen_at, expires_at, id, second_step, confirmed_at,
                       device, network))
template <>
inline const TableSpec TableOf<SessionRow>::spec = describe_table<SessionRow>("session", {"token_digest"});

// Failed tries by subject, which server/app/sign_in_guard.cpp names.
struct SignInFailureRow {
    std::string subject;
    std::int64_t failures = 0;
    Instant last_at;
};
BOOST_DESCRIBE_STRUCT(SignInFailureRow, (), (subject, failures, last_at))
template <>
inline const TableSpec TableOf<SignInFailureRow>::spec = describe_table<SignInFailureRow>("sign_in_failure",
                                                                                          {"subject"});

// A certificate's stream is "certificate:<serial>"; `certificate` is the DER.
struct CertificateRow {
    std::string serial;  // lower-case hex
    std::int64_t seq = 0;
    std::string phase;  // valid, revoked
    PersonId person;
    OrganisationId organisation;
    Digest fingerprint;  // SHA-256 of the public key's SPKI
    Instant not_before;
    Instant not_after;
    std::optional<Instant> revoked_at;
    std::string certificate;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(CertificateRow, (),
                      (serial, seq, phase, person, organisation, fingerprint, not_before, not_after,
                       revoked_at, certificate, state))
template <>
inline const TableSpec TableOf<CertificateRow>::spec = describe_table<CertificateRow>("certificate",
                                                                                      {"serial"});

// What somebody uploaded: found by its digest, its bytes in blob_chunk. `uploader` is an actor ("visitor"
// too).
struct UploadRow {
    Digest digest;
    std::int64_t size = 0;
    std::string media_type;
    std::string uploader;
    Instant uploaded_at;
    bool published = false;  // named by something public
};
BOOST_DESCRIBE_STRUCT(UploadRow, (), (digest, size, media_type, uploader, uploaded_at, published))
template <>
inline const TableSpec TableOf<UploadRow>::spec = describe_table<UploadRow>("upload", {"digest"});

// A message to an organisation's people, kept on the platform. Whose it is and what it says is for its
// readers alone: a message about a deposit would else tell who applied.
struct MessageRow {
    std::string id;
    Digest organisation;  // keyed digest
    Instant at;
    std::string kind;
    std::string values;  // sealed JSON array of what fills the kind's sentence
    std::optional<Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (), (id, organisation, at, kind, values, read_at))
template <>
inline const TableSpec TableOf<MessageRow>::spec = describe_table<MessageRow>("message", {"id"});

}  // namespace daylit::schema
