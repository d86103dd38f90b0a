#include "server/app/parcels.hpp"

#include "schema/rows_auction.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/keyset.hpp"
#include "server/app/names.hpp"
#include "server/app/rule_book.hpp"
#include "server/app/uploads.hpp"

namespace daylit::app {

namespace {

using auction::ParcelState;
using schema::Lock;
using schema::ParcelRow;

std::string stream_of(const std::string& id) {
    return "parcel:" + id;
}

ParcelView view_of(Act& act, const ParcelRow& row) {
    auto state = stored_state<ParcelState>(row.state);
    auto mu = mu_text_rounded_half_up(state.terms.area);
    return {row.id,
            state.phase,
            row.seller,
            organisation_name(act, row.seller),
            std::move(state.terms),
            std::move(mu),
            row.submitted_at,
            state.reason,
            state.lot};
}

ParcelRow row_of(const std::string& id, const Stream& stream, const ParcelState& state,
                 Instant submitted_at) {
    return {id,           stream.head.seq,    boost::describe::enum_to_string(state.phase, ""),
            state.seller, state.terms.number, state.terms.title,
            submitted_at, to_json_text(state)};
}

// The seller's own, or any for the staff.
bool may_see(const Caller& caller, const ParcelRow& row) {
    return !caller.has(registry::Role::seller_agent) || caller.organisation == row.seller;
}

// A boundary as it will be read again: the JSON library moves the last bit of a coordinate of very many
// decimals when it is first written and read, and never again; what is stored must replay to what was
// decided.
auction::ParcelTerms settled(auction::ParcelTerms terms) {
    terms.boundary = boost::json::parse(boost::json::serialize(terms.boundary)).as_object();
    return terms;
}

template <class Make>
Result<ParcelView> change(Call& call, const Params& params, const auction::ParcelTerms* terms, Make make) {
    const auto id = params.plain_id("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<ParcelView>([&](Act& act) -> Result<ParcelView> {
        auto stream = act.lock(stream_of(*id));
        const auto row = act.tx.find<ParcelRow>(Lock::update, *id);
        if (!row || !may_see(act.caller(), *row)) {
            return refuse("not_found", "id");
        }
        auto state = stored_state<ParcelState>(row->state);
        const auto events = decide(state, auction::ParcelCommand(make()));
        if (!events) {
            return events.refusal();
        }
        if (terms != nullptr) {
            if (auto there = check_attachments(act, terms->attachments, "terms.attachments"); !there) {
                return there.refusal();
            }
        }
        apply(act, stream, state, *events);
        const auto changed = row_of(*id, stream, state, row->submitted_at);
        act.update(changed);
        return view_of(act, changed);
    });
}

}  // namespace

Result<ParcelView> submit_parcel(Call& call, const Params&, const ParcelInput& in) {
    const auto id = id_text(call.services.random.entropy());
    ParcelState state;
    const auto events =
        decide(state, auction::SubmitParcel{*call.caller.organisation, settled(in.terms),
                                            call.services.rules.profiles().front(), call.caller.actor()});
    if (!events) {
        return events.refusal();
    }
    return call.transact<ParcelView>([&](Act& act) -> Result<ParcelView> {
        if (auto there = check_attachments(act, in.terms.attachments, "terms.attachments"); !there) {
            return there.refusal();
        }
        auto stream = act.lock(stream_of(id));
        ParcelState submitted;
        apply(act, stream, submitted, *events);
        const auto row = row_of(id, stream, submitted, stream.now);
        act.insert(row);
        return view_of(act, row);
    });
}

Result<ParcelView> correct_parcel(Call& call, const Params& params, const ParcelInput& in) {
    return change(call, params, &in.terms, [&] {
        return auction::CorrectParcel{settled(in.terms), call.services.rules.profiles().front(),
                                      call.caller.actor()};
    });
}

Result<ParcelView> withdraw_parcel(Call& call, const Params& params, const Nothing&) {
    return change(call, params, nullptr, [] { return auction::WithdrawParcel{}; });
}

Result<ParcelView> return_parcel(Call& call, const Params& params, const Reason& in) {
    return change(call, params, nullptr, [&] { return auction::ReturnParcel{in.reason}; });
}

Result<Page<ParcelView>> parcels(Call& call, const Params& params) {
    return call.read<Page<ParcelView>>([&](Act& act) {
        std::vector<schema::Condition> where;
        if (act.caller().has(registry::Role::seller_agent)) {
            where.push_back(schema::equals("seller", *act.caller().organisation));
        }
        return ordered_page<ParcelView, ParcelRow>(act, params, std::move(where), "submitted_at",
                                                   schema::Order::descending,
                                                   [&](const ParcelRow& row) { return view_of(act, row); });
    });
}

Result<ParcelView> parcel(Call& call, const Params& params) {
    const auto id = params.plain_id("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<ParcelView>([&](Act& act) -> Result<ParcelView> {
        const auto row = act.tx.find<ParcelRow>(Lock::none, *id);
        return row && may_see(act.caller(), *row) ? Result<ParcelView>(view_of(act, *row))
                                                  : refuse("not_found", "id");
    });
}

}  // namespace daylit::app
