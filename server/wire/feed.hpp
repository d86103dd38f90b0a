// GET /api/v1/feed: what a page watches live. ?lot=ID[,ID…] adds the events "lot" of those lots
// (app::LiveLot); ?tender_lot= and ?ceremony= add "tender_lot" and "ceremony", which say only that something
// changed: {id, seq}. No more than 20 of each are watched. Every feed has "announcement"
// (app::AnnouncementView) and, once a second, "time". A reader
// that comes back with Last-Event-ID "<lot>.<seq>" is first told what it missed. A feed that was opened in a
// session ends with it.
#pragma once

#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "server/http/message.hpp"

namespace daylit::wire {

http::Feed make_feed(const app::Services& services, const app::Caller& caller, const app::Params& params,
                     const http::Request& request);

}  // namespace daylit::wire
