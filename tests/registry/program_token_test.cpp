#include "registry/program_token.hpp"

#include "tests/registry/support.hpp"

namespace daylit::registry {
namespace {

using namespace testing;

MakeToken some_order() {
    return {{"01ARZ3NDEKTSV4RRFFQ69G5FAV"},
            {"01BX5ZZKBKACTAV9WEVGEMMVRZ"},
            "夜间对账程序",
            {Scope::read, Scope::quotes},
            noon + std::chrono::days(30),
            {Scope::read, Scope::uploads, Scope::applications, Scope::quotes},
            std::chrono::days(365),
            0};
}

std::string word_of(const MakeToken& order) {
    return word(decide(TokenState{}, order, noon));
}

TEST(ProgramToken, IsMadeAsOrdered) {
    History<TokenState, TokenEvent> history;
    ASSERT_EQ(history.take(decide(history.state, some_order(), noon)), "ok");

    EXPECT_EQ(history.state.phase, TokenPhase::valid);
    EXPECT_EQ(history.state.person, some_order().person);
    EXPECT_EQ(history.state.name, "夜间对账程序");
    EXPECT_EQ(history.state.scopes, (std::vector{Scope::read, Scope::quotes}));
    EXPECT_TRUE(is_in_force(history.state, noon));
    EXPECT_FALSE(is_in_force(history.state, noon + std::chrono::days(30))) << "the moment itself is late";
    EXPECT_EQ(history.state, (replayed<TokenState>(history.events)));
}

TEST(ProgramToken, IsBoundToACertificateWhereItIsOrderedSo) {
    auto order = some_order();
    EXPECT_FALSE(evolve(TokenState{}, decide(TokenState{}, order, noon)->at(0)).certificate);
    order.certificate = BoundCertificate{"5a01", sha256("a certificate")};
    const auto events = decide(TokenState{}, order, noon);
    ASSERT_TRUE(events.ok());
    const auto state = evolve(TokenState{}, events->at(0));
    EXPECT_EQ(state.certificate, order.certificate);
    const auto revoked = evolve(state, decide(state, RevokeToken{"person:x"}, noon)->at(0));
    EXPECT_EQ(revoked.certificate, order.certificate) << "it still says what it was";
}

// As it was stored before tokens could be bound.
TEST(ProgramToken, IsReadFromAnEventThatKnowsNoCertificate) {
    const auto stored = boost::json::parse(
        R"({"person":"01ARZ3NDEKTSV4RRFFQ69G5FAV","organisation":"01BX5ZZKBKACTAV9WEVGEMMVRZ","name":"n",)"
        R"("scopes":["read"],"expires_at":"2026-12-31T23:59:59+08:00"})");
    const auto event = decode_event<TokenEvent>("token_made", 1, stored.as_object());
    ASSERT_TRUE(event.ok());
    EXPECT_FALSE(evolve(TokenState{}, *event).certificate);
}

TEST(ProgramToken, WantsANameThatCanBeTold) {
    auto order = some_order();
    order.name = "";
    EXPECT_EQ(word_of(order), "empty_text");
    order.name = "a\nb";
    EXPECT_EQ(word_of(order), "forbidden_character");
    order.name = std::string(51, 'x');
    EXPECT_EQ(word_of(order), "text_too_long");
}

TEST(ProgramToken, OpensWhatIsOfferedOnceEach) {
    auto order = some_order();
    order.scopes = {};
    EXPECT_EQ(word_of(order), "scopes_empty");
    order.scopes = {Scope::read, Scope::read};
    EXPECT_EQ(word_of(order), "scope_repeated");
    order.scopes = {Scope::read, Scope::documents};
    EXPECT_EQ(word_of(order), "scope_not_offered");
}

TEST(ProgramToken, ExpiresWithinTheLongestLife) {
    auto order = some_order();
    order.expires_at = noon;
    EXPECT_EQ(word_of(order), "expiry_not_ahead");
    order.expires_at = noon + std::chrono::days(365);
    EXPECT_EQ(word_of(order), "ok");
    order.expires_at += Milliseconds(1);
    EXPECT_EQ(word_of(order), "expiry_too_far");
}

TEST(ProgramToken, IsOneOfAFew) {
    auto order = some_order();
    order.held = most_tokens - 1;
    EXPECT_EQ(word_of(order), "ok");
    order.held = most_tokens;
    EXPECT_EQ(word_of(order), "too_many_tokens");
}

TEST(ProgramToken, IsRevokedOnce) {
    History<TokenState, TokenEvent> history;
    EXPECT_EQ(history.take(decide(history.state, RevokeToken{"person:A"}, noon)), "wrong_phase");
    history.take(decide(history.state, some_order(), noon));
    EXPECT_EQ(history.take(decide(history.state, RevokeToken{"person:A"}, noon)), "ok");
    EXPECT_EQ(history.state.phase, TokenPhase::revoked);
    EXPECT_FALSE(is_in_force(history.state, noon));
    EXPECT_EQ(history.take(decide(history.state, RevokeToken{"person:A"}, noon)), "wrong_phase");
    EXPECT_EQ(history.state, (replayed<TokenState>(history.events)));
}

// What was stored once is read for ever.
TEST(ProgramToken, ReadsItsEventsAsTheyWereStored) {
    const auto made = boost::json::parse(R"({
        "person": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "organisation": "01BX5ZZKBKACTAV9WEVGEMMVRZ",
        "name": "夜间对账程序", "scopes": ["read", "quotes"], "expires_at": "2026-04-01T12:00:00+08:00"})")
                          .as_object();
    const auto revoked = boost::json::parse(R"({"author": "person:01ARZ3NDEKTSV4RRFFQ69G5FAV"})").as_object();

    const auto first = decode_event<TokenEvent>("token_made", 1, made);
    const auto second = decode_event<TokenEvent>("token_revoked", 1, revoked);

    ASSERT_TRUE(first.ok() && second.ok());
    const auto state = evolve(evolve(TokenState{}, *first), *second);
    EXPECT_EQ(state.name, "夜间对账程序");
    EXPECT_EQ(state.expires_at, noon + std::chrono::days(30));
    EXPECT_EQ(state.phase, TokenPhase::revoked);
    EXPECT_EQ(encode_event(*second).data, revoked);
}

TEST(ProgramToken, LetsNobodyActWhoseOrganisationOrLetterIsOut) {
    PersonState person;
    person.phase = PersonPhase::active;
    person.roles = {Role::bidder_agent};
    EXPECT_EQ(roles_in_force(person, true, noon), (std::set{Role::bidder_agent}));
    EXPECT_TRUE(roles_in_force(person, false, noon).empty());
    person.letter = Letter{digest_of('b'), "全部", date("2026-03-01")};
    EXPECT_TRUE(roles_in_force(person, true, noon).empty());
}

}  // namespace
}  // namespace daylit::registry
