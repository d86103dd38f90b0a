// The signer behind its own head: what it signed last is what it goes on from, whatever the database says.
#include "server/jobs/sequencer.hpp"

#include "tests/app/support/app_fixture.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>

namespace daylit::jobs {
namespace {

namespace fs = std::filesystem;

class SequencerTest : public app::testing::AppTest {
protected:
    // As a process has it, on this database.
    Sequencer on(schema::LogStore& database) {
        return Sequencer(
            database,
            NoteSigner("localhost/daylight", Ed25519PrivateKey::from_pkcs8_pem(key.pkcs8_pem()).value()),
            "localhost/daylight", SignedHead(folder / "head"),
            [this](std::uint64_t size, const std::vector<Digest>&) { signed_size = size; });
    }
    // Another database than the fixture's: an older one, where it has fewer leaves, and another in any case.
    struct Other {
        schema::MemoryStore rows;
        schema::MemoryLogStore log{rows};
    };
    void add_leaf(schema::Store& rows) {
        rows.transact([&](schema::UnitOfWork& tx) {
            auto head = tx.lock_stream("cover");
            tx.append({schema::seal_event(head, "program:cover", {"CoverAdded", 1, wall.now(), {}},
                                          random.entropy())});
        });
    }
    static std::string refusal_of(const std::function<void()>& act) {
        try {
            act();
        } catch (const LogRefused& refused) {
            return refused.what();
        }
        return "";
    }

    testing_support::TemporaryFolder own_folder;
    const fs::path folder = own_folder.path();
    Ed25519PrivateKey key = Ed25519PrivateKey::generate();
    std::uint64_t signed_size = 0;
};

TEST_F(SequencerTest, GoesOnFromWhatItSigned) {
    auto first = on(log);
    EXPECT_NO_THROW(first.check_signed());
    add_leaf(store);
    first.run();
    add_leaf(store);
    first.run();
    EXPECT_EQ(signed_size, 2U);

    auto next = on(log);
    EXPECT_NO_THROW(next.check_signed());
    add_leaf(store);
    next.run();
    EXPECT_EQ(signed_size, 3U);
}

TEST_F(SequencerTest, AnOlderDatabaseIsRefusedAtStartAndNotSigned) {
    for (int i = 0; i < 3; ++i) {
        add_leaf(store);
    }
    on(log).run();
    Other older;
    add_leaf(older.rows);

    auto again = on(older.log);
    EXPECT_NE(refusal_of([&] { again.check_signed(); }).find("fewer leaves"), std::string::npos);
    EXPECT_NE(refusal_of([&] { again.run(); }).find("fewer leaves"), std::string::npos);
    EXPECT_EQ(signed_size, 3U);
    older.log.read([](schema::LogWork& work) { EXPECT_FALSE(work.checkpoint().has_value()); });
}

TEST_F(SequencerTest, AnotherTreeOfTheSameSizeOrALongerOneIsRefusedToo) {
    add_leaf(store);
    add_leaf(store);
    on(log).run();
    const auto head = folder / "head";
    const auto aside = folder / "aside";
    Other other;
    add_leaf(other.rows);
    add_leaf(other.rows);
    // Signed by the same key where its head was not known.
    fs::rename(head, aside);
    on(other.log).run();
    fs::rename(aside, head);

    EXPECT_NE(refusal_of([&] { on(other.log).check_signed(); }).find("another tree"), std::string::npos);
    add_leaf(other.rows);
    auto again = on(other.log);
    signed_size = 0;
    EXPECT_NE(refusal_of([&] { again.run(); }).find("does not continue"), std::string::npos);
    EXPECT_NE(refusal_of([&] { again.check_signed(); }), "");
    EXPECT_EQ(signed_size, 0U);
}

TEST_F(SequencerTest, AHeadThatCannotBeReadIsRefused) {
    std::ofstream(folder / "head") << "three\n";
    add_leaf(store);

    EXPECT_NE(refusal_of([&] { on(log).check_signed(); }).find("damaged"), std::string::npos);
    auto again = on(log);
    EXPECT_NE(refusal_of([&] { again.run(); }), "");
    EXPECT_EQ(signed_size, 0U);
}

// The process dies between the head's file and the checkpoint's row: the fifth transaction of a round.
class DyingLog : public schema::LogStore {
public:
    explicit DyingLog(schema::LogStore& log) : log_(log) {}
    void transact(const std::function<void(schema::LogWork&)>& work) override {
        if (++transactions_ == 5) {
            throw schema::StoreUnavailable("gone");
        }
        log_.transact(work);
    }
    void read(const std::function<void(schema::LogWork&)>& work) override { log_.read(work); }
    bool hold_sequencer_lock() override { return log_.hold_sequencer_lock(); }

private:
    schema::LogStore& log_;
    int transactions_ = 0;
};

TEST_F(SequencerTest, AHeadThatIsAheadOfTheCheckpointByOneSigningIsContinued) {
    add_leaf(store);
    on(log).run();
    add_leaf(store);
    DyingLog dying(log);
    EXPECT_THROW(on(dying).run(), schema::StoreUnavailable);
    ASSERT_EQ(SignedHead(folder / "head").read()->size, 2U);
    log.read([](schema::LogWork& work) { ASSERT_EQ(work.checkpoint()->size, 1); });

    EXPECT_NO_THROW(on(log).check_signed());
    on(log).run();
    EXPECT_EQ(signed_size, 2U);
}

TEST_F(SequencerTest, AHeadBehindTheCheckpointIsContinuedToo) {
    add_leaf(store);
    on(log).run();
    const auto before = SignedHead(folder / "head").read();
    add_leaf(store);
    on(log).run();
    SignedHead(folder / "head").write(*before);
    EXPECT_NO_THROW(on(log).check_signed());
}

}  // namespace
}  // namespace daylit::jobs
