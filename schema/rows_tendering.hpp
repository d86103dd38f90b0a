// What tenders keep. A row's `state` is the pure state of its folder as JSON, changed in the transaction that
// stores the events; the other columns are what lists search by.
#pragma once

#include "schema/record.hpp"

namespace daylit::schema {

// Stream "ceremony:<id>"; state tendering::CeremonyState.
struct CeremonyRow {
    CeremonyId id;
    std::int64_t seq = 0;
    std::string phase;
    std::string author;
    Instant called_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(CeremonyRow, (), (id, seq, phase, author, called_at, state))
template <>
inline const TableSpec TableOf<CeremonyRow>::spec = describe_table<CeremonyRow>("ceremony", {"id"});

// Stream "tender:<id>"; state tendering::TenderState.
struct TenderRow {
    TenderId id;
    std::int64_t seq = 0;
    std::string phase;
    OrganisationId tenderer;
    std::string title;
    std::string author;
    Instant changed_at;
    std::optional<Instant> published_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(TenderRow, (),
                      (id, seq, phase, tenderer, title, author, changed_at, published_at, state))
template <>
inline const TableSpec TableOf<TenderRow>::spec = describe_table<TenderRow>("tender", {"id"});

// Stream "tender_lot:<id>"; state tendering::TenderLotState. `next_due` is when time alone next changes it.
struct TenderLotRow {
    LotId id;
    std::int64_t seq = 0;
    std::string phase;
    std::optional<Instant> next_due;
    TenderId tender;
    OrganisationId tenderer;
    CeremonyId ceremony;
    std::string number;
    std::string title;
    Instant published_at;
    Instant deadline;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(TenderLotRow, (),
                      (id, seq, phase, next_due, tender, tenderer, ceremony, number, title, published_at,
                       deadline, state))
template <>
inline const TableSpec TableOf<TenderLotRow>::spec = describe_table<TenderLotRow>("tender_lot", {"id"});

// A proposed act upon a tender's lot until a second person publishes or returns it. Stream
// "tender_notice:<id>"; state tendering::TenderNoticeState.
struct TenderNoticeRow {
    std::string id;
    std::int64_t seq = 0;
    std::string phase;
    LotId lot;
    std::string kind;
    std::string author;
    Instant proposed_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(TenderNoticeRow, (), (id, seq, phase, lot, kind, author, proposed_at, state))
template <>
inline const TableSpec TableOf<TenderNoticeRow>::spec = describe_table<TenderNoticeRow>("tender_notice",
                                                                                        {"id"});

// Stream "tender_question:<id>"; state tendering::TenderQuestionState, where the asker stands sealed.
struct TenderQuestionRow {
    std::string id;
    std::int64_t seq = 0;
    std::string phase;
    LotId lot;
    Digest asker_key;  // keyed digest of the organisation, for "my questions"
    Instant asked_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(TenderQuestionRow, (), (id, seq, phase, lot, asker_key, asked_at, state))
template <>
inline const TableSpec TableOf<TenderQuestionRow>::spec = describe_table<TenderQuestionRow>("tender_question",
                                                                                            {"id"});

// A sealed file on its way, in chunks of a MiB. It names neither lot nor part: who reads the database does
// not learn what it is for. Gone when it is replaced, withdrawn, or was never submitted.
struct SealedUploadRow {
    std::string id;
    Digest owner_key;  // keyed digest of the organisation
    std::int64_t size = 0;
    Instant begun_at;  // by the wall clock
    bool submitted = false;
    std::string received;                // a '1' for each chunk that is there, a '0' for each that is not
    std::optional<std::string> checked;  // app::CheckedUpload as JSON, once it is whole
};
BOOST_DESCRIBE_STRUCT(SealedUploadRow, (), (id, owner_key, size, begun_at, submitted, received, checked))
template <>
inline const TableSpec TableOf<SealedUploadRow>::spec = describe_table<SealedUploadRow>("sealed_upload",
                                                                                        {"id"});

struct SealedChunkRow {
    std::string upload;
    std::int64_t number = 0;  // from 0
    std::string bytes;
};
BOOST_DESCRIBE_STRUCT(SealedChunkRow, (), (upload, number, bytes))
template <>
inline const TableSpec TableOf<SealedChunkRow>::spec = describe_table<SealedChunkRow>("sealed_chunk",
                                                                                      {"upload", "number"});

// Stream "submission:<id>"; state tendering::SubmissionState, where the bidder stands sealed. `bidder_key` is
// a keyed digest of lot and organisation: one submission each, found by its own people, joined by nobody who
// only reads the database.
struct SubmissionRow {
    SubmissionId id;
    std::int64_t seq = 0;
    std::string phase;
    LotId lot;
    Digest bidder_key;
    Digest organisation_key;
    std::string uploads;  // JSON array of the uploads' ids, in the order of the parts
    std::string state;
};
BOOST_DESCRIBE_STRUCT(SubmissionRow, (), (id, seq, phase, lot, bidder_key, organisation_key, uploads, state))
template <>
inline const TableSpec TableOf<SubmissionRow>::spec = describe_table<SubmissionRow>("submission", {"id"},
                                                                                    {{"bidder_key"}});

// The reference of a bid security by transfer, once an open letter has named it.
struct SecurityReferenceRow {
    std::string reference;
    LotId lot;
    SubmissionId submission;
};
BOOST_DESCRIBE_STRUCT(SecurityReferenceRow, (), (reference, lot, submission))
template <>
inline const TableSpec TableOf<SecurityReferenceRow>::spec =
    describe_table<SecurityReferenceRow>("security_reference", {"reference"});

// Which tenders an organisation watches: one sealed list, of one length however many they are.
struct TenderWatchRow {
    std::string id;  // a keyed digest of the organisation's, in hex
    std::string box;
};
BOOST_DESCRIBE_STRUCT(TenderWatchRow, (), (id, box))
template <>
inline const TableSpec TableOf<TenderWatchRow>::spec = describe_table<TenderWatchRow>("tender_watch", {"id"});

}  // namespace daylit::schema
