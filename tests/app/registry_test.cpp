// Organisations and people, from the first registration on.
#include "server/app/messages.hpp"
#include "tests/app/registry_fixture.hpp"
#include "tests/app/support/late_sight.hpp"

namespace daylit::app::testing {
namespace {

using registry::Role;

TEST_F(RegistryTest, AnOrganisationRegistersIsApprovedByARegistrarAndMayAct) {
    const auto admins = administrators();
    const auto entered = enter(registration());
    ASSERT_TRUE(entered.ok()) << word(entered);
    EXPECT_EQ(entered->state, "registered");

    const auto before = signed_in("wang.er", password);
    EXPECT_EQ(before.organisation, entered->organisation_id);
    EXPECT_TRUE(before.roles.empty());  // not until it is approved

    EXPECT_EQ(approve(admins.front(), entered->organisation_id), "ok");
    const auto after = signed_in("wang.er", password);
    EXPECT_EQ(after.roles, std::set{Role::bidder_agent});

    auto reading = fresh(after);
    const auto own = my_organisation(reading, {});
    EXPECT_EQ(own->state, "active");
    EXPECT_EQ(own->uscc, "91110000600037341L");
    ASSERT_EQ(own->people.size(), 1U);
    EXPECT_EQ(own->people.front().mobile, "13800138000");
    const auto messages = my_messages(reading, {});
    ASSERT_EQ(messages->items.size(), 1U);
    EXPECT_EQ(messages->items.front().kind, MessageKind::registration_approved);
    expect_streams_sound(
        {"organisation:" + entered->organisation_id.text, "person:" + entered->person_id.text});
}

TEST_F(RegistryTest, ContactDataStandInNoEvent) {
    const auto entered = enter(registration());
    store.read([&](schema::UnitOfWork& tx) {
        for (const auto& stream :
             {"organisation:" + entered->organisation_id.text, "person:" + entered->person_id.text}) {
            for (const auto& event : tx.events(stream, 0, 100)) {
                EXPECT_EQ(event.body.find("13800138000"), std::string::npos) << stream;
                EXPECT_EQ(event.body.find("wang.er@example.com"), std::string::npos) << stream;
            }
        }
    });
}

TEST_F(RegistryTest, AReturnedRegistrationIsCorrectedAndApproved) {
    const auto admins = administrators();
    const auto entered = enter(registration());
    auto returning = fresh(admins.front());
    EXPECT_EQ(
        word(return_organisation(returning, path({{"id", entered->organisation_id.text}}), {"地址不清"})),
        "ok");
    EXPECT_EQ(approve(admins.front(), entered->organisation_id), "wrong_phase");

    auto wrongly = fresh(signed_in("wang.er", password));
    EXPECT_EQ(word(correct_organisation(wrongly, {}, {"", "91110000600037341L", "x", "y"})),
              "empty_text name");
    auto other_code = fresh(signed_in("wang.er", password));
    EXPECT_EQ(word(correct_organisation(other_code, {}, {"x", "12350100MB02709751", "x", "y"})),
              "uscc_fixed uscc");
    auto correcting = fresh(signed_in("wang.er", password));
    const auto corrected = correct_organisation(
        correcting, {}, {"岱阳大地置业有限公司", "91110000600037341L", "岱阳市人民路 2 号", "王一"});
    ASSERT_TRUE(corrected.ok()) << word(corrected);
    EXPECT_EQ(corrected->state, "registered");
    EXPECT_EQ(corrected->address, "岱阳市人民路 2 号");
    EXPECT_EQ(approve(admins.back(), entered->organisation_id), "ok");
    expect_streams_sound({"organisation:" + entered->organisation_id.text});
}

TEST_F(RegistryTest, RefusesWhomItCannotTakeAndStoresNothing) {
    struct Case {
        std::function<void(Registration&)> spoil;
        std::string expected;
    };
    using registry::ApplicantKind;
    for (const auto& one : std::vector<Case>{
             {[](auto& r) { r.organisation.applicant_kind = ApplicantKind::natural_person; },
              "natural_person_not_built organisation.applicant_kind"},
             {[](auto& r) { r.organisation.applicant_kind = ApplicantKind::overseas; },
              "overseas_not_built organisation.applicant_kind"},
             {[](auto& r) { r.organisation.kind = registry::OrganisationKind::center; },
              "kind_not_open organisation.kind"},
             {[](auto& r) { r.organisation.uscc = "91110000600037341M"; },
              "uscc_wrong_check organisation.uscc"},
             {[](auto& r) { r.agreement.digest = sha256("another text"); }, "agreement_outdated agreement"},
             {[](auto& r) { r.person.mobile = "12345"; }, "malformed_mobile person.mobile"},
             {[](auto& r) { r.person.email = "nobody"; }, "malformed_email person.email"},
             {[](auto& r) { r.person.login = "W"; }, "malformed_login person.login"},
             {[](auto& r) { r.person.password = "short"; }, "password_too_short person.password"},
             {[](auto& r) { r.person.password = "岱阳大地置业有限公司2026"; },
              "password_guessable person.password"},
             {[](auto& r) { r.letter.digest = sha256("never uploaded"); }, "upload_missing letter.digest"},
             {[](auto& r) { r.letter.valid_until = parse_date("2026-03-01", "").value(); },
              "letter_expired letter.valid_until"},
         }) {
        auto in = registration();
        one.spoil(in);
        EXPECT_EQ(word(enter(in)), one.expected);
    }
    auto listing = fresh({});
    EXPECT_TRUE(organisations(listing, {})->items.empty());
}

TEST_F(RegistryTest, TakesACodeAndALoginOnce) {
    ASSERT_TRUE(enter(registration()).ok());
    EXPECT_EQ(word(enter(registration("li.san"))), "already_registered organisation.uscc");
    EXPECT_EQ(word(enter(registration("wang.er", "12350100MB02709751"))), "login_taken person.login");
    EXPECT_EQ(word(enter(registration("li.san", "12350100MB02709751"))), "ok");
}

// Two registrations at the same moment: neither sees the other when it looks, and one of them comes second.
TEST_F(RegistryTest, WhoComesSecondByAMomentIsToldThatTheCodeOrTheLoginIsTaken) {
    ASSERT_TRUE(enter(registration()).ok());
    LateSightStore racing(store, {{"organisation", "person"}});
    const Services late{racing,    log,    procedure,         wall, random, outlet, keys, rules,
                        passwords, quotes, services->settings};
    const auto enter_late = [&](const Registration& in, const std::string& key) {
        Call entering(late, {});
        entering.idempotency_key = key;
        entering.request = sha256(key);
        return word(register_organisation(entering, {}, in));
    };

    EXPECT_EQ(enter_late(registration("li.san"), "second-code"), "already_registered organisation.uscc");
    EXPECT_EQ(enter_late(registration("wang.er", "12350100MB02709751"), "second-login"),
              "login_taken person.login");
    EXPECT_EQ(enter_late(registration("li.san", "12350100MB02709751"), "nobody-else"), "ok");
}

TEST_F(RegistryTest, GivesTheSameAnswerToTheSameRequestUnderTheSameKey) {
    auto first = fresh({});
    const auto in = registration();
    const auto entered = register_organisation(first, {}, in);
    ASSERT_TRUE(entered.ok());

    auto again = fresh({});
    again.idempotency_key = first.idempotency_key;
    again.request = first.request;
    const auto repeated = register_organisation(again, {}, in);
    ASSERT_TRUE(repeated.ok()) << word(repeated);
    EXPECT_EQ(repeated->organisation_id, entered->organisation_id);
    EXPECT_EQ(repeated->person_id, entered->person_id);

    auto other = fresh({});
    other.idempotency_key = first.idempotency_key;
    other.request = sha256("another body");
    EXPECT_EQ(word(register_organisation(other, {}, registration("li.san", "12350100MB02709751"))),
              "idempotency_key_reused Idempotency-Key");
    auto listing = fresh({});
    EXPECT_EQ(organisations(listing, {})->items.size(), 1U);
}

// --- staff ---

TEST_F(RegistryTest, StaffActOnceASecondAdministratorHasConfirmed) {
    const auto admins = administrators();
    auto adding = fresh(admins.front());
    const auto added = add_staff(
        adding, {}, {"clerk.one", password, "赵四", "13800138001", "zhao@example.com", {Role::clerk}});
    ASSERT_TRUE(added.ok()) << word(added);
    EXPECT_EQ(added->state, "added");
    EXPECT_EQ(word(open("clerk.one", password)), "wrong_login_or_password");

    const auto who = path({{"id", added->id.text}});
    auto alone = fresh(admins.front());
    EXPECT_EQ(word(confirm_staff(alone, who, {})), "author_cannot_approve");
    auto disabling = fresh(admins.front());
    EXPECT_EQ(word(disable_person(disabling, who, {"录入有误"})), "ok");
    auto enabling = fresh(admins.front());
    EXPECT_EQ(word(enable_person(enabling, who, {})), "ok");
    EXPECT_EQ(word(open("clerk.one", password)), "wrong_login_or_password");

    auto together = fresh(admins.back());
    EXPECT_EQ(confirm_staff(together, who, {})->state, "active");
    EXPECT_EQ(signed_in("clerk.one", password).roles, std::set{Role::clerk});
    expect_streams_sound({"person:" + added->id.text});
}

TEST_F(RegistryTest, OnlyAdministratorsManageStaffAndNobodyHisOwnRoles) {
    const auto admins = administrators();
    auto adding = fresh(admins.front());
    const auto clerk = add_staff(
        adding, {}, {"clerk.one", password, "赵四", "13800138001", "zhao@example.com", {Role::clerk}});
    auto confirming = fresh(admins.back());
    ASSERT_TRUE(confirm_staff(confirming, path({{"id", clerk->id.text}}), {}).ok());

    auto by_clerk = fresh(signed_in("clerk.one", password));
    EXPECT_EQ(word(disable_person(by_clerk, path({{"id", admins.front().person->text}}), {"x"})),
              "not_found id");
    auto own = fresh(admins.front());
    EXPECT_EQ(word(change_roles(own, path({{"id", admins.front().person->text}}), {{Role::reviewer}})),
              "author_cannot_approve id");
    auto changing = fresh(admins.front());
    const auto proposed =
        change_roles(changing, path({{"id", clerk->id.text}}), {{Role::clerk, Role::reviewer}});
    ASSERT_TRUE(proposed.ok()) << word(proposed);
    EXPECT_EQ(proposed->roles, std::vector{Role::clerk});
    EXPECT_EQ(proposed->proposed_roles, (std::vector{Role::clerk, Role::reviewer}));
    EXPECT_EQ(signed_in("clerk.one", password).roles, std::set{Role::clerk});
    auto alone = fresh(admins.front());
    EXPECT_EQ(word(confirm_staff(alone, path({{"id", clerk->id.text}}), {})), "author_cannot_approve");
    auto together = fresh(admins.back());
    EXPECT_EQ(confirm_staff(together, path({{"id", clerk->id.text}}), {})->roles,
              (std::vector{Role::clerk, Role::reviewer}));

    // Nor may somebody confirm what another proposed for oneself.
    auto raising = fresh(admins.front());
    const auto other = path({{"id", admins.back().person->text}});
    ASSERT_TRUE(change_roles(raising, other, {{Role::administrator}}).ok());
    auto by_itself = fresh(admins.back());
    EXPECT_EQ(word(confirm_staff(by_itself, other, {})), "author_cannot_approve id");
    auto conflicting = fresh(admins.front());
    EXPECT_EQ(word(change_roles(conflicting, path({{"id", clerk->id.text}}), {{Role::clerk, Role::finance}})),
              "roles_conflict roles");
}

TEST_F(RegistryTest, MakesTheFirstAdministratorsOnce) {
    EXPECT_EQ(make_first_administrators(*services).size(), 2U);
    EXPECT_TRUE(make_first_administrators(*services).empty());
}

TEST_F(RegistryTest, AColleagueIsAddedWithALetterAndManagedFromWithin) {
    const auto acting = agent();
    auto adding = fresh(acting);
    const auto added =
        add_colleague(adding, {},
                      {"li.san",
                       password,
                       "李三",
                       "13800138002",
                       "li@example.com",
                       {uploaded("letter of li.san"), "报价", parse_date("2026-12-31", "").value()}});
    ASSERT_TRUE(added.ok()) << word(added);
    auto twice = fresh(acting);
    EXPECT_EQ(
        word(add_colleague(twice, {},
                           {"li.san",
                            password,
                            "李三",
                            "13800138002",
                            "li@example.com",
                            {uploaded("letter of li.san"), "报价", parse_date("2026-12-31", "").value()}})),
        "login_taken login");
    auto short_one = fresh(acting);
    EXPECT_EQ(
        word(add_colleague(short_one, {},
                           {"li.si",
                            "short",
                            "李四",
                            "13800138002",
                            "li@example.com",
                            {uploaded("letter of li.san"), "报价", parse_date("2026-12-31", "").value()}})),
        "password_too_short password");
    const auto colleague = signed_in("li.san", password);
    EXPECT_EQ(colleague.organisation, acting.organisation);

    auto stranger = fresh(bidder("另一家有限公司").caller);
    EXPECT_EQ(word(disable_person(stranger, path({{"id", added->id.text}}), {"x"})), "not_found id");
    auto disabling = fresh(acting);
    EXPECT_EQ(disable_person(disabling, path({{"id", added->id.text}}), {"离职"})->state, "disabled");
}

// Whoever opens bids for a notary's office has colleagues as well; the center's people come from
// administrators.
TEST_F(RegistryTest, OpeningOfficersOutsideTheCenterHaveColleagues) {
    const auto add_one = [&](const Caller& caller, const std::string& login) {
        auto adding = fresh(caller);
        return add_colleague(
            adding, {},
            {login,
             password,
             "李三",
             "13800138002",
             "li@example.com",
             {uploaded("letter of " + login), "开标", parse_date("2026-12-31", "").value()}});
    };
    const auto notary = make_party(make_organisation(registry::OrganisationKind::notary, "岱阳市公证处"),
                                   "岱阳市公证处", {registry::Role::opening_officer});
    const auto added = add_one(notary.caller, "gong.er");
    ASSERT_TRUE(added.ok()) << word(added);
    EXPECT_EQ(added->roles, std::vector{registry::Role::opening_officer});
    const auto tenderer = make_party(make_organisation(registry::OrganisationKind::tenderer, "招标人"),
                                     "招标人", {registry::Role::tenderer_agent});
    EXPECT_EQ(add_one(tenderer.caller, "zhao.er")->roles,
              (std::vector{registry::Role::tenderer_agent, registry::Role::opening_officer}));
    EXPECT_EQ(word(add_one(staff(registry::Role::opening_officer).caller, "nei.er")), "not_your_right");
}

}  // namespace
}  // namespace daylit::app::testing
