#include "server/app/kept_answers.hpp"

#include "tests/app/support/app_fixture.hpp"

namespace daylit::app::testing {
namespace {

class KeptAnswersTest : public AppTest {
protected:
    // Whether the key was new.
    bool claim(const std::string& key) {
        bool fresh = false;
        store.transact([&](schema::UnitOfWork& tx) {
            const auto request = sha256(key);
            fresh = !tx.claim_key("person:A", key, request, wall.now());
            if (fresh) {
                tx.keep_answer("person:A", key, {request, 200, "{}"});
            }
        });
        return fresh;
    }
};

TEST_F(KeptAnswersTest, AnAnswerIsKeptForThirtyDays) {
    ASSERT_TRUE(claim("first"));
    wall.move(std::chrono::hours(24));
    ASSERT_TRUE(claim("second"));
    EXPECT_EQ(prune_kept_answers(*services), 0);
    EXPECT_FALSE(claim("first"));

    wall.move(kept_answers_life - std::chrono::hours(24));
    EXPECT_EQ(prune_kept_answers(*services), 0);
    wall.move(std::chrono::milliseconds(1));
    EXPECT_EQ(prune_kept_answers(*services), 1);
    EXPECT_FALSE(claim("second"));
    EXPECT_TRUE(claim("first"));
}

TEST_F(KeptAnswersTest, ManyAreForgottenBitByBit) {
    for (int i = 0; i < 1001; ++i) {
        ASSERT_TRUE(claim("key " + std::to_string(i)));
    }
    wall.move(kept_answers_life + std::chrono::hours(1));
    EXPECT_EQ(prune_kept_answers(*services), 1000);
    EXPECT_EQ(prune_kept_answers(*services), 1);
    EXPECT_EQ(prune_kept_answers(*services), 0);
}

}  // namespace
}  // namespace daylit::app::testing
