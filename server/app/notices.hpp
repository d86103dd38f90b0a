// Acts upon a published lot, proposed by a clerk and published by a second person.
#pragma once

#include "auction/notice.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "server/app/registration.hpp"

namespace daylit::app {

struct NoticeView {
    std::string id;
    auction::NoticePhase state = auction::NoticePhase::none;
    LotId lot;
    std::string lot_number;
    std::string lot_title;
    auction::NoticeContent content;
    std::string author_name;
    bool may_review = false;
    Instant proposed_at;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(NoticeView, (),
                      (id, state, lot, lot_number, lot_title, content, author_name, may_review, proposed_at,
                       reason))

Result<NoticeView> propose_notice(Call& call, const Params& params, const auction::NoticeContent& in);
Result<NoticeView> publish_notice(Call& call, const Params& params, const Nothing& in);
Result<NoticeView> return_notice(Call& call, const Params& params, const Reason& in);
Result<Page<NoticeView>> notices(Call& call, const Params& params);  // ?state=, ?lot=, ?cursor=, ?limit=

}  // namespace daylit::app
