// Obligations to announce: caused inside the transaction of the result, public with their light until they
// are met and after.
#include "disclosure/obligation.hpp"

#include "server/app/aggregate.hpp"
#include "server/app/document_rows.hpp"
#include "server/app/keyset.hpp"
#include "server/app/rule_book.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using schema::Compare;
using schema::Condition;
using schema::ObligationRow;

// An obligation makes itself, whoever or whatever brought the result about.
constexpr const char* actor = "program:obligations";

const char* name_of_kind(disclosure::AnnouncementKind kind) {
    return boost::describe::enum_to_string(kind, "");
}

bool is_known(Act& act, const NewObligation& obligation) {
    return !act.tx
                .select<ObligationRow>({{schema::equals("cause", obligation.cause),
                                         schema::equals("kind", name_of_kind(obligation.kind))},
                                        {},
                                        1})
                .empty();
}

void cause(Act& act, const ObligationId& id, const NewObligation& wanted) {
    auto stream = act.lock("obligation:" + id.text);
    disclosure::ObligationState state;
    const disclosure::CauseObligation command{wanted.cause, wanted.kind, wanted.lot,          wanted.title,
                                              wanted.from,  wanted.days, wanted.working_days, wanted.article};
    const auto events =
        decide(state, disclosure::ObligationCommand(command), act.services().rules.calendar(), stream.now);
    ensure(events.ok(), "a new obligation is caused");
    apply(act, stream, state, *events, actor);
    act.insert(ObligationRow{id, stream.head.seq, boost::describe::enum_to_string(state.phase, ""),
                             state.cause, name_of_kind(state.kind), state.lot, state.due.date, state.title,
                             std::nullopt, stream.now, to_json_text(state)});
}

// A light as the due dates that have it now: lights follow the due date, so that pages stay exact. The first
// green date is found by asking the calendar.
std::vector<Condition> due_dates_with(Light light, Instant now, const WorkingCalendar& calendar) {
    const auto today = china_date(now);
    const auto text = [](Date day) { return schema::ColumnCodec<Date>::write(day); };
    if (light == Light::red) {
        return {{"due_date", Compare::less, text(today), {}}};
    }
    auto first_green = today;
    while (light_of(first_green, now, calendar, disclosure::yellow_working_days_left) != Light::green) {
        first_green = days_later(first_green, 1);
    }
    if (light == Light::green) {
        return {{"due_date", Compare::at_least, text(first_green), {}}};
    }
    return {{"due_date", Compare::at_least, text(today), {}},
            {"due_date", Compare::less, text(first_green), {}}};
}

Condition is_open() {
    return {"phase", Compare::one_of, {}, {"due", "drafted"}};
}

Result<std::vector<Condition>> filter_of(const Params& params, const Services& services, Instant now) {
    std::vector<Condition> where;
    if (const auto state = params.text("state")) {
        if (*state != "open" && *state != "met") {
            return refuse("wrong_type", "state", {"open, met"});
        }
        where.push_back(*state == "open" ? is_open() : schema::equals("phase", "met"));
    }
    if (const auto wanted = params.text("light")) {
        const auto light = from_json<Light>(boost::json::string(*wanted), "light");
        if (!light) {
            return light.refusal();
        }
        // What is met has no light to look for.
        where.push_back(is_open());
        for (auto& condition : due_dates_with(*light, now, services.rules.calendar())) {
            where.push_back(std::move(condition));
        }
    }
    return where;
}

}  // namespace

void cause_obligations(Act& act, const std::vector<NewObligation>& obligations) {
    std::vector<ObligationId> ids;
    ids.reserve(obligations.size());
    for (std::size_t i = 0; i < obligations.size(); ++i) {
        ids.push_back({id_text(act.services().random.entropy())});
    }
    std::sort(ids.begin(), ids.end());
    for (std::size_t i = 0; i < obligations.size(); ++i) {
        if (!is_known(act, obligations[i])) {
            cause(act, ids[i], obligations[i]);
        }
    }
}

Result<Page<ObligationView>> obligations(Call& call, const Params& params) {
    const auto now = call.services.procedure_clock.now();
    const auto where = filter_of(params, call.services, now);
    if (!where) {
        return where.refusal();
    }
    return call.read<Page<ObligationView>>([&](Act& act) {
        return page_of<ObligationView, ObligationRow>(
            act, params, *where, "due_date", schema::Order::ascending,
            [&](const ObligationRow& row) { return obligation_view(call.services, row, now); });
    });
}

std::vector<ObligationView> obligations_of(Act& act, const LotId& lot, Instant now) {
    std::vector<ObligationView> views;
    for (const auto& row : act.tx.select<ObligationRow>(
             {{schema::equals("lot", lot)}, {{"due_date", schema::Order::ascending}}, 100})) {
        views.push_back(obligation_view(act.services(), row, now));
    }
    return views;
}

}  // namespace daylit::app
