// What is MariaDB's own: connections that die, locks that last too long, a pool that is exhausted.
#include "schema/mariadb_store.hpp"
#include "schema/connection_pool.hpp"
#include "tests/schema/db/specimen_tables.hpp"
#include "tests/schema/support/contract.hpp"
#include "tests/schema/support/signal.hpp"

#include <future>
#include <thread>

namespace daylit::schema {

namespace {

using std::chrono::milliseconds;
using testing_support::TestDatabase;

StoreOptions options() {
    StoreOptions options;
    options.pool_size = 2;
    options.patience = milliseconds(500);
    options.lock_wait = std::chrono::seconds(1);
    options.most_conflicts = 2;
    return options;
}

class MariaStoreTest : public testing::Test {
protected:
    MariaStoreTest() {
        make_specimen_tables(TestDatabase::shared());
        TestDatabase::shared().empty_all_tables();
    }
    static const ConnectionSettings& app() { return TestDatabase::shared().access().app; }
    // Ends every connection of the user, as an operator or a firewall does.
    void kill_connections(const std::string& user = "daylight_app") {
        for (const auto& row :
             root.show("SELECT id FROM information_schema.processlist WHERE user = '" + user + "'")) {
            try {
                root.run("KILL " + std::get<std::string>(row[0]));
            } catch (const BrokenPromise&) {
                // it went by itself meanwhile
            }
        }
    }
    MariaStore store{app(), options()};
    MariaConnection root{TestDatabase::shared().administrator(), {}, SessionKind::standing};
};

TEST_F(MariaStoreTest, AKilledConnectionIsDroppedAndTheWorkRunAgain) {
    store.transact([](UnitOfWork& work) { ASSERT_TRUE(work.insert(PairRow{"a", 1, "text"})); });
    int runs = 0;

    store.transact([&](UnitOfWork& work) {
        if (++runs == 1) {
            ASSERT_TRUE(work.update(PairRow{"a", 1, "lost"}));
            kill_connections();
        }
        ASSERT_TRUE(work.update(PairRow{"a", 1, "kept"}));
    });

    EXPECT_EQ(runs, 2);
    store.read([](UnitOfWork& work) {
        EXPECT_EQ(work.find<PairRow>(Lock::none, std::string("a"), std::int64_t(1))->text, "kept");
    });
}

TEST_F(MariaStoreTest, IdleConnectionsThatDiedAreNotMissed) {
    const auto touch = [&] { store.transact([](UnitOfWork& work) { work.stream_head("a"); }); };
    const auto look = [&] { store.read([](UnitOfWork& work) { work.stream_head("a"); }); };
    touch();
    look();
    ASSERT_TRUE(store.alive());

    kill_connections();

    EXPECT_NO_THROW(touch());
    EXPECT_NO_THROW(look());
    EXPECT_TRUE(store.alive());
}

TEST_F(MariaStoreTest, ALockHeldTooLongIsAConflict) {
    store.transact([](UnitOfWork& work) { ASSERT_TRUE(work.insert(PairRow{"a", 1, "text"})); });
    root.run("START TRANSACTION");
    root.run("UPDATE pair SET text = 'held' WHERE `left` = 'a'");

    EXPECT_THROW(store.transact([](UnitOfWork& work) {
        (void)work.update(PairRow{"a", 1, "new"});
    }),
                 Conflict);

    root.run("ROLLBACK");
}

TEST_F(MariaStoreTest, AnExhaustedPoolIsToldInTime) {
    Signal release;
    Signal both_in;
    std::atomic<int> inside = 0;
    const auto hold = [&] {
        store.transact([&](UnitOfWork&) {
            if (++inside == 2) {
                both_in.set();
            }
            release.wait();
        });
    };
    auto one = std::async(std::launch::async, hold);
    auto two = std::async(std::launch::async, hold);
    ASSERT_TRUE(both_in.wait());

    EXPECT_THROW(store.transact([](UnitOfWork&) {}), StoreUnavailable);
    EXPECT_TRUE(store.alive()) << "busy is not dead";

    release.set();
    one.get();
    two.get();
    EXPECT_NO_THROW(store.transact([](UnitOfWork&) {}));
}

// What a store tells of its work.
class ToldStoreTest : public MariaStoreTest {
protected:
    StoreOptions listening() {
        auto heard = options();
        heard.told.committing = [this](const Digest& last) { told.push_back("committing " + last.hex()); };
        heard.told.not_committed = [this](const Digest& last) { told.push_back("lost " + last.hex()); };
        heard.told.committed = [this](std::chrono::nanoseconds took) {
            told.push_back("committed");
            longest = std::max(longest, took);
        };
        heard.told.set_back = [this](Setback setback) {
            told.push_back(setback == Setback::deadlock   ? "deadlock"
                           : setback == Setback::conflict ? "conflict"
                                                          : "connection lost");
        };
        return heard;
    }
    std::vector<std::string> told;
    std::chrono::nanoseconds longest{};
    MariaStore listened{app(), listening()};
};

TEST_F(ToldStoreTest, TellsTheLastEventBeforeItsCommitAndThatItIsDone) {
    std::string last;
    listened.transact([&](UnitOfWork& work) {
        const auto events = seal_events(work.lock_stream("told"), 2);
        last = events.back().digest.hex();
        work.append(events);
        std::this_thread::sleep_for(milliseconds(20));
    });
    listened.read([](UnitOfWork& work) { work.stream_head("told"); });
    EXPECT_EQ(told, (std::vector<std::string>{"committing " + last, "committed"}));
    EXPECT_GE(longest, milliseconds(20));
}

TEST_F(ToldStoreTest, TellsEachRunThatCameToNothing) {
    int runs = 0;
    listened.transact([&](UnitOfWork& work) {
        work.stream_head("told");
        if (++runs == 1) {
            kill_connections();
            work.stream_head("told");
        }
    });
    EXPECT_EQ(told, (std::vector<std::string>{"connection lost", "committed"}));

    told.clear();
    EXPECT_THROW(listened.transact([](UnitOfWork&) { throw Conflict("another came first"); }), Conflict);
    EXPECT_EQ(told, (std::vector<std::string>{"conflict", "conflict"}));
}

TEST_F(ToldStoreTest, KnowsADeadlockFromAnotherConflict) {
    listened.transact([](UnitOfWork& work) {
        ASSERT_TRUE(work.insert(PairRow{"a", 1, "text"}));
        ASSERT_TRUE(work.insert(PairRow{"b", 1, "text"}));
    });
    told.clear();
    Signal a_is_held;
    Signal b_is_held;
    const auto touch = [](UnitOfWork& work, const std::string& row) {
        ASSERT_TRUE(work.update(PairRow{row, 1, "touched"}));
    };
    // One holds b and wants a, we hold a and want b; the database ends either.
    auto other = std::async(std::launch::async, [&] {
        listened.transact([&](UnitOfWork& work) {
            touch(work, "b");
            b_is_held.set();
            a_is_held.wait();
            touch(work, "a");
        });
    });
    store.transact([&](UnitOfWork& work) {
        ASSERT_TRUE(b_is_held.wait());
        // Heavier than the other, so that the other is the one to go.
        for (int i = 2; i < 40; ++i) {
            (void)work.insert(PairRow{"a", i, "weight"});
        }
        touch(work, "a");
        a_is_held.set();
        touch(work, "b");
    });
    other.get();
    EXPECT_EQ(told, (std::vector<std::string>{"deadlock", "committed"}));
}

TEST_F(ToldStoreTest, TellsHowItsPoolsAreUsed) {
    Signal inside;
    Signal release;
    auto one = std::async(std::launch::async, [&] {
        listened.transact([&](UnitOfWork&) {
            inside.set();
            release.wait();
        });
    });
    ASSERT_TRUE(inside.wait());
    listened.read([&](UnitOfWork&) {
        EXPECT_EQ(listened.usage().writers, (PoolUsage{2, 1, 0}));
        EXPECT_EQ(listened.usage().readers, (PoolUsage{2, 1, 0}));
    });
    EXPECT_EQ(listened.usage().readers.in_use, 0);
    listened.transact([&](UnitOfWork&) {
        auto third = std::async(std::launch::async, [&] {
            EXPECT_THROW(listened.transact([](UnitOfWork&) {}), StoreUnavailable);
        });
        while (listened.usage().writers.waiting == 0 &&
               third.wait_for(milliseconds(1)) != std::future_status::ready) {}
        EXPECT_EQ(listened.usage().writers, (PoolUsage{2, 2, 1}));
        third.get();
    });
    release.set();
    one.get();
    EXPECT_EQ(listened.usage().writers, (PoolUsage{2, 0, 0}));
}

TEST_F(MariaStoreTest, AWrongPasswordIsToldAndNotTriedAgainAndAgain) {
    auto wrong = app().duplicate();
    wrong.password = Secret("wrong");
    MariaStore refused(wrong, options());

    EXPECT_THROW(refused.transact([](UnitOfWork&) {}), StoreUnavailable);
    EXPECT_FALSE(refused.alive());
}

TEST_F(MariaStoreTest, ARemoteDatabaseWithoutTlsIsRefusedBeforeAnythingIsSent) {
    ConnectionSettings remote{"", "192.0.2.1", 3306, "", "daylight_app", Secret("secret"), "daylight"};

    try {
        MariaConnection connection(remote, {}, SessionKind::standing);
        ADD_FAILURE() << "connected";
    } catch (const StoreUnavailable& refused) {
        EXPECT_NE(std::string(refused.what()).find("needs TLS"), std::string::npos) << refused.what();
    }
}

TEST_F(MariaStoreTest, ATextThatIsTooLongIsOurMistakeAndChangesNothing) {
    EXPECT_THROW(store.transact([](UnitOfWork& work) {
        (void)work.insert(PairRow{"fits", 1, "text"});
        (void)work.insert(PairRow{std::string(27, 'x'), 1, "text"});
    }),
                 BrokenPromise);

    store.read([](UnitOfWork& work) { EXPECT_TRUE(work.select<PairRow>({}).empty()); });
}

TEST_F(MariaStoreTest, MoreStatementsThanAreKeptDoNoHarm) {
    store.transact([](UnitOfWork& work) {
        ASSERT_TRUE(work.insert(PairRow{"a", 1, "text"}));
        for (int i = 1; i <= 300; ++i) {
            std::vector<Condition> conditions(static_cast<std::size_t>(i), equals("left", "a"));
            ASSERT_EQ(work.select<PairRow>({conditions, {}, 1}).size(), 1U) << i;
        }
    });
}

TEST_F(MariaStoreTest, ASequencerThatLostItsConnectionTakesItsRightAgain) {
    MariaLogStore log(TestDatabase::shared().access().sequencer, options());
    MariaLogStore other(TestDatabase::shared().access().sequencer, options());
    ASSERT_TRUE(log.hold_sequencer_lock());

    kill_connections("daylight_sequencer");
    log.transact([](LogWork& work) { work.leaf_count(); });

    EXPECT_FALSE(other.hold_sequencer_lock());
}

TEST_F(MariaStoreTest, ASequencerWhoseRightWentToAnotherWritesNothing) {
    MariaLogStore log(TestDatabase::shared().access().sequencer, options());
    MariaLogStore other(TestDatabase::shared().access().sequencer, options());
    ASSERT_TRUE(log.hold_sequencer_lock());
    kill_connections("daylight_sequencer");
    ASSERT_TRUE(other.hold_sequencer_lock());

    EXPECT_THROW(log.transact([](LogWork& work) {
        (void)work.swap_checkpoint(0, {1, "one"});
    }),
                 StoreUnavailable);

    other.read([](LogWork& work) { EXPECT_EQ(work.checkpoint(), std::nullopt); });
    EXPECT_FALSE(log.hold_sequencer_lock());
}

class NotedStoreTest : public MariaStoreTest {
protected:
    ~NotedStoreTest() override { std::filesystem::remove(file_); }

