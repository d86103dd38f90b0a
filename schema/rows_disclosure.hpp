// What disclosure keeps: obligations, announcements in the making, and the catalog of what was released.
#pragma once

#include "schema/record.hpp"

namespace daylit::schema {

// Stream "obligation:<id>"; state disclosure::ObligationState. One for each cause and kind.
struct ObligationRow {
    ObligationId id;
    std::int64_t seq = 0;
    std::string phase;
    std::string cause;  // "lot:<id>#<seq>": the event that made it
    std::string kind;
    LotId lot;
    Date due_date;
    std::string title;
    std::optional<DocumentId> document;
    Instant caused_at;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(ObligationRow, (),
                      (id, seq, phase, cause, kind, lot, due_date, title, document, caused_at, state))
template <>
inline const TableSpec TableOf<ObligationRow>::spec = describe_table<ObligationRow>("obligation", {"id"},
                                                                                    {{"cause", "kind"}});

// Stream "document:<id>"; state disclosure::DocumentState. Released ones are the catalog.
struct DocumentRow {
    DocumentId id;
    std::int64_t seq = 0;
    std::string phase;
    std::string kind;
    std::optional<std::string> index_number;
    std::string title;
    std::string summary;
    std::string author;
    Instant drafted_at;
    std::optional<Instant> released_at;
    std::optional<DocumentId> corrects;
    std::optional<DocumentId> corrected_by;
    std::optional<Digest> release_digest;  // of the release's event
    std::string state;
};
BOOST_DESCRIBE_STRUCT(DocumentRow, (),
                      (id, seq, phase, kind, index_number, title, summary, author, drafted_at, released_at,
                       corrects, corrected_by, release_digest, state))
template <>
inline const TableSpec TableOf<DocumentRow>::spec = describe_table<DocumentRow>("document", {"id"},
                                                                                {{"index_number"}});

// Which lots a document is about: a listing announcement is about many.
struct DocumentLotRow {
    LotId lot;
    DocumentId document;
};
BOOST_DESCRIBE_STRUCT(DocumentLotRow, (), (lot, document))
template <>
inline const TableSpec TableOf<DocumentLotRow>::spec = describe_table<DocumentLotRow>("document_lot",
                                                                                      {"lot", "document"});

// The released bytes, inserted once and never changed.
struct PublishedDocumentRow {
    DocumentId id;
    std::string html;
    std::string json;
    Digest html_digest;
    Digest json_digest;
    Digest event_digest;  // of the release
};
BOOST_DESCRIBE_STRUCT(PublishedDocumentRow, (), (id, html, json, html_digest, json_digest, event_digest))
template <>
inline const TableSpec TableOf<PublishedDocumentRow>::spec =
    describe_table<PublishedDocumentRow>("published_document", {"id"});

// Serial numbers that must run without gaps within a year, such as index numbers; locked while one is taken.
struct SerialRow {
    std::string name;  // "index_number/2026"
    std::int64_t last = 0;
};
BOOST_DESCRIBE_STRUCT(SerialRow, (), (name, last))
template <>
inline const TableSpec TableOf<SerialRow>::spec = describe_table<SerialRow>("serial", {"name"});

}  // namespace daylit::schema
