#include "server/app/tendering/tenders.hpp"

#include "server/app/aggregate.hpp"
#include "server/app/keyset.hpp"
#include "server/app/names.hpp"
#include "server/app/rule_book.hpp"
#include "server/app/uploads.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using registry::Role;
using schema::Lock;
using schema::TenderRow;
using tendering::TenderDraft;
using tendering::TenderDraftPhase;
using tendering::TenderState;

bool is_open(const TenderState& state) {
    return state.phase == TenderDraftPhase::draft || state.phase == TenderDraftPhase::returned ||
           state.phase == TenderDraftPhase::in_review;
}

// A tenderer's people see and change their own organisation's tenders alone.
bool is_its_own(const Caller& caller, const TenderState& state) {
    return caller.has(Role::tenderer_agent) && caller.organisation == state.tenderer;
}
bool may_read(const Caller& caller, const TenderState& state) {
    return is_its_own(caller, state) || caller.has(Role::clerk) || caller.has(Role::reviewer) ||
           caller.has(Role::supervisor);
}

void show_rights(const Caller& caller, const TenderState& state, TenderView& view) {
    const bool wrote = std::ranges::find(state.authors, caller.actor()) != state.authors.end();
    view.may_review = state.phase == TenderDraftPhase::in_review && caller.has(Role::reviewer) && !wrote;
    view.may_edit = (state.phase == TenderDraftPhase::draft || state.phase == TenderDraftPhase::returned) &&
                    is_its_own(caller, state);
}

Outcome check_files(Act& act, const TenderDraft& draft) {
    for (std::size_t i = 0; i < draft.lots.size(); ++i) {
        auto there = check_attachments(act, draft.lots[i].terms.attachments,
                                       "lots[" + std::to_string(i) + "].terms.attachments");
        if (!there) {
            return there;
        }
    }
    return Done{};
}

Outcome check_method(const Services& services, const TenderDraft& draft) {
    return services.rules.method(draft.method) != nullptr
               ? Outcome(Done{})
               : Outcome(refuse("tender_method_unknown", "method"));
}

// Changes a tender by one command that `make` builds from its state; who may, `may` says.
template <class May, class Make>
Result<TenderView> change(Call& call, const Params& params, const TenderDraft* files, May may, Make make) {
    const auto id = params.id<TenderTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<TenderView>([&](Act& act) -> Result<TenderView> {
        auto stream = act.lock(tender_stream(*id));
        const auto row = act.tx.find<TenderRow>(Lock::update, *id);
        if (!row) {
            return refuse("not_found", "id");
        }
        auto state = stored_state<TenderState>(row->state);
        if (!may(call.caller, state)) {
            return refuse("not_found", "id");
        }
        const auto events = decide(state, make(state), stream.now);
        if (!events) {
            return events.refusal();
        }
        if (files != nullptr) {
            if (auto there = check_files(act, *files); !there) {
                return there.refusal();
            }
        }
        apply(act, stream, state, *events);
        const auto changed = tender_row(*id, stream, state, row->published_at);
        act.update(changed);
        return tender_view(act, changed);
    });
}

}  // namespace

std::string tender_stream(const TenderId& id) {
    return "tender:" + id.text;
}

TenderRow tender_row(const TenderId& id, const Stream& stream, const TenderState& state,
                     std::optional<Instant> published_at) {
    return {id,
            stream.head.seq,
            boost::describe::enum_to_string(state.phase, ""),
            state.tenderer,
            state.draft.title,
            state.authors.front(),
            stream.now,
            published_at,
            to_json_text(state)};
}

TenderView tender_view(Act& act, const TenderRow& row) {
    auto state = stored_state<TenderState>(row.state);
    TenderView view;
    view.id = row.id;
    view.state = state.phase;
    view.tenderer = state.tenderer;
    view.tenderer_name = organisation_name(act, state.tenderer);
    view.published_lots = state.lots;
    view.author_name = actor_name(act, row.author);
    view.reason = state.reason;
    view.changed_at = row.changed_at;
    view.published_at = row.published_at;
    show_rights(act.caller(), state, view);
    if (is_open(state)) {
        const auto* method = act.services().rules.method(state.draft.method);
        ensure(method != nullptr, "a stored draft names a method that is there");
        view.findings =
            findings_of(tendering::check_draft(state.draft, *method, act.services().procedure_clock.now()));
    }
    view.draft = std::move(state.draft);
    return view;
}

Result<MethodList> methods(Call& call, const Params&) {
    return MethodList{call.services.rules.methods()};
}

Result<TenderView> draft_tender(Call& call, const Params&, const TenderDraft& in) {
    if (auto known = check_method(call.services, in); !known) {
        return known.refusal();
    }
    const TenderId id{id_text(call.services.random.entropy())};
    return call.transact<TenderView>([&](Act& act) -> Result<TenderView> {
        TenderState state;
        auto stream = act.lock(tender_stream(id));
        const auto events = decide(
            state, tendering::DraftTender{*call.caller.organisation, in, call.caller.actor()}, stream.now);
        if (!events) {
            return events.refusal();
        }
        if (auto there = check_files(act, in); !there) {
            return there.refusal();
        }
        apply(act, stream, state, *events);
        const auto row = tender_row(id, stream, state, std::nullopt);
        act.insert(row);
        return tender_view(act, row);
    });
}

Result<TenderView> revise_tender(Call& call, const Params& params, const TenderDraft& in) {
    if (auto known = check_method(call.services, in); !known) {
        return known.refusal();
    }
    return change(call, params, &in, &is_its_own, [&](const TenderState&) -> tendering::TenderCommand {
        return tendering::ReviseTender{in, call.caller.actor()};
    });
}

Result<TenderView> send_tender_to_review(Call& call, const Params& params, const Nothing&) {
    return change(call, params, nullptr, &is_its_own,
                  [&](const TenderState& state) -> tendering::TenderCommand {
                      return tendering::SendTenderToReview{*call.services.rules.method(state.draft.method),
                                                           call.caller.actor()};
                  });
}

Result<TenderView> return_tender(Call& call, const Params& params, const ReturnInput& in) {
    return change(call, params, nullptr, &may_read, [&](const TenderState&) -> tendering::TenderCommand {
        return tendering::ReturnTender{in.reason, call.caller.actor()};
    });
}

Result<Page<TenderView>> tenders(Call& call, const Params& params) {
    return call.read<Page<TenderView>>([&](Act& act) {
        std::vector<schema::Condition> where;
        if (call.caller.has(Role::tenderer_agent)) {
            where.push_back(schema::equals("tenderer", *call.caller.organisation));
        }
        return ordered_page<TenderView, TenderRow>(
            act, params, std::move(where), "changed_at", schema::Order::descending,
            [&](const TenderRow& row) { return tender_view(act, row); });
    });
}

Result<TenderView> tender(Call& call, const Params& params) {
    const auto id = params.id<TenderTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<TenderView>([&](Act& act) -> Result<TenderView> {
        const auto row = act.tx.find<TenderRow>(Lock::none, *id);
        const bool readable = row && may_read(act.caller(), stored_state<TenderState>(row->state));
        return readable ? Result<TenderView>(tender_view(act, *row)) : refuse("not_found", "id");
    });
}

}  // namespace daylit::app
