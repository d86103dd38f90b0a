// The center under simulation: what lasts (the store, the parties and their keys, true time) and the process
// in front of it, which can die at any statement and is then made anew.
#pragma once

#include "schema/counted_store.hpp"
#include "server/app/known.hpp"
#include "server/app/outages.hpp"
#include "server/jobs/sequencer.hpp"
#include "tests/app/support/breaking_store.hpp"
#include "tests/app/support/land_fixture.hpp"
#include "tests/simulation/worlds.hpp"
#include "tests/support/temporary_folder.hpp"

namespace daylit::simulation {

// The process dies. Not an exception that anybody handles: it unwinds to whoever simulates.
struct Crash {};

// A use case fixture that belongs to no single test.
class Center : public app::testing::LandTest {
public:
    explicit Center(std::uint64_t seed);

    // The memory of the process is gone; the store and the clocks go on.
    void restart();
    // The clock of procedures as the server reads it, and the wall clock, by which acts expire and hearts
    // beat.
    void set_time(Instant procedures, Instant by_the_wall);
    // Before the server reads one of its clocks; {} for nothing.
    void before_reading(const std::function<void()>& what);
    Instant clock() const { return procedure.now(); }
    Instant wall_clock() const { return wall.now(); }
    app::Heart& running_heart() { return *heart; }
    app::OutageWatch& running_watch() { return *watch_; }
    // One round of the log's signer, which looks first whether the database holds what was signed, when its
    // process is a new one.
    void sign_log();
    std::uint64_t told_size() const { return told_size_; }  // of the last tree that was said to be signed
    const NoteVerifier& log_verifier() const { return log_verifier_; }

    // A signed act under this nonce, which is the idempotency key too.
    struct Act {
        app::Caller caller;
        std::string nonce;
        app::SignedAct act;
        Instant expires_at;
    };
    Act signed_act(const app::testing::Party& party, const std::string& type, boost::json::object payload,
                   const std::string& nonce, Milliseconds life = std::chrono::minutes(5));
    // The call that carries it, to the process that runs now.
    app::Call call_with(const Act& act) const;
    // A call under a key that stays the same when it is sent again.
    app::Call call_as(const app::testing::Party& party, const std::string& key) const;
    const app::Services& running() const { return *services; }

    using LandTest::bidder;
    using LandTest::clerk;
    using LandTest::finance;
    using LandTest::keys;
    using LandTest::log;
    using LandTest::officer;
    using LandTest::outlet;
    using LandTest::path;
    using LandTest::published;
    using LandTest::reviewer;
    using LandTest::seller_party;
    using LandTest::staff;
    using LandTest::store;
    using LandTest::visitor;
    using LandTest::with;

    app::testing::BreakingStore breaking;
    app::testing::BreakingLogStore breaking_log{log};
    app::testing::Party second_finance;

private:
    void TestBody() override {}
    NoteSigner log_signer() const;

    app::testing::CountedRandom chance_;
    schema::CountedStore counted_{breaking, app::known_tables()};
    std::unique_ptr<app::Known> known_;
    std::unique_ptr<app::QuoteDesk> desk_;
    std::unique_ptr<app::OutageWatch> watch_;
    const Ed25519PrivateKey log_key_ = Ed25519PrivateKey::generate();
    const NoteVerifier log_verifier_ = log_signer().verifier();
    testing_support::TemporaryFolder folder_;  // in memory: its files are synced all the time
    std::unique_ptr<jobs::Sequencer> sequencer_;
    std::uint64_t told_size_ = 0;
};

}  // namespace daylit::simulation
