#include "tests/schema/support/contract.hpp"

namespace daylit::schema {

namespace {

class FailureContract : public StoreContract {
protected:
    // A command as the use cases run it; counts how often its work ran.
    KeptAnswer quote(const std::string& key) {
        KeptAnswer answer;
        store().transact([&](UnitOfWork& work) {
            ++runs;
            if (auto kept = work.claim_key("person:a", key, sha256("request"), round_hour())) {
                answer = *kept;
                return;
            }
            const auto events = seal_events(work.lock_stream("lot:a"), 1);
            work.append(events);
            answer = {sha256("request"), 200, std::to_string(events[0].seq)};
            work.keep_answer("person:a", key, answer);
        });
        return answer;
    }
    std::size_t events() {
        std::size_t count = 0;
        store().read([&](UnitOfWork& work) { count = work.events("lot:a", 0, 100).size(); });
        return count;
    }
    int runs = 0;
};

TEST_F(FailureContract, AConnectionLostBeforeTheCommitIsRunAgain) {
    under_test().lose_connection_before_commit();

    const auto answer = quote("key-0001");

    EXPECT_EQ(runs, 2);
    EXPECT_EQ(answer.body, "1");
    EXPECT_EQ(events(), 1U);
}

TEST_F(FailureContract, ACommitWhoseAnswerWasLostIsRunAgainAndChangesNothingTwice) {
    under_test().lose_answer_to_commit();

    const auto answer = quote("key-0001");

    EXPECT_EQ(runs, 2);
    EXPECT_EQ(answer.body, "1");
    EXPECT_EQ(events(), 1U);
    EXPECT_EQ(quote("key-0002").body, "2");
}

TEST_F(FailureContract, TheLogSurvivesLostConnectionsToo) {
    append_events("lot:a", 2);
    under_test().lose_connection_before_commit();
    log().transact([](LogWork& work) { work.assign(work.leaf_count(), work.pending(10)); });
    under_test().lose_answer_to_commit();
    bool swapped = false;

    log().transact([&](LogWork& work) { swapped = work.swap_checkpoint(0, {2, "two"}); });

    EXPECT_TRUE(swapped);
    log().read([](LogWork& work) {
        EXPECT_EQ(work.leaf_count(), 2);
        EXPECT_TRUE(work.pending(10).empty());
    });
}

TEST_F(FailureContract, ADatabaseThatIsAwayIsToldWithinSecondsAndUsedAgainWhenItIsBack) {
    EXPECT_EQ(quote("key-0001").body, "1");
    under_test().stop();
    const auto begin = std::chrono::steady_clock::now();

    EXPECT_THROW(quote("key-0002"), StoreUnavailable);
    EXPECT_THROW(store().read([](UnitOfWork& work) { work.stream_head("lot:a"); }), StoreUnavailable);
    EXPECT_THROW(log().transact([](LogWork& work) { work.leaf_count(); }), StoreUnavailable);
    EXPECT_FALSE(store().alive());

    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(15));
    under_test().start();
    EXPECT_TRUE(store().alive());
    EXPECT_EQ(quote("key-0001").body, "1");
    EXPECT_EQ(quote("key-0002").body, "2");
    EXPECT_EQ(events(), 2U);
}

TEST_F(FailureContract, WorkThatSwallowsAFailureIsNotCommitted) {
    under_test().stop();

    EXPECT_THROW(store().transact([](UnitOfWork& work) {
        try {
            work.lock_stream("lot:a");
        } catch (const StoreUnavailable&) {
            // as a careless use case might
        }
    }),
                 std::runtime_error);

    under_test().start();
}

}  // namespace

}  // namespace daylit::schema
