// The job that drafts what is due from the lots' own states.
#include "auction/lot.hpp"
#include "disclosure/lot_announcements.hpp"
#include "disclosure/tender_announcements.hpp"
#include "schema/rows_auction.hpp"
#include "schema/rows_tendering.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/document_rows.hpp"
#include "server/app/names.hpp"
#include "server/app/rule_book.hpp"

#include <exception>

namespace daylit::app {

namespace {

using disclosure::AnnouncementContent;
using disclosure::AnnouncementKind;
using schema::Lock;
using schema::ObligationRow;

constexpr int most_at_once = 100;

const std::string drafting_program(disclosure::drafting_program);

AnnouncementContent failed_tender(Act& act, const LotId& id) {
    const auto lot = act.tx.find<schema::TenderLotRow>(Lock::none, id);
    ensure(lot.has_value(), "an obligation's lot is there");
    return disclosure::tender_failed({act.services().settings.center_name_zh,
                                      organisation_name(act, lot->tenderer), lot->id,
                                      stored_state<tendering::TenderLotState>(lot->state)});
}

// Nullopt while the winner is not known.
std::optional<AnnouncementContent> content_of(Act& act, const ObligationRow& obligation,
                                              const WinnerOf& winner_of) {
    if (obligation.kind == "tender_failed") {
        return failed_tender(act, obligation.lot);
    }
    const auto lot = act.tx.find<schema::LotRow>(Lock::none, obligation.lot);
    ensure(lot.has_value(), "an obligation's lot is there");
    disclosure::LotFacts facts{act.services().settings.center_name_zh, organisation_name(act, lot->seller),
                               lot->id, stored_state<auction::LotState>(lot->state)};
    if (facts.state.phase != auction::LotPhase::sold) {
        return failed_result(facts);
    }
    const auto winner = winner_of(act, lot->id, facts.state.leader->plate);
    if (!winner) {
        return std::nullopt;
    }
    const auto name = organisation_name(act, *winner);
    ensure(!name.empty(), "who won is registered");
    return obligation.kind == "deal_publicity" ? deal_publicity(facts, name) : sold_result(facts, name);
}

// Looks first without locks, since the winner's name locks what comes before "document:"; then once more
// under them, since another server may have been faster.
bool draft(Act& act, const ObligationId& id, const WinnerOf& winner_of) {
    const auto seen = act.tx.find<ObligationRow>(Lock::none, id);
    if (!seen || seen->phase != "due") {
        return false;
    }
    const auto content = content_of(act, *seen, winner_of);
    if (!content) {
        return false;
    }
    auto place = place_document(act);
    auto obligation = open_obligation(act, id);
    const auto noted =
        decide(obligation->state, disclosure::ObligationCommand(disclosure::NoteDraft{place.id}),
               act.services().rules.calendar(), obligation->stream.now);
    if (!noted) {
        return false;
    }
    auto document = begin_document(act, std::move(place), {*content, id, drafting_program}, drafting_program);
    insert_document(act, document);
    change_obligation(act, *obligation, *noted, drafting_program);
    return true;
}

std::vector<ObligationId> due_obligations(Call& call) {
    std::vector<ObligationId> ids;
    call.services.store.read([&](schema::UnitOfWork& tx) {
        ids.clear();
        // Other kinds are released by the act that they announce.
        for (const auto& row : tx.select<ObligationRow>(
                 {{schema::equals("phase", "due"),
                   {"kind", schema::Compare::one_of, {}, {"result", "deal_publicity", "tender_failed"}}},
                  {{"due_date", schema::Order::ascending}},
                  most_at_once})) {
            ids.push_back(row.id);
        }
    });
    return ids;
}

}  // namespace

int draft_due_announcements(const Services& services, const WinnerOf& winner_of) {
    Call call(services, {});
    std::exception_ptr failure;
    int drafted = 0;
    for (const auto& id : due_obligations(call)) {
        bool done = false;
        try {
            services.store.transact([&](schema::UnitOfWork& tx) {
                Act act(call, tx);
                done = draft(act, id, winner_of);
            });
            drafted += done ? 1 : 0;
        } catch (const schema::StoreUnavailable&) {
            throw;
        } catch (const std::exception&) {
            failure = failure ? failure : std::current_exception();
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    return drafted;
}

}  // namespace daylit::app
