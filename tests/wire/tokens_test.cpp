// Programs with tokens, through the dispatcher with the program's own routes.
#include "schema/rows_programs.hpp"
#include "server/app/messages.hpp"
#include "server/app/people.hpp"
#include "tests/wire/support.hpp"

namespace daylit::wire {
namespace {

using app::testing::Party;
using registry::Role;

class Tokens : public testing::WireTest {
protected:
    Tokens() : party(bidder("甲置业有限公司")) { use(all_routes()); }

    std::string order(const std::string& scopes, const std::string& name = "对账", int days = 30) {
        return R"({"name":")" + name + R"(","scopes":[)" + scopes + R"(],"expires_at":")" +
               to_rfc3339(wall.now() + std::chrono::days(days)) + R"("})";
    }
    boost::json::object made(const Party& who, const std::string& scopes) {
        const auto response = ask(by(who, command("/api/v1/my/tokens", order(scopes))));
        EXPECT_EQ(response.status, 200) << *response.body;
        return body_of(response);
    }
    std::string secret(const Party& who, const std::string& scopes) {
        return std::string(made(who, scopes).at("secret").as_string());
    }
    // As a program asks: no cookie, no Origin.
    static http::Request under(const std::string& token, http::Request asked) {
        return with(without(without(std::move(asked), "origin"), "sec-fetch-site"), "authorization",
                    "Bearer " + token);
    }
    boost::json::object listed(const Party& who) {
        return body_of(ask(by(who, request("GET", "/api/v1/my/tokens"))))
            .at("items")
            .as_array()
            .at(0)
            .as_object();
    }
    std::string revoke(const Party& who, const std::string& id, const std::string& key = "key-00000002") {
        return word(by(who, command("/api/v1/my/tokens/" + id + "/revoke", "{}", key)));
    }

    Party party;
};

TEST_F(Tokens, IsShownOnceAndStoredAsADigestAlone) {
    const auto answer = made(party, R"("read")");
    const std::string text(answer.at("secret").as_string());
    EXPECT_EQ(text.size(), 81U);
    store.read([&](schema::UnitOfWork& tx) {
        const auto rows = tx.select<schema::ProgramTokenRow>({});
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_EQ(rows[0].digest, sha256(text));
        for (const auto& value : schema::to_record(rows[0])) {
            if (const auto* bytes = std::get_if<std::string>(&value)) {
                EXPECT_EQ(bytes->find(text.substr(9, 20)), std::string::npos);
            }
        }
        EXPECT_EQ(tx.events("program_token:" + rows[0].id, 0, 10).size(), 1U);
    });
    const auto seen = boost::json::serialize(listed(party));
    EXPECT_EQ(seen.find(text.substr(9, 20)), std::string::npos);
    EXPECT_EQ(listed(party).at("state"), "valid");
}

TEST_F(Tokens, OpensWhatItsScopeOpensWithoutCookieAndOrigin) {
    const auto token = secret(party, R"("read")");
    const auto response = ask(under(token, request("GET", "/api/v1/my/organisation")));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(body_of(response).at("name"), "甲置业有限公司");
    EXPECT_EQ(word(under(token, request("GET", "/api/v1/lots"))), "200");
    EXPECT_EQ(word(under(token, command("/api/v1/uploads", "x"))), "403 scope_missing");
    EXPECT_EQ(word(under(token, request("GET", "/api/v1/bank-lines"))), "403 not_your_right");
}

TEST_F(Tokens, ChangesWhatItsScopeLetsItChange) {
    const auto token = secret(party, R"("uploads")");
    const auto asked = with(command("/api/v1/uploads", "%PDF"), "content-type", "application/pdf");
    EXPECT_EQ(word(under(token, asked)), "200");
    EXPECT_EQ(word(under(token, without(asked, "idempotency-key"))),
              "400 missing_idempotency_key Idempotency-Key");
}

TEST_F(Tokens, MakesNoTokensAndNoCertificatesAndEndsNoSessions) {
    const auto token = secret(party, R"("read","uploads","applications","quotes")");
    EXPECT_EQ(word(under(token, command("/api/v1/my/tokens", order(R"("read")")))), "403 not_for_programs");
    EXPECT_EQ(word(under(token, request("GET", "/api/v1/my/tokens"))), "403 not_for_programs");
    EXPECT_EQ(word(under(token, command("/api/v1/certificates"))), "403 not_for_programs");
    EXPECT_EQ(word(under(token, command("/api/v1/session"))), "403 not_for_programs");
    EXPECT_EQ(word(under(token, request("DELETE", "/api/v1/session", "{}"))), "403 not_for_programs");
}

TEST_F(Tokens, IsRefusedWithItsReasonAndTold) {
    const auto token = secret(party, R"("read")");
    const auto asked = request("GET", "/api/v1/my/organisation");
    auto mistyped = token;
    mistyped[20] = mistyped[20] == '0' ? '1' : '0';
    EXPECT_EQ(word(under(mistyped, asked)), "401 token_malformed Authorization");
    EXPECT_EQ(word(under("daylight_" + std::string(64, '0') + "00000000", asked)),
              "401 token_malformed Authorization");
    EXPECT_EQ(word(with(asked, "authorization", "Basic YTpi")), "401 authorization_malformed Authorization");
    EXPECT_EQ(word(with(asked, "authorization", "Bearer ")), "401 authorization_malformed Authorization");
    EXPECT_EQ(word(with(asked, "authorization", "bEARER " + token)), "200");
    EXPECT_EQ(word(by(party, under(token, asked))), "400 two_identities Authorization");
    const auto refused = ask(under(mistyped, asked));
    EXPECT_EQ(header(refused, "WWW-Authenticate"), "Bearer realm=\"daylight\", error=\"invalid_token\"");
    wall.move(std::chrono::days(30));
    EXPECT_EQ(word(under(token, asked)), "401 token_expired Authorization");
}

