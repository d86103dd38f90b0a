#include "schema/counted_store.hpp"
#include "schema/memory_store.hpp"
#include "schema/rows_accounts.hpp"
#include "tests/wire/support.hpp"

namespace daylit::wire {

struct SharedOut {
    std::int64_t run = 0;
};
BOOST_DESCRIBE_STRUCT(SharedOut, (), (run))

namespace {

using app::Call;
using app::Params;
using testing::WireTest;
using namespace std::chrono_literals;

int runs = 0;
std::function<void()> during_away;

Result<SharedOut> count(Call&, const Params&) {
    return SharedOut{++runs};
}
Result<SharedOut> refuse_it(Call&, const Params&) {
    ++runs;
    return refuse("not_found");
}

Result<SharedOut> be_away(Call&, const Params&) {
    ++runs;
    during_away();
    throw schema::StoreUnavailable("away");
}

class SharedAnswersTest : public WireTest {
protected:
    SharedAnswersTest() {
        runs = 0;
        use_with({});
    }
    void use_with(const SharedAnswersLimits& limits, const RequestRates& rates = {}) {
        dispatcher = std::make_unique<Dispatcher>(
            *services,
            std::vector<Route>{shared(query("/api/v1/seen", anyone(), "", {"q"}, &count)),
                               query("/api/v1/own", anyone(), "", {}, &count),
                               shared(query("/api/v1/refused", anyone(), "", {}, &refuse_it)),
                               shared(query("/api/v1/away", anyone(), "", {}, &be_away))},
            Dispatcher::FeedMaker(), Dispatcher::Fallback([](const auto&) { return std::nullopt; }), rates,
            [this] { return http::RateLimit::Moment(1s) + passed; }, [this] { return changes; }, limits);
    }
    // As a connection asks: what is at hand first.
    int run_of(const http::Request& asked) {
        auto at_once = dispatcher->answer_at_once(asked);
        const auto response = at_once ? std::move(*at_once) : ask(asked);
        return static_cast<int>(body_of(response).at("run").as_int64());
    }
    static http::Request look(std::string path) { return request("GET", std::move(path)); }

