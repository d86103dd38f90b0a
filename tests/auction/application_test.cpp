#include "auction/application.hpp"
#include "auction/deposit_refusals.hpp"
#include "tests/auction/event_replay.hpp"
#include "tests/base/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace daylit::auction {

namespace {

using daylit::testing::replayed;
using daylit::testing::text_table;
using daylit::testing::told;

const LotId lot{"0000000000000000000000007K"};

Instant at(const std::string& text) {
    return parse_instant(text, "").value();
}

LotFacts facts() {
    LotFacts made;
    made.times.application_from = at("2026-03-10T09:00:00+08:00");
    made.times.application_until = at("2026-03-30T17:00:00+08:00");
    made.times.deposit_until = at("2026-03-31T17:00:00+08:00");
    made.deposit = Fen::yuan(20'000'000);
    return made;
}

SubmitApplication submission() {
    return {lot, facts(), true, true, false, false, "7K3M9QW2ZX4T", "sealed applicant"};
}

const Instant in_time = at("2026-03-15T10:00:00+08:00");
const Date due(std::chrono::year(2026), std::chrono::month(4), std::chrono::day(10));

const std::vector<ApplicationEvent>& life_until(ApplicationPhase phase) {
    static const std::map<ApplicationPhase, std::vector<ApplicationEvent>> lives = [] {
        const ApplicationEvent submitted = ApplicationSubmitted{lot, "7K3M9QW2ZX4T", "sealed applicant"};
        const ApplicationEvent qualified = ApplicationQualified{"317", "sealed deposit"};
        return std::map<ApplicationPhase, std::vector<ApplicationEvent>>{
            {ApplicationPhase::none, {}},
            {ApplicationPhase::applied, {submitted}},
            {ApplicationPhase::qualified, {submitted, qualified}},
            {ApplicationPhase::unqualified, {submitted, ApplicationUnqualified{}}},
            {ApplicationPhase::won, {submitted, qualified, DepositCounted{}}},
            {ApplicationPhase::settled, {submitted, qualified, DepositReleased{due}}},
            {ApplicationPhase::forfeited, {submitted, qualified, DepositCounted{}, DepositForfeited{}}},
        };
    }();
    return lives.at(phase);
}

ApplicationCommand command_called(const std::string& name) {
    const std::map<std::string, ApplicationCommand> commands{
        {"submit", submission()},
        {"qualify", QualifyApplication{"2048", "sealed deposit"}},
        {"mismatch", NoteMismatch{Mismatch::late}},
        {"give back", SettleApplication{DepositOutcome::give_back, due}},
        {"count", SettleApplication{DepositOutcome::count_towards_price, due}},
        {"forfeit", SettleApplication{DepositOutcome::forfeit, due}},
        {"reveal", RevealApplicant{"person:1", "deal_confirmation"}},
    };
    return commands.at(name);
}

}  // namespace

TEST(Application, IsTakenOnlyInItsWindowAndFromWhoMayApply) {
    // Form, right and phase in this order: the first that does not hold is named.
    const auto table = text_table(R"(
        # accepts | active | seller | closed | suspended | applied | now                           | word
        yes | yes | no  | no  | no  | no  | 2026-03-10T09:00:00.000+08:00 | application_submitted
        yes | yes | no  | no  | no  | no  | 2026-03-30T16:59:59.999+08:00 | application_submitted
        yes | yes | no  | no  | no  | no  | 2026-03-10T08:59:59.999+08:00 | application_too_early
        yes | yes | no  | no  | no  | no  | 2026-03-30T17:00:00.000+08:00 | application_too_late
        yes | yes | no  | no  | no  | yes | 2026-03-15T10:00:00.000+08:00 | already_applied
        yes | yes | no  | no  | yes | yes | 2026-03-15T10:00:00.000+08:00 | application_lot_suspended
        yes | yes | no  | yes | yes | yes | 2026-03-15T10:00:00.000+08:00 | application_lot_closed
        yes | yes | yes | yes | yes | yes | 2026-03-15T10:00:00.000+08:00 | seller_cannot_apply
        yes | no  | yes | yes | yes | yes | 2026-03-15T10:00:00.000+08:00 | applicant_not_active
        no  | no  | yes | yes | yes | yes | 2026-03-15T10:00:00.000+08:00 | rules_not_accepted
    )");
    for (const auto& row : table) {
        auto command = submission();
        command.accepts_rules = row[0] == "yes";
        command.organisation_is_active = row[1] == "yes";
        command.is_the_seller = row[2] == "yes";
        command.facts.closed = row[3] == "yes";
        if (row[4] == "yes") {
            command.facts.suspended_at = at("2026-03-14T10:00:00+08:00");
        }
        command.has_applied = row[5] == "yes";
        EXPECT_EQ(told(decide(ApplicationState{}, ApplicationCommand(command), at(row[6]))), row[7])
            << row[7] << " at " << row[6];
    }
}

