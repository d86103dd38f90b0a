// The opening: gate and officers release their parts, the letters open together, objections are answered on
// the spot, and the host signs the record.
//
//   daylight-release+jws         {audience, lot, closing_list, parts, nonce, expires_at}
//   daylight-opening-record+jws  {audience, lot, record, nonce, expires_at}
//
// closing_list, parts and record are SHA-256 of the texts.
#pragma once

#include "crypto/proof_bundle.hpp"
#include "server/app/tendering/tender_lots.hpp"
#include "tendering/opening_bundle.hpp"

namespace daylit::app {

struct ReleaseStatement {
    std::string audience;
    LotId lot;
    Digest closing_list;
    Digest parts;
    std::string nonce;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(ReleaseStatement, (), (audience, lot, closing_list, parts, nonce, expires_at))

struct RecordStatement {
    std::string audience;
    LotId lot;
    Digest record;
    std::string nonce;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(RecordStatement, (), (audience, lot, record, nonce, expires_at))

struct PartsInput {
    std::string statement;  // compact JWS
    std::string parts;      // crypto/sealing/parts.hpp
};
BOOST_DESCRIBE_STRUCT(PartsInput, (), (statement, parts))

struct SignedInput {
    std::string statement;
};
BOOST_DESCRIBE_STRUCT(SignedInput, (), (statement))

struct ReconveneInput {
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ReconveneInput, (), (at))

struct ObjectionInput {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ObjectionInput, (), (text))

struct AnswerInput {
    std::int64_t number = 0;
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(AnswerInput, (), (number, answer))

// What a holder needs to check before it releases anything (crypto/sealing/release.hpp).
struct ClosingEvidence {
    std::string list;
    std::string event_body;             // base64
    std::optional<LogProof> log_proof;  // once it is in the log under a published checkpoint
    std::string certificate;            // lot.crt in PEM
    std::string transcript;
};
BOOST_DESCRIBE_STRUCT(ClosingEvidence, (), (list, event_body, log_proof, certificate, transcript))

struct RecordView {
    std::string text;
    Digest digest;
};
BOOST_DESCRIBE_STRUCT(RecordView, (), (text, digest))

Result<ClosingEvidence> closing_evidence(Call& call, const Params& params);
// Refuses what the lot refuses. Parts that do not hold are recorded with their holder's name, and the answer
// shows it.
Result<TenderLotView> release_parts(Call& call, const Params& params, const PartsInput& in);
Result<TenderLotView> reconvene_opening(Call& call, const Params& params, const ReconveneInput& in);
Result<TenderLotView> object_to_opening(Call& call, const Params& params, const ObjectionInput& in);
Result<TenderLotView> answer_objection(Call& call, const Params& params, const AnswerInput& in);
// The record as it stands, once the letters are open; signed by the tenderer's host, it is published.
Result<RecordView> opening_record(Call& call, const Params& params);
Result<TenderLotView> sign_opening_record(Call& call, const Params& params, const SignedInput& in);
Result<tendering::OpeningBundle> opening_bundle(Call& call, const Params& params);
// A letter as it was sealed, once it is open: with the agreed point in the place of its own, stock tools open
// it with the private key 1.
Result<std::string> sealed_letter(Call& call, const Params& params);

// --- for a job ---

// Opens every lot whose parts are there: all letters in one transaction, or none. Tells how many.
int open_due_bids(const Services& services);
// Opens the files of every lot whose letters are open, one after the other, and keeps of each whether it is
// what its letter names. Tells how many lots.
int open_due_files(const Services& services);

}  // namespace daylit::app