    std::uint64_t changes = 1;
};

// There each request needs a token, and what is at hand would be given without one.
TEST_F(SharedAnswersTest, NothingIsAtHandOnTheProgramsPort) {
    EXPECT_EQ(run_of(look("/api/v1/seen")), 1);
    ASSERT_TRUE(dispatcher->answer_at_once(look("/api/v1/seen")).has_value());
    auto asked = look("/api/v1/seen");
    asked.client_certificate = "a certificate";
    EXPECT_FALSE(dispatcher->answer_at_once(asked).has_value());
    EXPECT_EQ(word(asked), "401 token_wanted Authorization");
    EXPECT_EQ(runs, 1);
}

TEST_F(SharedAnswersTest, TheSameAnswerIsGivenToManyForAMoment) {
    EXPECT_EQ(run_of(look("/api/v1/seen")), 1);
    EXPECT_EQ(run_of(look("/api/v1/seen")), 1);
    EXPECT_EQ(run_of(request("HEAD", "/api/v1/seen")), 1);
    passed = 249ms;
    EXPECT_EQ(run_of(look("/api/v1/seen")), 1);
    passed = 250ms;
    EXPECT_EQ(run_of(look("/api/v1/seen")), 2);
}

TEST_F(SharedAnswersTest, AKeptAnswerIsCountedAsItsRoutes) {
    EXPECT_EQ(ask(look("/api/v1/seen?q=a")).route, "/api/v1/seen");
    const auto kept = dispatcher->answer_at_once(look("/api/v1/seen?q=a"));
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(kept->route, "/api/v1/seen");
}

TEST_F(SharedAnswersTest, WhatWasCommittedHereIsSeenAtOnce) {
    EXPECT_EQ(run_of(look("/api/v1/seen")), 1);
    ++changes;
    EXPECT_EQ(run_of(look("/api/v1/seen")), 2);
    EXPECT_EQ(run_of(look("/api/v1/seen")), 2);
}

TEST_F(SharedAnswersTest, EachAddressAndQuestionHasItsOwn) {
    EXPECT_EQ(run_of(look("/api/v1/seen?q=a")), 1);
    EXPECT_EQ(run_of(look("/api/v1/seen?q=b")), 2);
    EXPECT_EQ(run_of(look("/api/v1/seen?q=a")), 1);
    EXPECT_EQ(run_of(look("/api/v1/own")), 3);
    EXPECT_EQ(run_of(look("/api/v1/own")), 4);
}

TEST_F(SharedAnswersTest, WhoComesWithASecretIsAnsweredForItself) {
    EXPECT_EQ(run_of(look("/api/v1/seen")), 1);
    EXPECT_EQ(run_of(with(look("/api/v1/seen"), "cookie", "__Host-session=x")), 2);
    EXPECT_FALSE(dispatcher->answer_at_once(with(look("/api/v1/seen"), "authorization", "Bearer x")));
    EXPECT_FALSE(dispatcher->answer_at_once(request("POST", "/api/v1/seen")));
    EXPECT_EQ(run_of(look("/api/v1/seen")), 1);
}

TEST_F(SharedAnswersTest, ARefusalIsNotKept) {
    EXPECT_EQ(ask(look("/api/v1/refused")).status, 404);
    EXPECT_FALSE(dispatcher->answer_at_once(look("/api/v1/refused")));
    EXPECT_EQ(ask(look("/api/v1/refused")).status, 404);
    EXPECT_EQ(runs, 2);
}

TEST_F(SharedAnswersTest, LargeOnesAreNotKeptAndOldOnesGiveWay) {
    use_with({.most_bytes = 2});
    EXPECT_EQ(run_of(look("/api/v1/seen")), 1);
    EXPECT_EQ(run_of(look("/api/v1/seen")), 2);
    use_with({.most = 1});
    EXPECT_EQ(run_of(look("/api/v1/seen?q=a")), 3);
    EXPECT_EQ(run_of(look("/api/v1/seen?q=b")), 4);
    EXPECT_EQ(run_of(look("/api/v1/seen?q=a")), 5);
    use_with({.life = 0ms});
    EXPECT_EQ(run_of(look("/api/v1/seen")), 6);
    EXPECT_EQ(run_of(look("/api/v1/seen")), 7);
}

TEST_F(SharedAnswersTest, TheyCountAsReadsOfTheirAddress) {
    RequestRates rates;
    rates.reads = {2, 1};
    use_with({}, rates);
    EXPECT_EQ(run_of(look("/api/v1/seen")), 1);
    EXPECT_EQ(run_of(look("/api/v1/seen")), 1);
    EXPECT_FALSE(dispatcher->answer_at_once(look("/api/v1/seen")));
    EXPECT_EQ(word(look("/api/v1/seen")), "429 too_many_requests");
}

TEST(SharedAnswers, WhoAsksTheSameMeanwhileWaitsForTheOneAnswer) {
    SharedAnswers shared({});
    const SharedAnswers::Moment now{};
    std::vector<std::string> heard;
    const auto waiter = [&](const Result<http::Response>& response) {
        heard.push_back(response ? *response->body : response.refusal().code);
    };
    const http::Response made{200, {}, std::make_shared<const std::string>("made")};
    EXPECT_TRUE(shared.is_first("a", 1, waiter));
    EXPECT_FALSE(shared.is_first("a", 1, waiter));
    EXPECT_FALSE(shared.is_first("a", 1, waiter));
    EXPECT_TRUE(shared.is_first("b", 1, waiter));
    EXPECT_TRUE(shared.is_first("a", 2, waiter)) << "the store has changed: the older answer will not do";
    EXPECT_FALSE(shared.is_first("a", 2, waiter));
    shared.made("a", 1, now, made);
    EXPECT_EQ(heard, (std::vector<std::string>{"made", "made"}));
    EXPECT_TRUE(shared.find("a", 1, now));
    shared.made("a", 2, now, refuse("store_unavailable"));
    EXPECT_EQ(heard.back(), "store_unavailable");
    EXPECT_FALSE(shared.find("a", 2, now));
    EXPECT_TRUE(shared.is_first("a", 1, waiter)) << "nobody makes it any more";
}

// Who waits is not made to ask a database that has just been found away, one after another.
TEST_F(SharedAnswersTest, WhoWaitsHearsOfTheFirstOnesRefusalInItsOwnLanguage) {
    std::vector<std::string> heard;
    const auto second = with(look("/api/v1/away"), "accept-language", "zh-CN");
    during_away = [&] {
        auto answer = dispatcher->handle(second);
        std::get<http::Later>(answer).begin([&](const http::Response& response) {
            heard.push_back(std::string(body_of(response).at("code").as_string()));
            heard.push_back(std::string(body_of(response).at("request_id").as_string()));
            heard.push_back(std::string(body_of(response).at("detail").as_string()));
        });
        EXPECT_TRUE(heard.empty()) << "it waits for the first";
    };
    const auto first = body_of(ask(with(look("/api/v1/away"), "accept-language", "en")));
    EXPECT_EQ(runs, 1);
    ASSERT_EQ(heard.size(), 3U);
    EXPECT_EQ(heard[0], "store_unavailable");
    EXPECT_EQ(heard[1], second.request_id);
    EXPECT_NE(heard[2], first.at("detail").as_string());
}

TEST(CountedStore, CountsChangesOfWatchedTablesApart) {
    schema::MemoryStore memory;
    schema::CountedStore store(memory, {&schema::TableOf<schema::SessionRow>::spec});
    const schema::PasswordRow other{PersonId{"P"}, "hash", {}};
    const auto mine = schema::equals("person", PersonId{"P"});
    store.transact([&](schema::UnitOfWork& tx) { tx.put(other); });
    EXPECT_EQ(store.watched_changes(), 0U);
    store.transact([&](schema::UnitOfWork& tx) { EXPECT_EQ(tx.erase<schema::SessionRow>({mine}), 0); });
    EXPECT_EQ(store.watched_changes(), 1U);
    EXPECT_THROW(store.transact([&](schema::UnitOfWork& tx) {
        (void)tx.erase<schema::SessionRow>({mine});
        throw std::runtime_error("nothing was sent to be committed");
    }),
                 std::runtime_error);
    EXPECT_EQ(store.watched_changes(), 1U);
    EXPECT_EQ(store.changes(), 3U);
}

TEST(CountedStore, CountsWhatMayHaveChanged) {
    schema::MemoryStore memory;
    schema::CountedStore store(memory);
    store.read([](schema::UnitOfWork&) {});
    EXPECT_EQ(store.changes(), 0U);
    store.transact([](schema::UnitOfWork&) {});
    EXPECT_EQ(store.changes(), 1U);
    EXPECT_THROW(store.transact([](schema::UnitOfWork&) { throw std::runtime_error("no"); }),
                 std::runtime_error);
    EXPECT_EQ(store.changes(), 2U);
}

}  // namespace
}  // namespace daylit::wire
