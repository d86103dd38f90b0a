// Acts upon published tender lots under four eyes: changes and clarifications, suspension, resumption,
// termination. Proposed by the tenderer, published or returned by the center.
#pragma once

#include "schema/rows_tendering.hpp"
#include "server/app/params.hpp"
#include "server/app/tendering/tenders.hpp"
#include "tendering/notice.hpp"

namespace daylit::app {

struct TenderNoticeView {
    std::string id;
    tendering::TenderNoticePhase state = tendering::TenderNoticePhase::none;
    LotId lot;
    std::string lot_number;
    std::string lot_title;
    tendering::TenderNoticeContent content;
    std::string author_name;
    bool may_review = false;
    Instant proposed_at;
    std::string reason;  // of a return
};
BOOST_DESCRIBE_STRUCT(TenderNoticeView, (),
                      (id, state, lot, lot_number, lot_title, content, author_name, may_review, proposed_at,
                       reason))

// Of an answered question, the text is taken from the question itself. Refuses question_unknown.
Result<TenderNoticeView> propose_tender_notice(Call& call, const Params& params,
                                               const tendering::TenderNoticeContent& in);
Result<TenderNoticeView> publish_tender_notice(Call& call, const Params& params, const Nothing& in);
Result<TenderNoticeView> return_tender_notice(Call& call, const Params& params, const ReturnInput& in);
Result<Page<TenderNoticeView>> tender_notices(Call& call, const Params& params);

}  // namespace daylit::app
