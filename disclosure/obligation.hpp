// The duty to announce, which each result makes for itself, with the time limit of its own article. It is met
// by a released document; whether it was late is part of its history. decide and evolve are pure.
#pragma once

#include "base/calendar.hpp"
#include "base/event.hpp"
#include "disclosure/announcement.hpp"

namespace daylit::disclosure {

// drafted: a document waits for review. A returned document leaves it there until it is revised.
enum class ObligationPhase { none, due, drafted, met };
BOOST_DESCRIBE_ENUM(ObligationPhase, none, due, drafted, met)

// A light turns yellow with so many working days left, the due day included.
constexpr int yellow_working_days_left = 2;

// --- events ---

struct ObligationCaused {
    std::string cause;  // "lot:<id>#<seq>": the event that made it
    AnnouncementKind kind = AnnouncementKind::result;
    LotId lot;
    std::string title;
    Date from{};  // the day that is not counted (Civil Code article 201)
    int days = 0;
    bool working_days = true;
    std::string article;
    DueDate due;  // as the calendar made it
};
BOOST_DESCRIBE_STRUCT(ObligationCaused, (), (cause, kind, lot, title, from, days, working_days, article, due))

struct ObligationDrafted {
    DocumentId document;
};
BOOST_DESCRIBE_STRUCT(ObligationDrafted, (), (document))

struct ObligationMet {
    DocumentId document;
    Instant met_at;
    bool late = false;
};
BOOST_DESCRIBE_STRUCT(ObligationMet, (), (document, met_at, late))

using ObligationEvent = std::variant<ObligationCaused, ObligationDrafted, ObligationMet>;

// --- state ---

struct ObligationState {
    ObligationPhase phase = ObligationPhase::none;
    std::string cause;
    AnnouncementKind kind = AnnouncementKind::result;
    LotId lot;
    std::string title;
    DueDate due;
    std::string article;
    std::optional<DocumentId> document;
    std::optional<Instant> met_at;
    bool met_late = false;
    bool operator==(const ObligationState&) const = default;
};
BOOST_DESCRIBE_STRUCT(ObligationState, (),
                      (phase, cause, kind, lot, title, due, article, document, met_at, met_late))

// --- commands ---

struct CauseObligation {
    std::string cause;
    AnnouncementKind kind = AnnouncementKind::result;
    LotId lot;
    std::string title;
    Date from{};
    int days = 0;
    bool working_days = true;
    std::string article;
};
struct NoteDraft {
    DocumentId document;
};
struct MeetObligation {
    DocumentId document;
};
using ObligationCommand = std::variant<CauseObligation, NoteDraft, MeetObligation>;

// Refuses wrong_phase alone.
Result<std::vector<ObligationEvent>> decide(const ObligationState& state, const ObligationCommand& command,
                                            const WorkingCalendar& calendar, Instant now);
ObligationState evolve(ObligationState state, const ObligationEvent& event);

// Green for what is met: its lateness is said by met_late.
Light light_of(const ObligationState& state, Instant now, const WorkingCalendar& calendar);

}  // namespace daylit::disclosure

namespace daylit {
template <>
struct EventTag<disclosure::ObligationCaused> : NamedEvent<"obligation_caused", 1> {};
template <>
struct EventTag<disclosure::ObligationDrafted> : NamedEvent<"obligation_drafted", 1> {};
template <>
struct EventTag<disclosure::ObligationMet> : NamedEvent<"obligation_met", 1> {};
}  // namespace daylit
