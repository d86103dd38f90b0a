#include "auction/bank_line.hpp"
#include "tests/auction/event_replay.hpp"
#include "tests/base/support.hpp"

#include <gtest/gtest.h>

namespace daylit::auction {

namespace {

using daylit::testing::replayed;
using daylit::testing::text_table;
using daylit::testing::told;

const Instant now = parse_instant("2026-03-15T10:00:00+08:00", "").value();

StatementLine line() {
    return {"BOC20260315000123", "7K3M9QW2ZX4T", "岱阳置业有限公司", Fen::yuan(20'000'000), now};
}

BankLineEvent entered() {
    const auto told_by_bank = line();
    return BankLineEntered{told_by_bank.bank_reference, told_by_bank.reference,   "sealed payer",
                           told_by_bank.amount,         told_by_bank.received_at, "person:1"};
}

const std::vector<BankLineEvent>& life_until(const std::string& moment) {
    static const std::map<std::string, std::vector<BankLineEvent>> lives{
        {"none", {}},
        {"entered", {entered()}},
        {"matched", {entered(), BankLineMatched{}}},
        {"mismatched", {entered(), BankLineMismatched{Mismatch::late}}},
        {"proposed",
         {entered(), BankLineMismatched{Mismatch::late},
          ResolutionProposed{Resolution::return_to_payer, "逾期到账", "person:2"}}},
        {"resolved",
         {entered(), BankLineMismatched{Mismatch::late},
          ResolutionProposed{Resolution::return_to_payer, "逾期到账", "person:2"}, ResolutionConfirmed{}}},
    };
    return lives.at(moment);
}

BankLineCommand command_called(const std::string& name) {
    const std::map<std::string, BankLineCommand> commands{
        {"enter", EnterBankLine{line(), "sealed payer", "person:1", ""}},
        {"match", MatchBankLine{}},
        {"mismatch", MismatchBankLine{Mismatch::other_payer}},
        {"propose", ProposeResolution{Resolution::entered_wrongly, "录入有误", "person:3"}},
        {"propose nothing", ProposeResolution{Resolution::entered_wrongly, " ", "person:3"}},
        {"confirm", ConfirmResolution{"person:3"}},
        {"confirm own", ConfirmResolution{"person:2"}},
    };
    return commands.at(name);
}

Result<std::vector<BankLineEvent>> enter(const StatementLine& given, const std::string& path = "") {
    return decide(BankLineState{}, BankLineCommand(EnterBankLine{given, "sealed payer", "person:1", path}),
                  now);
}

}  // namespace

TEST(BankLine, DecidesEachCommandAtEachMoment) {
    const auto table = text_table(R"(
        # command       | moment     | word
        enter           | none       | bank_line_entered
        enter           | entered    | bank_line_wrong_phase
        match           | none       | bank_line_wrong_phase
        match           | entered    | bank_line_matched
        match           | matched    | bank_line_wrong_phase
        match           | mismatched | bank_line_wrong_phase
        mismatch        | entered    | bank_line_mismatched
        mismatch        | matched    | bank_line_wrong_phase
        mismatch        | resolved   | bank_line_wrong_phase
        propose         | entered    | bank_line_wrong_phase
        propose         | matched    | bank_line_wrong_phase
        propose         | mismatched | resolution_proposed
        propose         | proposed   | resolution_proposed
        propose         | resolved   | bank_line_wrong_phase
        propose nothing | resolved   | empty_text
        confirm         | entered    | bank_line_wrong_phase
        confirm         | mismatched | no_resolution_proposed
        confirm         | proposed   | resolution_confirmed
        confirm         | resolved   | bank_line_wrong_phase
        confirm own     | proposed   | proposer_cannot_confirm
        confirm own     | resolved   | proposer_cannot_confirm
    )");
    for (const auto& row : table) {
        const auto state = replayed<BankLineState>(life_until(row[1]));
        EXPECT_EQ(told(decide(state, command_called(row[0]), now)), row[2]) << row[0] << " " << row[1];
    }
}

TEST(BankLine, IsRefusedByFieldWhenItIsMalformed) {
    const std::string long_text(65, 'x');
    struct Case {
        const char* field;
        const char* code;
        std::function<void(StatementLine&)> spoil;
    };
    const Case cases[] = {
        {"bank_reference", "empty_text", [](auto& l) { l.bank_reference.clear(); }},
        {"bank_reference", "text_too_long", [&](auto& l) { l.bank_reference = long_text; }},
        {"reference", "text_too_long", [&](auto& l) { l.reference = long_text; }},
        {"reference", "forbidden_character", [](auto& l) { l.reference = "7K3M\n9QW2"; }},
        {"payer", "empty_text", [](auto& l) { l.payer = "　"; }},
        {"payer", "text_too_long", [&](auto& l) { l.payer = long_text + long_text; }},
        {"amount", "amount_not_positive", [](auto& l) { l.amount = Fen(); }},
        {"received_at", "received_in_future", [](auto& l) { l.received_at = now + Milliseconds(1); }},
    };
    for (const auto& one : cases) {
        auto spoilt = line();
        one.spoil(spoilt);
        const auto refused = enter(spoilt, "lines[3]");
        ASSERT_FALSE(refused.ok()) << one.field << " " << one.code;
        EXPECT_EQ(refused.refusal().code, one.code) << one.field;
        EXPECT_EQ(refused.refusal().field, std::string("lines[3].") + one.field) << one.code;
    }
    EXPECT_TRUE(enter(line()).ok());
}

TEST(BankLine, MayComeWithoutAnyReference) {
    auto bare = line();
    bare.reference.clear();
    EXPECT_EQ(told(enter(bare)), "bank_line_entered");
}

TEST(BankLine, RemembersWhatItsEventsTell) {
    const auto state = replayed<BankLineState>(life_until("proposed"));
    EXPECT_EQ(state, (BankLineState{BankLinePhase::mismatched, "BOC20260315000123", "7K3M9QW2ZX4T",
                                    "sealed payer", Fen::yuan(20'000'000), now, "person:1", Mismatch::late,
                                    Proposal{Resolution::return_to_payer, "逾期到账", "person:2"}}));
    EXPECT_EQ(replayed<BankLineState>(life_until("resolved")).phase, BankLinePhase::resolved);
}

TEST(BankLine, TakesTheLastProposalSoThatTheFirstProposerMayConfirmTheOthers) {
    auto state = replayed<BankLineState>(life_until("proposed"));
    state = evolve(state, decide(state, command_called("propose"), now)->front());
    EXPECT_EQ(state.proposal, (Proposal{Resolution::entered_wrongly, "录入有误", "person:3"}));
    EXPECT_EQ(told(decide(state, command_called("confirm"), now)), "proposer_cannot_confirm");
    EXPECT_EQ(told(decide(state, command_called("confirm own"), now)), "resolution_confirmed");
}

TEST(BankLine, IsVoidOnlyOnceItsWrongEntryIsConfirmed) {
    auto state = replayed<BankLineState>(life_until("proposed"));
    EXPECT_FALSE(replayed<BankLineState>(life_until("resolved")).is_void()) << "the money came and went back";
    state = evolve(state, ResolutionProposed{Resolution::entered_wrongly, "录入有误", "person:3"});
    EXPECT_FALSE(state.is_void());
    EXPECT_TRUE(evolve(state, ResolutionConfirmed{}).is_void());
}

}  // namespace daylit::auction
