#include "server/app/confirmation.hpp"

#include "server/app/aggregate.hpp"
#include "server/app/applications.hpp"
#include "server/app/confirmation_text.hpp"
#include "server/app/lot_stream.hpp"
#include "server/app/messages.hpp"
#include "server/app/names.hpp"
#include "server/app/outbox.hpp"
#include "server/app/receipts.hpp"
#include "server/app/signed_act.hpp"

namespace daylit::app {

namespace {

using auction::DealParty;
using schema::DealRow;
using schema::Lock;

constexpr std::string_view confirmation_type = "daylight-confirmation+jws";
constexpr std::string_view refusal_type = "daylight-refusal+jws";

// Which side of the deal the caller acts for.
std::optional<DealParty> side_of(const Caller& caller, const schema::LotRow& lot, const DealRow& deal) {
    if (caller.has(registry::Role::seller_agent) && caller.organisation == lot.seller) {
        return DealParty::seller;
    }
    if (caller.has(registry::Role::bidder_agent) && caller.organisation == deal.winner) {
        return DealParty::winner;
    }
    return std::nullopt;
}

bool is_staff(const Caller& caller) {
    return caller.has(registry::Role::clerk) || caller.has(registry::Role::reviewer) ||
           caller.has(registry::Role::supervisor);
}

ConfirmationView view_of(const auction::LotState& state, const DealRow& row, std::optional<DealParty> side) {
    const auto& deal = *state.deal;
    ConfirmationView view{row.lot,        row.text, row.digest, deal.seller_signed_at, deal.winner_signed_at,
                          deal.refused_at};
    const bool open = !deal.refused_at;
    view.may_sign = open && ((side == DealParty::seller && !deal.seller_signed_at) ||
                             (side == DealParty::winner && !deal.winner_signed_at));
    view.may_refuse = open && side == DealParty::winner && !deal.winner_signed_at;
    return view;
}

struct Dealt {
    LockedLot lot;
    DealRow deal;
    DealParty side = DealParty::seller;
};

// The sold lot under its lock with its confirmation, for one of the two sides; not_found for everybody else.
Result<Dealt> lock_deal(Act& act, const LotId& id) {
    auto lot = lock_lot(act, id);
    auto deal = lot ? act.tx.find<DealRow>(Lock::none, id) : std::nullopt;
    const auto side = deal ? side_of(act.caller(), lot->row, *deal) : std::nullopt;
    if (!side) {
        return refuse("not_found", "id");
    }
    return Dealt{std::move(*lot), std::move(*deal), *side};
}

Result<ActAnswer> act_on_deal(Act& act, Dealt& dealt, const auction::LotCommand& command,
                              const std::string& kind, const VerifiedAct& verified, const SignedAct& in) {
    if (auto good = check_good_now(act, verified); !good) {
        return good.refusal();
    }
    const auto events = decide(dealt.lot.state, command, dealt.lot.stream.now);
    if (!events) {
        return events.refusal();
    }
    const auto stored = store_events(act, dealt.lot, *events, act.caller().actor());
    keep_evidence(act, in, verified.digest);
    boost::json::object subject{{"lot", dealt.lot.row.id.text},
                                {"confirmation", dealt.deal.digest.hex()},
                                {"statement", verified.digest.hex()}};
    auto receipt = give_receipt(act, *act.caller().organisation, kind, dealt.lot.row.id, stored.back(),
                                std::move(subject));
    return ActAnswer{dealt.lot.row.id, stored.back().at, stored.back().digest, std::move(receipt)};
}

template <class Statement, class Make>
Result<ActAnswer> sign_deal(Call& call, const Params& params, const SignedAct& in, std::string_view type,
                            const std::string& kind, Make make) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    const auto read = read_act<Statement>(call, in, type, *id);
    if (!read) {
        return read.refusal();
    }
    return call.transact<ActAnswer>([&](Act& act) -> Result<ActAnswer> {
        auto dealt = lock_deal(act, *id);
        if (!dealt) {
            return dealt.refusal();
        }
        const Result<auction::LotCommand> command = make(read->first, read->second, *dealt);
        auto answer = command ? act_on_deal(act, *dealt, *command, kind, read->second, in)
                              : Result<ActAnswer>(command.refusal());
        return answer ? std::move(answer)
                      : signed_refusal(call.services, answer.refusal(), *id, read->second.digest,
                                       dealt->lot.stream.now);
    });
}

// Who won is read once, and the reading stands in the log.
void draw_up(const Services& services, const LotId& id) {
    Call call(services, {});
    OrganisationId winner;
    std::optional<schema::LotRow> row;
    services.store.read([&](schema::UnitOfWork& tx) { row = tx.find<schema::LotRow>(Lock::none, id); });
    ensure(row.has_value(), "a sold lot is there");
    const auto state = stored_state<auction::LotState>(row->state);
    services.store.transact([&](schema::UnitOfWork& tx) {
        Act act(call, tx);
        winner = reveal_applicant(act, id, state.leader->plate, "deal_confirmation");
    });
    services.store.transact([&](schema::UnitOfWork& tx) {
        Act act(call, tx);
        const auto winner_name = organisation_name(act, winner);
        const auto seller_name = organisation_name(act, row->seller);
        const auto text = confirmation_text(services, state, winner_name, seller_name);
        const bool fresh = act.try_insert(DealRow{id, winner, winner_name, seller_name, text, sha256(text),
                                                  services.procedure_clock.now()});
        if (fresh) {
            send_message(act, winner, MessageKind::won, {row->number, state.terms.parcel.title, id.text});
            send_message(act, row->seller, MessageKind::sold,
                         {row->number, state.terms.parcel.title, id.text});
        }
    });
}

}  // namespace

