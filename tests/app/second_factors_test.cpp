// Second factors from their registration to their loss: codes, passkeys, recovery codes, and the policy for
// staff.
#include "tests/app/accounts_fixture.hpp"

namespace daylit::app::testing {
namespace {

using registry::FactorKind;
using registry::SecondFactorPolicy;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_F(AccountsTest, AnAppIsRegisteredByItsFirstCodeAndAskedForFromThenOn) {
    auto visitor = signed_in_agent();
    const auto enrolled = enrol_app(visitor);
    ASSERT_EQ(enrolled.factors.size(), 1U);
    EXPECT_EQ(enrolled.factors[0].kind, FactorKind::totp);
    EXPECT_EQ(enrolled.factors[0].name, "手机");
    EXPECT_EQ(enrolled.new_recovery_codes->size(), 10U);
    EXPECT_FALSE(security(visitor).new_recovery_codes.has_value());

    Visitor next;
    EXPECT_EQ(enter_password(next, "wang.er"), "ok");
    EXPECT_FALSE(view(next).signed_in);
    EXPECT_EQ(view(next).second_step, (std::vector{ProofKind::totp, ProofKind::recovery_code}));
    EXPECT_FALSE(by(next).caller.person.has_value());
    EXPECT_TRUE(by(next).caller.roles.empty());

    const auto waiting_token = next.token;
    EXPECT_EQ(second_step(next, by_code(code())), "ok");
    EXPECT_TRUE(view(next).signed_in);
    EXPECT_NE(next.token, waiting_token);
    EXPECT_FALSE(authenticate(*services, waiting_token, here).person.has_value());
}

TEST_F(AccountsTest, TheSecretIsStoredSealedAndRecoveryCodesAsDigests) {
    auto visitor = signed_in_agent();
    const auto codes = *enrol_app(visitor).new_recovery_codes;
    const auto stream = "second_factor:" + by(visitor).caller.person->text;
    store.read([&](schema::UnitOfWork& tx) {
        for (const auto& row : tx.select<schema::TotpRow>({})) {
            EXPECT_EQ(row.sealed_secret.find(from_base32(app_secret)), std::string::npos);
        }
        const auto rows = tx.select<schema::RecoveryCodeRow>({});
        EXPECT_EQ(rows.size(), codes.size());
        for (const auto& event : tx.events(stream, 0, 10)) {
            EXPECT_EQ(event.body.find(app_secret), std::string::npos);
            EXPECT_EQ(event.body.find(codes[0]), std::string::npos);
        }
    });
    expect_streams_sound({stream});
}

TEST_F(AccountsTest, ACodeIsTakenOnceAndOneStepOfDriftIsAllowed) {
    auto visitor = signed_in_agent();
    enrol_app(visitor);
    const auto now = code();
    EXPECT_EQ(confirm(visitor, by_code(now)), "ok");
    EXPECT_EQ(confirm(visitor, by_code(now)), "code_wrong totp");
    EXPECT_EQ(confirm(visitor, by_code(code(-1))), "code_wrong totp");
    EXPECT_EQ(confirm(visitor, by_code(code(2))), "code_wrong totp");
    EXPECT_EQ(confirm(visitor, by_code(code(1))), "ok");  // the app's clock is ahead
    wall.move(seconds(30));
    EXPECT_EQ(confirm(visitor, by_code(code())), "code_wrong totp");  // that was it
}

TEST_F(AccountsTest, TheCodeThatRegisteredTheAppCountsAsUsed) {
    auto visitor = signed_in_agent();
    enrol_app(visitor);
    EXPECT_EQ(confirm(visitor, by_code(code(-1))), "code_wrong totp");
}

TEST_F(AccountsTest, AWrongCodeRegistersNothing) {
    auto visitor = signed_in_agent();
    auto early = by(visitor);
    EXPECT_EQ(word(finish_totp(early, {}, {"手机", "123456"})), "no_enrolment");
    auto beginning = by(visitor);
    app_secret = begin_totp(beginning, {}, {})->secret;
    auto finishing = by(visitor);
    EXPECT_EQ(word(finish_totp(finishing, {}, {"手机", code(5)})), "code_wrong code");
    EXPECT_TRUE(security(visitor).factors.empty());
    Visitor next;
    EXPECT_EQ(enter_password(next, "wang.er"), "ok");
    EXPECT_TRUE(view(next).signed_in);
}

TEST_F(AccountsTest, WhoGuessesCodesWaitsWhereverTheyComeFrom) {
    auto visitor = signed_in_agent();
    enrol_app(visitor);
    Visitor guesser;
    ASSERT_EQ(enter_password(guesser, "wang.er"), "ok");
    const auto wrong = code(100);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(second_step(guesser, by_code(wrong)), "code_wrong totp");
    }
    EXPECT_EQ(second_step(guesser, by_code(code())), "wait_before_sign_in");

