// The disclosure officer's desk, the catalog, and the obligations that make themselves.
#pragma once

#include "disclosure/document.hpp"
#include "disclosure/obligation.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "server/app/registration.hpp"

namespace daylit::app {

// A released announcement in the catalog. Its documents stand at /announcements/{id}.html and .json for good.
struct AnnouncementView {
    DocumentId id;
    disclosure::AnnouncementKind kind = disclosure::AnnouncementKind::listing;
    std::string index_number;
    std::string title;
    std::string summary;
    std::vector<LotId> lots;
    Instant released_at;
    std::optional<DocumentId> corrects;
    std::optional<DocumentId> corrected_by;
    Digest html_digest;
    Digest json_digest;
    Digest event_digest;  // of the release: its proof is at /api/v1/log/proofs/{event_digest}
};
BOOST_DESCRIBE_STRUCT(AnnouncementView, (),
                      (id, kind, index_number, title, summary, lots, released_at, corrects, corrected_by,
                       html_digest, json_digest, event_digest))

struct ObligationView {
    ObligationId id;
    disclosure::ObligationPhase state = disclosure::ObligationPhase::none;
    disclosure::AnnouncementKind kind = disclosure::AnnouncementKind::listing;
    LotId lot;
    std::string title;
    Date due_date;
    bool provisional = false;  // the due date rests on a year without calendar data
    std::string article;
    Light light = Light::green;  // "result due, not yet released" while it is not met
    Instant caused_at;
    std::optional<DocumentId> document;  // once it is released
    std::optional<Instant> met_at;
    bool met_late = false;
};
BOOST_DESCRIBE_STRUCT(ObligationView, (),
                      (id, state, kind, lot, title, due_date, provisional, article, light, caused_at,
                       document, met_at, met_late))

struct DocumentView {
    DocumentId id;
    disclosure::DocumentPhase state = disclosure::DocumentPhase::none;
    disclosure::AnnouncementContent content;
    std::string author_name;  // "程序" for drafts that a program made
    bool may_release = false;
    Instant drafted_at;
    std::optional<Instant> released_at;
    std::optional<std::string> index_number;
    std::optional<DocumentId> corrects;
    std::string reason;  // of the last return
    std::optional<ObligationView> obligation;
};
BOOST_DESCRIBE_STRUCT(DocumentView, (),
                      (id, state, content, author_name, may_release, drafted_at, released_at, index_number,
                       corrects, reason, obligation))

// The officer's secrecy review, in so many words (Regulation on the Disclosure of Government Information,
// article 17).
struct ReleaseInput {
    bool secrecy_reviewed = false;
    std::string opinion;
};
BOOST_DESCRIBE_STRUCT(ReleaseInput, (), (secrecy_reviewed, opinion))

struct RevisionInput {
    std::string
        statement;  // the free text of the announcement; its facts come from the log and cannot be edited
};
BOOST_DESCRIBE_STRUCT(RevisionInput, (), (statement))

struct CorrectionInput {
    std::string statement;  // what was wrong and what is right
};
BOOST_DESCRIBE_STRUCT(CorrectionInput, (), (statement))

Result<Page<DocumentView>> documents(Call& call, const Params& params);  // ?state=, ?cursor=, ?limit=
Result<DocumentView> document(Call& call, const Params& params);
Result<DocumentView> revise_document(Call& call, const Params& params, const RevisionInput& in);
Result<DocumentView> return_document(Call& call, const Params& params, const Reason& in);
Result<DocumentView> release_document(Call& call, const Params& params, const ReleaseInput& in);
// A new document that points to the old one and goes through review itself. {id}: the released one.
Result<DocumentView> draft_correction(Call& call, const Params& params, const CorrectionInput& in);

// Newest first; ?kind=, ?lot=, ?q= (in the title), ?cursor=, ?limit=
Result<Page<AnnouncementView>> announcements(Call& call, const Params& params);
Result<AnnouncementView> announcement(Call& call, const Params& params);
// ?state=open|met, ?light=, ?cursor=, ?limit=; by due date
Result<Page<ObligationView>> obligations(Call& call, const Params& params);

// The exact released bytes; refuses not_found.
struct PublishedBytes {
    std::string html;
    std::string json;
};
Result<PublishedBytes> published_bytes(const Services& services, const DocumentId& id);
// The exact bytes of the release's event: their SHA-256 is the leaf of the log, and they name the digests of
// the published bytes. Refuses not_found.
Result<std::string> release_event(const Services& services, const DocumentId& id);

// --- for the other use cases, inside their transactions ---

// A fresh document's place. "document:" comes before the names of most other streams, and streams are locked
// in ascending order: so whoever releases at once takes its place first, before any listing, lot or notice.
struct DocumentPlace {
    DocumentId id;
    Stream stream;
};
DocumentPlace place_document(Act& act);

// Releases at once what the caller, as the second person, has just approved (listing announcements and
// notices), its secrecy review included: index number, bytes, events. Takes the year's serial number, which
// everybody else waits for until the commit: call it last. Nothing here can be refused: the content is sound
// and the caller is not its author.
AnnouncementView release_at_once(Act& act, DocumentPlace place,
                                 const disclosure::AnnouncementContent& content, const std::string& author);
// An obligation to announce, once for each cause and kind: the same again changes nothing.
struct NewObligation {
    std::string cause;  // "lot:<id>#<seq>": the event that made it
    disclosure::AnnouncementKind kind = disclosure::AnnouncementKind::result;
    LotId lot;
    std::string title;
    Date from{};   // the day that is not counted
    int days = 0;  // the rule's value and unit
    bool working_days = true;
    std::string article;
};
// Locks the streams "obligation:<id>" in ascending order.
void cause_obligations(Act& act, const std::vector<NewObligation>& obligations);
std::vector<AnnouncementView> announcements_of(Act& act, const LotId& lot);
std::vector<ObligationView> obligations_of(Act& act, const LotId& lot, Instant now);

// --- for the jobs ---

// Who stands behind a sold lot's winning plate; nullopt where it is not known yet.
using WinnerOf =
    std::function<std::optional<OrganisationId>(Act& act, const LotId& lot, const std::string& plate)>;

// Drafts the announcements of open obligations that have none, each in a transaction of its own; tells how
// many. Safe to repeat and to break off. One that cannot be drafted yet waits for the next time; one that
// fails does not hold up the others, and its exception comes out at the end. `winner_of` may lock streams
// that come before "document:".
int draft_due_announcements(const Services& services, const WinnerOf& winner_of);

}  // namespace daylit::app
