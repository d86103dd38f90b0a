// Lots of tenders: under their lock, as everybody sees them, and as time moves them.
#pragma once

#include "schema/rows_tendering.hpp"
#include "server/app/call.hpp"
#include "server/app/documents.hpp"
#include "server/app/params.hpp"
#include "tendering/lot.hpp"

namespace daylit::app {

// --- under its lock ---

struct LockedTenderLot {
    schema::TenderLotRow row;
    tendering::TenderLotState state;
    Stream stream;
};

std::string tender_lot_stream(const LotId& id);
// Locks the stream and reads the row; nullopt for no such lot.
std::optional<LockedTenderLot> lock_tender_lot(Act& act, const LotId& id);
// What decide must know beyond the lot: outages, what is settled, and what is complete where it closes.
tendering::TenderFacts tender_facts(Act& act, const LotId& id, const tendering::TenderLotState& state,
                                    Instant now);
void begin_tender_lot(Act& act, const LotId& id, Stream& stream, const OrganisationId& tenderer,
                      const std::vector<tendering::TenderLotEvent>& events);
// Stores what was decided, follows it with the row, and causes what follows: obligations, work for the jobs.
// Watchers are told after the commit. Locks streams that sort after "tender_lot:".
std::vector<schema::StoredEvent> store_tender_events(Act& act, LockedTenderLot& lot,
                                                     const std::vector<tendering::TenderLotEvent>& events,
                                                     const std::string& actor);
// No lot has the number, or only such as failed or were terminated.
bool tender_number_is_free(Act& act, const std::string& number);

// --- as everybody sees it ---

struct TenderSummary {
    LotId id;
    std::string number;
    std::string title;
    std::string tenderer_name;
    std::string region;
    std::string location;
    tendering::TenderPhase state = tendering::TenderPhase::none;
    bool suspended = false;
    Fen estimate;
    Instant published_at;
    Instant deadline;
};
BOOST_DESCRIBE_STRUCT(TenderSummary, (),
                      (id, number, title, tenderer_name, region, location, state, suspended, estimate,
                       published_at, deadline))

// Who holds a part of the lot's key, and what of it is done.
struct HolderView {
    std::int64_t holder = 0;  // the gate's is 65535
    std::string name;         // "" of the gate
    std::string body_name;
    bool cosigned = false;
    bool released = false;
};
BOOST_DESCRIBE_STRUCT(HolderView, (), (holder, name, body_name, cosigned, released))

struct TenderEntry {
    Instant at;
    std::string type;
    Digest digest;
    boost::json::object data;  // of those events whose every member is public
};
BOOST_DESCRIBE_STRUCT(TenderEntry, (), (at, type, digest, data))

struct TenderLotView {
    LotId id;
    TenderId tender;
    std::int64_t seq = 0;
    std::string tenderer_name;
    tendering::TenderPhase state = tendering::TenderPhase::none;
    bool suspended = false;
    bool takes_bids = false;
    std::string reason;
    tendering::TenderTerms terms;
    tendering::TenderTimes times;
    tendering::Method method;
    std::int64_t documents_version = 0;
    tendering::LotKey key;
    std::vector<HolderView> holders;
    Instant published_at;
    std::optional<Instant> closed_at;
    std::optional<Digest> closing_list;
    std::int64_t submissions = 0;          // 0 until the closing
    std::optional<Instant> waiting_since;  // for the officers' parts
    std::optional<Instant> adjourned_at;   // when the wait ends
    bool opening_hidden = false;  // the caller is not among those who may watch: no bids, files or objections
    std::vector<tendering::OpenedBid> bids;
    std::vector<tendering::OpenedFile> files;  // none until all are opened
    bool files_wait = false;                   // they are being opened
    std::vector<tendering::OpeningObjection> objections;
    std::optional<Digest> record;
    std::vector<AnnouncementView> announcements;  // newest first
    std::vector<TenderEntry> timeline;
    Instant now;  // by the procedure's clock
};
BOOST_DESCRIBE_STRUCT(TenderLotView, (),
                      (id, tender, seq, tenderer_name, state, suspended, takes_bids, reason, terms, times,
                       method, documents_version, key, holders, published_at, closed_at, closing_list,
                       submissions, waiting_since, adjourned_at, opening_hidden, bids, files, files_wait,
                       objections, record, announcements, timeline, now))

// ?q=, ?state=, ?ceremony= (whose key they have), ?cursor=, ?limit=: newest first.
Result<Page<TenderSummary>> tender_lots(Call& call, const Params& params);
Result<TenderLotView> tender_lot(Call& call, const Params& params);
// lot.crt, in PEM.
Result<std::string> tender_lot_certificate(Call& call, const Params& params);

struct CosignInput {
    std::string
        statement;  // compact JWS, type daylight-cosign+jws: {audience, lot, certificate, nonce, expires_at}
};
BOOST_DESCRIBE_STRUCT(CosignInput, (), (statement))

struct CosignStatement {
    std::string audience;
    LotId lot;
    Digest certificate;  // of lot.crt in DER
    std::string nonce;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(CosignStatement, (), (audience, lot, certificate, nonce, expires_at))

// An officer of the key's ceremony signs the lot's certificate: that it is for this lot, stage and time.
Result<TenderLotView> cosign_tender_key(Call& call, const Params& params, const CosignInput& in);

// What an officer signed, as it came, and the certificate that it is good under: who seals a bid checks both.
struct CosignatureView {
    std::int64_t holder = 0;
    std::string statement;    // compact JWS: CosignStatement
    std::string certificate;  // in PEM
};
BOOST_DESCRIBE_STRUCT(CosignatureView, (), (holder, statement, certificate))
Result<Page<CosignatureView>> tender_lot_cosignatures(Call& call, const Params& params);

// Where the documents keep the opening to its parties, only they watch it until its record is published: the
// tenderer, those who bid, the key's officers, the center's staff and supervisors. Then everybody may check
// it.
bool may_watch(Act& act, const schema::TenderLotRow& row, const tendering::TenderLotState& state);

TenderLotView tender_lot_view(Act& act, const schema::TenderLotRow& row);

// --- for the jobs ---

// Advances every lot whose next moment has come and is settled, each in a transaction of its own; tells how
// many changed.
int advance_due_tenders(const Services& services);
// The same for every open lot that one of these outages may touch.
int advance_touched_tenders(const Services& services, const std::vector<Instant>& outage_ends);
std::optional<Instant> next_due_tender(const Services& services);
// Makes the obligations to announce what failed; tells how many.
int oblige_tender_announcements(const Services& services);
// Announces at once what was adjourned or goes on: it happens in front of everybody, and nobody has anything
// to say in it. Tells how many.
int announce_adjournments(const Services& services);

}  // namespace daylit::app
