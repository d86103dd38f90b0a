// A tender notice in the making: one or more lots with their documents and times, drafted by the tenderer or
// its agency, reviewed and published by somebody of the center who never wrote in it. decide and evolve are
// pure.
#pragma once

#include "base/event.hpp"
#include "base/id.hpp"
#include "tendering/terms.hpp"

namespace daylit::tendering {

enum class TenderDraftPhase { none, draft, in_review, returned, published };
BOOST_DESCRIBE_ENUM(TenderDraftPhase, none, draft, in_review, returned, published)

struct DraftedLot {
    TenderTerms terms;
    TenderTimes times;
    bool operator==(const DraftedLot&) const = default;
};
BOOST_DESCRIBE_STRUCT(DraftedLot, (), (terms, times))

struct TenderDraft {
    std::string title;
    std::string project_number;  // of the approval or filing that the tender rests on
    std::string method;          // "open_tender"
    std::string statement;       // funding, contacts and whatever else is to be said
    std::vector<DraftedLot> lots;
    bool operator==(const TenderDraft&) const = default;
};
BOOST_DESCRIBE_STRUCT(TenderDraft, (), (title, project_number, method, statement, lots))

// --- events ---

struct TenderDrafted {
    OrganisationId tenderer;
    TenderDraft draft;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(TenderDrafted, (), (tenderer, draft, author))

struct TenderRevised {
    TenderDraft draft;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(TenderRevised, (), (draft, author))

struct TenderSentToReview {
    std::string author;
};
BOOST_DESCRIBE_STRUCT(TenderSentToReview, (), (author))

struct TenderReturned {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(TenderReturned, (), (reason))

struct TenderPublished {
    std::vector<LotId> lots;  // in the draft's order
};
BOOST_DESCRIBE_STRUCT(TenderPublished, (), (lots))

using TenderEvent =
    std::variant<TenderDrafted, TenderRevised, TenderSentToReview, TenderReturned, TenderPublished>;

// --- state ---

struct TenderState {
    TenderDraftPhase phase = TenderDraftPhase::none;
    OrganisationId tenderer;
    TenderDraft draft;
    std::vector<std::string> authors;  // everybody who wrote in it or sent it to review
    std::string reason;                // of the last return
    std::vector<LotId> lots;
    bool operator==(const TenderState&) const = default;
};
BOOST_DESCRIBE_STRUCT(TenderState, (), (phase, tenderer, draft, authors, reason, lots))

// --- commands ---

struct DraftTender {
    OrganisationId tenderer;
    TenderDraft draft;
    std::string actor;
};
struct ReviseTender {
    TenderDraft draft;
    std::string actor;
};
// What is sent to review must be lawful were it published now.
struct SendTenderToReview {
    const Method& method;
    std::string actor;
};
struct ReturnTender {
    std::string reason;
    std::string actor;
};
struct PublishTender {
    const Method& method;
    std::vector<LotId> lots;  // fresh ids, in the draft's order
    std::string actor;
};
using TenderCommand =
    std::variant<DraftTender, ReviseTender, SendTenderToReview, ReturnTender, PublishTender>;

// Refuses what texts and check_terms refuse, tender_without_lots, too_many, number_repeated,
// tender_draft_wrong_phase, author_cannot_review.
Result<std::vector<TenderEvent>> decide(const TenderState& state, const TenderCommand& command, Instant now);
TenderState evolve(TenderState state, const TenderEvent& event);

// Everything that stands against publishing the draft now, for the desk that shows it.
std::vector<Refusal> check_draft(const TenderDraft& draft, const Method& method, Instant now);

}  // namespace daylit::tendering

namespace daylit {
template <>
struct EventTag<tendering::TenderDrafted> : NamedEvent<"tender_drafted", 1> {};
template <>
struct EventTag<tendering::TenderRevised> : NamedEvent<"tender_revised", 1> {};
template <>
struct EventTag<tendering::TenderSentToReview> : NamedEvent<"tender_sent_to_review", 1> {};
template <>
struct EventTag<tendering::TenderReturned> : NamedEvent<"tender_returned", 1> {};
template <>
struct EventTag<tendering::TenderPublished> : NamedEvent<"tender_published", 1> {};
}  // namespace daylit
