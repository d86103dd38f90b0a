// What the registry keeps of programs that act in a person's name.
#pragma once

#include "schema/record.hpp"

namespace daylit::schema {

// A token's stream is "program_token:<id>"; `state` is registry::TokenState as JSON. Of the token itself only
// the digest is stored.
struct ProgramTokenRow {
    std::string id;
    std::int64_t seq = 0;
    std::string phase;  // valid, revoked
    PersonId person;
    Digest digest;  // SHA-256 of the token's text
    Instant made_at;
    Instant expires_at;
    std::optional<Instant> revoked_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(ProgramTokenRow, (),
                      (id, seq, phase, person, digest, made_at, expires_at, revoked_at, state))
template <>
inline const TableSpec TableOf<ProgramTokenRow>::spec = describe_table<ProgramTokenRow>("program_token",
                                                                                        {"id"}, {{"digest"}});

// When a token was last used, to the hour: finer times would tell whoever reads the database who just quoted.
// Apart from the token, whose row follows its events alone.
struct ProgramTokenUseRow {
    std::string token;
    Instant last_at;
};
BOOST_DESCRIBE_STRUCT(ProgramTokenUseRow, (), (token, last_at))
template <>
inline const TableSpec TableOf<ProgramTokenUseRow>::spec =
    describe_table<ProgramTokenUseRow>("program_token_use", {"token"});

}  // namespace daylit::schema