    void append(MariaStore& noted, const std::string& stream) {
        noted.transact([&](UnitOfWork& work) { work.append(seal_events(work.lock_stream(stream), 2)); });
    }
    // As an older copy of the database would look.
    void lose_the_last_event() { root.run("DELETE FROM event ORDER BY id DESC LIMIT 1"); }

    static std::filesystem::path fresh_file() {
        const auto file = std::filesystem::path(testing::TempDir()) / "acknowledged-by-store";
        std::filesystem::remove(file);
        return file;
    }

    std::filesystem::path file_ = fresh_file();
    AcknowledgedNote note_{file_};
};

TEST_F(NotedStoreTest, NotesTheLastEventOfEachTransactionBeforeItComesBack) {
    MariaStore noted(app(), options(), &note_);
    append(noted, "lot:a");
    append(noted, "lot:b");

    EXPECT_EQ(note_.last()->stream, "lot:b");
    EXPECT_EQ(note_.last()->seq, 2);
    noted.transact([](UnitOfWork& work) { work.stream_head("lot:a"); });
    EXPECT_EQ(AcknowledgedNote(file_).last()->stream, "lot:b");
    EXPECT_NO_THROW(noted.check_acknowledged());
    EXPECT_NO_THROW(MariaStore(app(), options(), &note_).check_acknowledged());
}

TEST_F(NotedStoreTest, ADatabaseThatLacksWhatWasAcknowledgedIsRefused) {
    MariaStore noted(app(), options(), &note_);
    append(noted, "lot:a");
    lose_the_last_event();

    EXPECT_THROW(noted.check_acknowledged(), CommitsLost);
    EXPECT_THROW(MariaStore(app(), options(), &note_).check_acknowledged(), CommitsLost);
    // While it runs, with the next connection that it makes.
    kill_connections();
    EXPECT_THROW(append(noted, "lot:b"), CommitsLost);
}

TEST_F(NotedStoreTest, WhatWasRolledBackIsNotNoted) {
    MariaStore noted(app(), options(), &note_);
    EXPECT_THROW(noted.transact([](UnitOfWork& work) {
        work.append(seal_events(work.lock_stream("lot:a"), 2));
        throw std::domain_error("no");
    }),
                 std::domain_error);

    EXPECT_EQ(note_.last(), std::nullopt);
    EXPECT_NO_THROW(noted.check_acknowledged());
}

TEST_F(MariaStoreTest, ASessionIsStrictAndInUniversalTime) {
    MariaConnection connection(app(), {}, SessionKind::writing);

    const auto row =
        connection
            .show(
                "SELECT @@session.sql_mode, @@session.time_zone, @@session.character_set_client, "
                "@@session.tx_isolation, @@session.autocommit")
            .at(0);

    EXPECT_NE(std::get<std::string>(row[0]).find("STRICT_ALL_TABLES"), std::string::npos);
    EXPECT_EQ(row[1], Value("+00:00"));
    EXPECT_EQ(row[2], Value("utf8mb4"));
    EXPECT_EQ(row[3], Value("READ-COMMITTED"));
    EXPECT_EQ(row[4], Value("0"));
}

}  // namespace

}  // namespace daylit::schema
