#include "tests/schema/support/contract.hpp"
#include "tests/schema/support/signal.hpp"

#include <atomic>
#include <future>
#include <thread>

namespace daylit::schema {

namespace {

using std::chrono::milliseconds;

class ThreadContract : public StoreContract {
protected:
    // Runs the work in another thread's transaction.
    std::future<void> elsewhere(std::function<void(UnitOfWork&)> work) {
        return std::async(std::launch::async, [this, work = std::move(work)] { store().transact(work); });
    }
    static bool still_waits(std::future<void>& future) {
        return future.wait_for(milliseconds(100)) == std::future_status::timeout;
    }
};

TEST_F(ThreadContract, TheSecondToLockAStreamWaitsAndSeesTheFirstOnesEvents) {
    append_events("lot:a", 1);
    Signal locked;
    std::future<void> second;
    std::int64_t seen = 0;

    auto first = elsewhere([&](UnitOfWork& work) {
        const auto head = work.lock_stream("lot:a");
        locked.set();
        if (!second.valid()) {
            second = elsewhere([&](UnitOfWork& other) { seen = other.lock_stream("lot:a").seq; });
        }
        EXPECT_TRUE(still_waits(second));
        work.append(seal_events(head, 1));
    });
    first.get();
    second.get();

    EXPECT_EQ(seen, 2);
}

TEST_F(ThreadContract, ManyBeginTheSameStreamAtOnceAndNoNumberIsLost) {
    constexpr int threads = 4;
    constexpr int rounds = 10;
    std::vector<std::future<void>> all;
    for (int i = 0; i < threads; ++i) {
        all.push_back(std::async(std::launch::async, [&] {
            for (int round = 0; round < rounds; ++round) {
                append_events("lot:" + std::to_string(round), 1);
            }
        }));
    }
    for (auto& one : all) {
        one.get();
    }

    store().read([&](UnitOfWork& work) {
        for (int round = 0; round < rounds; ++round) {
            EXPECT_EQ(work.events("lot:" + std::to_string(round), 0, 100).size(), std::size_t(threads));
        }
    });
}

TEST_F(ThreadContract, TheSecondWithTheSameKeyWaitsAndGetsTheKeptAnswer) {
    const KeptAnswer answer{sha256("request"), 200, "from the first"};
    std::future<void> second;
    std::optional<KeptAnswer> got;

    auto first = elsewhere([&](UnitOfWork& work) {
        ASSERT_EQ(work.claim_key("person:a", "key-0001", answer.request, round_hour()), std::nullopt);
        if (!second.valid()) {
            second = elsewhere([&](UnitOfWork& other) {
                got = other.claim_key("person:a", "key-0001", answer.request, round_hour());
            });
        }
        EXPECT_TRUE(still_waits(second));
        work.keep_answer("person:a", "key-0001", answer);
    });
    first.get();
    second.get();

    EXPECT_EQ(got, answer);
}

TEST_F(ThreadContract, TheSecondWithTheSameKeyGoesOnWhenTheFirstRollsBack) {
    const KeptAnswer answer{sha256("request"), 200, "from the second"};
    std::future<void> second;
    bool was_new = false;

    auto first = elsewhere([&](UnitOfWork& work) {
        work.claim_key("person:a", "key-0001", answer.request, round_hour());
        second = elsewhere([&](UnitOfWork& other) {
            was_new = !other.claim_key("person:a", "key-0001", answer.request, round_hour());
            other.keep_answer("person:a", "key-0001", answer);
        });
        EXPECT_TRUE(still_waits(second));
        throw std::domain_error("no");
    });

    EXPECT_THROW(first.get(), std::domain_error);
    second.get();
    EXPECT_TRUE(was_new);
}

TEST_F(ThreadContract, OfManyWithTheSameKeyExactlyOneActs) {
    constexpr int threads = 6;
    std::vector<std::future<std::string>> all;
    for (int i = 0; i < threads; ++i) {
        all.push_back(std::async(std::launch::async, [&, i] {
            std::string told;
            store().transact([&](UnitOfWork& work) {
                if (auto kept = work.claim_key("person:a", "key-0001", sha256("request"), round_hour())) {
                    told = kept->body;
                    return;
                }
                told = "thread " + std::to_string(i);
                work.append(seal_events(work.lock_stream("lot:a"), 1));
                work.keep_answer("person:a", "key-0001", {sha256("request"), 200, told});
            });
            return told;
        }));
    }

    std::set<std::string> answers;
    for (auto& one : all) {
        answers.insert(one.get());
    }

    EXPECT_EQ(answers.size(), 1U);
    store().read([](UnitOfWork& work) { EXPECT_EQ(work.events("lot:a", 0, 10).size(), 1U); });
}

TEST_F(ThreadContract, TheSecondToInsertAUniqueValueWaitsAndIsTold) {
    std::future<void> second;
    bool inserted = true;

    auto first = elsewhere([&](UnitOfWork& work) {
        ASSERT_TRUE(work.insert(specimen("one")));
        if (!second.valid()) {
            second = elsewhere([&](UnitOfWork& other) {
                auto same_name = specimen("two");
                same_name.name = specimen("one").name;
                inserted = other.insert(same_name);
            });
        }
        EXPECT_TRUE(still_waits(second));
    });
    first.get();
    second.get();

    EXPECT_FALSE(inserted);
}

TEST_F(ThreadContract, ALockedRowIsReadByTheNextAfterItsChange) {
    store().transact([](UnitOfWork& work) { ASSERT_TRUE(work.insert(specimen("one"))); });
    std::future<void> second;
    std::int64_t seen = 0;

    auto first = elsewhere([&](UnitOfWork& work) {
        auto row = work.find<SpecimenRow>(Lock::update, LotId{"one"});
        if (!second.valid()) {
            second = elsewhere(
                [&](UnitOfWork& other) { seen = other.find<SpecimenRow>(Lock::update, LotId{"one"})->seq; });
        }
        EXPECT_TRUE(still_waits(second));
        row->seq = 2;
        ASSERT_TRUE(work.update(*row, {equals("seq", 1)}));
    });
    first.get();
    second.get();

    EXPECT_EQ(seen, 2);
}

// Two transactions lock two rows in opposite orders: on a database that is a deadlock, and one of them runs
// again.
TEST_F(ThreadContract, ADeadlockIsRunAgainUntilBothAreThrough) {
    store().transact([](UnitOfWork& work) {
        ASSERT_TRUE(work.insert(specimen("one")));
        ASSERT_TRUE(work.insert(specimen("two")));
    });
    Signal first_has_one;
    Signal second_has_two;
    const auto add = [](UnitOfWork& work, const std::string& id) {
        auto row = work.find<SpecimenRow>(Lock::update, LotId{id});
        row->seq += 1;
        ASSERT_TRUE(work.update(*row));
    };

    auto first = elsewhere([&](UnitOfWork& work) {
        add(work, "one");
        first_has_one.set();
        second_has_two.wait(milliseconds(200));
        add(work, "two");
    });
    auto second = elsewhere([&](UnitOfWork& work) {
        first_has_one.wait(milliseconds(200));
        add(work, "two");
        second_has_two.set();
        add(work, "one");
    });
    first.get();
    second.get();

    store().read([](UnitOfWork& work) {
        EXPECT_EQ(work.find<SpecimenRow>(Lock::none, LotId{"one"})->seq, 3);
        EXPECT_EQ(work.find<SpecimenRow>(Lock::none, LotId{"two"})->seq, 3);
    });
}

TEST_F(ThreadContract, AReaderSeesOneMomentAndNothingUncommitted) {
    append_events("lot:a", 1);
    std::atomic<bool> stop = false;
    auto writer = std::async(std::launch::async, [&] {
        for (int i = 0; i < 50; ++i) {
            append_events("lot:a", 1);
        }
        stop = true;
    });

    while (!stop) {
        store().read([](UnitOfWork& work) {
            const auto head = work.stream_head("lot:a");
            EXPECT_EQ(work.events("lot:a", 0, 1000).size(), static_cast<std::size_t>(head.seq));
        });
    }
    writer.get();
}

TEST_F(ThreadContract, WorkThatAlwaysConflictsIsGivenUp) {
    int runs = 0;

    EXPECT_THROW(store().transact([&](UnitOfWork&) {
        ++runs;
        throw Conflict("always");
    }),
                 Conflict);

    EXPECT_GT(runs, 3);
    EXPECT_LT(runs, 50);
}

}  // namespace

}  // namespace daylit::schema
