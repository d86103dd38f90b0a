// Which routes ask for a fresh confirmation, and which are open to staff who have yet to register a second
// factor: the tables as a reader can see them whole.
#include "server/app/outages.hpp"
#include "server/app/sessions.hpp"
#include "server/wire/feed.hpp"
#include "tests/wire/support.hpp"

namespace daylit::wire::testing {
namespace {

using registry::Role;

std::string_view method_of(const Route& route) {
    constexpr std::array names{"GET", "POST", "PUT", "DELETE"};
    return names.at(static_cast<std::size_t>(route.method));
}

std::vector<std::string> routes_with(const std::function<bool(const Route&)>& fits) {
    std::vector<std::string> found;
    for (const auto& route : all_routes()) {
        if (fits(route)) {
            found.push_back(std::string(method_of(route)) + " " + route.path);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

TEST(Access, WhatPublishesConfirmsOrPaysAsksForAFreshConfirmation) {
    const std::vector<std::string> wanted{
        "POST /api/v1/bank-lines",
        "POST /api/v1/bank-lines/import",
        "POST /api/v1/bank-lines/import-csv",
        "POST /api/v1/bank-lines/{id}/confirm",
        "POST /api/v1/bank-lines/{id}/resolve",
        "POST /api/v1/ceremonies",
        "POST /api/v1/ceremonies/{id}/abort",
        "POST /api/v1/documents/{id}/release",
        "POST /api/v1/listings/{id}/publish",
        "POST /api/v1/lots/{id}/confirmation",
        "POST /api/v1/lots/{id}/contract",
        "POST /api/v1/my/passkeys",
        "POST /api/v1/my/passkeys/order",
        "POST /api/v1/my/recovery-codes",
        "POST /api/v1/my/second-factors/{id}/remove",
        "POST /api/v1/my/tokens",
        "POST /api/v1/my/totp",
        "POST /api/v1/my/totp/confirm",
        "POST /api/v1/notices/{id}/publish",
        "POST /api/v1/organisations/{id}/approve",
        "POST /api/v1/people/{id}/roles",
        "POST /api/v1/people/{id}/second-factors/reset",
        "POST /api/v1/refunds/{id}/paid",
        "POST /api/v1/staff",
        "POST /api/v1/staff/{id}/confirm",
        "POST /api/v1/tender-lots/{id}/reconvene",
        "POST /api/v1/tender-notices/{id}/publish",
        "POST /api/v1/tenders/{id}/publish",
    };
    EXPECT_EQ(routes_with([](const Route& route) { return route.step_up.of != StepUp::Of::nobody; }), wanted);
}

TEST(Access, WhoHasYetToRegisterAFactorReachesTheirOwnAccountAlone) {
    const std::vector<std::string> wanted{
        "GET /api/v1/my/security",
        "GET /api/v1/my/sessions",
        "POST /api/v1/my/passkeys",
        "POST /api/v1/my/passkeys/order",
        "POST /api/v1/my/recovery-codes",
        "POST /api/v1/my/second-factors/{id}/remove",
        "POST /api/v1/my/sessions/end-others",
        "POST /api/v1/my/sessions/{id}/end",
        "POST /api/v1/my/totp",
        "POST /api/v1/my/totp/confirm",
        "POST /api/v1/session/confirm",
        "POST /api/v1/session/password",
    };
    EXPECT_EQ(routes_with([](const Route& route) { return route.access.kind == Access::Kind::own_account; }),
              wanted);
}

// Secrets, tokens and codes would else lie in the table of kept answers.
TEST(Access, AnswersWithSecretsAreNeverKept) {
    for (const auto& route : all_routes()) {
        const bool secret = route.path.find("/my/totp") != std::string::npos ||
                            route.path.find("/my/passkeys") != std::string::npos ||
                            route.path.find("/my/recovery-codes") != std::string::npos ||
                            (route.path.starts_with("/api/v1/session") && !route.path.ends_with("/password"));
        if (secret && route.method != Method::get) {
            EXPECT_EQ(route.repeats, Repeats::freely) << route.path;
        }
    }
}

class AccessTest : public WireTest {
protected:
    AccessTest() {
        use({stepped_up(
                 wire::command(Method::post, "/api/v1/publish", only({Role::reviewer}), "publish", &done)),
             stepped_up(wire::command(Method::post, "/api/v1/sign", signed_in(), "sign", &done),
                        {Role::seller_agent}),
             wire::command(Method::post, "/api/v1/work", only({Role::reviewer}), "work", &done),
             wire::command(Method::post, "/api/v1/any", signed_in(), "any", &done),
             wire::command(Method::post, "/api/v1/own", own_account(), "own", &done)});
    }
    static Result<app::Nothing> done(app::Call&, const app::Params&, const app::Nothing&) {
        return app::Nothing{};
    }
};

TEST_F(AccessTest, AConfirmationIsFreshForFiveMinutes) {
    const auto reviewer = staff(Role::reviewer);
    const auto asked = by(reviewer, command("/api/v1/publish"));
    EXPECT_EQ(word(asked), "200");
    wall.move(std::chrono::minutes(5) - Milliseconds(1));
    EXPECT_EQ(word(with(asked, "idempotency-key", "key-00000002")), "200");
    wall.move(Milliseconds(1));
    EXPECT_EQ(word(with(asked, "idempotency-key", "key-00000003")), "403 step_up_required");
    EXPECT_EQ(word(with(with(asked, "idempotency-key", "key-00000004"), "cookie", "")), "401 not_signed_in");
    services->settings.step_up_life = std::chrono::minutes(10);
    EXPECT_EQ(word(with(asked, "idempotency-key", "key-00000003")), "200");  // the same act, repeated
}

TEST_F(AccessTest, ARouteMayAskOnlySomeOfItsCallers) {
    const auto seller_agent = by(seller(), command("/api/v1/sign"));
    const auto bidder_agent = by(bidder("甲置业有限公司"), command("/api/v1/sign"));
    wall.move(std::chrono::minutes(6));
    EXPECT_EQ(word(seller_agent), "403 step_up_required");
    EXPECT_EQ(word(bidder_agent), "200");
}

TEST_F(AccessTest, StaffWhoMustRegisterAFactorMayDoNothingElse) {
    services->settings.second_factor = registry::SecondFactorPolicy::required;
    const auto reviewer = staff(Role::reviewer);
    EXPECT_EQ(word(by(reviewer, command("/api/v1/work"))), "403 second_factor_required");
    EXPECT_EQ(word(by(reviewer, command("/api/v1/any"))), "403 second_factor_required");
    EXPECT_EQ(word(by(reviewer, command("/api/v1/own"))), "200");
    EXPECT_EQ(word(by(bidder("甲置业有限公司"), command("/api/v1/any"))), "200");
}

TEST_F(AccessTest, ASessionThatWaitsForItsSecondStepIsNobodys) {
    const auto reviewer = staff(Role::reviewer);
    const auto now = wall.now();
    schema::SessionRow waiting{sha256("waiting"), *reviewer.caller.person, now, now,
                               now + std::chrono::minutes(10)};
    waiting.second_step = true;
    waiting.confirmed_at = now;
    store.transact([&](schema::UnitOfWork& tx) { (void)tx.insert(waiting); });
    for (const char* path : {"/api/v1/publish", "/api/v1/work", "/api/v1/any", "/api/v1/own"}) {
        EXPECT_EQ(word(with(command(path), "cookie", "__Host-session=waiting")), "401 not_signed_in") << path;
    }
}

// A feed watches its session besides; one whose session ended while it was being opened is closed at once.
TEST_F(AccessTest, AFeedEndsWithItsSession) {
    const auto reviewer = staff(Role::reviewer);
    const auto asked = by(reviewer, request("GET", "/api/v1/feed"));
    const auto token = http::cookie(asked, session_cookie);
    const auto topic = app::session_topic(sha256(token).hex());

    const auto feed = make_feed(*services, app::authenticate(*services, token, "127.0.0.1"), {}, asked);
    EXPECT_EQ(feed.topics, (std::vector<std::string>{"announcements", app::outages_topic, topic}));
    (void)feed.missed();
    EXPECT_TRUE(outlet.closed.empty());
    store.transact([&](schema::UnitOfWork& tx) {
        (void)tx.erase<schema::SessionRow>({schema::equals("person", *reviewer.caller.person)});
    });
    (void)feed.missed();
    EXPECT_EQ(outlet.closed, std::vector{topic});

    const auto visitors = make_feed(*services, {}, {}, request("GET", "/api/v1/feed"));
    EXPECT_EQ(visitors.topics, (std::vector<std::string>{"announcements", app::outages_topic}));
}

// Whoever watches a tender's lot or a ceremony is told that it changed; more than twenty are not watched.
TEST_F(AccessTest, AFeedWatchesWhatItsAddressNames) {
    const std::string id(26, '0');
    app::Params params;
    params.query["tender_lot"] = id + ",nonsense";
    params.query["ceremony"] = id;
    const auto one = make_feed(*services, {}, params, request("GET", "/api/v1/feed"));
    EXPECT_EQ(one.topics, (std::vector<std::string>{"announcements", app::outages_topic, "tender_lot:" + id,
                                                    "ceremony:" + id}));
    params.query["tender_lot"] = id;
    for (int i = 0; i < 40; ++i) {
        params.query["tender_lot"] += "," + id;
    }
    EXPECT_EQ(make_feed(*services, {}, params, request("GET", "/api/v1/feed")).topics.size(), 2U + 20U + 1U);
}

}  // namespace
}  // namespace daylit::wire::testing
