#include "tests/schema/support/contract.hpp"

#include <chrono>
#include <thread>

namespace daylit::schema {

namespace {

class LogContract : public StoreContract {
protected:
    template <class T>
    T reading(const std::function<T(LogWork&)>& ask) {
        std::optional<T> answer;
        log().read([&](LogWork& work) { answer = ask(work); });
        return *answer;
    }
    std::vector<PendingLeaf> pending(int limit = 100) {
        return reading<std::vector<PendingLeaf>>([&](LogWork& work) { return work.pending(limit); });
    }
    void assign_all() {
        log().transact([](LogWork& work) { work.assign(work.leaf_count(), work.pending(1000)); });
    }
    bool swap(std::int64_t previous, const StoredCheckpoint& next) {
        bool done = false;
        log().transact([&](LogWork& work) { done = work.swap_checkpoint(previous, next); });
        return done;
    }
};

TEST_F(LogContract, EveryAppendedEventIsPendingInTheOrderOfIds) {
    const auto a = append_events("lot:a", 2);
    const auto b = append_events("lot:b", 1);

    const auto found = pending();

    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].digest, a[0].digest);
    EXPECT_EQ(found[1].digest, a[1].digest);
    EXPECT_EQ(found[2].digest, b[0].digest);
    EXPECT_LT(found[0].event_id, found[1].event_id);
    EXPECT_EQ(pending(2).size(), 2U);
}

TEST_F(LogContract, AssigningMovesLeavesFromPendingToTheLog) {
    const auto events = append_events("lot:a", 300);
    EXPECT_EQ(reading<std::int64_t>([](LogWork& work) { return work.leaf_count(); }), 0);

    assign_all();

    EXPECT_TRUE(pending().empty());
    EXPECT_EQ(reading<std::int64_t>([](LogWork& work) { return work.leaf_count(); }), 300);
    const auto leaves = reading<std::vector<Digest>>([](LogWork& work) { return work.leaves(298, 10); });
    ASSERT_EQ(leaves.size(), 2U);
    EXPECT_EQ(leaves[1], events[299].digest);
    using Index = std::optional<std::int64_t>;
    EXPECT_EQ(reading<Index>([&](LogWork& work) { return work.leaf_index(events[7].digest); }), 7);
    EXPECT_EQ(reading<Index>([](LogWork& work) { return work.leaf_index(sha256("nothing")); }), std::nullopt);
}

TEST_F(LogContract, LeafNumbersHaveNoGaps) {
    append_events("lot:a", 2);
    const auto found = pending();

    EXPECT_THROW(log().transact([&](LogWork& work) { work.assign(1, found); }), BrokenPromise);

    EXPECT_EQ(pending(), found);
}

TEST_F(LogContract, ALeafIsAssignedOnce) {
    append_events("lot:a", 2);
    const auto found = pending();
    assign_all();

    EXPECT_THROW(log().transact([&](LogWork& work) { work.assign(work.leaf_count(), found); }), Conflict);

    EXPECT_EQ(reading<std::int64_t>([](LogWork& work) { return work.leaf_count(); }), 2);
}

TEST_F(LogContract, AFailedAssignmentLeavesEverythingPending) {
    append_events("lot:a", 2);
    const auto found = pending();

    EXPECT_THROW(log().transact([&](LogWork& work) {
        work.assign(0, found);
        throw std::domain_error("no");
    }),
                 std::domain_error);

    EXPECT_EQ(pending(), found);
}

TEST_F(LogContract, ATileGrowsAndNeverChanges) {
    const std::string one(32, '\x01');
    const std::string two = one + std::string(32, '\xff');
    const auto put = [&](const StoredTile& tile) {
        log().transact([&](LogWork& work) { work.put_tile(tile); });
    };
    put({0, 7, one});
    put({0, 7, two});
    put({1, 7, one});

    EXPECT_THROW(put({0, 7, one}), BrokenPromise);
    EXPECT_THROW(put({0, 7, std::string(96, '\x02')}), BrokenPromise);
    EXPECT_THROW(put({0, 8, std::string(31, 'x')}), BrokenPromise);

    using Tile = std::optional<StoredTile>;
    EXPECT_EQ(reading<Tile>([](LogWork& work) { return work.tile(0, 7); }), (StoredTile{0, 7, two}));
    EXPECT_EQ(reading<Tile>([](LogWork& work) { return work.tile(1, 7); }), (StoredTile{1, 7, one}));
    EXPECT_EQ(reading<Tile>([](LogWork& work) { return work.tile(0, 8); }), std::nullopt);
}

