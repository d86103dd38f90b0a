// A bidder's sealed bid: complete before the deadline or not at all, replaced or withdrawn before it, each
// act signed, recorded and receipted. Nobody else learns of it until the opening.
//
//   daylight-submission+jws  {audience, lot, stage, documents_version, parts: [{part, digest}], nonce,
//                             expires_at}
//   daylight-withdrawal+jws  {audience, lot, nonce, expires_at}
//
// The digests are of the whole sealed files: the signature stands over every byte of them.
#pragma once

#include "schema/rows_tendering.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "tendering/submission.hpp"

namespace daylit::app {

struct NamedPart {
    std::string part;
    Digest digest;
};
BOOST_DESCRIBE_STRUCT(NamedPart, (), (part, digest))

struct SubmissionStatement {
    std::string audience;
    LotId lot;
    std::string stage;
    std::int64_t documents_version = 0;
    std::vector<NamedPart> parts;  // by name, in order
    std::string nonce;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(SubmissionStatement, (),
                      (audience, lot, stage, documents_version, parts, nonce, expires_at))

struct WithdrawalStatement {
    std::string audience;
    LotId lot;
    std::string nonce;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(WithdrawalStatement, (), (audience, lot, nonce, expires_at))

struct SubmissionInput {
    std::string statement;             // compact JWS
    std::vector<std::string> uploads;  // of the parts in the statement's order
};
BOOST_DESCRIBE_STRUCT(SubmissionInput, (), (statement, uploads))

struct WithdrawalInput {
    std::string statement;
};
BOOST_DESCRIBE_STRUCT(WithdrawalInput, (), (statement))

struct SubmissionAnswer {
    SubmissionId id;
    LotId lot;
    tendering::SubmissionPhase state = tendering::SubmissionPhase::none;
    std::int64_t number = 0;
    Instant at;
    Digest event_digest;
    std::string receipt;  // compact JWS
};
BOOST_DESCRIBE_STRUCT(SubmissionAnswer, (), (id, lot, state, number, at, event_digest, receipt))

struct SubmissionView {
    SubmissionId id;
    LotId lot;
    std::string lot_number;
    std::string lot_title;
    tendering::SubmissionPhase state = tendering::SubmissionPhase::none;
    std::int64_t number = 0;
    std::int64_t documents_version = 0;
    bool documents_outdated = false;  // another version is in force: submit anew
    std::vector<tendering::SealedPart> parts;
};
BOOST_DESCRIBE_STRUCT(SubmissionView, (),
                      (id, lot, lot_number, lot_title, state, number, documents_version, documents_outdated,
                       parts))

// Refuses what the acts refuse, deadline_unsettled, lot_key_not_ready, upload_missing, upload_incomplete,
// upload_is_submitted, part_digest_differs, envelope_for_another, and what the submission refuses.
Result<SubmissionAnswer> submit_bid(Call& call, const Params& params, const SubmissionInput& in);
Result<SubmissionAnswer> withdraw_bid(Call& call, const Params& params, const WithdrawalInput& in);
Result<SubmissionView> my_submission(Call& call, const Params& params);
Result<Page<SubmissionView>> my_submissions(Call& call, const Params& params);

// Who stands behind a submission, sealed in its state.
struct Bidder {
    OrganisationId organisation;
    PersonId person;
};
BOOST_DESCRIBE_STRUCT(Bidder, (), (organisation, person))
// The upload that is this part of a complete submission.
std::string upload_of(const schema::SubmissionRow& row, const std::string& part);
// Whether the caller's organisation has a complete bid for the lot.
bool has_bid(Act& act, const LotId& lot);
Bidder bidder_of(const Services& services, const SubmissionId& id, const tendering::SubmissionState& state);

}  // namespace daylit::app
