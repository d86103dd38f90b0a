// A proposed act upon a published lot (supplementary announcement, suspension, resumption, termination),
// which counts only once a second person publishes it. decide and evolve are pure; the lot itself judges the
// act (auction/lot.hpp).
#pragma once

#include "auction/terms.hpp"
#include "base/event.hpp"

namespace daylit::auction {

enum class NoticeKind { supplementary, suspension, resumption, termination };
BOOST_DESCRIBE_ENUM(NoticeKind, supplementary, suspension, resumption, termination)

enum class NoticePhase { none, proposed, published, returned };
BOOST_DESCRIBE_ENUM(NoticePhase, none, proposed, published, returned)

struct NoticeContent {
    NoticeKind kind = NoticeKind::supplementary;
    std::string statement;               // what the public reads: the reason, or what changes
    std::optional<LotTerms> terms;       // supplementary alone: the terms as they shall stand
    std::optional<Instant> listing_end;  // resumption alone: later than the suspension's length makes it
    std::optional<Instant> timed_start;  // resumption alone
    bool operator==(const NoticeContent&) const = default;
};
BOOST_DESCRIBE_STRUCT(NoticeContent, (), (kind, statement, terms, listing_end, timed_start))

// `before`: of the lot's terms that the author saw. Whole terms take their place, so that what another notice
// changed meanwhile would be undone unseen.
struct NoticeProposed {
    LotId lot;
    NoticeContent content;
    std::string author;
    Digest before;
};
BOOST_DESCRIBE_STRUCT(NoticeProposed, (), (lot, content, author, before))

struct NoticeReturned {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(NoticeReturned, (), (reason))

struct NoticePublished {};
BOOST_DESCRIBE_STRUCT(NoticePublished, (), ())

using NoticeEvent = std::variant<NoticeProposed, NoticeReturned, NoticePublished>;

struct NoticeState {
    NoticePhase phase = NoticePhase::none;
    LotId lot;
    NoticeContent content;
    std::string author;
    std::string reason;
    Digest before;
    bool operator==(const NoticeState&) const = default;
};
BOOST_DESCRIBE_STRUCT(NoticeState, (), (phase, lot, content, author, reason, before))

// `terms` are the lot's as they stand now, here and below.
struct ProposeNotice {
    LotId lot;
    NoticeContent content;
    std::string actor;
    LotTerms terms;
};
struct ReturnNotice {
    std::string reason;
    std::string actor;
};
struct PublishNotice {
    std::string actor;
    LotTerms terms;
};
using NoticeCommand = std::variant<ProposeNotice, ReturnNotice, PublishNotice>;

Result<std::vector<NoticeEvent>> decide(const NoticeState& state, const NoticeCommand& command);
NoticeState evolve(NoticeState state, const NoticeEvent& event);

}  // namespace daylit::auction

namespace daylit {
template <>
struct EventTag<auction::NoticeProposed> : NamedEvent<"notice_proposed", 1> {};
template <>
struct EventTag<auction::NoticeReturned> : NamedEvent<"notice_returned", 1> {};
template <>
struct EventTag<auction::NoticePublished> : NamedEvent<"notice_published", 1> {};
}  // namespace daylit
