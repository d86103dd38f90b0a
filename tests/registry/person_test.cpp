#include "tests/registry/support.hpp"

namespace daylit::registry {
namespace {

using namespace testing;

class Life : public History<PersonState, PersonEvent> {
public:
    std::string act(const PersonCommand& command, Instant now = noon) {
        return take(decide(state, command, now));
    }
};

TEST(Person, ActsForAnOrganisationFromTheStartWithALetter) {
    Life life;
    EXPECT_EQ(life.act(some_agent()), "ok");
    EXPECT_EQ(life.state.phase, PersonPhase::active);
    EXPECT_EQ(life.state.login, "wang.er");
    EXPECT_EQ(life.state.roles, std::vector{Role::bidder_agent});
    EXPECT_TRUE(may_act(life.state, noon));
    EXPECT_EQ(life.state, (replayed<PersonState>(life.events)));
}

TEST(Person, IsRefusedByTheFieldThatIsWrong) {
    struct Case {
        std::function<void(AddPerson&)> spoil;
        Refusal refusal;
    };
    const std::vector<Case> cases{
        {[](auto& p) { p.login = "wa"; }, refuse("malformed_login", "person.login")},
        {[](auto& p) { p.display_name = ""; }, refuse("empty_text", "person.display_name")},
        {[](auto& p) { p.display_name = std::string(51, 'x'); },
         refuse("text_too_long", "person.display_name", {"50"})},
        {[](auto& p) { p.letter.reset(); }, refuse("missing_field", "letter")},
        {[](auto& p) { p.letter->scope = " "; }, refuse("empty_text", "letter.scope")},
        {[](auto& p) { p.letter->scope = std::string(201, 'x'); },
         refuse("text_too_long", "letter.scope", {"200"})},
        {[](auto& p) { p.letter->valid_until = date("2026-03-01"); },
         refuse("letter_expired", "letter.valid_until")},
        {[](auto& p) { p.roles.clear(); }, refuse("roles_empty", "person.roles")},
        {[](auto& p) { p.roles = {Role::clerk}; }, refuse("role_not_here", "person.roles", {"clerk"})},
    };
    for (const auto& one : cases) {
        auto command = some_agent();
        one.spoil(command);
        const auto decided = decide(PersonState{}, PersonCommand(command), noon);
        ASSERT_FALSE(decided.ok()) << one.refusal.code;
        EXPECT_EQ(decided.refusal(), one.refusal);
    }
}

TEST(Person, MayActOnTheLettersLastDayAndNotAMomentLonger) {
    auto command = some_agent();
    command.letter->valid_until = date("2026-03-02");
    Life life;
    EXPECT_EQ(life.act(command), "ok");
    const auto end = instant("2026-03-03T00:00:00+08:00");
    EXPECT_TRUE(may_act(life.state, end - Milliseconds(1)));
    EXPECT_FALSE(may_act(life.state, end));
    EXPECT_EQ(word(decide(PersonState{}, PersonCommand(command), end)), "letter_expired");
}

TEST(Staff, WaitsForASecondAdministrator) {
    Life life;
    EXPECT_EQ(life.act(some_clerk()), "ok");
    EXPECT_EQ(life.state.phase, PersonPhase::added);
    EXPECT_FALSE(may_act(life.state, noon));
    EXPECT_EQ(life.act(ConfirmPerson{"person:admin-1"}), "author_cannot_approve");
    EXPECT_EQ(life.act(ConfirmPerson{"person:admin-2"}), "ok");
    EXPECT_TRUE(may_act(life.state, noon));
    EXPECT_EQ(life.state, (replayed<PersonState>(life.events)));
}

TEST(Staff, OfTheSupervisorWaitsToo) {
    auto supervisor = some_clerk();
    supervisor.kind = OrganisationKind::supervisor;
    supervisor.roles = {Role::supervisor};
    Life life;
    EXPECT_EQ(life.act(supervisor), "ok");
    EXPECT_EQ(life.state.phase, PersonPhase::added);
}

TEST(Staff, TheFirstAdministratorsHaveNobodyToWaitFor) {
    auto first = some_clerk();
    first.roles = {Role::administrator};
    first.first_administrator = true;
    Life life;
    EXPECT_EQ(life.act(first), "ok");
    EXPECT_EQ(life.state.phase, PersonPhase::active);
}

// Otherwise one administrator could add, disable and enable, and nobody would have confirmed.
TEST(Staff, DisabledBeforeItWasConfirmedStillWaitsWhenItIsEnabled) {
    Life life;
    life.act(some_clerk());
    EXPECT_EQ(life.act(DisablePerson{"person:admin-1", "录入有误"}), "ok");
    EXPECT_EQ(life.act(EnablePerson{}), "ok");
    EXPECT_EQ(life.state.phase, PersonPhase::added);
    EXPECT_FALSE(may_act(life.state, noon));
    EXPECT_EQ(life.act(ConfirmPerson{"person:admin-1"}), "author_cannot_approve");
    EXPECT_EQ(life.act(ConfirmPerson{"person:admin-2"}), "ok");

    EXPECT_EQ(life.act(DisablePerson{"person:admin-1", "离岗"}), "ok");
    EXPECT_EQ(life.act(EnablePerson{}), "ok");
    EXPECT_EQ(life.state.phase, PersonPhase::active);
    EXPECT_EQ(life.state, (replayed<PersonState>(life.events)));
}

TEST(Person, IsDisabledWithAReason) {
    Life life;
    life.act(some_agent());
    EXPECT_EQ(life.act(DisablePerson{"person:A", ""}), "empty_text");
    EXPECT_EQ(life.act(DisablePerson{"person:A", std::string(501, 'x')}), "text_too_long");
    EXPECT_EQ(life.act(DisablePerson{"person:A", "离职"}), "ok");
    EXPECT_FALSE(may_act(life.state, noon));
    EXPECT_EQ(life.act(EnablePerson{}), "ok");
    EXPECT_TRUE(may_act(life.state, noon));
}

TEST(Person, ChangesToRolesOfTheOrganisationAlone) {
    Life life;
    auto clerk = some_clerk();
    clerk.first_administrator = true;
    life.act(clerk);
    EXPECT_EQ(life.act(ChangeRoles{OrganisationKind::center, {}, "person:A"}), "roles_empty");
    EXPECT_EQ(life.act(ChangeRoles{OrganisationKind::center, {Role::bidder_agent}, "person:A"}),
              "role_not_here");
    EXPECT_EQ(life.act(ChangeRoles{OrganisationKind::center, {Role::finance, Role::clerk}, "person:A"}),
              "roles_conflict");
    EXPECT_EQ(life.act(ChangeRoles{OrganisationKind::center, {Role::clerk, Role::reviewer}, "person:A"}),
              "ok");
}

TEST(Person, HasOtherRolesOnceASecondAdministratorConfirmsThem) {
    Life life;
    auto clerk = some_clerk();
    clerk.first_administrator = true;
    life.act(clerk);
    const std::string one = "person:admin-1";
    const std::string two = "person:admin-2";
    EXPECT_EQ(life.act(ConfirmPerson{two}), "wrong_phase");

    EXPECT_EQ(life.act(ChangeRoles{OrganisationKind::center, {Role::finance}, one}), "ok");
    EXPECT_EQ(life.state.roles, std::vector{Role::clerk});
    EXPECT_EQ(life.act(ConfirmPerson{one}), "author_cannot_approve");
    EXPECT_EQ(life.act(ChangeRoles{OrganisationKind::center, {Role::clerk, Role::reviewer}, two}), "ok");
    EXPECT_EQ(life.act(ConfirmPerson{two}), "author_cannot_approve") << "the later proposal is the second's";
    EXPECT_EQ(life.act(ConfirmPerson{one}), "ok");
    EXPECT_EQ(life.state.roles, (std::vector{Role::clerk, Role::reviewer}));
    EXPECT_EQ(life.act(ConfirmPerson{one}), "wrong_phase");

    EXPECT_EQ(life.act(ChangeRoles{OrganisationKind::center, {Role::finance}, one}), "ok");
    EXPECT_EQ(life.act(DisablePerson{one, "离岗"}), "ok");
    EXPECT_EQ(life.act(EnablePerson{}), "ok");
    EXPECT_EQ(life.act(ConfirmPerson{two}), "wrong_phase")
        << "a proposal does not outlive its person's leave";
    EXPECT_EQ(life.state, (replayed<PersonState>(life.events)));
}

TEST(Person, TakesEachCommandInItsPhasesAlone) {
    const auto table = daylit::testing::text_table(R"(
        # phase  | add         | confirm     | disable     | enable      | change roles
        none     | ok          | wrong_phase | wrong_phase | wrong_phase | wrong_phase
        added    | wrong_phase | ok          | ok          | wrong_phase | wrong_phase
        active   | wrong_phase | wrong_phase | ok          | wrong_phase | ok
        disabled | wrong_phase | wrong_phase | wrong_phase | ok          | wrong_phase
    )");
    ASSERT_EQ(table.size(), 4U);
    for (const auto& row : table) {
        PersonState state;
        ASSERT_TRUE(boost::describe::enum_from_string(row[0].c_str(), state.phase)) << row[0];
        state.author = "person:admin-1";
        const std::vector<PersonCommand> commands{
            some_clerk(), ConfirmPerson{"person:admin-2"}, DisablePerson{"person:admin-2", "理由"},
            EnablePerson{}, ChangeRoles{OrganisationKind::center, {Role::registrar}, "person:A"}};
        for (std::size_t i = 0; i < commands.size(); ++i) {
            const auto decided = decide(state, commands[i], noon);
            EXPECT_EQ(word(decided), row[i + 1]) << row[0] << " " << i;
            if (!decided) {
                EXPECT_EQ(decided.refusal().values, std::vector{row[0]});
            }
        }
    }
}

TEST(Login, IsShortLowerCaseAndBeginsWithALetter) {
    const auto table = daylit::testing::text_table(R"(
        abc                               | ok
        a.b_c-9                           | ok
        abcdefghijklmnopqrstuvwxyz012345  | ok
        ab                                | malformed_login
        abcdefghijklmnopqrstuvwxyz0123456 | malformed_login
        1abc                              | malformed_login
        .abc                              | malformed_login
        Abc                               | malformed_login
        ab c                              | malformed_login
        ab@c                              | malformed_login
        王二小                            | malformed_login
    )");
    for (const auto& row : table) {
        EXPECT_EQ(word(require_login(row[0], "login")), row[1]) << row[0];
    }
    EXPECT_EQ(require_login("", "login").refusal(), refuse("malformed_login", "login"));
    EXPECT_EQ(word(require_login(std::string("ab\0c", 4), "login")), "malformed_login");
}

}  // namespace
}  // namespace daylit::registry
