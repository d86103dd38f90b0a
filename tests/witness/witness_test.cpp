#include "tools/witness/witness.hpp"

#include "crypto/merkle.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/witness/witnessed_log.hpp"

#include <fstream>
#include <sstream>

namespace daylit::witness {
namespace {

namespace fs = std::filesystem;
using daylit::testing::WitnessedTree;

class WitnessTest : public ::testing::Test {
protected:
    WitnessTest() { start(); }

    void start() {
        witness.reset();
        WitnessSigner signer("witness.example", Ed25519PrivateKey::from_pkcs8_pem(key.pkcs8_pem()).value());
        verifier = signer.verifier().text();
        witness = std::make_unique<Witness>(
            folder, std::move(signer), std::vector<WitnessedLog>{{log.verifier().name(), log.verifier()}},
            [this] { return now; }, [this](const Alarm& alarm) { alarms.push_back(alarm); });
    }

    Answer ask(std::uint64_t old_size) { return witness->add_checkpoint(log.request(old_size)); }
    std::optional<std::int64_t> cosigned_at(const Answer& answer) {
        const auto note = parse_note(log.note() + answer.body);
        return note ? WitnessVerifier::parse(verifier)->cosigned_at(*note).value() : std::nullopt;
    }
    static Answer conflict(const std::string& size) { return {409, "text/x.tlog.size", size + "\n"}; }

