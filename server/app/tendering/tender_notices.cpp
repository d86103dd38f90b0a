#include "server/app/tendering/tender_notices.hpp"

#include "disclosure/tender_announcements.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/documents.hpp"
#include "server/app/keyset.hpp"
#include "server/app/names.hpp"
#include "server/app/tendering/tender_lots.hpp"
#include "server/app/tendering/tender_questions.hpp"
#include "server/app/uploads.hpp"

namespace daylit::app {

namespace {

using registry::Role;
using schema::Lock;
using schema::TenderLotRow;
using schema::TenderNoticeRow;
using tendering::TenderLotState;
using tendering::TenderNoticeContent;
using tendering::TenderNoticeState;

std::string stream_of(const std::string& id) {
    return "tender_notice:" + id;
}

TenderNoticeView view_of(Act& act, const TenderNoticeRow& row) {
    const auto state = stored_state<TenderNoticeState>(row.state);
    const auto lot = act.tx.find<TenderLotRow>(Lock::none, row.lot);
    ensure(lot.has_value(), "a notice's lot is there");
    const auto& caller = act.caller();
    const bool may_review = state.phase == tendering::TenderNoticePhase::proposed &&
                            caller.has(Role::reviewer) && caller.actor() != state.author;
    return {row.id,
            state.phase,
            row.lot,
            lot->number,
            lot->title,
            state.content,
            actor_name(act, row.author),
            may_review,
            row.proposed_at,
            state.reason};
}

TenderNoticeRow row_of(const std::string& id, const Stream& stream, const TenderNoticeState& state,
                       Instant proposed_at) {
    return {id,
            stream.head.seq,
            boost::describe::enum_to_string(state.phase, ""),
            state.lot,
            boost::describe::enum_to_string(state.content.kind, ""),
            state.author,
            proposed_at,
            to_json_text(state)};
}

Outcome check_files(Act& act, const TenderNoticeContent& content) {
    return content.change
               ? check_attachments(act, content.change->terms.attachments, "change.terms.attachments")
               : Outcome(Done{});
}

// Published: the lot is changed, questions are answered and the public is told, or nothing happens.
Result<TenderNoticeView> publish(Act& act, const std::string& id) {
    const auto found = act.tx.find<TenderNoticeRow>(Lock::none, id);
    if (!found) {
        return refuse("not_found", "id");
    }
    auto place = place_document(act);
    auto lot = lock_tender_lot(act, found->lot);
    ensure(lot.has_value(), "a notice's lot is there");
    auto stream = act.lock(stream_of(id));
    const auto row = act.tx.find<TenderNoticeRow>(Lock::update, id);
    auto state = stored_state<TenderNoticeState>(row->state);
    const auto events = decide(state, tendering::PublishTenderNotice{act.caller().actor(), lot->state});
    if (!events) {
        return events.refusal();
    }
    const auto now = lot->stream.now;
    const auto changes =
        decide(lot->state, command_of(state.content), now, tender_facts(act, lot->row.id, lot->state, now));
    if (!changes) {
        return changes.refusal();
    }
    const auto before = lot->state;
    apply(act, stream, state, *events);
    const auto changed = row_of(id, stream, state, row->proposed_at);
    act.update(changed);
    store_tender_events(act, *lot, *changes, act.caller().actor());
    if (const auto& change = state.content.change) {
        publish_attachments(act, change->terms.attachments);
        answer_questions(act, change->answers);
    }
    const disclosure::TenderLotFacts facts{act.services().settings.center_name_zh,
                                           organisation_name(act, lot->row.tenderer), lot->row.id,
                                           lot->state};
    (void)release_at_once(act, std::move(place),
                          disclosure::tender_notice_announcement(facts, before, state.content, now),
                          row->author);
    return view_of(act, changed);
}

}  // namespace

Result<TenderNoticeView> propose_tender_notice(Call& call, const Params& params,
                                               const TenderNoticeContent& in) {
    const auto lot_id = params.id<LotTag>("id");
    if (!lot_id) {
        return lot_id.refusal();
    }
    const auto id = id_text(call.services.random.entropy());
    return call.transact<TenderNoticeView>([&](Act& act) -> Result<TenderNoticeView> {
        const auto lot = act.tx.find<TenderLotRow>(Lock::none, *lot_id);
        if (!lot || lot->tenderer != *call.caller.organisation) {
            return refuse("not_found", "id");
        }
        auto content = in;
        if (auto asked = fill_questions(act, *lot_id, content); !asked) {
            return asked.refusal();
        }
        auto stream = act.lock(stream_of(id));
        TenderNoticeState state;
        const auto lot_state = stored_state<TenderLotState>(lot->state);
        const auto events =
            decide(state, tendering::ProposeTenderNotice{*lot_id, content, call.caller.actor(), lot_state});
        if (!events) {
            return events.refusal();
        }
        // What the lot would refuse now is said to its author, not only to the reviewer.
        const auto possible = decide(lot_state, command_of(content), stream.now,
                                     tender_facts(act, *lot_id, lot_state, stream.now));
        if (!possible) {
            return possible.refusal();
        }
        if (auto there = check_files(act, content); !there) {
            return there.refusal();
        }
        apply(act, stream, state, *events);
        const auto row = row_of(id, stream, state, stream.now);
        act.insert(row);
        return view_of(act, row);
    });
}

Result<TenderNoticeView> publish_tender_notice(Call& call, const Params& params, const Nothing&) {
    const auto id = params.plain_id("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<TenderNoticeView>([&](Act& act) { return publish(act, *id); });
}

Result<TenderNoticeView> return_tender_notice(Call& call, const Params& params, const ReturnInput& in) {
    const auto id = params.plain_id("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<TenderNoticeView>([&](Act& act) -> Result<TenderNoticeView> {
        auto stream = act.lock(stream_of(*id));
        const auto row = act.tx.find<TenderNoticeRow>(Lock::update, *id);
        if (!row) {
            return refuse("not_found", "id");
        }
        auto state = stored_state<TenderNoticeState>(row->state);
        const auto events = decide(state, tendering::ReturnTenderNotice{in.reason, call.caller.actor()});
        if (!events) {
            return events.refusal();
        }
        apply(act, stream, state, *events);
        const auto changed = row_of(*id, stream, state, row->proposed_at);
        act.update(changed);
        return view_of(act, changed);
    });
}

Result<Page<TenderNoticeView>> tender_notices(Call& call, const Params& params) {
    return call.read<Page<TenderNoticeView>>([&](Act& act) {
        std::vector<schema::Condition> where;
        if (const auto lot = params.text("lot")) {
            where.push_back(schema::equals("lot", *lot));
        }
        if (call.caller.has(Role::tenderer_agent)) {
            // A tenderer's people see their own organisation's alone.
            schema::Condition own{"lot", schema::Compare::one_of, {}, {}};
            for (const auto& row : act.tx.select<TenderLotRow>(
                     {{schema::equals("tenderer", *call.caller.organisation)}, {}, 1000})) {
                own.values.emplace_back(row.id.text);
            }
            own.values.emplace_back("");
            where.push_back(std::move(own));
        }
        return ordered_page<TenderNoticeView, TenderNoticeRow>(
            act, params, std::move(where), "proposed_at", schema::Order::descending,
            [&](const TenderNoticeRow& row) { return view_of(act, row); });
    });
}

}  // namespace daylit::app
