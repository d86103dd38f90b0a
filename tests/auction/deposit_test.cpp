#include "auction/deposit.hpp"
#include "tests/base/support.hpp"

#include <gtest/gtest.h>

namespace daylit::auction {

namespace {

using daylit::testing::text_table;

Instant at(const std::string& text) {
    return parse_instant(text, "").value();
}

const Instant deadline = at("2026-03-31T17:00:00+08:00");

LotFacts open_lot() {
    LotFacts facts;
    facts.times.deposit_until = deadline;
    facts.deposit = Fen::yuan(20'000'000);
    return facts;
}

ApplicationState applied() {
    ApplicationState state;
    state.phase = ApplicationPhase::applied;
    return state;
}

StatementLine line() {
    return {"BOC1", "7K3M9QW2ZX4T", "岱阳置业（集团）有限公司", Fen::yuan(20'000'000),
            deadline - Milliseconds(1)};
}

std::string word(const DepositVerdict& verdict) {
    if (std::holds_alternative<WaitsForResumption>(verdict)) {
        return "waits";
    }
    const auto* mismatch = std::get_if<Mismatch>(&verdict);
    return mismatch != nullptr ? boost::describe::enum_to_string(*mismatch, "") : "qualifies";
}

constexpr const char* name = "岱阳置业（集团）有限公司";

}  // namespace

TEST(AccountName, IsTheSameInFullAndHalfWidthAndInNothingElse) {
    const auto table = text_table(R"(
        岱阳置业（集团）有限公司  | 岱阳置业(集团)有限公司   | same
        岱阳置业（集团)有限公司   | 岱阳置业(集团）有限公司  | same
        岱阳　置业有限公司        | 岱阳 置业有限公司        | same
        岱阳置业有限公司          | 岱阳 置业有限公司        | other
        岱阳置业有限公司          | 岱阳置业有限责任公司     | other
        岱阳置业［集团］有限公司  | 岱阳置业[集团]有限公司   | other
        ABC Land                  | abc land                 | other
        ＡＢＣ                    | ABC                      | other
    )");
    for (const auto& row : table) {
        EXPECT_EQ(same_account_name(row[0], row[1]), row[2] == "same") << row[0] << " " << row[1];
        EXPECT_EQ(same_account_name(row[1], row[0]), row[2] == "same") << row[1] << " " << row[0];
    }
}

TEST(Deposit, QualifiesToTheFenAndToTheMillisecond) {
    EXPECT_EQ(judge_deposit(applied(), open_lot(), line(), name),
              DepositVerdict(Qualifies{Fen::yuan(20'000'000), Fen()}));

    auto more = line();
    more.amount = more.amount + Fen(1);
    EXPECT_EQ(judge_deposit(applied(), open_lot(), more, name),
              DepositVerdict(Qualifies{Fen::yuan(20'000'000), Fen(1)}));

    auto less = line();
    less.amount = less.amount - Fen(1);
    EXPECT_EQ(judge_deposit(applied(), open_lot(), less, name), DepositVerdict(Mismatch::too_little));

    auto late = line();
    late.received_at = deadline;
    EXPECT_EQ(judge_deposit(applied(), open_lot(), late, name), DepositVerdict(Mismatch::late));
}

TEST(Deposit, NamesTheFirstThingThatDoesNotFit) {
    // second: the application has a plate; closed: the lot is, or the application ended without a deposit.
    const auto table = text_table(R"(
        # second | closed | other payer | late | too little | word
        yes | yes | yes | yes | yes | second_line
        no  | yes | yes | yes | yes | after_closing
        no  | no  | yes | yes | yes | other_payer
        no  | no  | no  | yes | yes | late
        no  | no  | no  | no  | yes | too_little
        no  | no  | no  | no  | no  | qualifies
    )");
    for (const auto& row : table) {
        auto application = applied();
        auto facts = open_lot();
        auto received = line();
        if (row[0] == "yes") {
            application.phase = ApplicationPhase::qualified;
            application.plate = "317";
        }
        facts.closed = row[1] == "yes";
        received.payer = row[2] == "yes" ? "另一家公司" : received.payer;
        received.received_at = row[3] == "yes" ? deadline : received.received_at;
        received.amount = row[4] == "yes" ? Fen(1) : received.amount;
        EXPECT_EQ(word(judge_deposit(application, facts, received, name)), row[5]);
    }
}

TEST(Deposit, ComesAfterClosingToAnApplicationThatEndedWithoutOne) {
    auto application = applied();
    application.phase = ApplicationPhase::unqualified;
    EXPECT_EQ(word(judge_deposit(application, open_lot(), line(), name)), "after_closing");
}

TEST(Deposit, WaitsForTheResumptionThatMovesItsDeadline) {
    auto facts = open_lot();
    auto received = line();
    received.received_at = deadline + std::chrono::hours(1);

    facts.suspended_at = deadline - std::chrono::hours(1);
    EXPECT_EQ(word(judge_deposit(applied(), facts, received, name)), "waits");

    facts.suspended_at = deadline;
    EXPECT_EQ(word(judge_deposit(applied(), facts, received, name)), "late")
        << "a suspension after the deadline does not move it";

    facts.suspended_at.reset();
    facts.times.deposit_until = deadline + std::chrono::hours(2);
    EXPECT_EQ(word(judge_deposit(applied(), facts, received, name)), "qualifies");
}

TEST(Deposit, GoesWhereTheLotsResultSays) {
    const auto table = text_table(R"(
        # lot        | plate | word
        sold         | 317   | count_towards_price
        sold         | 482   | give_back
        sold         | -     | give_back
        refused      | 317   | forfeit
        refused      | 482   | give_back
        failed       | 482   | give_back
        terminated   | 317   | give_back
    )");
    for (const auto& row : table) {
        LotState lot;
        lot.phase = row[0] == "failed"       ? LotPhase::failed
                    : row[0] == "terminated" ? LotPhase::terminated
                                             : LotPhase::sold;
        if (row[0] != "failed") {
            lot.leader = Leader{3, "317", Fen::yuan(1), deadline};
        }
        if (lot.phase == LotPhase::sold) {
            lot.deal = Deal{};
            lot.deal->refused_at = row[0] == "refused" ? std::optional(deadline) : std::nullopt;
        }
        const auto plate = row[1] == "-" ? std::nullopt : std::optional(row[1]);
        EXPECT_EQ(boost::describe::enum_to_string(deposit_outcome(lot, plate), ""), row[2])
            << row[0] << " " << row[1];
    }
}

}  // namespace daylit::auction