TEST_F(Tokens, OfAnotherServerIsUnknown) {
    EXPECT_EQ(word(under("daylight_12121212121212121212121212121212fefefefefefefefefefefefefefefefeabbb4a1d",
                         request("GET", "/api/v1/lots"))),
              "401 token_unknown Authorization");
}

TEST_F(Tokens, IsRevokedByItsHolderAloneAndAtOnce) {
    const auto answer = made(party, R"("read")");
    const std::string id(answer.at("token").at("id").as_string());
    const std::string token(answer.at("secret").as_string());
    const auto other = bidder("乙置业有限公司");
    EXPECT_EQ(revoke(other, id), "404 not_found id");
    EXPECT_EQ(word(under(token, request("GET", "/api/v1/my/people"))), "200");
    EXPECT_EQ(revoke(party, id), "200");
    EXPECT_EQ(word(under(token, request("GET", "/api/v1/my/people"))), "401 token_revoked Authorization");
    EXPECT_EQ(revoke(party, id, "key-00000003"), "409 wrong_phase");
    EXPECT_EQ(listed(party).at("state"), "revoked");
    expect_streams_sound({"program_token:" + id});
}

TEST_F(Tokens, ItsMakingAndItsEndAreTold) {
    const auto id = std::string(made(party, R"("read")").at("token").at("id").as_string());
    revoke(party, id);
    auto reading = call(party);
    const auto messages = app::my_messages(reading, {});
    ASSERT_GE(messages->items.size(), 2U);
    std::vector<app::MessageKind> kinds{messages->items[0].kind, messages->items[1].kind};
    std::sort(kinds.begin(), kinds.end());
    EXPECT_EQ(kinds, (std::vector{app::MessageKind::token_made, app::MessageKind::token_revoked}));
    EXPECT_EQ(messages->items[0].values.at(0), "对账");
}

TEST_F(Tokens, EndsWithItsHoldersDisabling) {
    const auto clerk = staff(Role::clerk);
    const auto administrator = staff(Role::administrator);
    const auto token = secret(clerk, R"("read")");
    auto disabling = call(administrator);
    ASSERT_TRUE(app::disable_person(disabling, path({{"id", clerk.caller.person->text}}), {"离职"}).ok());
    EXPECT_EQ(word(under(token, request("GET", "/api/v1/listings"))), "401 token_revoked Authorization");
    auto enabling = call(administrator);
    ASSERT_TRUE(app::enable_person(enabling, path({{"id", clerk.caller.person->text}}), {}).ok());
    EXPECT_EQ(word(under(token, request("GET", "/api/v1/listings"))), "401 token_revoked Authorization");
}

TEST_F(Tokens, LosesWhatItsHolderLoses) {
    const auto token = secret(party, R"("read","applications")");
    store.transact([&](schema::UnitOfWork& tx) {
        auto row = tx.find<schema::OrganisationRow>(schema::Lock::update, *party.caller.organisation);
        row->phase = "suspended";
        ensure(tx.update(*row), "the organisation is there");
    });
    EXPECT_EQ(word(under(token, request("GET", "/api/v1/my/applications"))), "403 not_your_right");
}

TEST_F(Tokens, OffersTheScopesOfTheHoldersRoles) {
    const auto scopes_of = [&](const Party& who) {
        std::string names;
        const auto page = body_of(ask(by(who, request("GET", "/api/v1/my/token-scopes"))));
        for (const auto& one : page.at("items").as_array()) {
            EXPECT_FALSE(one.at("opens").as_array().empty());
            names += std::string(one.at("scope").as_string()) + " ";
        }
        return names;
    };
    EXPECT_EQ(scopes_of(party), "read uploads applications quotes bids ");
    EXPECT_EQ(scopes_of(staff(Role::supervisor)), "read uploads ");
    EXPECT_EQ(scopes_of(staff(Role::finance)), "read uploads ");
    EXPECT_EQ(scopes_of(staff(Role::administrator)), "read uploads ");
    EXPECT_EQ(word(by(party, command("/api/v1/my/tokens", order(R"("documents")")))),
              "422 scope_not_offered scopes");
}

TEST_F(Tokens, TellsItsLastUseToTheHour) {
    const auto token = secret(party, R"("read")");
    EXPECT_TRUE(listed(party).at("last_used_at").is_null());
    const auto nine = wall.now();
    wall.move(std::chrono::minutes(59));
    ask(under(token, request("GET", "/api/v1/my/people")));
    EXPECT_EQ(listed(party).at("last_used_at").as_string(), to_rfc3339(nine));
}

// Wherever its programs sit.
TEST_F(Tokens, IsCountedAsItsOrganisation) {
    const auto one = secret(party, R"("read")");
    const auto two = secret(party, R"("read")");
    const auto other = secret(bidder("乙置业有限公司"), R"("read")");
    RequestRates rates;
    rates.reads = {2, 1};
    use(all_routes(), rates);
    const auto asked = [](const std::string& token, const std::string& address) {
        auto made = under(token, request("GET", "/api/v1/my/people"));
        made.peer_address = address;
        return made;
    };
    EXPECT_EQ(word(asked(one, "192.0.2.1")), "200");
    EXPECT_EQ(word(asked(two, "198.51.100.1")), "200");
    EXPECT_EQ(word(asked(one, "203.0.113.1")), "429 too_many_requests");
    EXPECT_EQ(word(asked(other, "203.0.113.1")), "200");
}

}  // namespace
}  // namespace daylit::wire
