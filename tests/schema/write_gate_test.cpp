#include "schema/write_gate.hpp"

#include "schema/memory_store.hpp"
#include "schema/rows_outages.hpp"

#include <gtest/gtest.h>

namespace daylit::schema {
namespace {

class WriteGateTest : public testing::Test {
protected:
    static bool writes(Store& through) {
        try {
            through.transact([](UnitOfWork& tx) { tx.put(PulseRow{"a", {}, {}, {}}); });
            return true;
        } catch (const StorageLow&) {
            return false;
        }
    }
    bool is_stored() {
        bool found = false;
        store.read(
            [&](UnitOfWork& tx) { found = tx.find<PulseRow>(Lock::none, std::string("a")).has_value(); });
        return found;
    }

    MemoryStore store;
    WriteGate gate;
    int refused = 0;
    GatedStore commands{store, gate, Writer::command, [this] { ++refused; }};
    GatedStore own{store, gate, Writer::own_work};
};

TEST_F(WriteGateTest, LetsEverybodyThroughAtFirst) {
    EXPECT_TRUE(writes(commands));
    EXPECT_TRUE(is_stored());
    EXPECT_EQ(refused, 0);
}

TEST_F(WriteGateTest, SendsCommandsAwayFirstAndTheServersOwnWorkAfterThem) {
    gate.let(Writing::own_work);
    EXPECT_FALSE(writes(commands));
    EXPECT_FALSE(is_stored());
    EXPECT_TRUE(writes(own));

    gate.let(Writing::nobody);
    EXPECT_FALSE(writes(own));
    EXPECT_FALSE(writes(commands));
    EXPECT_EQ(refused, 2);
}

TEST_F(WriteGateTest, LetsReadAlways) {
    gate.let(Writing::nobody);
    bool read = false;
    commands.read([&](UnitOfWork&) { read = true; });
    EXPECT_TRUE(read);
    EXPECT_TRUE(commands.alive());
}

TEST_F(WriteGateTest, SendsAwayWhatMustBeRunAgainAfterItClosed) {
    int runs = 0;
    const auto once_more = [&](UnitOfWork&) {
        ++runs;
        gate.let(Writing::nobody);
        throw Conflict("a deadlock");
    };

    EXPECT_THROW(commands.transact(once_more), StorageLow);

    EXPECT_EQ(runs, 1);
    EXPECT_EQ(refused, 1);
}

TEST_F(WriteGateTest, StopsTheLogsKeepersWithTheServersOwnWork) {
    MemoryLogStore log(store);
    GatedLogStore gated(log, gate);
    gate.let(Writing::own_work);
    EXPECT_NO_THROW(gated.transact([](LogWork& work) { (void)work.leaf_count(); }));

    gate.let(Writing::nobody);

    EXPECT_THROW(gated.transact([](LogWork& work) { (void)work.leaf_count(); }), StorageLow);
    EXPECT_NO_THROW(gated.read([](LogWork& work) { (void)work.leaf_count(); }));
}

}  // namespace
}  // namespace daylit::schema
