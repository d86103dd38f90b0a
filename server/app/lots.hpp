// Lots as everybody sees them. Until a lot closes, a quote shows amount, time and whether it is the reader's
// own; no count of applicants, deposits or answers appears anywhere.
#pragma once

#include "auction/lot.hpp"
#include "schema/rows_auction.hpp"
#include "server/app/documents.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

struct LotSummary {
    LotId id;
    std::string number;
    std::string title;
    std::string location;
    std::string region;
    auction::LandUse use = auction::LandUse::mixed;
    Area area;
    std::string area_mu;
    Fen start_price;
    std::optional<Fen> leading_price;  // the price itself once it is sold
    auction::ShownPhase phase = auction::ShownPhase::announced;
    bool suspended = false;
    Instant published_at;
    Instant listing_start;
    Instant listing_end;
    std::optional<Instant> next_moment;  // when the phase next changes by itself
};
BOOST_DESCRIBE_STRUCT(LotSummary, (),
                      (id, number, title, location, region, use, area, area_mu, start_price, leading_price,
                       phase, suspended, published_at, listing_start, listing_end, next_moment))

struct LeaderView {
    std::int64_t number = 0;
    Fen price;
    Instant at;
    bool mine = false;
    std::optional<std::string> plate;  // after closing
};
BOOST_DESCRIBE_STRUCT(LeaderView, (), (number, price, at, mine, plate))

struct QuoteView {
    std::int64_t number = 0;
    Fen price;
    Instant at;
    auction::QuoteStage stage = auction::QuoteStage::listing;
    bool mine = false;
    std::optional<std::string> plate;  // after closing
    Digest event_digest;
};
BOOST_DESCRIBE_STRUCT(QuoteView, (), (number, price, at, stage, mine, plate, event_digest))

struct ResultView {
    bool sold = false;
    std::optional<Fen> price;
    std::optional<Fen> premium;
    std::optional<std::int64_t> premium_rate;  // ten-thousandths of a percent: 123456 is 12.3456 %
    std::optional<std::string> plate;
    std::optional<std::string> winner_name;  // once a released document names it
    Instant closed_at;
};
BOOST_DESCRIBE_STRUCT(ResultView, (), (sold, price, premium, premium_rate, plate, winner_name, closed_at))

struct DealView {
    std::optional<Instant> seller_signed_at;
    std::optional<Instant> winner_signed_at;
    std::optional<Instant> refused_at;
    std::string contract_number;
    std::optional<Date> contract_signed_on;
    Date contract_due;
};
BOOST_DESCRIBE_STRUCT(DealView, (),
                      (seller_signed_at, winner_signed_at, refused_at, contract_number, contract_signed_on,
                       contract_due))

// An outage that restarted what ran: the question or the window until `until`, or the last stretch of free
// quoting, by which the listing then ends at `listing_end`. Procedure time.
struct LotOutage {
    Instant from;
    Instant to;
    OutageCause cause = OutageCause::server_silent;
    std::optional<Instant> until;
    Instant listing_end;
};
BOOST_DESCRIBE_STRUCT(LotOutage, (), (from, to, cause, until, listing_end))
LotOutage outage_of(const schema::StoredEvent& event);  // of an "outage_recorded"

// Something that happened to the lot, as the public may know it. type: the event's name; digest: its leaf in
// the log.
struct TimelineEntry {
    Instant at;
    std::string type;
    Digest digest;
    std::optional<LotOutage> outage;
};
BOOST_DESCRIBE_STRUCT(TimelineEntry, (), (at, type, digest, outage))

struct LotView {
    LotId id;
    ListingId listing;
    std::int64_t seq = 0;
    std::string seller_name;
    auction::ShownPhase phase = auction::ShownPhase::announced;
    bool suspended = false;
    std::string reason;  // of a suspension or termination
    auction::LotTerms terms;
    std::string area_mu;
    auction::Profile profile;
    Instant published_at;
    std::optional<LeaderView> leader;
    Fen next_price;
    std::optional<Instant> until;        // of the question or the window that runs
    std::optional<Instant> next_moment;  // when the phase next changes by itself
    std::optional<ResultView> result;
    std::optional<DealView> deal;
    std::vector<AnnouncementView> announcements;  // newest first
    std::vector<ObligationView> obligations;
    std::vector<TimelineEntry> timeline;
};
BOOST_DESCRIBE_STRUCT(LotView, (),
                      (id, listing, seq, seller_name, phase, suspended, reason, terms, area_mu, profile,
                       published_at, leader, next_price, until, next_moment, result, deal, announcements,
                       obligations, timeline))

// ?phase=open|closed (default both), ?q=text in number, title or place, ?cursor=, ?limit=
Result<Page<LotSummary>> lots(Call& call, const Params& params);
Result<LotView> lot(Call& call, const Params& params);
// Ascending by number; ?after=number, ?limit=
Result<Page<QuoteView>> lot_quotes(Call& call, const Params& params);

// --- live: event "lot" of the feed "lot:<id>", its id "<lot>.<seq>" ---

struct LiveQuote {
    std::int64_t number = 0;
    Fen price;
    Instant at;
    auction::QuoteStage stage = auction::QuoteStage::listing;
    Digest event_digest;
};
BOOST_DESCRIBE_STRUCT(LiveQuote, (), (number, price, at, stage, event_digest))

struct LiveLot {
    LotId id;
    std::int64_t seq = 0;
    auction::ShownPhase phase = auction::ShownPhase::announced;
    bool suspended = false;
    Fen next_price;
    std::optional<Instant> until;
    std::optional<Instant> next_moment;
    std::optional<Instant> closed_at;
    std::vector<LiveQuote> quotes;   // those that came since the reader's last message, ascending
    std::vector<LotOutage> outages;  // the same
};
BOOST_DESCRIBE_STRUCT(LiveLot, (),
                      (id, seq, phase, suspended, next_price, until, next_moment, closed_at, quotes, outages))

// What a watcher missed after `after_seq`: one message, with at most the last 500 quotes; nullopt for no such
// lot.
std::optional<LiveLot> live_lot(const Services& services, const LotId& id, std::int64_t after_seq);

}  // namespace daylit::app
