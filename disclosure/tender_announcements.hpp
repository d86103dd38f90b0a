// The announcements of tenders, built from the tenders' own values. Nothing here is typed by a person but
// titles, documents and statements.
#pragma once

#include "disclosure/announcement.hpp"
#include "tendering/notice.hpp"
#include "tendering/tender.hpp"

namespace daylit::disclosure {

struct TenderFacts {
    std::string issuer;    // the center's full legal name
    std::string tenderer;  // full name
    tendering::TenderDraft draft;
    tendering::Method method;
    std::vector<LotId> lots;  // in the draft's order
};

// What a tender notice has to say (招标公告和公示信息发布管理办法 article 5), for all lots, and the method's
// rules with their articles.
AnnouncementContent tender_announcement(const TenderFacts& facts);

// One lot as an announcement about it needs it; `state` is the state after what is announced.
struct TenderLotFacts {
    std::string issuer;
    std::string tenderer;
    LotId id;
    tendering::TenderLotState state;
};

// A change or clarification, suspension, resumption or termination: `before` is the lot until now.
AnnouncementContent tender_notice_announcement(const TenderLotFacts& lot,
                                               const tendering::TenderLotState& before,
                                               const tendering::TenderNoticeContent& notice, Instant at);
// Too few complete submissions: nothing was opened, and nobody is named.
AnnouncementContent tender_failed(const TenderLotFacts& lot);
// Too few officers released their parts in time: nothing was opened, and all bids stay sealed and valid.
AnnouncementContent opening_adjourned(const TenderLotFacts& lot, const tendering::OpeningAdjourned& event);
// When it goes on.
AnnouncementContent opening_reconvened(const TenderLotFacts& lot, const tendering::OpeningReconvened& event);
// The opening as it was recorded: every bid with what its letter says. `letters`: of each bid that opened,
// its fields as the documents name them.
AnnouncementContent opening_announcement(const TenderLotFacts& lot,
                                         const std::vector<std::optional<boost::json::object>>& letters);

}  // namespace daylit::disclosure