Result<ConfirmationView> confirmation(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<ConfirmationView>([&](Act& act) -> Result<ConfirmationView> {
        const auto row = act.tx.find<schema::LotRow>(Lock::none, *id);
        const auto deal = row ? act.tx.find<DealRow>(Lock::none, *id) : std::nullopt;
        const auto side = deal ? side_of(act.caller(), *row, *deal) : std::nullopt;
        if (!deal || (!side && !is_staff(act.caller()))) {
            return refuse("not_found", "id");
        }
        return view_of(stored_state<auction::LotState>(row->state), *deal, side);
    });
}

Result<ActAnswer> sign_confirmation(Call& call, const Params& params, const SignedAct& in) {
    return sign_deal<ConfirmationStatement>(
        call, params, in, confirmation_type, "confirmation",
        [](const ConfirmationStatement& said, const VerifiedAct& verified,
           const Dealt& dealt) -> Result<auction::LotCommand> {
            return auction::LotCommand(auction::SignConfirmation{dealt.side, said.confirmation_digest,
                                                                 dealt.deal.digest, verified.digest});
        });
}

Result<ActAnswer> refuse_confirmation(Call& call, const Params& params, const SignedAct& in) {
    return sign_deal<RefusalStatement>(
        call, params, in, refusal_type, "confirmation_refused",
        [](const RefusalStatement& said, const VerifiedAct&,
           const Dealt& dealt) -> Result<auction::LotCommand> {
            if (dealt.side != DealParty::winner) {
                return refuse("only_the_winner_refuses");
            }
            return auction::LotCommand(auction::RefuseConfirmation{said.reason});
        });
}

Result<LotView> record_contract(Call& call, const Params& params, const ContractInput& in) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    auto done = call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        auto lot = lock_lot(act, *id);
        if (!lot || lot->row.seller != act.caller().organisation) {
            return refuse("not_found", "id");
        }
        const auto events =
            decide(lot->state, auction::RecordContract{in.number, in.signed_on}, lot->stream.now);
        if (!events) {
            return events.refusal();
        }
        store_events(act, *lot, *events, act.caller().actor());
        return Nothing{};
    });
    return done ? lot(call, params) : Result<LotView>(done.refusal());
}

int draw_up_confirmations(const Services& services) {
    return work_off_outbox(services, "draw_up_confirmation",
                           [&](const std::string& lot) { draw_up(services, LotId{lot}); });
}

int draft_announcements(const Services& services) {
    return draft_due_announcements(services, [](Act& act, const LotId& lot, const std::string&) {
        const auto deal = act.tx.find<DealRow>(Lock::none, lot);
        return deal ? std::optional(deal->winner) : std::nullopt;
    });
}

}  // namespace daylit::app
