// From the application over the bank's statement to the plate, and what two people do with the rest.
#include "tests/app/support/deposit_fixture.hpp"

#include "schema/rows_auction.hpp"
#include "schema/rows_registry.hpp"

#include <algorithm>
#include <set>

namespace daylit::app::testing {
namespace {

using Deposits = DepositTest;

TEST_F(Deposits, AnApplicationIsPaidMatchedAndGetsItsPlate) {
    const auto lot = published("岱挂2026-1");
    const auto made = apply(first, lot);
    ASSERT_TRUE(made.ok()) << made.refusal().code;
    EXPECT_EQ(made->state, auction::ApplicationPhase::applied);
    EXPECT_EQ(made->deposit, deposit);
    EXPECT_EQ(made->deposit_until, china("2026-04-07 16:00"));
    EXPECT_EQ(made->account.name, services->settings.account_name);
    EXPECT_EQ(made->deposit_reference.size(), 12U);
    EXPECT_FALSE(made->plate);

    const auto seen = judged(line("BOC1", made->deposit_reference, first.name, deposit));

    EXPECT_EQ(seen.state, auction::BankLinePhase::matched);
    EXPECT_EQ(seen.mismatch, "");
    const auto now = application_of(first, lot);
    EXPECT_EQ(now.state, auction::ApplicationPhase::qualified);
    ASSERT_TRUE(now.plate);
    EXPECT_EQ(now.plate->size(), 3U);
    EXPECT_EQ(steps_of(first, lot),
              (std::vector<std::string>{"application_submitted " + made->deposit_reference,
                                        "application_qualified " + *now.plate + " 2,000,000.00"}));
    EXPECT_EQ(last_message(first),
              "deposit_matched 岱挂2026-1 " + made->deposit_reference + " 2,000,000.00 " + *now.plate);
    EXPECT_TRUE(refunds_in().empty());
    expect_streams_sound({"application:" + made->id.text, "bank_line:" + seen.id});
    EXPECT_EQ(match_bank_lines(*services), 0) << "what is matched stays matched";
}

TEST_F(Deposits, AnApplicationGivesAReceiptAndIsMadeOnce) {
    const auto lot = published("岱挂2026-1");
    auto applying = call(first);
    const auto once = apply_to_lot(applying, path({{"id", lot.text}}), {true});
    const auto again = apply_to_lot(applying, path({{"id", lot.text}}), {true});
    ASSERT_TRUE(once.ok() && again.ok());
    EXPECT_EQ(once->id, again->id) << "the same key gives the same answer";
    EXPECT_EQ(word(apply(first, lot)), "already_applied");

    auto reading = call(first);
    const auto receipts = my_receipts(reading, {});
    ASSERT_TRUE(receipts.ok());
    ASSERT_EQ(receipts->items.size(), 1U);
    EXPECT_EQ(receipts->items.front().kind, "application");
    EXPECT_EQ(receipts->items.front().subject,
              (boost::json::object{{"lot", lot.text}, {"deposit_reference", once->deposit_reference}}));
}

TEST_F(Deposits, AnApplicationIsRefusedWhereTheRulesSaySo) {
    const auto lot = published("岱挂2026-1");
    EXPECT_EQ(word(apply(first, LotId{id_text({})})), "not_found");
    EXPECT_EQ(word(apply(first, lot, false)), "rules_not_accepted");

    auto posing = seller_party;
    EXPECT_EQ(word(apply(posing, lot)), "seller_cannot_apply");

    store.transact([&](schema::UnitOfWork& tx) {
        auto row = tx.find<schema::OrganisationRow>(schema::Lock::update, *second.caller.organisation);
        row->phase = "suspended";
        ensure(tx.update(*row), "the organisation is there");
    });
    EXPECT_EQ(word(apply(second, lot)), "applicant_not_active");

    procedure.set(china("2026-04-06 16:00"));
    EXPECT_EQ(word(apply(first, lot)), "application_too_late");
    procedure.set(china("2026-04-06 16:00") - Milliseconds(1));
    EXPECT_EQ(word(apply(first, lot)), "ok");
}

TEST_F(Deposits, NobodySeesAnotherOnesApplication) {
    const auto one = published("岱挂2026-1");
    const auto other = published("岱挂2026-2");
    applied(first, one);
    procedure.move(std::chrono::hours(1));
    applied(first, other);

    auto own = call(first);
    const auto page = my_applications(own, with({}, {{"limit", "1"}}));
    ASSERT_TRUE(page.ok());
    ASSERT_EQ(page->items.size(), 1U);
    EXPECT_EQ(page->items.front().lot, other) << "the newest first";
    const auto rest = my_applications(own, with({}, {{"cursor", page->next_cursor.value()}}));
    ASSERT_TRUE(rest.ok());
    ASSERT_EQ(rest->items.size(), 1U);
    EXPECT_EQ(rest->items.front().lot, one);
    EXPECT_FALSE(rest->next_cursor);

    auto foreign = call(second);
    EXPECT_TRUE(my_applications(foreign, {})->items.empty());
    EXPECT_EQ(word(my_application(foreign, path({{"id", one.text}}))), "not_found");
}

TEST_F(Deposits, WhatDoesNotFitIsKeptForTwoPeopleWithItsReason) {
    const auto lot = published("岱挂2026-1");
    const auto reference = applied(first, lot);

    EXPECT_EQ(judged(line("BOC1", "NOBODYS", first.name, deposit)).mismatch, "unknown_reference");
    EXPECT_EQ(judged(line("BOC2", "", first.name, deposit)).mismatch, "unknown_reference");
    EXPECT_EQ(judged(line("BOC3", reference, second.name, deposit)).mismatch, "other_payer");
    EXPECT_EQ(judged(line("BOC4", reference, first.name, deposit - Fen(1))).mismatch, "too_little");
    EXPECT_EQ(last_message(first), "deposit_mismatched 岱挂2026-1 " + reference + " 1,999,999.99 too_little");
    EXPECT_EQ(application_of(first, lot).state, auction::ApplicationPhase::applied);

    EXPECT_EQ(judged(line("BOC5", reference, first.name, deposit)).state, auction::BankLinePhase::matched);
    EXPECT_EQ(judged(line("BOC6", reference, first.name, deposit)).mismatch, "second_line");
    EXPECT_EQ(application_of(first, lot).state, auction::ApplicationPhase::qualified);
    EXPECT_EQ(lines("mismatched").size(), 5U);
}

TEST_F(Deposits, TheDeadlinesMomentIsLateAndAClosedLotTakesNothing) {
    const auto lot = published("岱挂2026-1");
    const auto punctual = applied(first, lot);
    const auto tardy = applied(second, lot);
    procedure.set(china("2026-04-07 16:00"));

    auto in_time = line("BOC1", punctual, first.name, deposit);
    in_time.received_at = procedure.now() - Milliseconds(1);
    EXPECT_EQ(judged(in_time).state, auction::BankLinePhase::matched) << "entered late, received in time";
    EXPECT_EQ(judged(line("BOC2", tardy, second.name, deposit)).mismatch, "late");

    procedure.set(china("2026-04-08 12:00"));
    run_jobs();
    auto afterwards = line("BOC3", tardy, second.name, deposit);
    afterwards.received_at = china("2026-04-07 15:00");
    EXPECT_EQ(judged(afterwards).mismatch, "after_closing");
    EXPECT_EQ(application_of(second, lot).state, auction::ApplicationPhase::unqualified);
}

TEST_F(Deposits, MoreThanTheDepositQualifiesAndTheExcessGoesBack) {
    const auto lot = published("岱挂2026-1");
    const auto reference = applied(first, lot);

    EXPECT_EQ(judged(line("BOC1", reference, first.name, deposit + Fen(5))).state,
              auction::BankLinePhase::matched);

    const auto due = refunds_in("due");
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due.front().amount, Fen(5));
    EXPECT_EQ(due.front().payee, first.name);
    EXPECT_EQ(due.front().reference, reference);
    EXPECT_EQ(to_text(due.front().due_date), "2026-03-09") << "five working days after Monday, 2 March";
}

TEST_F(Deposits, ALineIsEnteredOnce) {
    ASSERT_EQ(word(enter(line("BOC1", "R", "甲", Fen(1)))), "ok");
    const auto twice = enter(line("BOC1", "R2", "乙", Fen(2)));
    ASSERT_FALSE(twice.ok());
    EXPECT_EQ(twice.refusal(), refuse("bank_reference_taken", "bank_reference", {"BOC1"}));
}

TEST_F(Deposits, AnImportTakesAllLinesOrNone) {
    auto importing = call(finance);
    const auto repeated =
        import_bank_lines(importing, {}, {{line("BOC1", "", "甲", Fen(1)), line("BOC1", "", "乙", Fen(2))}});
    ASSERT_FALSE(repeated.ok());
    EXPECT_EQ(repeated.refusal().field, "lines[1].bank_reference");
    auto malformed = call(finance);
    const auto zero =
        import_bank_lines(malformed, {}, {{line("BOC1", "", "甲", Fen(1)), line("BOC2", "", "乙", Fen())}});
    ASSERT_FALSE(zero.ok());
    EXPECT_EQ(zero.refusal().field, "lines[1].amount");
    auto empty = call(finance);
    EXPECT_EQ(word(import_bank_lines(empty, {}, {})), "import_empty");
    auto endless = call(finance);
    EXPECT_EQ(word(import_bank_lines(endless, {}, {std::vector<BankLineInput>(501)})), "import_too_large");
    EXPECT_TRUE(lines().empty());

    auto sound = call(finance);
    const auto taken =
        import_bank_lines(sound, {}, {{line("BOC1", "", "甲", Fen(1)), line("BOC2", "", "乙", Fen(2))}});
    ASSERT_TRUE(taken.ok());
    EXPECT_EQ(taken->items.size(), 2U);
    EXPECT_EQ(lines("entered").size(), 2U);
}

TEST_F(Deposits, AStatementAsCsvIsTakenOrRefusedByItsLine) {
    const std::string header = "reference,payer,amount,received_at,bank_reference\n";
    const std::string good = "R1,甲,20000.00,2026-03-02T08:30:00+08:00,BOC1\n";
    const auto import = [&](const std::string& csv) {
        auto importing = call(finance);
        return import_statement(importing, csv);
    };
    const auto future = import(header + good + "R2,乙,1.00,2026-03-02T09:00:01+08:00,BOC2\n");
    ASSERT_FALSE(future.ok());
    EXPECT_EQ(future.refusal(), refuse("received_in_future", "line 3.received_at"));
    EXPECT_EQ(import(header + good + good).refusal(),
              refuse("bank_reference_taken", "line 3.bank_reference", {"BOC1"}));
    EXPECT_EQ(word(import(good)), "statement_header");
    EXPECT_TRUE(lines().empty());

    ASSERT_TRUE(import(header + good).ok());
    EXPECT_EQ(lines().front().amount, Fen::yuan(20'000));
}

TEST_F(Deposits, OneProposesAndAnotherConfirmsThatMoneyGoesBack) {
    const auto lot = published("岱挂2026-1");
    const auto reference = applied(first, lot);
    const auto colleague = staff(registry::Role::finance);
    const auto seen = judged(line("BOC1", reference, second.name, deposit));
    EXPECT_EQ(word(confirm(colleague, seen)), "no_resolution_proposed");

    const auto proposed = propose(finance, seen, auction::Resolution::return_to_payer);
    ASSERT_TRUE(proposed.ok());
    EXPECT_EQ(proposed->proposal, "return_to_payer");
    EXPECT_FALSE(proposed->may_confirm);
    EXPECT_EQ(word(confirm(finance, seen)), "proposer_cannot_confirm");
    EXPECT_TRUE(refunds_in().empty());
    auto reading = call(colleague);
    EXPECT_TRUE(bank_lines(reading, {})->items.front().may_confirm);
    auto watching = call(staff(registry::Role::supervisor));
    EXPECT_FALSE(bank_lines(watching, {})->items.front().may_confirm) << "a supervisor only looks on";

    const auto resolved = confirm(colleague, seen);
    ASSERT_TRUE(resolved.ok()) << resolved.refusal().code;
    EXPECT_EQ(resolved->state, auction::BankLinePhase::resolved);
    const auto due = refunds_in("due");
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due.front().payee, second.name) << "back to whoever paid";
    EXPECT_EQ(due.front().amount, deposit);
    EXPECT_EQ(last_message(first), "refund_due " + reference + " 2,000,000.00 2026-03-09");
    EXPECT_EQ(word(confirm(colleague, seen)), "bank_line_wrong_phase");
    EXPECT_EQ(word(enter(line("BOC1", reference, second.name, deposit))), "bank_reference_taken");
    expect_streams_sound({"bank_line:" + seen.id, "refund:" + due.front().id});
}

TEST_F(Deposits, ALineThatWasEnteredWronglyMakesRoomForTheRightOne) {
    const auto lot = published("岱挂2026-1");
    const auto reference = applied(first, lot);
    const auto wrong = judged(line("BOC1", reference + "X", first.name, deposit));
    ASSERT_TRUE(propose(finance, wrong, auction::Resolution::entered_wrongly).ok());
    ASSERT_TRUE(confirm(staff(registry::Role::finance), wrong).ok());

    EXPECT_TRUE(refunds_in().empty()) << "there is no money behind it";
    EXPECT_EQ(judged(line("BOC1", reference, first.name, deposit)).state, auction::BankLinePhase::matched);
    EXPECT_EQ(lines("resolved").front().bank_reference, "BOC1") << "what was typed stays readable";
}

TEST_F(Deposits, ALineOrRefundThatIsNotThereIsNotFound) {
    auto nowhere = call(finance);
    const auto id = path({{"id", id_text({})}});
    EXPECT_EQ(word(propose_resolution(nowhere, id, {auction::Resolution::return_to_payer, "x"})),
              "not_found");
    auto again = call(finance);
    EXPECT_EQ(word(confirm_resolution(again, id, {})), "not_found");
    auto paying = call(finance);
    EXPECT_EQ(word(record_payment(paying, id, {"BOC1"})), "not_found");
    auto strange = call(finance);
    EXPECT_EQ(word(record_payment(strange, path({{"id", "x"}}), {"BOC1"})), "not_found");
}

// Draws the same number again and again: plates meet.
class StuckRandom : public CountedRandom {
public:
    std::uint64_t below(std::uint64_t) override { return 17; }
};

TEST_F(Deposits, APlateIsOneBiddersAlone) {
    StuckRandom stuck;
    const Services crowded{store,     log,    procedure,         wall, stuck, outlet, keys, rules,
                           passwords, quotes, services->settings};
    const auto lot = published("岱挂2026-1");
    for (const auto* party : {&first, &second}) {
        pay(applied(*party, lot), party->name, deposit);
        ASSERT_EQ(match_bank_lines(crowded), 1);
    }
    EXPECT_EQ(application_of(first, lot).plate, "117");
    EXPECT_EQ(application_of(second, lot).plate, "1017") << "four digits where three are taken";

    const auto elsewhere = published("岱挂2026-2");
    pay(applied(first, elsewhere), first.name, deposit);
    match_bank_lines(crowded);
    EXPECT_EQ(application_of(first, elsewhere).plate, "117") << "unique in its lot, not beyond";
}

TEST_F(Deposits, StandingIsWhatQuotingAsksFor) {
    const auto lot = published("岱挂2026-1");
    const auto standing = [&](const Party& party) {
        std::optional<Standing> found;
        Call asking(*services, {});
        store.read([&](schema::UnitOfWork& tx) {
            Act act(asking, tx);
            found = standing_of(act, lot, *party.caller.organisation);
        });
        return found;
    };
    EXPECT_FALSE(standing(first));

    const auto reference = applied(first, lot);
    ASSERT_TRUE(standing(first));
    EXPECT_FALSE(standing(first)->qualified);
    EXPECT_EQ(standing(first)->plate, "");

    judged(line("BOC1", reference, first.name, deposit));
    EXPECT_TRUE(standing(first)->qualified);
    EXPECT_EQ(standing(first)->plate, application_of(first, lot).plate);
    EXPECT_FALSE(standing(second));
}

TEST_F(Deposits, WhoStandsBehindAPlateIsToldOnlyWithATrace) {
    const auto lot = published("岱挂2026-1");
    const auto plate = qualified(first, lot);
    OrganisationId revealed;
    Call reading(*services, {});
    store.transact([&](schema::UnitOfWork& tx) {
        Act act(reading, tx);
        revealed = reveal_applicant(act, lot, plate, "deal_confirmation");
        act.lock("lot:" + lot.text);
    });
    EXPECT_EQ(revealed, *first.caller.organisation);
    EXPECT_EQ(steps_of(first, lot).back(), "applicant_revealed deal_confirmation");
    expect_streams_sound({"application:" + application_of(first, lot).id.text});
}

TEST_F(Deposits, FinancesListsTellNothingOfLots) {
    const auto lot = published("岱挂2026-1");
    const auto made = application_of(first, (applied(first, lot), lot));
    judged(line("BOC1", made.deposit_reference, first.name, deposit + Fen(1)));
    judged(line("BOC2", made.deposit_reference, first.name, deposit));
    const auto plate = application_of(first, lot).plate.value();

    auto reading = call(finance);
    const auto shown = to_json_text(*bank_lines(reading, {})) + to_json_text(*refunds(reading, {}));

    EXPECT_NE(shown.find(made.deposit_reference), std::string::npos);
    for (const auto& secret :
         {lot.text, made.id.text, made.lot_number, made.lot_title, "\"" + plate + "\""}) {
        EXPECT_EQ(shown.find(secret), std::string::npos) << secret;
    }
}

TEST_F(Deposits, TheStoreAloneTellsNeitherWhoAppliedNorWhoPaid) {
    const auto lot = published("岱挂2026-1");
    const auto made = application_of(first, (applied(first, lot), lot));
    const auto seen = judged(line("BOC1", made.deposit_reference, first.name, deposit + Fen(1)));

    std::string kept;
    store.read([&](schema::UnitOfWork& tx) {
        kept += tx.find<schema::ApplicationRow>(schema::Lock::none, made.id)->state;
        kept += tx.find<schema::BankLineRow>(schema::Lock::none, seen.id)->state;
        std::vector<std::string> streams{"application:" + made.id.text, "bank_line:" + seen.id};
        for (const auto& row : tx.select<schema::RefundRow>({})) {
            kept += row.state;
            streams.push_back("refund:" + row.id);
        }
        ASSERT_EQ(streams.size(), 3U);
        for (const auto& stream : streams) {
            for (const auto& event : tx.events(stream, 0, 100)) {
                kept += event.body + event.actor;
            }
        }
    });

    EXPECT_NE(kept.find(made.deposit_reference), std::string::npos);
    for (const auto& secret : {first.name, first.caller.organisation->text, first.caller.person->text}) {
        EXPECT_EQ(kept.find(secret), std::string::npos) << secret;
    }
}

}  // namespace
}  // namespace daylit::app::testing
