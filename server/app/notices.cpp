#include "server/app/notices.hpp"

#include "disclosure/lot_announcements.hpp"
#include "schema/rows_auction.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/documents.hpp"
#include "server/app/keyset.hpp"
#include "server/app/lot_stream.hpp"
#include "server/app/names.hpp"
#include "server/app/uploads.hpp"

namespace daylit::app {

namespace {

using auction::NoticeContent;
using auction::NoticeKind;
using auction::NoticeState;
using schema::Lock;
using schema::NoticeRow;

std::string stream_of(const std::string& id) {
    return "notice:" + id;
}

NoticeView view_of(Act& act, const NoticeRow& row) {
    const auto state = stored_state<NoticeState>(row.state);
    const auto lot = act.tx.find<schema::LotRow>(Lock::none, row.lot);
    ensure(lot.has_value(), "a notice's lot is there");
    const auto& caller = act.caller();
    const bool may_review = state.phase == auction::NoticePhase::proposed &&
                            caller.has(registry::Role::reviewer) && caller.actor() != state.author;
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

NoticeRow row_of(const std::string& id, const Stream& stream, const NoticeState& state, Instant proposed_at) {
    return {id,
            stream.head.seq,
            boost::describe::enum_to_string(state.phase, ""),
            state.lot,
            boost::describe::enum_to_string(state.content.kind, ""),
            state.author,
            proposed_at,
            to_json_text(state)};
}

auction::LotCommand command_of(const NoticeContent& content) {
    switch (content.kind) {
        case NoticeKind::supplementary:
            return auction::SupplementTerms{*content.terms, content.statement};
        case NoticeKind::suspension:
            return auction::SuspendLot{content.statement};
        case NoticeKind::resumption:
            return auction::ResumeLot{content.listing_end, content.timed_start};
        case NoticeKind::termination:
            break;
    }
    return auction::TerminateLot{content.statement};
}

disclosure::AnnouncementContent announcement_of(Act& act, const LockedLot& lot,
                                                const auction::LotTerms& before,
                                                const NoticeContent& content) {
    const disclosure::LotFacts facts{act.services().settings.center_name_zh,
                                     organisation_name(act, lot.row.seller), lot.row.id, lot.state};
    switch (content.kind) {
        case NoticeKind::supplementary:
            return disclosure::supplementary_announcement(facts, before, content.statement);
        case NoticeKind::suspension:
            return disclosure::suspension_announcement(facts, lot.stream.now, content.statement);
        case NoticeKind::resumption:
            return disclosure::resumption_announcement(facts, lot.stream.now, content.statement);
        case NoticeKind::termination:
            break;
    }
    return disclosure::termination_announcement(facts, lot.stream.now, content.statement);
}

// Published: the lot is changed and the public told, or nothing happens.
Result<NoticeView> publish(Act& act, const std::string& id) {
    const auto found = act.tx.find<NoticeRow>(Lock::none, id);
    if (!found) {
        return refuse("not_found", "id");
    }
    auto place = place_document(act);
    auto lot = lock_lot(act, found->lot);
    ensure(lot.has_value(), "a notice's lot is there");
    auto stream = act.lock(stream_of(id));
    const auto row = act.tx.find<NoticeRow>(Lock::update, id);
    auto state = stored_state<NoticeState>(row->state);
    const auto events = decide(state, auction::PublishNotice{act.caller().actor(), lot->state.terms});
    if (!events) {
        return events.refusal();
    }
    const auto changes = decide(lot->state, command_of(state.content), lot->stream.now,
                                facts_of(act, lot->row.id, lot->state, lot->stream.now));
    if (!changes) {
        return changes.refusal();
    }
    apply(act, stream, state, *events);
    const auto changed = row_of(id, stream, state, row->proposed_at);
    act.update(changed);
    const auto before = lot->state.terms;
    store_events(act, *lot, *changes, act.caller().actor());
    if (const auto& terms = state.content.terms) {
        publish_attachments(act, terms->parcel.attachments);
    }
    const auto content = announcement_of(act, *lot, before, state.content);
    (void)release_at_once(act, std::move(place), content, row->author);
    return view_of(act, changed);
}

}  // namespace

Result<NoticeView> propose_notice(Call& call, const Params& params, const NoticeContent& in) {
    const auto lot_id = params.id<LotTag>("id");
    if (!lot_id) {
        return lot_id.refusal();
    }
    const auto id = id_text(call.services.random.entropy());
    return call.transact<NoticeView>([&](Act& act) -> Result<NoticeView> {
        const auto lot = act.tx.find<schema::LotRow>(Lock::none, *lot_id);
        if (!lot) {
            return refuse("not_found", "id");
        }
        auto stream = act.lock(stream_of(id));
        NoticeState state;
        const auto lot_state = stored_state<auction::LotState>(lot->state);
        const auto events =
            decide(state, auction::ProposeNotice{*lot_id, in, call.caller.actor(), lot_state.terms});
        if (!events) {
            return events.refusal();
        }
        // What the lot would refuse now is said to its author, not only to the reviewer.
        const auto possible =
            decide(lot_state, command_of(in), stream.now, facts_of(act, *lot_id, lot_state, stream.now));
        if (!possible) {
            return possible.refusal();
        }
        if (in.terms) {
            auto there = check_attachments(act, in.terms->parcel.attachments, "terms.parcel.attachments");
            if (!there) {
                return there.refusal();
            }
        }
        apply(act, stream, state, *events);
        const auto row = row_of(id, stream, state, stream.now);
        act.insert(row);
        return view_of(act, row);
    });
}

Result<NoticeView> publish_notice(Call& call, const Params& params, const Nothing&) {
    const auto id = params.plain_id("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<NoticeView>([&](Act& act) { return publish(act, *id); });
}

Result<NoticeView> return_notice(Call& call, const Params& params, const Reason& in) {
    const auto id = params.plain_id("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<NoticeView>([&](Act& act) -> Result<NoticeView> {
        auto stream = act.lock(stream_of(*id));
        const auto row = act.tx.find<NoticeRow>(Lock::update, *id);
        if (!row) {
            return refuse("not_found", "id");
        }
        auto state = stored_state<NoticeState>(row->state);
        const auto events = decide(state, auction::ReturnNotice{in.reason, call.caller.actor()});
        if (!events) {
            return events.refusal();
        }
        apply(act, stream, state, *events);
        const auto changed = row_of(*id, stream, state, row->proposed_at);
        act.update(changed);
        return view_of(act, changed);
    });
}

Result<Page<NoticeView>> notices(Call& call, const Params& params) {
    return call.read<Page<NoticeView>>([&](Act& act) {
        std::vector<schema::Condition> where;
        if (const auto lot = params.text("lot")) {
            where.push_back(schema::equals("lot", *lot));
        }
        return ordered_page<NoticeView, NoticeRow>(act, params, std::move(where), "proposed_at",
                                                   schema::Order::descending,
                                                   [&](const NoticeRow& row) { return view_of(act, row); });
    });
}

}  // namespace daylit::app