    testing_support::TemporaryFolder own_folder;
    const fs::path folder = own_folder.path();
    Ed25519PrivateKey key = Ed25519PrivateKey::generate();
    std::string verifier;
    WitnessedTree log;
    std::int64_t now = 1700000000;
    std::vector<Alarm> alarms;
    std::unique_ptr<Witness> witness;
};

TEST_F(WitnessTest, CosignsALogThatOnlyGrows) {
    log.grow(5);
    EXPECT_EQ(cosigned_at(ask(0)), 1700000000);
    for (const std::size_t more : {1U, 2U, 8U, 250U}) {
        const auto before = log.size();
        log.grow(more);
        now += 60;
        const auto answer = ask(before);
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(cosigned_at(answer), now);
    }
    EXPECT_EQ(ask(log.size()).status, 200) << "the same tree again";
    EXPECT_TRUE(alarms.empty());
}

TEST_F(WitnessTest, ServesWhatItCosigned) {
    const auto hash = sha256(log.verifier().name()).hex();
    EXPECT_EQ(witness->latest_checkpoint(hash).status, 404);
    log.grow(3);
    const auto line = ask(0).body;

    const auto served = witness->latest_checkpoint(hash);

    EXPECT_EQ(served.status, 200);
    EXPECT_EQ(served.body, log.note() + line);
    EXPECT_EQ(witness->latest_checkpoint(sha256("another").hex()).status, 404);
}

TEST_F(WitnessTest, AnswersTheSizeItKnowsWhenAskedAboutAnother) {
    log.grow(5);
    ask(0);
    log.grow(5);

    EXPECT_EQ(ask(0), conflict("5"));
    EXPECT_EQ(ask(4), conflict("5"));
    EXPECT_EQ(ask(6), conflict("5"));
    EXPECT_TRUE(alarms.empty()) << "a log may not know what the witness knows";
    EXPECT_EQ(ask(5).status, 200);
}

TEST_F(WitnessTest, RemembersAcrossARestart) {
    log.grow(5);
    ask(0);

    start();

    log.grow(2);
    EXPECT_EQ(ask(0), conflict("5"));
    EXPECT_EQ(ask(5).status, 200);
}

TEST_F(WitnessTest, ALogThatWasSetBackIsToldTheLargerSizeAndSoundsTheAlarm) {
    log.grow(9);
    ask(0);
    log.set_back(4);

    EXPECT_EQ(ask(4), conflict("9"));

    ASSERT_EQ(alarms.size(), 1U);
    EXPECT_EQ(alarms[0].kind, AlarmKind::rolled_back);
    EXPECT_EQ(alarms[0].origin, "log.example/daylight");
    std::ifstream in(alarms[0].evidence);
    std::stringstream evidence;
    evidence << in.rdbuf();
    EXPECT_NE(evidence.str().find(log.note()), std::string::npos);
    EXPECT_EQ(ask(4), conflict("9"));
    EXPECT_EQ(alarms.size(), 1U) << "the same showing makes one alarm";
}

TEST_F(WitnessTest, AForkedLogIsRefusedAndSoundsTheAlarm) {
    log.grow(9);
    ask(0);
    log.set_back(4);
    log.grow(9, "otherwise ");

    EXPECT_EQ(ask(9).status, 422);

    ASSERT_EQ(alarms.size(), 1U);
    EXPECT_EQ(alarms[0].kind, AlarmKind::not_continued);
    EXPECT_EQ(ask(4), conflict("9"));
}

TEST_F(WitnessTest, TwoTreesOfOneSizeAreProofOfAFork) {
    log.grow(9);
    ask(0);
    log.set_back(4);
    log.grow(5, "otherwise ");

    EXPECT_EQ(ask(9).status, 422);

    ASSERT_EQ(alarms.size(), 1U);
    EXPECT_EQ(alarms[0].kind, AlarmKind::fork);
}

TEST_F(WitnessTest, AnswersEachWrongQuestionByItsOwnStatus) {
    log.grow(3);
    const auto good = log.request(0);
    EXPECT_EQ(witness->add_checkpoint("").status, 400);
    EXPECT_EQ(witness->add_checkpoint("old 0\n\n").status, 400);
    EXPECT_EQ(witness->add_checkpoint(good.substr(0, good.size() - 1)).status, 400);
    EXPECT_EQ(witness->add_checkpoint(std::string(1000000, 'x')).status, 400);
    EXPECT_EQ(witness->add_checkpoint("old 4\n\n" + log.note()).status, 400) << "older than it is new";

    WitnessedTree stranger("stranger.example");
    stranger.grow(3);
    EXPECT_EQ(witness->add_checkpoint(stranger.request(0)).status, 404);
    WitnessedTree impostor;  // the same origin, another key
    impostor.grow(3);
    EXPECT_EQ(witness->add_checkpoint(impostor.request(0)).status, 403);
    auto forged = good;
    forged.replace(forged.find("\n3\n"), 3, "\n4\n");
    EXPECT_EQ(witness->add_checkpoint(forged).status, 403);

    WitnessRequest needless{0, {sha256("hash")}, log.note()};
    EXPECT_EQ(witness->add_checkpoint(witness_request_text(needless)).status, 422);
    const Checkpoint no_tree{log.verifier().name(), 0, sha256("no tree")};
    EXPECT_EQ(witness->add_checkpoint("old 0\n\n" + sign_checkpoint(no_tree, log.signer())).status, 422);
    EXPECT_TRUE(alarms.empty());
    EXPECT_EQ(witness->add_checkpoint(good).status, 200) << "nothing of this changed its state";
}

TEST_F(WitnessTest, AnEmptyLogIsCosignedToo) {
    EXPECT_EQ(ask(0).status, 200);
    log.grow(2);
    EXPECT_EQ(ask(0).status, 200);
}

TEST_F(WitnessTest, PromisesNothingThatTheDiskDidNotTake) {
    log.grow(3);
    ask(0);
    log.grow(1);
    fs::create_directories(folder / (sha256(log.verifier().name()).hex() + ".checkpoint.new"));

    EXPECT_THROW(ask(3), std::exception);

    fs::remove(folder / (sha256(log.verifier().name()).hex() + ".checkpoint.new"));
    EXPECT_EQ(ask(3).status, 200) << "the old state still counts";
}

TEST_F(WitnessTest, DoesNotStartOnAnothersState) {
    log.grow(3);
    ask(0);
    key = Ed25519PrivateKey::generate();

    EXPECT_THROW(start(), std::runtime_error);
}

TEST_F(WitnessTest, OneProcessAtATimeWorksInAFolder) {
    EXPECT_THROW(Witness(folder, WitnessSigner("w", Ed25519PrivateKey::generate()), {}, {}, {}),
                 std::runtime_error);
}

}  // namespace
}  // namespace daylit::witness
