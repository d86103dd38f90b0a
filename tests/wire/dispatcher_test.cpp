#include "schema/write_gate.hpp"
#include "server/app/refusals.hpp"
#include "tests/wire/support.hpp"

namespace daylit::wire {

// What the probes take and give.
struct ProbeIn {
    std::string name;
    std::int64_t count = 0;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ProbeIn, (), (name, count, note))

struct ProbeOut {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ProbeOut, (), (text))

namespace {

using app::Call;
using app::Params;
using registry::Role;
using testing::WireTest;

int runs = 0;

Result<ProbeOut> tell_path(Call&, const Params& params) {
    std::string text;
    for (const auto& [name, value] : params.path) {
        text += name + "=" + value + ";";
    }
    for (const auto& [name, value] : params.query) {
        text += name + "=" + value + ";";
    }
    return ProbeOut{text};
}

Result<ProbeOut> tell_literal(Call&, const Params&) {
    return ProbeOut{"literal"};
}

Result<ProbeOut> tell_caller(Call& call, const Params&) {
    return ProbeOut{call.caller.actor()};
}

// Stores a message, so that a repetition that ran twice would be seen.
Result<ProbeOut> write(Call& call, const Params&, const ProbeIn& in) {
    return call.transact<ProbeOut>([&](app::Act& act) -> Result<ProbeOut> {
        ++runs;
        if (in.count < 0) {
            return refuse("out_of_range", "count", {"0", "9"});
        }
        auto stream = act.lock("probe");
        act.append(stream, {{"probed", 1, stream.now, {{"name", in.name}}}});
        return ProbeOut{in.name};
    });
}

Result<ProbeOut> look(Call& call, const Params&) {
    return call.read<ProbeOut>([](app::Act& act) -> Result<ProbeOut> {
        return ProbeOut{std::to_string(act.tx.events("probe", 0, 100).size())};
    });
}

std::vector<Route> probes() {
    return {
        query("/api/v1/things/special", anyone(), "literal", {}, &tell_literal),
        query("/api/v1/things/{id}", anyone(), "one", {}, &tell_path),
        query("/api/v1/things/{id}/parts/{part}", anyone(), "part", {"q"}, &tell_path),
        query("/documents/{id}.html", anyone(), "page", {}, &tell_path),
        query("/api/v1/me", signed_in(), "me", {}, &tell_caller),
        query("/api/v1/desk", only({Role::clerk, Role::reviewer}), "desk", {}, &tell_caller),
        query("/api/v1/look", anyone(), "look", {}, &look),
        command(Method::post, "/api/v1/write", anyone(), "write", &write),
        command(Method::put, "/api/v1/write", anyone(), "write", &write),
        command(Method::post, "/api/v1/desk/write", only({Role::clerk}), "write", &write),
        command(Method::post, "/api/v1/freely", anyone(), "write", &write, Repeats::freely),
    };
}

class DispatcherTest : public WireTest {
protected:
    DispatcherTest() {
        use(probes());
        runs = 0;
    }
    std::string text_of(const http::Request& asked) {
        return std::string(body_of(ask(asked)).at("text").as_string());
    }
};

constexpr const char* good_body = R"({"name":"a","count":1})";

TEST_F(DispatcherTest, RefusesCommandsAndAnswersQueriesWhereTheDiskRunsFull) {
    schema::WriteGate gate;
    schema::GatedStore gated(store, gate, schema::Writer::command);
    const auto& all = *services;
    services.reset(new app::Services{gated, all.log, all.procedure_clock, all.wall_clock, all.random,
                                     all.outlet, all.keys, all.rules, all.passwords, all.quotes,
                                     app::Settings(all.settings)});
    use(probes());
    auto clerk = staff(Role::clerk);
    const auto desk = by(clerk, request("GET", "/api/v1/desk"));
    wall.move(std::chrono::minutes(2));  // so that the session would be noted as seen
    gate.let(schema::Writing::own_work);

    const auto refused = ask(command("/api/v1/write", good_body));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(body_of(refused).at("code"), "storage_low");
    EXPECT_EQ(header(refused, "Retry-After"), "5");
    EXPECT_EQ(runs, 0);
    EXPECT_EQ(text_of(request("GET", "/api/v1/look")), "0");
    EXPECT_EQ(text_of(desk), clerk.caller.actor());

    gate.let(schema::Writing::everybody);
    EXPECT_EQ(word(command("/api/v1/write", good_body)), "200");
}

// --- matching ---

TEST_F(DispatcherTest, FindsTheRouteAndItsParameters) {
    EXPECT_EQ(text_of(request("GET", "/api/v1/things/17")), "id=17;");
    EXPECT_EQ(text_of(request("GET", "/api/v1/things/special")), "literal");
    EXPECT_EQ(text_of(request("GET", "/api/v1/things/17/parts/b?q=%E5%B2%B1&r=a+b")),
              "id=17;part=b;q=岱;r=a b;");
    EXPECT_EQ(text_of(request("GET", "/documents/17.html")), "id=17;");
    EXPECT_EQ(text_of(request("GET", "/api/v1/things/%E5%B2%B1%20x")), "id=岱 x;");
}

TEST_F(DispatcherTest, KnowsNoOtherAddress) {
    for (const char* path :
         {"/api/v1/things", "/api/v1/things/", "/api/v1/things/17/", "/api/v1/things//parts/b",
          "/api/v1/Things/17", "/documents/17.json", "/documents/.html", "/", "/nowhere"}) {
        const auto word_here = word(request("GET", path));
        EXPECT_EQ(word_here, std::string(path) == "/api/v1/things/" ? word_here : "404 not_found") << path;
    }
}

TEST_F(DispatcherTest, AsksTheFallbackOutsideTheApiAlone) {
    EXPECT_EQ(*ask(request("GET", "/page")).body, "page");
    EXPECT_EQ(word(request("GET", "/api/v1/page")), "404 not_found");
}

TEST_F(DispatcherTest, TellsWhichMethodsAnAddressTakes) {
    EXPECT_EQ(word(request("DELETE", "/api/v1/write")), "405 method_not_allowed");
    EXPECT_EQ(header(ask(request("DELETE", "/api/v1/write")), "Allow"), "POST, PUT");
    EXPECT_EQ(header(ask(request("POST", "/api/v1/me")), "Allow"), "GET, HEAD");
    EXPECT_EQ(word(request("OPTIONS", "/api/v1/me")), "405 method_not_allowed");
}

TEST_F(DispatcherTest, AnswersHeadWhereItAnswersGet) {
    EXPECT_EQ(word(request("HEAD", "/api/v1/things/17")), "200");
}

TEST_F(DispatcherTest, TakesOnlyTextInAddresses) {
    EXPECT_EQ(word(request("GET", "/api/v1/things/%FF")), "422 malformed_text id");
    EXPECT_EQ(word(request("GET", "/api/v1/things/1/parts/2?q=%C0%AF")), "422 malformed_text q");
    EXPECT_EQ(word(request("GET", "/api/v1/things/1/parts/2?q=1&%71=2")), "400 query_repeated q");
    EXPECT_EQ(word(request("GET", "/api/v1/things/1/parts/2?q=%")), "400 malformed_target");
}

// --- counting ---

TEST_F(DispatcherTest, SaysByWhichPatternItAnswered) {
    EXPECT_EQ(ask(request("GET", "/api/v1/things/17")).route, "/api/v1/things/{id}");
    EXPECT_EQ(ask(request("GET", "/api/v1/things/special")).route, "/api/v1/things/special");
    EXPECT_EQ(ask(request("GET", "/api/v1/me")).route, "/api/v1/me");  // refused, and still its own
    EXPECT_EQ(ask(request("GET", "/api/v1/me")).refusal, "not_signed_in");
    EXPECT_EQ(ask(command("/api/v1/write", good_body)).route, "/api/v1/write");
    EXPECT_EQ(ask(request("GET", "/api/v1/nowhere/17")).route, "");
    EXPECT_EQ(ask(request("GET", "/api/v1/nowhere/17")).refusal, "not_found");
    EXPECT_EQ(ask(request("DELETE", "/api/v1/write")).route, "");
}

// How often somebody applied, paid or answered is nobody's business: neither the pattern nor the refusal
// tells.
TEST_F(DispatcherTest, CountsWhatIsConfidentialUnderOneName) {
    auto routes = probes();
    for (auto& route : routes) {
        route = uncounted(std::move(route));
    }
    use(std::move(routes));
    EXPECT_EQ(ask(request("GET", "/api/v1/things/17")).route, "confidential");
    EXPECT_EQ(ask(request("GET", "/api/v1/things/17")).refusal, "");
    const auto refused = ask(request("GET", "/api/v1/me"));
    EXPECT_EQ(refused.route, "confidential");
    EXPECT_EQ(refused.refusal, "confidential");
    EXPECT_NE(refused.body->find("not_signed_in"), std::string::npos);
}

TEST(AllRoutes, CountApplicationsMoneyAndAnswersTogether) {
    int together = 0;
    for (const auto& route : all_routes()) {
        const bool confidential = route.path.find("application") != std::string::npos ||
                                  route.path.find("/bank-lines") != std::string::npos ||
                                  route.path.find("/refunds") != std::string::npos ||
                                  route.path == "/api/v1/lots/{id}/answers";
        EXPECT_EQ(route.counted == Counted::together, confidential) << route.path;
        together += confidential ? 1 : 0;
    }
    EXPECT_GE(together, 12);
}

// What a bidder does about a sealed bid leaves no trace in figures or logs, nor who fetched which documents;
// and nothing else is left out.
TEST(AllRoutes, NeverCountWhatIsDoneAboutSealedBids) {
    for (const auto& route : all_routes()) {
        const bool sealed =
            route.path.find("/sealed-uploads") != std::string::npos ||
            route.path.find("/submission") != std::string::npos ||
            route.path.find("/practice") != std::string::npos ||
            route.path == "/api/v1/attachments/{digest}" ||
            (route.method == Method::get && route.path == "/api/v1/tender-lots/{id}") ||
            route.path == "/api/v1/tender-lots/{id}/lot.crt" ||
            (route.method == Method::get && route.path == "/api/v1/tender-lots/{id}/cosignatures") ||
            route.path == "/api/v1/my/tender-questions" ||
            route.path.starts_with("/api/v1/my/security-transfers") ||
            route.path.starts_with("/api/v1/my/watched-tenders") ||
            (route.method == Method::post && route.path == "/api/v1/tender-lots/{id}/questions");
        EXPECT_EQ(route.counted == Counted::never, sealed) << route.path;
    }
}

TEST_F(DispatcherTest, LimitsBodiesByRoute) {
    EXPECT_EQ(dispatcher->body_limit("POST", "/api/v1/write"), 64U * 1024);
    EXPECT_GT(dispatcher->body_limit("POST", "/nowhere"), 0U);  // so that it can be told 404
}

TEST_F(DispatcherTest, MakesAFeedForWhoeverAsks) {
    const auto visitors = dispatcher->handle(request("GET", "/api/v1/feed"));
    EXPECT_EQ(std::get<http::Feed>(visitors).topics, std::vector<std::string>{"visitor"});
    const auto clerk = staff(Role::clerk);
    const auto clerks = dispatcher->handle(by(clerk, request("GET", "/api/v1/feed")));
    EXPECT_EQ(std::get<http::Feed>(clerks).topics, std::vector{clerk.caller.actor()});
}

// --- who may ---

TEST_F(DispatcherTest, KnowsTheCallerByTheSession) {
    const auto clerk = staff(Role::clerk);
    EXPECT_EQ(word(request("GET", "/api/v1/me")), "401 not_signed_in");
    EXPECT_EQ(text_of(by(clerk, request("GET", "/api/v1/me"))), clerk.caller.actor());

    const auto token = "__Host-session=token-" + clerk.caller.person->text;
    EXPECT_EQ(word(with(request("GET", "/api/v1/me"), "cookie", "a=b; " + token + "; c=d")), "200");
    EXPECT_EQ(word(with(request("GET", "/api/v1/me"), "cookie", "x" + token)), "401 not_signed_in");
    EXPECT_EQ(word(with(request("GET", "/api/v1/me"), "cookie", token + "x")), "401 not_signed_in");
    EXPECT_EQ(word(with(request("GET", "/api/v1/me"), "cookie", "__Host-session=")), "401 not_signed_in");
}

TEST_F(DispatcherTest, LetsTheRolesOfTheRouteIn) {
    const auto clerk = staff(Role::clerk);
    const auto reviewer = staff(Role::reviewer);
    const auto finance = staff(Role::finance);
    EXPECT_EQ(word(request("GET", "/api/v1/desk")), "401 not_signed_in");
    EXPECT_EQ(word(by(clerk, request("GET", "/api/v1/desk"))), "200");
    EXPECT_EQ(word(by(reviewer, request("GET", "/api/v1/desk"))), "200");
    EXPECT_EQ(word(by(finance, request("GET", "/api/v1/desk"))), "403 not_your_right");
    EXPECT_EQ(word(by(reviewer, command("/api/v1/desk/write", good_body))), "403 not_your_right");
    EXPECT_EQ(runs, 0);
}

TEST_F(DispatcherTest, RefusesInOneOrder) {
    const auto finance = staff(Role::finance);
    auto wrong = command("/api/v1/desk/write", "not json", "short");
    wrong = with(by(finance, wrong), "origin", "https://other.example");
    EXPECT_EQ(word(wrong), "403 foreign_origin Origin");
    wrong = with(wrong, "origin", "https://localhost:8443");
    EXPECT_EQ(word(without(wrong, "cookie")), "401 not_signed_in");
    EXPECT_EQ(word(wrong), "403 not_your_right");
    wrong = by(staff(Role::clerk), wrong);
    EXPECT_EQ(word(wrong), "400 malformed_idempotency_key Idempotency-Key");
    wrong = with(wrong, "idempotency-key", "key-00000001");
    EXPECT_TRUE(word(wrong).starts_with("400 malformed_json")) << word(wrong);
    EXPECT_EQ(runs, 0);
}

// --- where from ---

TEST_F(DispatcherTest, ChangesNothingForForeignPages) {
    const auto clerk = staff(Role::clerk);
    const auto good = by(clerk, command("/api/v1/desk/write", good_body));
    struct Row {
        const char* origin;  // "" for none
        const char* site;
        std::string expected;
    };
    for (const auto& row : std::vector<Row>{
             {"https://other.example", "", "403 foreign_origin Origin"},
             {"https://localhost:8444", "", "403 foreign_origin Origin"},
             {"http://localhost:8443", "", "403 foreign_origin Origin"},
             {"https://localhost:8443.other.example", "", "403 foreign_origin Origin"},
             {"null", "", "403 foreign_origin Origin"},
             {"https://localhost:8443", "cross-site", "403 foreign_origin Sec-Fetch-Site"},
             {"https://localhost:8443", "same-site", "403 foreign_origin Sec-Fetch-Site"},
             {"https://localhost:8443", "none", "403 foreign_origin Sec-Fetch-Site"},
             {"", "", "403 missing_origin Origin"},
             {"", "cross-site", "403 foreign_origin Sec-Fetch-Site"},
         }) {
        auto asked = without(without(good, "origin"), "sec-fetch-site");
        asked = *row.origin != '\0' ? with(asked, "origin", row.origin) : asked;
        asked = *row.site != '\0' ? with(asked, "sec-fetch-site", row.site) : asked;
        EXPECT_EQ(word(asked), row.expected) << row.origin << " " << row.site;
    }
    EXPECT_EQ(runs, 0);
    EXPECT_EQ(word(without(good, "sec-fetch-site")), "200");  // an old browser
}

TEST_F(DispatcherTest, NeedsNoOriginFromProgramsWithoutASession) {
    auto asked = without(without(command("/api/v1/write", good_body), "origin"), "sec-fetch-site");
    EXPECT_EQ(word(asked), "200");
}

TEST_F(DispatcherTest, ReadsForPagesFromAnywhere) {
    const auto asked = with(with(request("GET", "/api/v1/things/17"), "origin", "https://other.example"),
                            "sec-fetch-site", "cross-site");
    EXPECT_EQ(word(asked), "200");
}

// --- idempotency ---

TEST_F(DispatcherTest, WantsAKeyOfTheRightShape) {
    EXPECT_EQ(word(without(command("/api/v1/write", good_body), "idempotency-key")),
              "400 missing_idempotency_key Idempotency-Key");
    for (const auto& key : {std::string("1234567"), std::string(65, 'a'), std::string("a b c d e"),
                            std::string("abcdefg."), std::string("密密密密密密密密")}) {
        EXPECT_EQ(word(command("/api/v1/write", good_body, key)),
                  "400 malformed_idempotency_key Idempotency-Key")
            << key;
    }
    for (const auto& key : {std::string("12345678"), std::string(64, 'a'), std::string("_-AZaz09")}) {
        EXPECT_EQ(word(command("/api/v1/write", good_body, key)), "200") << key;
    }
    EXPECT_EQ(word(without(command("/api/v1/freely", good_body), "idempotency-key")), "200");
}

TEST_F(DispatcherTest, GivesTheFirstAnswerAgainUnderTheSameKey) {
    const auto first = ask(command("/api/v1/write", good_body));
    const auto again = ask(command("/api/v1/write", good_body));
    EXPECT_EQ(*first.body, *again.body);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(text_of(request("GET", "/api/v1/look")), "1");
}

TEST_F(DispatcherTest, GivesARefusalAgainToo) {
    const auto bad = R"({"name":"a","count":-1})";
    const auto first = ask(command("/api/v1/write", bad));
    EXPECT_EQ(first.status, 422);
    EXPECT_EQ(*ask(command("/api/v1/write", bad)).body, *first.body);
    EXPECT_EQ(runs, 1);
}

TEST_F(DispatcherTest, RefusesAKeyThatAnotherRequestUsed) {
    EXPECT_EQ(word(command("/api/v1/write", good_body)), "200");
    const std::string reused = "422 idempotency_key_reused Idempotency-Key";
    EXPECT_EQ(word(command("/api/v1/write", R"({"name":"b","count":1})")), reused);
    EXPECT_EQ(word(command("/api/v1/write?a=b", good_body)), reused);
    auto put = command("/api/v1/write", good_body);
    put.method = "PUT";
    EXPECT_EQ(word(put), reused);
    EXPECT_EQ(runs, 1);
}

TEST_F(DispatcherTest, KeepsKeysOfDifferentCallersApart) {
    const auto one = staff(Role::clerk);
    const auto other = staff(Role::clerk);
    EXPECT_EQ(word(by(one, command("/api/v1/desk/write", good_body))), "200");
    EXPECT_EQ(word(by(other, command("/api/v1/desk/write", good_body))), "200");
    EXPECT_EQ(runs, 2);
}

// --- bodies ---

TEST_F(DispatcherTest, NamesTheFieldThatIsWrong) {
    const std::vector<std::pair<std::string, std::string>> rows{
        {R"({"name":"a"})", "422 missing_field count"},
        {R"({"count":1})", "422 missing_field name"},
        {R"({})", "422 missing_field name"},
        {"", "422 missing_field name"},
        {R"({"name":"a","count":1,"extra":2})", "422 unknown_field extra"},
        {R"({"name":"a","Count":1})", "422 unknown_field Count"},
        {R"({"name":"a","count":"1"})", "422 wrong_type count"},
        {R"({"name":1,"count":1})", "422 wrong_type name"},
        {R"({"name":"a","count":1.5})", "422 wrong_type count"},
        {R"({"name":"a","count":1,"note":7})", "422 wrong_type note"},
        {R"({"name":"a","count":1,"note":null})", "200"},
        {R"({"name":"a","name":"b","count":1})", "400 repeated_field name"},
        {R"([])", "422 wrong_type"},
    };
    int number = 0;
    for (const auto& [body, expected] : rows) {
        EXPECT_EQ(word(command("/api/v1/write", body, "key-000000" + std::to_string(++number + 10))),
                  expected)
            << body;
    }
    for (const std::string body :
         {"{", "name=a", "{\"name\":\"\xff\",\"count\":1}", "{} {}", "\xef\xbb\xbf{}"}) {
        EXPECT_TRUE(word(command("/api/v1/write", body)).starts_with("400 malformed_json")) << body;
    }
}

// --- problem documents ---

TEST_F(DispatcherTest, ExplainsRefusalsInTheCallersLanguage) {
    const auto asked = request("GET", "/api/v1/nowhere");
    const auto chinese = ask(asked);
    EXPECT_EQ(header(chinese, "Content-Type"), "application/problem+json");
    EXPECT_EQ(header(chinese, "Content-Language"), "zh-CN");
    auto document = body_of(chinese);
    EXPECT_EQ(document.at("type"), "/problems/not_found");
    EXPECT_EQ(document.at("status"), 404);
    EXPECT_EQ(document.at("code"), "not_found");
    EXPECT_EQ(document.at("detail").as_string(), refusal_row("not_found").zh);
    EXPECT_EQ(document.at("title").as_string(), refusal_row("not_found").en);
    EXPECT_EQ(document.at("request_id"), "01ARZ3NDEKTSV4RRFFQ69G5FAV");

    for (const char* language : {"en", "en-GB,en;q=0.9", "en, zh;q=0.5"}) {
        const auto english = ask(with(asked, "accept-language", language));
        EXPECT_EQ(header(english, "Content-Language"), "en") << language;
        EXPECT_EQ(body_of(english).at("detail").as_string(), refusal_row("not_found").en);
    }
    for (const char* language : {"zh-CN,zh;q=0.9,en;q=0.8", "fr", "*", ""}) {
        EXPECT_EQ(header(ask(with(asked, "accept-language", language)), "Content-Language"), "zh-CN")
            << language;
    }
}

TEST_F(DispatcherTest, FillsTheSentencesWithTheirFigures) {
    const auto bad = command("/api/v1/write", R"({"name":"a","count":-1})");
    EXPECT_EQ(body_of(ask(bad)).at("detail"), "数值应在 0 与 9 之间。");
    EXPECT_EQ(body_of(ask(with(bad, "accept-language", "en"))).at("detail"),
              "The value must lie between 0 and 9.");
}

// --- when the store is away ---

TEST_F(DispatcherTest, AnswersThatNothingWasDoneWhileTheStoreIsAway) {
    store.stop();
    const auto response = ask(command("/api/v1/write", good_body));
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(header(response, "Retry-After"), "2");
    EXPECT_EQ(body_of(response).at("code"), "store_unavailable");
    EXPECT_EQ(word(request("GET", "/api/v1/look")), "503 store_unavailable");

    store.start();
    EXPECT_EQ(text_of(request("GET", "/api/v1/look")), "0");
    EXPECT_EQ(word(command("/api/v1/write", good_body)), "200");  // the same key is free
    EXPECT_EQ(text_of(request("GET", "/api/v1/look")), "1");
}

TEST_F(DispatcherTest, ACommitThatNobodyHeardOfIsAnsweredOnceTheClientAsksAgain) {
    store.inject(schema::Fault::unavailable_after_commit);
    EXPECT_EQ(word(command("/api/v1/write", good_body)), "503 store_unavailable");
    EXPECT_EQ(word(command("/api/v1/write", good_body)), "200");
    EXPECT_EQ(text_of(request("GET", "/api/v1/look")), "1");
    EXPECT_EQ(runs, 1);
}

TEST_F(DispatcherTest, AnswersThatTheClockIsBehind) {
    EXPECT_EQ(word(command("/api/v1/write", good_body)), "200");
    procedure.move(-std::chrono::seconds(1));
    const auto response = ask(command("/api/v1/write", good_body, "key-00000002"));
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(body_of(response).at("code"), "clock_behind");
    EXPECT_EQ(text_of(request("GET", "/api/v1/look")), "1");
}

}  // namespace
}  // namespace daylit::wire
