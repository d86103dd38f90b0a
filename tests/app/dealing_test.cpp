// After the hammer: confirmation, deposits, and what a result causes, through the use cases.
#include "tests/app/quoting_fixture.hpp"

#include "schema/rows_auction.hpp"
#include "server/app/documents.hpp"
#include "server/app/live.hpp"
#include "server/app/receipts.hpp"

namespace daylit::app::testing {
namespace {

class Dealing : public Quoting {
protected:
    void sell() {
        open();
        ASSERT_TRUE(quote(first, lot, first_plate, Fen::yuan(10'000'000)).ok());
        ASSERT_TRUE(quote(second, lot, second_plate, Fen::yuan(10'100'000)).ok());
        procedure.set(china("2026-04-08 11:04"));
        run_jobs();
    }
};

TEST_F(Dealing, TheConfirmationBindsWhenSellerAndWinnerHaveSignedTheSameText) {
    sell();
    EXPECT_FALSE(lot_of(lot).deal->seller_signed_at.has_value());
    EXPECT_EQ(sign(first, lot).refusal().code, "not_found");

    ASSERT_TRUE(sign(seller_party, lot).ok());
    const auto signed_by_winner = sign(second, lot);

    ASSERT_TRUE(signed_by_winner.ok()) << signed_by_winner.refusal().code;
    const auto deal = lot_of(lot).deal;
    EXPECT_TRUE(deal->seller_signed_at && deal->winner_signed_at);
    auto reading = call(second);
    const auto text = confirmation(reading, path({{"id", lot.text}}));
    EXPECT_NE(text->text.find("乙置业有限公司"), std::string::npos);
    EXPECT_NE(text->text.find("人民币壹仟零壹拾万元整"), std::string::npos) << text->text;
    EXPECT_EQ(text->digest, sha256(text->text));
}

TEST_F(Dealing, TheConfirmationIsReadByItsPartiesAndTheStaffAlone) {
    sell();
    const auto read_by = [&](const Party& party) {
        auto reading = call(party);
        const auto text = confirmation(reading, path({{"id", lot.text}}));
        return text.ok() ? "ok" : text.refusal().code;
    };

    EXPECT_EQ(read_by(seller_party), "ok");
    EXPECT_EQ(read_by(second), "ok");
    EXPECT_EQ(read_by(clerk), "ok");
    EXPECT_EQ(read_by(first), "not_found");
    EXPECT_EQ(read_by(seller("另一局")), "not_found");
    EXPECT_EQ(read_by(finance), "not_found");
}

TEST_F(Dealing, LosersDepositsAreDueBackWithinFiveWorkingDaysAndTheWinnersCounts) {
    sell();

    auto reading = call(finance);
    const auto due = refunds(reading, with({}, {{"state", "due"}}));

    ASSERT_TRUE(due.ok());
    ASSERT_EQ(due->items.size(), 1U);
    EXPECT_EQ(due->items[0].payee, "甲置业有限公司");
    EXPECT_EQ(to_text(due->items[0].due_date), "2026-04-15");
    auto winner = call(second);
    EXPECT_EQ(my_application(winner, path({{"id", lot.text}}))->state, auction::ApplicationPhase::won);
}

TEST_F(Dealing, WhoComesTooLateIsToldThatTheLotIsClosedAlsoAfterItsDepositWentBack) {
    sell();

    EXPECT_EQ(code(quote(first, lot, first_plate, Fen::yuan(10'300'000))), "lot_closed");
    EXPECT_EQ(code(quote(second, lot, second_plate, Fen::yuan(10'300'000))), "lot_closed");
}

TEST_F(Dealing, RefusingForfeitsTheDepositAndNeverPromotesTheSecond) {
    sell();
    auto made = signed_act(second, "daylight-refusal+jws", {{"lot", lot.text}, {"reason", "资金不足"}});

    const auto refused = refuse_confirmation(made.call, path({{"id", lot.text}}), made.act);
    run_jobs();

    ASSERT_TRUE(refused.ok()) << refused.refusal().code;
    const auto after = lot_of(lot);
    EXPECT_TRUE(after.deal->refused_at.has_value());
    EXPECT_EQ(after.result->plate, second_plate);
    auto winner = call(second);
    EXPECT_EQ(my_application(winner, path({{"id", lot.text}}))->state, auction::ApplicationPhase::forfeited);
    EXPECT_EQ(sign(second, lot).refusal().code, "no_deal_to_confirm");
}

TEST_F(Dealing, AResultMakesItsObligationsAndTheirDrafts) {
    sell();

    const auto obligations = lot_of(lot).obligations;

    ASSERT_EQ(obligations.size(), 2U);
    auto reading = call(officer);
    const auto drafts = documents(reading, with({}, {{"state", "drafted"}}));
    ASSERT_TRUE(drafts.ok());
    EXPECT_EQ(drafts->items.size(), 2U);
}

TEST_F(Dealing, TheWinnersNameIsShownOnceAReleasedAnnouncementHasSaidIt) {
    sell();
    EXPECT_EQ(lot_of(lot).result->winner_name, std::nullopt);
    auto reading = call(officer);
    const auto drafts = documents(reading, with({}, {{"state", "drafted"}}));

    for (const auto& document : drafts->items) {
        auto releasing = call(officer);
        const auto released =
            release_document(releasing, path({{"id", document.id.text}}), {true, "不涉密，可以公开。"});
        ASSERT_TRUE(released.ok()) << released.refusal().code;
    }

    EXPECT_EQ(lot_of(lot).result->winner_name, "乙置业有限公司");
    for (const auto& obligation : lot_of(lot).obligations) {
        EXPECT_EQ(obligation.state, disclosure::ObligationPhase::met);
    }
}

TEST_F(Dealing, WithoutAnyQuoteTheSaleFailsAndEverybodyGetsTheDepositBack) {
    open();
    procedure.set(china("2026-04-08 11:04"));
    run_jobs();

    const auto view = lot_of(lot);

    EXPECT_EQ(view.phase, auction::ShownPhase::failed);
    EXPECT_FALSE(view.result->sold);
    EXPECT_EQ(view.obligations.size(), 1U);
    auto reading = call(finance);
    EXPECT_EQ(refunds(reading, with({}, {{"state", "due"}}))->items.size(), 2U);
}

TEST_F(Dealing, ALotThatCannotBeAdvancedHoldsUpNoOther) {
    std::vector<LotId> both{published("岱挂2026-7"), published("岱挂2026-8")};
    std::sort(both.begin(), both.end());
    store.transact([&](schema::UnitOfWork& tx) {
        auto broken = tx.find<schema::LotRow>(schema::Lock::update, both[0]);
        broken->parcel = id_text({});  // it cannot be freed
        ensure(tx.update(*broken), "a test's lot is there");
    });
    procedure.set(china("2026-04-08 12:00"));
    keep_alive();

    EXPECT_THROW(advance_due_lots(*services), BrokenPromise);

    store.read([&](schema::UnitOfWork& tx) {
        EXPECT_EQ(tx.find<schema::LotRow>(schema::Lock::none, both[0])->phase, "listed");
        EXPECT_EQ(tx.find<schema::LotRow>(schema::Lock::none, both[1])->phase, "failed");
    });
}

TEST_F(Dealing, ReplayingTheLotsStreamGivesItsRow) {
    sell();
    ASSERT_TRUE(sign(seller_party, lot).ok());

    auction::LotState replayed;
    std::string stored;
    store.read([&](schema::UnitOfWork& tx) {
        for (const auto& event : tx.events(lot_stream(lot), 0, 1000)) {
            const auto decoded =
                decode_event<auction::LotEvent>(event.type, event.version, schema::event_data(event));
            ASSERT_TRUE(decoded.ok());
            replayed = evolve(std::move(replayed), *decoded, event.at);
        }
        stored = tx.find<schema::LotRow>(schema::Lock::none, lot)->state;
    });

    EXPECT_EQ(to_json_text(replayed), stored);
}

}  // namespace
}  // namespace daylit::app::testing
