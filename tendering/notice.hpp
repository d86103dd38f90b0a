// A proposed act upon a published tender lot (changed documents or answers, suspension, resumption,
// termination), which counts only once a second person publishes it. decide and evolve are pure; the lot
// itself judges the act (tendering/lot.hpp).
#pragma once

#include "tendering/lot.hpp"

namespace daylit::tendering {

enum class TenderNoticeKind { change, suspension, resumption, termination };
BOOST_DESCRIBE_ENUM(TenderNoticeKind, change, suspension, resumption, termination)

enum class TenderNoticePhase { none, proposed, published, returned };
BOOST_DESCRIBE_ENUM(TenderNoticePhase, none, proposed, published, returned)

// Documents and times as they shall stand.
struct ProposedChange {
    TenderTerms terms;
    TenderTimes times;
    std::vector<AnsweredQuestion> answers;
    bool affects_bids = false;
    bool operator==(const ProposedChange&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProposedChange, (), (terms, times, answers, affects_bids))

struct TenderNoticeContent {
    TenderNoticeKind kind = TenderNoticeKind::change;
    std::string statement;                 // what the public reads: the reason, or what changes
    std::optional<ProposedChange> change;  // of a change alone
    bool operator==(const TenderNoticeContent&) const = default;
};
BOOST_DESCRIBE_STRUCT(TenderNoticeContent, (), (kind, statement, change))

// `before`: of the lot's terms and times that the author saw. Whole terms take their place, so that what
// another notice changed meanwhile would be undone unseen.
struct TenderNoticeProposed {
    LotId lot;
    TenderNoticeContent content;
    std::string author;
    Digest before;
};
BOOST_DESCRIBE_STRUCT(TenderNoticeProposed, (), (lot, content, author, before))

struct TenderNoticeReturned {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(TenderNoticeReturned, (), (reason))

struct TenderNoticePublished {};
BOOST_DESCRIBE_STRUCT(TenderNoticePublished, (), ())

using TenderNoticeEvent = std::variant<TenderNoticeProposed, TenderNoticeReturned, TenderNoticePublished>;

struct TenderNoticeState {
    TenderNoticePhase phase = TenderNoticePhase::none;
    LotId lot;
    TenderNoticeContent content;
    std::string author;
    std::string reason;
    Digest before;
    bool operator==(const TenderNoticeState&) const = default;
};
BOOST_DESCRIBE_STRUCT(TenderNoticeState, (), (phase, lot, content, author, reason, before))

// `stands`: the lot as it is now.
struct ProposeTenderNotice {
    LotId lot;
    TenderNoticeContent content;
    std::string actor;
    const TenderLotState& stands;
};
struct ReturnTenderNotice {
    std::string reason;
    std::string actor;
};
struct PublishTenderNotice {
    std::string actor;
    const TenderLotState& stands;
};
using TenderNoticeCommand = std::variant<ProposeTenderNotice, ReturnTenderNotice, PublishTenderNotice>;

// Refuses what texts refuse, missing_field, field_not_of_this_kind, tender_notice_wrong_phase,
// author_cannot_review, terms_changed_since_proposal.
Result<std::vector<TenderNoticeEvent>> decide(const TenderNoticeState& state,
                                              const TenderNoticeCommand& command);
TenderNoticeState evolve(TenderNoticeState state, const TenderNoticeEvent& event);

// What the notice does to its lot.
TenderLotCommand command_of(const TenderNoticeContent& content);

}  // namespace daylit::tendering

namespace daylit {
template <>
struct EventTag<tendering::TenderNoticeProposed> : NamedEvent<"tender_notice_proposed", 1> {};
template <>
struct EventTag<tendering::TenderNoticeReturned> : NamedEvent<"tender_notice_returned", 1> {};
template <>
struct EventTag<tendering::TenderNoticePublished> : NamedEvent<"tender_notice_published", 1> {};
}  // namespace daylit
