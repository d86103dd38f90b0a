// What the land desk and the auctions keep. A row's `state` is the pure state of its folder as JSON, changed
// in the transaction that stores the events; the other columns are what lists search by.
#pragma once

#include "schema/record.hpp"

namespace daylit::schema {

// Stream "parcel:<id>"; state auction::ParcelState.
struct ParcelRow {
    std::string id;
    std::int64_t seq = 0;
    std::string phase;
    OrganisationId seller;
    std::string number;
    std::string title;
    Instant submitted_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(ParcelRow, (), (id, seq, phase, seller, number, title, submitted_at, state))
template <>
inline const TableSpec TableOf<ParcelRow>::spec = describe_table<ParcelRow>("parcel", {"id"});

// Stream "listing:<id>"; state auction::ListingState.
struct ListingRow {
    ListingId id;
    std::int64_t seq = 0;
    std::string phase;
    OrganisationId seller;
    std::string title;
    std::string author;
    Instant changed_at;
    std::optional<Instant> published_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(ListingRow, (),
                      (id, seq, phase, seller, title, author, changed_at, published_at, state))
template <>
inline const TableSpec TableOf<ListingRow>::spec = describe_table<ListingRow>("listing", {"id"});

// Stream "lot:<id>"; state auction::LotState. `next_due` is when time alone next changes it.
struct LotRow {
    LotId id;
    std::int64_t seq = 0;
    std::string phase;
    std::optional<Instant> next_due;
    ListingId listing;
    std::string parcel;
    OrganisationId seller;
    std::string number;
    std::string title;
    std::string location;
    Instant published_at;
    std::optional<Instant> closed_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(LotRow, (),
                      (id, seq, phase, next_due, listing, parcel, seller, number, title, location,
                       published_at, closed_at, state))
template <>
inline const TableSpec TableOf<LotRow>::spec = describe_table<LotRow>("lot", {"id"});

// A proposed supplementary announcement, suspension, resumption or termination of a lot, until a second
// person publishes or returns it. Stream "notice:<id>".
struct NoticeRow {
    std::string id;
    std::int64_t seq = 0;
    std::string phase;  // proposed, published, returned
    LotId lot;
    std::string kind;
    std::string author;
    Instant proposed_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(NoticeRow, (), (id, seq, phase, lot, kind, author, proposed_at, state))
template <>
inline const TableSpec TableOf<NoticeRow>::spec = describe_table<NoticeRow>("notice", {"id"});

// A sold lot's deal confirmation as it was drawn up: its bytes are made once, and both parties sign their
// digest.
struct DealRow {
    LotId lot;
    OrganisationId winner;
    std::string winner_name;
    std::string seller_name;
    std::string text;
    Digest digest;
    Instant drawn_up_at;
};
BOOST_DESCRIBE_STRUCT(DealRow, (), (lot, winner, winner_name, seller_name, text, digest, drawn_up_at))
template <>
inline const TableSpec TableOf<DealRow>::spec = describe_table<DealRow>("deal", {"lot"});

// Stream "application:<id>"; state auction::ApplicationState, where the applicant stands sealed.
// `applicant_key` is a keyed digest of lot and organisation: one application each, found by its own people,
// joined by nobody who only reads the database.
struct ApplicationRow {
    ApplicationId id;
    std::int64_t seq = 0;
    std::string phase;
    LotId lot;
    Digest applicant_key;
    Digest organisation_key;  // keyed digest of the organisation alone, for "my applications"
    std::string deposit_reference;
    std::optional<std::string> plate;
    Instant applied_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(ApplicationRow, (),
                      (id, seq, phase, lot, applicant_key, organisation_key, deposit_reference, plate,
                       applied_at, state))
template <>
inline const TableSpec TableOf<ApplicationRow>::spec = describe_table<ApplicationRow>(
    "application", {"id"}, {{"applicant_key"}, {"deposit_reference"}, {"lot", "plate"}});

// A line of the bank's statement as finance entered it; it names no lot. Stream "bank_line:<id>"; state
// auction::BankLineState, where the payer stands sealed: who reads the database alone cannot go from a payer
// over its reference to a plate.
struct BankLineRow {
    std::string id;
    std::int64_t seq = 0;
    std::string phase;                          // entered, matched, mismatched, resolved
    std::optional<std::string> bank_reference;  // the bank's own number; null once the line is void
    std::string reference;                      // the deposit reference that the payer gave
    Fen amount;
    Instant received_at;
    Instant entered_at;
    std::string author;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(BankLineRow, (),
                      (id, seq, phase, bank_reference, reference, amount, received_at, entered_at, author,
                       state))
template <>
inline const TableSpec TableOf<BankLineRow>::spec = describe_table<BankLineRow>("bank_line", {"id"},
                                                                                {{"bank_reference"}});

// Money to give back; finance sees payee and amount, never the lot. Stream "refund:<id>"; state
// auction::RefundState, where the payee stands sealed.
struct RefundRow {
    std::string id;
    std::int64_t seq = 0;
    std::string phase;  // due, paid
    std::string cause;  // "application:<id>" or "bank_line:<id>"
    std::string reference;
    Fen amount;
    Date due_date;
    Instant caused_at;
    std::optional<Instant> paid_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(RefundRow, (),
                      (id, seq, phase, cause, reference, amount, due_date, caused_at, paid_at, state))
template <>
inline const TableSpec TableOf<RefundRow>::spec = describe_table<RefundRow>("refund", {"id"}, {{"cause"}});

// An answer to a lot's question who goes on, kept out of the lot's own stream until the question is over, so
// that no number tells how many answered. Stream "answer:<id>".
struct AnswerRow {
    std::string id;
    LotId lot;
    std::string plate;
    bool go_on = false;
    Digest evidence;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(AnswerRow, (), (id, lot, plate, go_on, evidence, at))
template <>
inline const TableSpec TableOf<AnswerRow>::spec = describe_table<AnswerRow>("answer", {"id"},
                                                                            {{"lot", "plate"}});

// A signed act exactly as it arrived (JWS), sealed, under the digest that its event names.
struct EvidenceRow {
    Digest digest;
    std::string sealed;
};
BOOST_DESCRIBE_STRUCT(EvidenceRow, (), (digest, sealed))
template <>
inline const TableSpec TableOf<EvidenceRow>::spec = describe_table<EvidenceRow>("evidence", {"digest"});

// A receipt as it was given, so that its owner can have it again.
struct ReceiptRow {
    std::string id;
    Digest event_digest;
    Digest organisation_key;
    LotId lot;
    Instant at;
    std::string receipt;  // compact JWS
};
BOOST_DESCRIBE_STRUCT(ReceiptRow, (), (id, event_digest, organisation_key, lot, at, receipt))
template <>
inline const TableSpec TableOf<ReceiptRow>::spec = describe_table<ReceiptRow>("receipt", {"id"},
                                                                              {{"event_digest"}});

// Work that a committed transaction still causes, done at least once by a job: its effect must be idempotent.
struct OutboxRow {
    std::string id;
    std::string kind;
    std::string subject;
    Instant created_at;
    std::optional<Instant> done_at;
    std::int64_t attempts = 0;
};
BOOST_DESCRIBE_STRUCT(OutboxRow, (), (id, kind, subject, created_at, done_at, attempts))
template <>
inline const TableSpec TableOf<OutboxRow>::spec = describe_table<OutboxRow>("outbox", {"id"},
                                                                            {{"kind", "subject"}});

}  // namespace daylit::schema
