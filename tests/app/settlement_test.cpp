// What becomes of deposits when a lot has ended: sold, failed, refused by its winner.
#include "tests/app/support/deposit_fixture.hpp"

#include "schema/rows_auction.hpp"
#include "server/app/outbox.hpp"

#include <algorithm>

namespace daylit::app::testing {
namespace {

class Settlement : public DepositTest {
protected:
    // Two qualified bidders, and one that applied without paying.
    Settlement() : lot(published("岱挂2026-1")), idle(bidder("丙置业有限公司")) {
        first_plate = qualified(first, lot);
        second_plate = qualified(second, lot);
        applied(idle, lot);
        procedure.set(china("2026-04-01 09:00"));
    }
    void sell_to_first() {
        ASSERT_EQ(word(quote(first, lot, first_plate, Fen::yuan(10'000'000))), "ok");
        close();
    }
    void close() {
        procedure.set(china("2026-04-08 12:00"));
        run_jobs();
    }
    auction::ApplicationPhase phase(const Party& party) { return application_of(party, lot).state; }

    LotId lot;
    Party idle;
    std::string first_plate;
    std::string second_plate;
};

TEST_F(Settlement, OfASoldLotCountsTheWinnersDepositAndGivesTheOthersBack) {
    sell_to_first();

    EXPECT_EQ(phase(first), auction::ApplicationPhase::won);
    EXPECT_EQ(phase(second), auction::ApplicationPhase::settled);
    EXPECT_EQ(phase(idle), auction::ApplicationPhase::unqualified);
    const auto due = refunds_in("due");
    ASSERT_EQ(due.size(), 1U) << "the winner gets nothing back, who paid nothing neither";
    EXPECT_EQ(due.front().payee, second.name);
    EXPECT_EQ(due.front().amount, deposit);
    EXPECT_EQ(to_text(due.front().due_date), "2026-04-15") << "five working days after Wednesday, 8 April";
    EXPECT_EQ(steps_of(second, lot).back(), "deposit_released 2,000,000.00 2026-04-15");
    EXPECT_EQ(steps_of(first, lot)[2], "deposit_counted 2,000,000.00");
    expect_streams_sound({"application:" + application_of(first, lot).id.text,
                          "application:" + application_of(second, lot).id.text,
                          "application:" + application_of(idle, lot).id.text, "refund:" + due.front().id});
}

TEST_F(Settlement, OfAFailedLotGivesEverybodyTheDepositBack) {
    close();

    EXPECT_EQ(phase(first), auction::ApplicationPhase::settled);
    EXPECT_EQ(phase(second), auction::ApplicationPhase::settled);
    EXPECT_EQ(phase(idle), auction::ApplicationPhase::unqualified);
    EXPECT_EQ(refunds_in("due").size(), 2U);
    EXPECT_EQ(last_message(idle),
              "application_unqualified 岱挂2026-1 " + application_of(idle, lot).deposit_reference);
}

TEST_F(Settlement, ForfeitsTheDepositOfAWinnerWhoRefusesAndNobodyMovesUp) {
    sell_to_first();
    procedure.move(std::chrono::hours(1));
    auto made = signed_act(first, "daylight-refusal+jws", {{"lot", lot.text}, {"reason", "资金安排有变"}});
    ASSERT_EQ(word(refuse_confirmation(made.call, path({{"id", lot.text}}), made.act)), "ok");

    run_jobs();

    EXPECT_EQ(phase(first), auction::ApplicationPhase::forfeited);
    EXPECT_EQ(phase(second), auction::ApplicationPhase::settled);
    EXPECT_EQ(refunds_in().size(), 1U) << "nothing goes back to who refused";
    EXPECT_EQ(steps_of(first, lot).back(), "deposit_forfeited 2,000,000.00");
    EXPECT_EQ(last_message(first), "deposit_forfeited 岱挂2026-1 " +
                                       application_of(first, lot).deposit_reference + " 2,000,000.00");
}

TEST_F(Settlement, DoneAgainChangesNothing) {
    sell_to_first();
    const auto before = refunds_in();
    const auto steps = steps_of(second, lot);
    store.transact([&](schema::UnitOfWork& tx) {
        for (auto& row :
             tx.select<schema::OutboxRow>({{schema::equals("kind", "settle_deposits")}, {}, 10})) {
            row.done_at.reset();
            ensure(tx.update(row), "the outbox row is there");
        }
    });

    EXPECT_EQ(settle_deposits(*services), 1);
    EXPECT_EQ(settle_deposits(*services), 0);

    EXPECT_EQ(steps_of(second, lot), steps);
    EXPECT_EQ(refunds_in().size(), before.size());
    EXPECT_EQ(phase(first), auction::ApplicationPhase::won);
}

TEST_F(Settlement, TellsHowMuchWorkIsLeftAndSinceWhen) {
    sell_to_first();
    run_jobs();
    EXPECT_EQ(outbox_standing(store).open, 0);
    EXPECT_EQ(outbox_standing(store).oldest, std::nullopt);

    Instant put_in;
    store.transact([&](schema::UnitOfWork& tx) {
        auto row = tx.select<schema::OutboxRow>({{schema::equals("kind", "settle_deposits")}, {}, 10}).at(0);
        put_in = row.created_at;
        row.done_at.reset();
        ensure(tx.update(row), "the outbox row is there");
    });
    EXPECT_EQ(outbox_standing(store).open, 1);
    EXPECT_EQ(outbox_standing(store).oldest, put_in);

    settle_deposits(*services);
    EXPECT_EQ(outbox_standing(store).open, 0);
}

TEST_F(Settlement, GoesOnWhereABrokenTransactionStopped) {
    ASSERT_EQ(word(quote(first, lot, first_plate, Fen::yuan(10'000'000))), "ok");
    procedure.set(china("2026-04-08 12:00"));
    keep_alive();
    advance_due_lots(*services);
    for (const auto fault :
         {schema::Fault::unknown_commit, schema::Fault::conflict, schema::Fault::lost_connection}) {
        store.inject(fault);
    }

    settle_deposits(*services);

    EXPECT_EQ(phase(first), auction::ApplicationPhase::won);
    EXPECT_EQ(phase(second), auction::ApplicationPhase::settled);
    EXPECT_EQ(refunds_in("due").size(), 1U);
}

TEST_F(Settlement, ARefundIsPaidOnceAndItsOwnerHearsOfIt) {
    sell_to_first();
    const auto due = refunds_in("due").front();
    EXPECT_EQ(due.light, Light::green);
    procedure.set(china("2026-04-14 09:00"));
    EXPECT_EQ(refunds_in("due").front().light, Light::yellow);
    procedure.set(china("2026-04-16 00:00"));
    EXPECT_EQ(refunds_in("due").front().light, Light::red);

    const auto paid = pay_back(due, "BOC20260416000001");

    ASSERT_TRUE(paid.ok());
    EXPECT_EQ(paid->state, auction::RefundPhase::paid);
    EXPECT_EQ(paid->paid_at, procedure.now());
    EXPECT_EQ(paid->light, Light::green);
    EXPECT_TRUE(refunds_in("due").empty());
    EXPECT_EQ(last_message(second), "refund_paid " + application_of(second, lot).deposit_reference +
                                        " 2,000,000.00 BOC20260416000001");
    EXPECT_EQ(steps_of(second, lot).back(), "refund_paid 2,000,000.00 BOC20260416000001");
    EXPECT_EQ(word(pay_back(due, "BOC20260416000002")), "refund_wrong_phase");
}

TEST_F(Settlement, RefundsAreListedByDueDate) {
    judged(line("BOC1", application_of(second, lot).deposit_reference, second.name, Fen(7)));
    const auto surplus = lines("mismatched").front();
    close();
    procedure.set(china("2026-04-20 09:00"));
    ASSERT_TRUE(propose(finance, surplus, auction::Resolution::return_to_payer).ok());
    ASSERT_TRUE(confirm(staff(registry::Role::finance), surplus).ok());

    std::vector<std::string> dates;
    auto reading = call(finance);
    std::map<std::string, std::string> query{{"limit", "1"}};
    for (bool more = true; more;) {
        const auto page = refunds(reading, with({}, query));
        ASSERT_TRUE(page.ok());
        dates.push_back(to_text(page->items.at(0).due_date));
        more = page->next_cursor.has_value();
        query["cursor"] = page->next_cursor.value_or("");
    }
    EXPECT_EQ(dates, (std::vector<std::string>{"2026-04-15", "2026-04-15", "2026-04-27"}));
}

}  // namespace
}  // namespace daylit::app::testing