TEST(Application, DecidesEachCommandInEachPhase) {
    const auto table = text_table(R"(
        # command  | phase       | word
        submit     | none        | application_submitted
        submit     | applied     | already_applied
        submit     | settled     | already_applied
        qualify    | none        | application_wrong_phase
        qualify    | applied     | application_qualified
        qualify    | qualified   | application_wrong_phase
        qualify    | unqualified | application_wrong_phase
        qualify    | won         | application_wrong_phase
        qualify    | settled     | application_wrong_phase
        qualify    | forfeited   | application_wrong_phase
        mismatch   | none        | application_wrong_phase
        mismatch   | applied     | deposit_mismatched
        mismatch   | qualified   | deposit_mismatched
        mismatch   | unqualified | deposit_mismatched
        mismatch   | settled     | deposit_mismatched
        give back  | applied     | application_unqualified
        give back  | qualified   | deposit_released
        give back  | unqualified | -
        give back  | settled     | -
        give back  | won         | -
        give back  | forfeited   | -
        count      | applied     | application_unqualified
        count      | qualified   | deposit_counted
        count      | won         | -
        count      | forfeited   | -
        forfeit    | applied     | application_unqualified
        forfeit    | qualified   | deposit_forfeited
        forfeit    | won         | deposit_forfeited
        forfeit    | forfeited   | -
        forfeit    | settled     | -
        reveal     | none        | application_wrong_phase
        reveal     | qualified   | applicant_revealed
        reveal     | won         | applicant_revealed
        reveal     | forfeited   | applicant_revealed
    )");
    for (const auto& row : table) {
        ApplicationPhase phase{};
        ASSERT_TRUE(boost::describe::enum_from_string(row[1].c_str(), phase)) << row[1];
        const auto state = replayed<ApplicationState>(life_until(phase));
        ASSERT_EQ(state.phase, phase) << row[1];
        EXPECT_EQ(told(decide(state, command_called(row[0]), in_time)), row[2]) << row[0] << " " << row[1];
    }
}

TEST(Application, EndsInThePhaseThatItsMoneySays) {
    const std::pair<const char*, ApplicationPhase> endings[] = {
        {"give back", ApplicationPhase::settled},
        {"count", ApplicationPhase::won},
        {"forfeit", ApplicationPhase::forfeited},
    };
    for (const auto& [command, phase] : endings) {
        auto state = replayed<ApplicationState>(life_until(ApplicationPhase::qualified));
        const auto events = decide(state, command_called(command), in_time);
        ASSERT_TRUE(events.ok());
        state = evolve(state, events->front());
        EXPECT_EQ(state.phase, phase) << command;
        EXPECT_EQ(state.plate, "317") << "a plate stays with its application";
    }
}

TEST(Application, RemembersWhatItsEventsTell) {
    const auto state = replayed<ApplicationState>(
        std::vector<ApplicationEvent>{ApplicationSubmitted{lot, "7K3M9QW2ZX4T", "sealed applicant"},
                                      DepositMismatched{Mismatch::too_little}});
    EXPECT_EQ(state, (ApplicationState{ApplicationPhase::applied, lot, "7K3M9QW2ZX4T", "sealed applicant",
                                       std::nullopt, "", Mismatch::too_little}));

    const auto qualified = evolve(state, ApplicationQualified{"317", "sealed deposit"});
    EXPECT_EQ(qualified, (ApplicationState{ApplicationPhase::qualified, lot, "7K3M9QW2ZX4T",
                                           "sealed applicant", "317", "sealed deposit", std::nullopt}));
    EXPECT_EQ(evolve(qualified, ApplicantRevealed{"person:1", "deal_confirmation"}), qualified)
        << "being read changes nothing";
}

TEST(Application, HasADepositBehindItWhileItMayQuoteOrHasWon) {
    EXPECT_TRUE(is_qualified(ApplicationPhase::qualified));
    EXPECT_TRUE(is_qualified(ApplicationPhase::won));
    for (const auto phase : {ApplicationPhase::none, ApplicationPhase::applied, ApplicationPhase::unqualified,
                             ApplicationPhase::settled, ApplicationPhase::forfeited}) {
        EXPECT_FALSE(is_qualified(phase));
    }
}

TEST(Application, ReadsItsLotFromTheLotsState) {
    LotState state;
    state.phase = LotPhase::listed;
    state.terms.times = facts().times;
    state.terms.parcel.deposit = Fen::yuan(5);
    state.suspended_at = in_time;
    EXPECT_EQ(facts_of(state).times, facts().times);
    EXPECT_EQ(facts_of(state).deposit, Fen::yuan(5));
    EXPECT_EQ(facts_of(state).suspended_at, in_time);
    EXPECT_FALSE(facts_of(state).closed);
    for (const auto phase : {LotPhase::sold, LotPhase::failed, LotPhase::terminated}) {
        state.phase = phase;
        EXPECT_TRUE(facts_of(state).closed);
    }
}

TEST(DepositRefusals, StandOnceEach) {
    std::vector<std::string_view> codes;
    for (const auto& row : deposit_refusals()) {
        codes.push_back(row.code);
    }
    std::ranges::sort(codes);
    EXPECT_EQ(std::ranges::adjacent_find(codes), codes.end());
}

}  // namespace daylit::auction
