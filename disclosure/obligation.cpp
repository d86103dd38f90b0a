#include "disclosure/obligation.hpp"

#include "base/cases.hpp"

namespace daylit::disclosure {

namespace {

using Events = std::vector<ObligationEvent>;
using Decision = Result<Events>;

Decision only_in(const ObligationState& state, std::initializer_list<ObligationPhase> wanted,
                 ObligationEvent event) {
    if (std::find(wanted.begin(), wanted.end(), state.phase) == wanted.end()) {
        return refuse("wrong_phase", "", {std::string(boost::describe::enum_to_string(state.phase, ""))});
    }
    return Events{std::move(event)};
}

ObligationCaused caused_by(const CauseObligation& c, const WorkingCalendar& calendar) {
    const auto due = c.working_days ? calendar.add_working_days(c.from, c.days)
                                    : calendar.add_calendar_days(c.from, c.days);
    return {c.cause, c.kind, c.lot, c.title, c.from, c.days, c.working_days, c.article, due};
}

}  // namespace

Decision decide(const ObligationState& state, const ObligationCommand& command,
                const WorkingCalendar& calendar, Instant now) {
    return std::visit(Cases{[&](const CauseObligation& c) {
                                return only_in(state, {ObligationPhase::none}, caused_by(c, calendar));
                            },
                            [&](const NoteDraft& c) {
                                return only_in(state, {ObligationPhase::due}, ObligationDrafted{c.document});
                            },
                            [&](const MeetObligation& c) {
                                return only_in(
                                    state, {ObligationPhase::due, ObligationPhase::drafted},
                                    ObligationMet{c.document, now, now >= end_of_day(state.due.date)});
                            }},
                      command);
}

ObligationState evolve(ObligationState state, const ObligationEvent& event) {
    std::visit(Cases{[&](const ObligationCaused& e) {
                         state.phase = ObligationPhase::due;
                         state.cause = e.cause;
                         state.kind = e.kind;
                         state.lot = e.lot;
                         state.title = e.title;
                         state.due = e.due;
                         state.article = e.article;
                     },
                     [&](const ObligationDrafted& e) {
                         state.phase = ObligationPhase::drafted;
                         state.document = e.document;
                     },
                     [&](const ObligationMet& e) {
                         state.phase = ObligationPhase::met;
                         state.document = e.document;
                         state.met_at = e.met_at;
                         state.met_late = e.late;
                     }},
               event);
    return state;
}

Light light_of(const ObligationState& state, Instant now, const WorkingCalendar& calendar) {
    return state.phase == ObligationPhase::met
               ? Light::green
               : daylit::light_of(state.due.date, now, calendar, yellow_working_days_left);
}

}  // namespace daylit::disclosure
