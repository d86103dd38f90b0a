// What an organisation watches: told of what changes about a tender, without anybody learning that it does.
// The list is one sealed row of one length; nothing is sent, for what is sent tells of itself: whoever
// watches asks for its list.
#pragma once

#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "tendering/lot.hpp"

namespace daylit::app {

struct WatchedTender {
    LotId lot;
    std::string number;
    std::string title;
    tendering::TenderPhase state = tendering::TenderPhase::none;
    bool suspended = false;
    Instant deadline;
    std::int64_t documents_version = 0;
    std::int64_t seen_version = 0;
    std::int64_t announcements = 0;  // about the lot, so far
    std::int64_t seen_announcements = 0;
    bool changed = false;  // either is not what was seen
};
BOOST_DESCRIBE_STRUCT(WatchedTender, (),
                      (lot, number, title, state, suspended, deadline, documents_version, seen_version,
                       announcements, seen_announcements, changed))

struct WatchInput {
    std::int64_t seen_version = 0;
    std::optional<std::int64_t> seen_announcements;  // all of them, where it is not said
};
BOOST_DESCRIBE_STRUCT(WatchInput, (), (seen_version, seen_announcements))

// Newest first: what was watched last.
Result<Page<WatchedTender>> watched_tenders(Call& call, const Params& params);
// Watches a lot, or says what of it was seen. Refuses not_found, watch_list_full.
Result<WatchedTender> watch_tender(Call& call, const Params& params, const WatchInput& in);
// Refuses not_found where the lot was not watched.
Result<Nothing> stop_watching(Call& call, const Params& params, const Nothing& in);

}  // namespace daylit::app
