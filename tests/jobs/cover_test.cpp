#include "server/jobs/cover.hpp"

#include "tests/app/support/app_fixture.hpp"

#include <set>

namespace daylit::jobs {
namespace {

class CoverTest : public app::testing::AppTest {
protected:
    std::vector<schema::StoredEvent> cover() {
        std::vector<schema::StoredEvent> events;
        store.read([&](schema::UnitOfWork& tx) { events = tx.events(app::cover_stream, 0, 10000); });
        return events;
    }
};

TEST_F(CoverTest, LeavesAreEventsOfAStreamOfTheirOwn) {
    std::set<int> counts;
    int sum = 0;
    for (int i = 0; i < 200; ++i) {
        const int count = app::add_cover(*services);
        counts.insert(count);
        sum += count;
    }

    EXPECT_EQ(counts, (std::set<int>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(static_cast<int>(cover().size()), sum);
    expect_streams_sound({app::cover_stream});
    std::set<Digest> digests;
    for (const auto& event : cover()) {
        digests.insert(event.digest);
    }
    EXPECT_EQ(static_cast<int>(digests.size()), sum) << "salted: no two are alike";
}

TEST_F(CoverTest, PausesVaryAroundTheirMeanAndAreBounded) {
    const auto mean = Milliseconds(20000);
    Milliseconds sum{0};
    Milliseconds longest{0};
    Milliseconds shortest = mean;
    for (int i = 0; i < 4000; ++i) {
        const auto pause = app::next_cover_pause(random, mean);
        sum += pause;
        longest = std::max(longest, pause);
        shortest = std::min(shortest, pause);
    }

    EXPECT_GT(sum / 4000, mean * 9 / 10);
    EXPECT_LT(sum / 4000, mean * 11 / 10);
    EXPECT_LE(longest, mean * 10);
    EXPECT_GT(longest, mean * 5);
    EXPECT_LT(shortest, mean / 50);
}

TEST_F(CoverTest, ComesWhenItsMomentHasComeAndNotBefore) {
    Cover job(*services, Milliseconds(20000));
    job.run();
    EXPECT_TRUE(cover().empty());

    wall.move(Milliseconds(200001));
    job.run();
    const auto first = cover().size();
    EXPECT_GT(first, 0U);

    job.run();
    EXPECT_EQ(cover().size(), first);
}

}  // namespace
}  // namespace daylit::jobs
