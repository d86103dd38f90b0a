#include "tests/registry/support.hpp"

namespace daylit::registry {
namespace {

using namespace testing;

class Life : public History<OrganisationState, OrganisationEvent> {
public:
    std::string act(const OrganisationCommand& command) { return take(decide(state, command)); }
};

constexpr const char* registrar = "person:registrar";

TEST(Organisation, RegistersWaitsAndIsApprovedBySomebodyElse) {
    Life life;
    EXPECT_EQ(life.act(some_registration()), "ok");
    EXPECT_EQ(life.state.phase, OrganisationPhase::registered);
    EXPECT_EQ(life.state.details, some_details());
    EXPECT_EQ(life.state.author, "organisation:A");
    EXPECT_EQ(life.act(ApproveOrganisation{registrar}), "ok");
    EXPECT_EQ(life.state.phase, OrganisationPhase::active);
    EXPECT_EQ(life.state, (replayed<OrganisationState>(life.events)));
}

TEST(Organisation, IsRefusedByTheFieldThatIsWrong) {
    struct Case {
        std::function<void(RegisterOrganisation&)> spoil;
        Refusal refusal;
    };
    const std::string long_name(101, 'x');
    const std::string long_text(201, 'x');
    const std::vector<Case> cases{
        {[](auto& r) { r.applicant_kind = ApplicantKind::natural_person; },
         refuse("natural_person_not_built", "organisation.applicant_kind")},
        {[](auto& r) { r.applicant_kind = ApplicantKind::overseas; },
         refuse("overseas_not_built", "organisation.applicant_kind")},
        {[](auto& r) { r.kind = OrganisationKind::center; }, refuse("kind_not_open", "organisation.kind")},
        {[](auto& r) { r.kind = OrganisationKind::supervisor; },
         refuse("kind_not_open", "organisation.kind")},
        {[](auto& r) { r.agreement.version = "2025-1"; },
         refuse("agreement_outdated", "agreement", {"2026-1"})},
        {[](auto& r) { r.agreement.digest = digest_of('z'); },
         refuse("agreement_outdated", "agreement", {"2026-1"})},
        {[](auto& r) { r.details.name = " "; }, refuse("empty_text", "organisation.name")},
        {[&](auto& r) { r.details.name = long_name; }, refuse("text_too_long", "organisation.name", {"100"})},
        {[](auto& r) { r.details.name = "岱阳\n置业"; }, refuse("forbidden_character", "organisation.name")},
        {[](auto& r) { r.details.name = "\xff"; }, refuse("malformed_text", "organisation.name")},
        {[](auto& r) { r.details.uscc = "91110000600037341l"; },
         refuse("malformed_uscc", "organisation.uscc")},
        {[](auto& r) { r.details.uscc = "91110000600037341M"; },
         refuse("uscc_wrong_check", "organisation.uscc")},
        {[](auto& r) { r.details.address = ""; }, refuse("empty_text", "organisation.address")},
        {[&](auto& r) { r.details.address = long_text; },
         refuse("text_too_long", "organisation.address", {"200"})},
        {[](auto& r) { r.details.legal_representative = ""; },
         refuse("empty_text", "organisation.legal_representative")},
    };
    for (const auto& one : cases) {
        auto command = some_registration();
        one.spoil(command);
        const auto decided = decide(OrganisationState{}, OrganisationCommand(command));
        ASSERT_FALSE(decided.ok()) << one.refusal.code;
        EXPECT_EQ(decided.refusal(), one.refusal);
    }
}

TEST(Organisation, SellersRegisterThemselvesToo) {
    auto command = some_registration();
    command.kind = OrganisationKind::seller;
    Life life;
    EXPECT_EQ(life.act(command), "ok");
    EXPECT_EQ(life.state.kind, OrganisationKind::seller);
}

TEST(Organisation, RegistersOnce) {
    Life life;
    EXPECT_EQ(life.act(some_registration()), "ok");
    EXPECT_EQ(decide(life.state, OrganisationCommand(some_registration())).refusal(),
              refuse("already_registered", "organisation.uscc"));
}

TEST(Organisation, IsNeitherApprovedNorReturnedByItsAuthor) {
    Life life;
    life.act(some_registration());
    EXPECT_EQ(life.act(ApproveOrganisation{"organisation:A"}), "author_cannot_approve");
    EXPECT_EQ(life.act(ReturnOrganisation{"organisation:A", "缺章"}), "author_cannot_approve");
    EXPECT_EQ(life.act(ReturnOrganisation{registrar, "缺章"}), "ok");

    // Who corrects becomes the author.
    EXPECT_EQ(life.act(CorrectOrganisation{some_details(), registrar}), "ok");
    EXPECT_EQ(life.act(ApproveOrganisation{registrar}), "author_cannot_approve");
    EXPECT_EQ(life.act(ApproveOrganisation{"organisation:A"}), "ok");
}

TEST(Organisation, IsReturnedWithAReasonCorrectedAndApproved) {
    Life life;
    life.act(some_registration());
    EXPECT_EQ(life.act(ReturnOrganisation{registrar, ""}), "empty_text");
    EXPECT_EQ(life.act(ReturnOrganisation{registrar, std::string(501, 'x')}), "text_too_long");
    EXPECT_EQ(life.act(ReturnOrganisation{registrar, "地址不清"}), "ok");
    EXPECT_EQ(life.state.phase, OrganisationPhase::returned);
    EXPECT_EQ(life.state.reason, "地址不清");

    auto corrected = some_details();
    corrected.address = "岱阳市人民路 2 号";
    EXPECT_EQ(life.act(CorrectOrganisation{corrected, "person:B"}), "ok");
    EXPECT_EQ(life.state.phase, OrganisationPhase::registered);
    EXPECT_EQ(life.state.details, corrected);
    EXPECT_EQ(life.act(ApproveOrganisation{registrar}), "ok");
    EXPECT_EQ(life.state.reason, "");
    EXPECT_EQ(life.state, (replayed<OrganisationState>(life.events)));
}

TEST(Organisation, KeepsItsCodeWhenItIsCorrected) {
    Life life;
    life.act(some_registration());
    life.act(ReturnOrganisation{registrar, "地址不清"});
    auto other = some_details();
    other.uscc = "12350100MB02709751";
    EXPECT_EQ(decide(life.state, OrganisationCommand(CorrectOrganisation{other, "person:B"})).refusal(),
              refuse("uscc_fixed", "organisation.uscc"));
}

TEST(Organisation, IsSuspendedAndReinstatedWithReasons) {
    Life life;
    life.act(some_registration());
    life.act(ApproveOrganisation{registrar});
    EXPECT_EQ(life.act(SuspendOrganisation{registrar, ""}), "empty_text");
    EXPECT_EQ(life.act(SuspendOrganisation{registrar, "被列入失信名单"}), "ok");
    EXPECT_EQ(life.state.phase, OrganisationPhase::suspended);
    EXPECT_EQ(life.state.reason, "被列入失信名单");
    EXPECT_EQ(life.act(ReinstateOrganisation{registrar, ""}), "empty_text");
    EXPECT_EQ(life.act(ReinstateOrganisation{registrar, "已移出"}), "ok");
    EXPECT_EQ(life.state.phase, OrganisationPhase::active);
    EXPECT_EQ(life.state, (replayed<OrganisationState>(life.events)));
}

// Phase by command; the last column but the phase's own name is what decide says.
TEST(Organisation, TakesEachCommandInItsPhasesAlone) {
    const auto table = daylit::testing::text_table(R"(
        # phase      | register           | approve     | return      | correct     | suspend     | reinstate
        none         | ok                 | not_found   | not_found   | wrong_phase | wrong_phase | wrong_phase
        registered   | already_registered | ok          | ok          | wrong_phase | wrong_phase | wrong_phase
        returned     | already_registered | wrong_phase | wrong_phase | ok          | wrong_phase | wrong_phase
        active       | already_registered | wrong_phase | wrong_phase | wrong_phase | ok          | wrong_phase
        suspended    | already_registered | wrong_phase | wrong_phase | wrong_phase | wrong_phase | ok
    )");
    ASSERT_EQ(table.size(), 5U);
    for (const auto& row : table) {
        OrganisationState state;
        ASSERT_TRUE(boost::describe::enum_from_string(row[0].c_str(), state.phase)) << row[0];
        state.details = some_details();
        state.author = "organisation:A";
        const std::vector<OrganisationCommand> commands{
            some_registration(),
            ApproveOrganisation{registrar},
            ReturnOrganisation{registrar, "理由"},
            CorrectOrganisation{some_details(), "person:B"},
            SuspendOrganisation{registrar, "理由"},
            ReinstateOrganisation{registrar, "理由"},
        };
        for (std::size_t i = 0; i < commands.size(); ++i) {
            const auto decided = decide(state, commands[i]);
            EXPECT_EQ(word(decided), row[i + 1]) << row[0] << " " << i;
            if (!decided && decided.refusal().code == "wrong_phase") {
                EXPECT_EQ(decided.refusal().values, std::vector{row[0]});
            }
        }
    }
}

}  // namespace
}  // namespace daylit::registry