    for (int i = 0; i < 45; ++i) {
        guesser.address = "198.51.100." + std::to_string(i);
        EXPECT_EQ(second_step(guesser, by_code(wrong)), "code_wrong totp") << i;
    }
    guesser.address = "203.0.113.7";
    EXPECT_EQ(second_step(guesser, by_code(code())), "wait_before_sign_in");
    // Whose browser is known is not held up by that.
    Visitor owner;
    owner.device = visitor.device;
    ASSERT_FALSE(owner.device.empty());
    EXPECT_EQ(enter_password(owner, "wang.er"), "ok");
    EXPECT_EQ(second_step(owner, by_code(code())), "ok");
}

TEST_F(AccountsTest, ARecoveryCodeCountsOnce) {
    auto visitor = signed_in_agent();
    const auto codes = *enrol_app(visitor).new_recovery_codes;
    Visitor lost;
    ASSERT_EQ(enter_password(lost, "wang.er"), "ok");
    EXPECT_EQ(second_step(lost, by_recovery("AAAA-AAAA-AAAA-AAAA")), "recovery_code_wrong recovery_code");
    std::string typed = codes[3];
    std::erase(typed, '-');
    EXPECT_EQ(second_step(lost, by_recovery(typed)), "ok");
    EXPECT_EQ(security(lost).recovery_codes_left, 9);

    Visitor again;
    ASSERT_EQ(enter_password(again, "wang.er"), "ok");
    EXPECT_EQ(second_step(again, by_recovery(codes[3])), "recovery_code_wrong recovery_code");
    EXPECT_EQ(second_step(again, by_recovery(codes[4])), "ok");

    auto renewing = by(again);
    const auto renewed = renew_recovery_codes(renewing, {}, {});
    EXPECT_EQ(renewed->new_recovery_codes->size(), 10U);
    Visitor last;
    ASSERT_EQ(enter_password(last, "wang.er"), "ok");
    EXPECT_EQ(second_step(last, by_recovery(codes[5])), "recovery_code_wrong recovery_code");
    EXPECT_EQ(second_step(last, by_recovery(renewed->new_recovery_codes->front())), "ok");
    EXPECT_EQ(confirm(last, by_recovery(renewed->new_recovery_codes->back())), "proof_not_accepted");
}

TEST_F(AccountsTest, APasskeyIsRegisteredAndConfirmsTheSecondStep) {
    auto visitor = signed_in_agent();
    Authenticator authenticator;
    authenticator.counter = 1;
    ASSERT_EQ(word(enrol_passkey(visitor, authenticator)), "ok");

    Visitor next;
    ASSERT_EQ(enter_password(next, "wang.er"), "ok");
    EXPECT_EQ(view(next).second_step, (std::vector{ProofKind::passkey, ProofKind::recovery_code}));
    authenticator.counter = 2;
    EXPECT_EQ(second_step(next, by_passkey(authenticator, challenge_of(next))), "ok");
    EXPECT_TRUE(view(next).signed_in);
    EXPECT_EQ(security(next).factors[0].used_at, wall.now());

    EXPECT_EQ(confirm(next, by_passkey(authenticator, challenge_of(next))), "passkey_copied passkey");
    authenticator.counter = 3;
    EXPECT_EQ(confirm(next, by_passkey(authenticator, challenge_of(next))), "ok");
}

TEST_F(AccountsTest, AChallengeIsGoodOnceForItsSessionAndFiveMinutes) {
    auto visitor = signed_in_agent();
    const Authenticator authenticator;
    ASSERT_EQ(word(enrol_passkey(visitor, authenticator)), "ok");

    const auto challenge = challenge_of(visitor);
    EXPECT_EQ(confirm(visitor, by_passkey(authenticator, challenge)), "ok");
    EXPECT_EQ(confirm(visitor, by_passkey(authenticator, challenge)), "passkey_challenge_gone passkey");

    Visitor other;
    ASSERT_EQ(enter_password(other, "wang.er"), "ok");
    const auto foreign = challenge_of(other);
    challenge_of(visitor);
    EXPECT_EQ(confirm(visitor, by_passkey(authenticator, foreign)), "passkey_challenge_differs passkey");

    const auto old = challenge_of(visitor);
    wall.move(minutes(5));
    EXPECT_EQ(confirm(visitor, by_passkey(authenticator, old)), "passkey_challenge_gone passkey");

    // A failed answer takes the challenge with it too.
    const auto spoilt = challenge_of(visitor);
    Authenticator elsewhere = authenticator;
    elsewhere.origin = "https://evil.example";
    EXPECT_EQ(confirm(visitor, by_passkey(elsewhere, spoilt)), "passkey_elsewhere passkey");
    EXPECT_EQ(confirm(visitor, by_passkey(authenticator, spoilt)), "passkey_challenge_gone passkey");
}

TEST_F(AccountsTest, ACredentialBelongsToOnePerson) {
    auto visitor = signed_in_agent();
    const Authenticator authenticator;
    ASSERT_EQ(word(enrol_passkey(visitor, authenticator)), "ok");
    EXPECT_EQ(word(enrol_passkey(visitor, authenticator)), "passkey_taken");

    const auto staff_member = staff(registry::Role::clerk);
    schema::SessionRow row{sha256("staff-token"), *staff_member.caller.person, wall.now(), wall.now(),
                           wall.now() + std::chrono::hours(1)};
    row.confirmed_at = wall.now();
    store.transact([&](schema::UnitOfWork& tx) { (void)tx.insert(row); });
    Visitor clerk;
    clerk.token = "staff-token";
    EXPECT_EQ(word(enrol_passkey(clerk, authenticator)), "passkey_taken");
    Authenticator own;
    own.id = "another credential";
    ASSERT_EQ(word(enrol_passkey(clerk, own)), "ok");
    EXPECT_EQ(confirm(clerk, by_passkey(authenticator, challenge_of(clerk))), "passkey_unknown passkey");
}

TEST_F(AccountsTest, StaffWithoutTheSecondFactorThatTheyMustHaveHaveNoRoles) {
    services->settings.second_factor = SecondFactorPolicy::required;
    const auto made = make_first_administrators(*services);
    Visitor administrator;
    ASSERT_EQ(enter_password(administrator, made[0].login, made[0].password), "ok");
    EXPECT_TRUE(view(administrator).must_enrol);
    EXPECT_TRUE(view(administrator).roles.empty());
    EXPECT_TRUE(by(administrator).caller.must_enrol);
    EXPECT_TRUE(by(administrator).caller.roles.empty());
    EXPECT_TRUE(security(administrator).policy_applies);

    const auto enrolled = enrol_app(administrator);
    EXPECT_FALSE(view(administrator).must_enrol);
    EXPECT_TRUE(by(administrator).caller.has(registry::Role::administrator));
    auto removing = by(administrator);
    EXPECT_EQ(word(remove_factor(removing, path({{"id", enrolled.factors[0].id}}), {})),
              "last_second_factor");

    // A bidder is free to have none.
    services->settings.second_factor = SecondFactorPolicy::required;
    ASSERT_TRUE(enter(registration()).ok());
    Visitor bidder;
    ASSERT_EQ(enter_password(bidder, "wang.er"), "ok");
    EXPECT_FALSE(view(bidder).must_enrol);
    EXPECT_FALSE(security(bidder).policy_applies);
}

TEST_F(AccountsTest, RemovingTheLastFactorTakesItsCodesAndTheSecondStep) {
    auto visitor = signed_in_agent();
    const auto enrolled = enrol_app(visitor);
    auto removing = by(visitor);
    const auto left = remove_factor(removing, path({{"id", enrolled.factors[0].id}}), {});
    ASSERT_EQ(word(left), "ok");
    EXPECT_TRUE(left->factors.empty());
    store.read([&](schema::UnitOfWork& tx) {
        EXPECT_TRUE(tx.select<schema::TotpRow>({}).empty());
        EXPECT_TRUE(tx.select<schema::RecoveryCodeRow>({}).empty());
    });
    Visitor next;
    EXPECT_EQ(enter_password(next, "wang.er"), "ok");
    EXPECT_TRUE(view(next).signed_in);
}

TEST_F(AccountsTest, AnAdministratorResetsAnothersFactorsAndNeverTheirOwn) {
    const auto made = make_first_administrators(*services);
    Visitor one;
    Visitor two;
    ASSERT_EQ(enter_password(one, made[0].login, made[0].password), "ok");
    ASSERT_EQ(enter_password(two, made[1].login, made[1].password), "ok");
    enrol_app(two);
    const auto lost = *by(two).caller.person;

    auto own = by(two);
    EXPECT_EQ(word(reset_second_factors(own, path({{"id", lost.text}}), {"手机丢失"})),
              "author_cannot_approve id");
    auto resetting = by(one);
    EXPECT_EQ(word(reset_second_factors(resetting, path({{"id", lost.text}}), {"手机丢失"})), "ok");
    EXPECT_FALSE(view(two).signed_in);
    EXPECT_EQ(outlet.closed.size(), 1U);
    Visitor back;
    EXPECT_EQ(enter_password(back, made[1].login, made[1].password), "ok");
    EXPECT_TRUE(view(back).signed_in);

    auto trying = call(bidder("甲置业有限公司"));
    EXPECT_EQ(word(reset_second_factors(trying, path({{"id", lost.text}}), {"手机丢失"})), "not_found id");
}

TEST_F(AccountsTest, AConfirmationTakesAFactorWhereThereIsOneAndElseThePassword) {
    auto visitor = signed_in_agent();
    EXPECT_EQ(view(visitor).step_up, std::vector{ProofKind::password});
    wall.move(minutes(10));
    EXPECT_EQ(view(visitor).confirmed_until, wall.now() - minutes(5));
    EXPECT_EQ(confirm(visitor, by_password("not my password")), "wrong_login_or_password password");
    EXPECT_EQ(confirm(visitor, by_password(password)), "ok");
    EXPECT_EQ(by(visitor).caller.confirmed_at, wall.now());

    enrol_app(visitor);
    EXPECT_EQ(view(visitor).step_up, std::vector{ProofKind::totp});
    EXPECT_EQ(confirm(visitor, by_password(password)), "proof_not_accepted");
    EXPECT_EQ(confirm(visitor, {}), "proof_not_accepted");
    EXPECT_EQ(confirm(visitor, {password, code(), std::nullopt, std::nullopt}), "proof_not_accepted");
    EXPECT_EQ(confirm(visitor, by_code(code())), "ok");
    EXPECT_EQ(confirm(Visitor(), by_code(code())), "not_signed_in");
}

}  // namespace
}  // namespace daylit::app::testing
