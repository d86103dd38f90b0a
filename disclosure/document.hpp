// A document's life: drafted by a person or a program, reviewed for secrets by somebody who never wrote in
// it, and released for good (Regulation on the Disclosure of Government Information, article 17: first the
// review, then the release). A released document is never changed; a correction is a new document that points
// to it. decide and evolve are pure.
#pragma once

#include "base/event.hpp"
#include "crypto/digest.hpp"
#include "disclosure/announcement.hpp"

namespace daylit::disclosure {

enum class DocumentPhase { none, drafted, returned, released };
BOOST_DESCRIBE_ENUM(DocumentPhase, none, drafted, returned, released)

// The author of what the platform drafts from its events.
constexpr std::string_view drafting_program = "program:drafts";

// --- events ---

struct DocumentDrafted {
    AnnouncementContent content;
    std::optional<ObligationId> obligation;  // that it is to meet
    std::string author;
};
BOOST_DESCRIBE_STRUCT(DocumentDrafted, (), (content, obligation, author))

// The free text alone changes: the facts come from the log.
struct DocumentRevised {
    std::string statement;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(DocumentRevised, (), (statement, author))

struct DocumentReturned {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(DocumentReturned, (), (reason))

// The secrecy review. An event apart from the release, whose body is public: the opinion is not.
struct DocumentReviewed {
    std::string opinion;
    std::string reviewer;
};
BOOST_DESCRIBE_STRUCT(DocumentReviewed, (), (opinion, reviewer))

struct DocumentReleased {
    std::string index_number;
    Digest html_digest;  // SHA-256 of the bytes that stand at /announcements/{id}.html
    Digest json_digest;  // and at .json
    Instant released_at;
};
BOOST_DESCRIBE_STRUCT(DocumentReleased, (), (index_number, html_digest, json_digest, released_at))

// A released correction points to this document.
struct DocumentCorrected {
    DocumentId by;
    std::string index_number;
};
BOOST_DESCRIBE_STRUCT(DocumentCorrected, (), (by, index_number))

using DocumentEvent = std::variant<DocumentDrafted, DocumentRevised, DocumentReturned, DocumentReviewed,
                                   DocumentReleased, DocumentCorrected>;

// --- state ---

struct DocumentState {
    DocumentPhase phase = DocumentPhase::none;
    AnnouncementContent content;
    std::optional<ObligationId> obligation;
    std::vector<std::string> authors;  // everybody who wrote in it, the first one first
    std::string reason;                // of the last return
    std::string reviewer;              // "" until the secrecy review
    std::string index_number;          // "" until released
    std::optional<Instant> released_at;
    std::optional<Digest> html_digest;
    std::optional<Digest> json_digest;
    std::optional<DocumentId> corrected_by;
    bool operator==(const DocumentState&) const = default;

    bool is_author(const std::string& actor) const {
        return std::find(authors.begin(), authors.end(), actor) != authors.end();
    }
};
BOOST_DESCRIBE_STRUCT(DocumentState, (),
                      (phase, content, obligation, authors, reason, reviewer, index_number, released_at,
                       html_digest, json_digest, corrected_by))

// --- commands; `actor` is who acts ---

struct DraftDocument {
    AnnouncementContent content;
    std::optional<ObligationId> obligation;
    std::string actor;
};
struct ReviseDocument {
    std::string statement;
    std::string actor;
};
struct ReturnDocument {
    std::string reason;
    std::string actor;
};
// Comes first in the transaction that releases: the bytes are made only of what may go out.
struct ReviewDocument {
    bool secrecy_reviewed = false;
    std::string opinion;
    std::string actor;
};
struct ReleaseDocument {
    std::string index_number;
    Digest html_digest;
    Digest json_digest;
};
struct CorrectDocument {
    DocumentId by;
    std::string index_number;
};
using DocumentCommand = std::variant<DraftDocument, ReviseDocument, ReturnDocument, ReviewDocument,
                                     ReleaseDocument, CorrectDocument>;

// Refusals in this order: form, existence, right, phase.
Result<std::vector<DocumentEvent>> decide(const DocumentState& state, const DocumentCommand& command,
                                          Instant now);
DocumentState evolve(DocumentState state, const DocumentEvent& event);

// Whether a correction of this document may be drafted. Refuses document_not_released, already_corrected.
Outcome check_correctable(const DocumentState& state);

}  // namespace daylit::disclosure

namespace daylit {
template <>
struct EventTag<disclosure::DocumentDrafted> : NamedEvent<"document_drafted", 1> {};
template <>
struct EventTag<disclosure::DocumentRevised> : NamedEvent<"document_revised", 1> {};
template <>
struct EventTag<disclosure::DocumentReturned> : NamedEvent<"document_returned", 1> {};
template <>
struct EventTag<disclosure::DocumentReviewed> : NamedEvent<"document_reviewed", 1> {};
template <>
struct EventTag<disclosure::DocumentReleased> : NamedEvent<"document_released", 1> {};
template <>
struct EventTag<disclosure::DocumentCorrected> : NamedEvent<"document_corrected", 1> {};
}  // namespace daylit
