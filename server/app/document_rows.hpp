// Documents and obligations as rows, streams and views: what the desk, the catalog and the jobs share.
#pragma once

#include "schema/rows_disclosure.hpp"
#include "server/app/documents.hpp"

namespace daylit::app {

// A document whose stream is locked, its row with it.
struct OpenDocument {
    schema::DocumentRow row;
    Stream stream;
    disclosure::DocumentState state;
};
struct OpenObligation {
    schema::ObligationRow row;
    Stream stream;
    disclosure::ObligationState state;
};

// Nullopt where there is none. Locks "document:<id>" or "obligation:<id>".
std::optional<OpenDocument> open_document(Act& act, const DocumentId& id);
std::optional<OpenObligation> open_obligation(Act& act, const ObligationId& id);

using DocumentEvents = std::vector<disclosure::DocumentEvent>;
using ObligationEvents = std::vector<disclosure::ObligationEvent>;

// Stores the events, evolves the state and writes the row.
void change_document(Act& act, OpenDocument& document, const DocumentEvents& events);
void change_obligation(Act& act, OpenObligation& obligation, const ObligationEvents& events,
                       const std::string& actor);

// A new document with its first event; the row is not inserted yet.
// `actor` is who makes it now: not always its author.
OpenDocument begin_document(Act& act, DocumentPlace place, const disclosure::DraftDocument& command,
                            const std::string& actor);
void insert_document(Act& act, OpenDocument& document);

// Gives a document, which was reviewed in this transaction, its index number, makes its bytes and stores
// both; the row is brought up to date but not written. Tells the catalog's watchers after the commit.
AnnouncementView put_out(Act& act, OpenDocument& document);

AnnouncementView announcement_view(const schema::DocumentRow& row);
DocumentView document_view(Act& act, const schema::DocumentRow& row, Instant now);
ObligationView obligation_view(const Services& services, const schema::ObligationRow& row, Instant now);

}  // namespace daylit::app
