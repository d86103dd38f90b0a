// What is the memory store's own: its faults, and the grants that it enforces as the database would.
#include "schema/memory_store.hpp"
#include "schema/grants.hpp"
#include "schema/rows_disclosure.hpp"
#include "schema/rows_registry.hpp"
#include "tests/schema/support/contract.hpp"

namespace daylit::schema {

namespace {

class MemoryFaults : public testing::Test {
protected:
    int run() {
        int runs = 0;
        store.transact([&](UnitOfWork& work) {
            ++runs;
            if (!work.insert(PairRow{"a", 1, "text"})) {
                second_saw_the_first = true;
            }
        });
        return runs;
    }
    bool stored() {
        bool found = false;
        store.read([&](UnitOfWork& work) {
            found = work.find<PairRow>(Lock::none, std::string("a"), std::int64_t(1)).has_value();
        });
        return found;
    }
    MemoryStore store;
    bool second_saw_the_first = false;
};

TEST_F(MemoryFaults, AConflictRunsTheWorkAgainOnTheOldState) {
    store.inject(Fault::conflict);

    EXPECT_EQ(run(), 2);
    EXPECT_FALSE(second_saw_the_first);
    EXPECT_TRUE(stored());
}

TEST_F(MemoryFaults, AnUnknownCommitRunsTheWorkAgainOnTheNewState) {
    store.inject(Fault::unknown_commit);

    EXPECT_EQ(run(), 2);
    EXPECT_TRUE(second_saw_the_first);
    EXPECT_TRUE(stored());
}

TEST_F(MemoryFaults, UnavailableComesOutWithNothingStored) {
    store.inject(Fault::unavailable);

    EXPECT_THROW(run(), StoreUnavailable);
    EXPECT_FALSE(stored());
    EXPECT_EQ(run(), 1);
}

TEST_F(MemoryFaults, UnavailableAfterTheCommitComesOutWithEverythingStored) {
    store.inject(Fault::unavailable_after_commit);

    EXPECT_THROW(run(), StoreUnavailable);
    EXPECT_TRUE(stored());
}

TEST_F(MemoryFaults, FaultsStrikeInOrder) {
    store.inject(Fault::lost_connection);
    store.inject(Fault::conflict);

    EXPECT_EQ(run(), 3);
}

TEST_F(MemoryFaults, WhatHasNotStruckIsTakenBack) {
    store.inject(Fault::unavailable);

    store.clear_faults();

    EXPECT_EQ(run(), 1);
    EXPECT_TRUE(stored());
}

TEST_F(MemoryFaults, TransactionsDoNotNest) {
    EXPECT_THROW(store.transact([&](UnitOfWork&) { store.read([](UnitOfWork&) {}); }), BrokenPromise);
    EXPECT_EQ(run(), 1);
}

TEST(MemoryGrants, WhatTheDatabaseWouldForbidFailsInMemoryToo) {
    MemoryStore store;
    const PublishedDocumentRow document{DocumentId{"d"}, "<html>", "{}", {}, {}, {}};
    const auto forbidden = [&](const std::function<void(UnitOfWork&)>& act) {
        EXPECT_THROW(store.transact(act), BrokenPromise);
    };

    store.transact([&](UnitOfWork& work) { ASSERT_TRUE(work.insert(document)); });

    forbidden([&](UnitOfWork& work) { (void)work.update(document); });
    forbidden([&](UnitOfWork& work) { work.erase<PublishedDocumentRow>({equals("id", "d")}); });
    forbidden([&](UnitOfWork& work) { work.erase<PersonRow>({equals("id", "d")}); });
}

TEST(Grants, HistoryIsInsertedAndNeverChanged) {
    for (const auto* table :
         {"event", "leaf", "checkpoint_history", "blob_chunk", "published_document", "evidence", "receipt"}) {
        const auto* grant = find_grant(table);
        ASSERT_NE(grant, nullptr) << table;
        EXPECT_EQ((grant->app | grant->sequencer) & (may_update | may_delete), 0U) << table;
    }
}

TEST(Grants, OnlyTheSequencerTakesPendingLeavesAway) {
    EXPECT_EQ(find_grant("pending_leaf")->app, unsigned(may_insert));
    EXPECT_NE(find_grant("pending_leaf")->sequencer & may_delete, 0U);
    EXPECT_EQ(find_grant("leaf")->app, unsigned(may_select));
    EXPECT_EQ(find_grant("event")->sequencer, unsigned(may_select));
}

TEST(Grants, BecomeStatementsForPlainNamesOnly) {
    const auto statements = grant_statements("daylight", {"app", "sequencer", "10.0.0.%"});

    EXPECT_EQ(statements[1], "GRANT SELECT, INSERT ON `daylight`.`event` TO 'app'@'10.0.0.%'");
    EXPECT_THROW(grant_statements("day`light", {}), BrokenPromise);
    EXPECT_THROW(grant_statements("daylight", {"app'@'%", "sequencer", "localhost"}), BrokenPromise);
    EXPECT_THROW(grant_statements("daylight", {"app", "sequencer", "local'host"}), BrokenPromise);
}

TEST(SqlErrors, HaveTheirKinds) {
    EXPECT_EQ(kind_of_sql_error(1062), SqlErrorKind::key_taken);
    for (const int code : {1020, 1205, 1213}) {
        EXPECT_EQ(kind_of_sql_error(code), SqlErrorKind::conflict) << code;
    }
    for (const int code : {0, 1040, 1053, 1317, 1927, 2002, 2006, 2013, 2055}) {
        EXPECT_EQ(kind_of_sql_error(code), SqlErrorKind::connection_lost) << code;
    }
    for (const int code : {1021, 1045, 1114}) {
        EXPECT_EQ(kind_of_sql_error(code), SqlErrorKind::unavailable) << code;
    }
    EXPECT_EQ(kind_of_sql_error(1050), SqlErrorKind::already_done);
    for (const int code : {1054, 1064, 1142, 1146, 1406, 1792}) {
        EXPECT_EQ(kind_of_sql_error(code), SqlErrorKind::our_bug) << code;
    }
}

}  // namespace

}  // namespace daylit::schema