TEST_F(LogContract, AFullTileOf256HashesIsKept) {
    const StoredTile full{0, 0, std::string(256 * 32, '\x7f')};

    log().transact([&](LogWork& work) { work.put_tile(full); });

    EXPECT_EQ(reading<std::optional<StoredTile>>([](LogWork& work) { return work.tile(0, 0); }), full);
}

TEST_F(LogContract, TheCheckpointIsSwappedOnItsSize) {
    using Stored = std::optional<StoredCheckpoint>;
    const auto now = [&] { return reading<Stored>([](LogWork& work) { return work.checkpoint(); }); };
    EXPECT_EQ(now(), std::nullopt);

    EXPECT_TRUE(swap(0, {3, "three\n"}));
    EXPECT_FALSE(swap(0, {4, "four\n"}));
    EXPECT_FALSE(swap(2, {4, "four\n"}));
    EXPECT_EQ(now(), (StoredCheckpoint{3, "three\n"}));
    EXPECT_TRUE(swap(3, {4, "four\n"}));
    EXPECT_TRUE(swap(3, {4, "four\n"})) << "the same checkpoint again: its commit's answer was lost";
    EXPECT_FALSE(swap(3, {4, "another four\n"}));
    EXPECT_EQ(now(), (StoredCheckpoint{4, "four\n"}));
    EXPECT_THROW(swap(4, {3, "shrunk\n"}), BrokenPromise);
}

TEST_F(LogContract, ThePublishedCheckpointGainsLinesAndNeverShrinks) {
    using Stored = std::optional<StoredCheckpoint>;
    const auto now = [&] {
        return reading<Stored>([](LogWork& work) { return work.published_checkpoint(); });
    };
    const auto publish = [&](const StoredCheckpoint& next) {
        log().transact([&](LogWork& work) { work.publish_checkpoint(next); });
    };
    EXPECT_EQ(now(), std::nullopt);
    publish({3, "three\n"});
    publish({3, "three, cosigned\n"});
    EXPECT_EQ(now(), (StoredCheckpoint{3, "three, cosigned\n"}));
    publish({7, "seven\n"});

    EXPECT_THROW(publish({3, "three\n"}), BrokenPromise);

    EXPECT_EQ(now(), (StoredCheckpoint{7, "seven\n"}));
    EXPECT_EQ(reading<Stored>([](LogWork& work) { return work.checkpoint(); }), std::nullopt);
}

TEST_F(LogContract, AReaderOfTheLogCannotWrite) {
    EXPECT_THROW(log().read([](LogWork& work) { work.publish_checkpoint({1, "one"}); }), BrokenPromise);
    EXPECT_THROW(log().read([](LogWork& work) {
        work.put_tile({0, 0, std::string(32, 'x')});
    }),
                 BrokenPromise);
    EXPECT_THROW(log().read([](LogWork& work) { (void)work.swap_checkpoint(0, {1, "one"}); }), BrokenPromise);
    EXPECT_THROW(log().read([](LogWork& work) { work.assign(0, {}); }), BrokenPromise);
}

TEST_F(LogContract, OneSequencerAtATime) {
    auto second = under_test().second_log();

    EXPECT_TRUE(log().hold_sequencer_lock());
    EXPECT_TRUE(log().hold_sequencer_lock());
    EXPECT_FALSE(second->hold_sequencer_lock());
}

TEST_F(LogContract, TheRightToBeTheSequencerPassesOnWhenItsHolderGoes) {
    auto second = under_test().second_log();
    ASSERT_TRUE(second->hold_sequencer_lock());
    ASSERT_FALSE(log().hold_sequencer_lock());

    second.reset();

    // A database notices a closed connection a moment later.
    bool held = log().hold_sequencer_lock();
    for (int tries = 0; !held && tries < 200; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        held = log().hold_sequencer_lock();
    }
    EXPECT_TRUE(held);
}

}  // namespace

}  // namespace daylit::schema
