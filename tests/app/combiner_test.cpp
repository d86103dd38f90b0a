#include "server/app/combiner.hpp"

#include <gmock/gmock.h>

#include <future>
#include <thread>

namespace daylit::app::testing {
namespace {

using ::testing::ElementsAre;

struct Plain {
    std::string stream;
    std::string once;
    int arrived = 0;
};

class CombinerTest : public ::testing::Test {
protected:
    // Batches as they ran, each as the names of its commands.
    std::vector<std::vector<std::string>> batches;
    // What is submitted while the first batch is under way.
    std::vector<Plain> meanwhile;
    CombinerLimits limits;
    Combiner<Plain>* running = nullptr;

    void run(const Plain& first) {
        Combiner<Plain> combiner(limits, [&](const std::vector<Plain>& batch) {
            auto& names = batches.emplace_back();
            for (const auto& command : batch) {
                names.push_back(command.once);
            }
            for (auto& command : std::exchange(meanwhile, {})) {
                EXPECT_TRUE(running->submit(std::move(command)));
            }
        });
        running = &combiner;
        EXPECT_TRUE(combiner.submit(first));
        EXPECT_EQ(combiner.waiting(), 0U);
    }
};

TEST_F(CombinerTest, ACommandThatMeetsNobodyRunsAtOnceAndAlone) {
    run({"lot:a", "1"});

    EXPECT_THAT(batches, ElementsAre(ElementsAre("1")));
}

TEST_F(CombinerTest, WhatCameMeanwhileRunsTogetherInOrder) {
    meanwhile = {{"lot:a", "2"}, {"lot:a", "3"}, {"lot:a", "4"}};
    run({"lot:a", "1"});

    EXPECT_THAT(batches, ElementsAre(ElementsAre("1"), ElementsAre("2", "3", "4")));
}

TEST_F(CombinerTest, WhoArrivedFirstIsFirstAlsoWhereItWasBroughtLater) {
    meanwhile = {{"lot:a", "4", 9}, {"lot:a", "2", 3}, {"lot:b", "3", 5}, {"lot:a", "5", 9}};
    run({"lot:a", "1", 7});

    EXPECT_THAT(batches, ElementsAre(ElementsAre("1"), ElementsAre("3"), ElementsAre("2", "4", "5")));
}

TEST_F(CombinerTest, AnotherStreamDoesNotWait) {
    meanwhile = {{"lot:a", "2"}, {"lot:b", "3"}, {"lot:a", "4"}};
    run({"lot:a", "1"});

    EXPECT_THAT(batches, ElementsAre(ElementsAre("1"), ElementsAre("3"), ElementsAre("2", "4")));
}

TEST_F(CombinerTest, SeveralStreamsShareABatch) {
    limits.runners = 1;
    meanwhile = {{"lot:a", "2"}, {"lot:b", "3"}, {"lot:c", "4"}};
    run({"lot:a", "1"});

    EXPECT_THAT(batches, ElementsAre(ElementsAre("1"), ElementsAre("2", "3", "4")));
}

TEST_F(CombinerTest, TheSameCommandAgainWaitsForTheNextBatchAndKeepsItsStreamsOrder) {
    limits.runners = 1;
    meanwhile = {{"lot:a", "2"}, {"lot:a", "2"}, {"lot:a", "3"}, {"lot:b", "4"}};
    run({"lot:a", "1"});

    EXPECT_THAT(batches, ElementsAre(ElementsAre("1"), ElementsAre("2", "4"), ElementsAre("2", "3")));
}

TEST_F(CombinerTest, ABatchHasItsLimit) {
    limits.batch = 2;
    meanwhile = {{"lot:a", "2"}, {"lot:a", "3"}, {"lot:a", "4"}};
    run({"lot:a", "1"});

    EXPECT_THAT(batches, ElementsAre(ElementsAre("1"), ElementsAre("2", "3"), ElementsAre("4")));
}

TEST(Combiner, TakesNoMoreThanMayWait) {
    CombinerLimits limits;
    limits.waiting = 2;
    limits.runners = 1;
    Combiner<Plain>* running = nullptr;
    std::vector<bool> taken;
    Combiner<Plain> combiner(limits, [&](const std::vector<Plain>&) {
        while (taken.size() < 3) {
            taken.push_back(running->submit({"lot:a", std::to_string(taken.size())}));
        }
    });
    running = &combiner;

    EXPECT_TRUE(combiner.submit({"lot:a", "first"}));
    EXPECT_THAT(taken, ElementsAre(true, true, false));
}

TEST(Combiner, RunsEveryCommandOnceAndAStreamsCommandsNeverSideBySide) {
    std::mutex mutex;
    std::map<std::string, int> side_by_side;
    std::map<std::string, std::vector<int>> seen;
    CombinerLimits limits;
    limits.batch = 8;
    Combiner<Plain> combiner(limits, [&](const std::vector<Plain>& batch) {
        std::set<std::string> streams;
        for (const auto& command : batch) {
            streams.insert(command.stream);
        }
        {
            const std::lock_guard lock(mutex);
            for (const auto& stream : streams) {
                EXPECT_EQ(++side_by_side[stream], 1);
            }
        }
        std::this_thread::yield();
        const std::lock_guard lock(mutex);
        for (const auto& command : batch) {
            seen[command.stream].push_back(std::stoi(command.once));
        }
        for (const auto& stream : streams) {
            --side_by_side[stream];
        }
    });
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 500; ++i) {
                EXPECT_TRUE(combiner.submit({"lot:" + std::to_string(i % 3), std::to_string(t * 1000 + i)}));
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }

    EXPECT_EQ(combiner.waiting(), 0U);
    std::set<int> all;
    for (const auto& [stream, numbers] : seen) {
        std::map<int, int> last;
        for (const int number : numbers) {
            EXPECT_TRUE(all.insert(number).second);
            auto& before = last[number / 1000];
            EXPECT_LE(before, number % 1000);
            before = number % 1000;
        }
    }
    EXPECT_EQ(all.size(), 2000U);
}

}  // namespace
}  // namespace daylit::app::testing
