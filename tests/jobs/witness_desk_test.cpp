// The sequencer's log before real witnesses, in one process: what the desk publishes, and when it cries.
#include "server/jobs/witness_desk.hpp"

#include "server/app/cover.hpp"
#include "server/app/log.hpp"
#include "server/app/site.hpp"
#include "server/jobs/sequencer.hpp"
#include "tests/app/support/app_fixture.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tools/witness/witness.hpp"

#include <map>

namespace daylit::jobs {
namespace {

namespace fs = std::filesystem;

class WitnessDeskTest : public app::testing::AppTest {
protected:
    WitnessDeskTest() {
        for (const std::string one : {"a", "b"}) {
            WitnessSigner its("witness." + one, Ed25519PrivateKey::generate());
            keys_text.push_back(its.verifier().text());
            fs::create_directories(folder / one);
            witnesses.push_back(std::make_unique<witness::Witness>(
                folder / one, std::move(its),
                std::vector<witness::WitnessedLog>{{log_signer.verifier().name(), log_signer.verifier()}},
                [] { return 1772413200; },
                [this](const witness::Alarm& alarm) { seen.push_back(alarm.kind); }));
        }
        services->settings.witness_keys = keys_text;
        start_desk();
        sequencer = std::make_unique<Sequencer>(
            log, signer_again(), log_signer.verifier().name(), SignedHead(folder / "head"),
            [this](std::uint64_t size, const std::vector<Digest>& events) {
                told_size = size;
                told_events = events;
            });
    }

    NoteSigner signer_again() {
        return NoteSigner(log_signer.verifier().name(),
                          Ed25519PrivateKey::from_pkcs8_pem(log_key.pkcs8_pem()).value());
    }
    void start_desk() {
        std::vector<WitnessSettings> settings;
        for (std::size_t i = 0; i < keys_text.size(); ++i) {
            settings.push_back(
                {"http://witness/" + std::to_string(i), WitnessVerifier::parse(keys_text[i]).value()});
        }
        desk = std::make_unique<WitnessDesk>(
            log, std::move(settings), 2,
            [this](const auto& url, const auto& body) { return post(url, body); }, [this] { return now; },
            [this](const std::string& name, const std::string& text) {
                if (text.empty()) {
                    alarms.erase(name);
                } else {
                    alarms[name] = text;
                }
            });
    }
    PostAnswer post(const std::string& url, const std::string& body) {
        EXPECT_TRUE(url.ends_with("/add-checkpoint")) << url;
        const auto index = url.find("/0/") != url.npos ? 0U : 1U;
        if (away[index]) {
            return {0, "Timeout was reached"};
        }
        const auto answer = witnesses[index]->add_checkpoint(body);
        return {answer.status, answer.body};
    }

    void grow() {
        app::add_cover(*services);
        sequencer->run();
    }
    // As the workers do, until nothing more is to be done.
    void round() {
        for (int i = 0; i < 4; ++i) {
            desk->publish();
            for (std::size_t witness = 0; witness < desk->count(); ++witness) {
                while (desk->ask(witness)) {}
            }
        }
        desk->publish();
    }
    std::optional<Note> published() {
        const auto note = app::checkpoint_note(*services);
        return note ? std::optional(parse_note(*note).value()) : std::nullopt;
    }
    std::string site_word() {
        auto call = visitor();
        return app::site(call, {}).value().witness;
    }
    std::uint64_t signed_size() {
        std::uint64_t size = 0;
        log.read([&](schema::LogWork& work) { size = static_cast<std::uint64_t>(work.checkpoint()->size); });
        return size;
    }
    std::uint64_t published_size() { return parse_checkpoint_text(published()->text)->size; }

    testing_support::TemporaryFolder own_folder;
    const fs::path folder = own_folder.path();
    Ed25519PrivateKey log_key = Ed25519PrivateKey::generate();
    NoteSigner log_signer{"localhost/daylight",
                          Ed25519PrivateKey::from_pkcs8_pem(log_key.pkcs8_pem()).value()};
    std::vector<std::string> keys_text;
    std::vector<std::unique_ptr<witness::Witness>> witnesses;
    std::vector<witness::AlarmKind> seen;
    std::array<bool, 2> away{};
    WitnessDesk::SteadyTime now = {};
    std::uint64_t told_size = 0;  // by the sequencer
    std::vector<Digest> told_events;
    std::map<std::string, std::string> alarms;
    std::unique_ptr<WitnessDesk> desk;
    std::unique_ptr<Sequencer> sequencer;
};

TEST_F(WitnessDeskTest, PublishesWhatBothWitnessesCosigned) {
    EXPECT_EQ(site_word(), "missing");
    for (int i = 0; i < 5; ++i) {
        grow();
        round();
        ASSERT_TRUE(published());
        EXPECT_EQ(published()->signatures.size(), 3U);
        EXPECT_EQ(published_size(), signed_size());
    }
    for (const auto& key : keys_text) {
        EXPECT_EQ(WitnessVerifier::parse(key)->cosigned_at(*published()).value(), 1772413200);
    }
    EXPECT_EQ(site_word(), "cosigned");
    EXPECT_TRUE(alarms.empty());
    EXPECT_EQ(desk->trouble(0), "");
}

TEST_F(WitnessDeskTest, TellsHowLongACheckpointHasWaitedForEachWitness) {
    const auto begun = now;
    grow();
    away = {false, true};
    round();
    now += std::chrono::seconds(6);
    grow();
    round();  // the first was published without the silent one, and the next is before them

    auto standings = desk->standings();
    ASSERT_EQ(standings.size(), 2U);
    EXPECT_EQ(standings[0].name, "witness.a");
    EXPECT_EQ(standings[0].size, signed_size());
    EXPECT_EQ(standings[0].waiting_since, std::nullopt);
    EXPECT_EQ(standings[0].cosigned_at, now);
    EXPECT_EQ(standings[1].size, 0U);
    EXPECT_EQ(standings[1].waiting_since, begun);  // the second checkpoint does not make it young again
    EXPECT_EQ(standings[1].cosigned_at, std::nullopt);

    away = {};
    round();
    standings = desk->standings();
    EXPECT_EQ(standings[1].size, signed_size());
    EXPECT_EQ(standings[1].waiting_since, std::nullopt);
}

TEST_F(WitnessDeskTest, TheSequencerTellsWhichEventsItsCheckpointCovers) {
    grow();
    const auto first = told_size;
    EXPECT_EQ(first, signed_size());
    EXPECT_EQ(told_events.size(), first);

    grow();
    ASSERT_EQ(told_size, signed_size());
    ASSERT_EQ(told_events.size(), told_size - first);  // the new ones alone
    log.read([&](schema::LogWork& work) {
        EXPECT_EQ(work.leaves(static_cast<std::int64_t>(first), 1000), told_events);
    });
}

TEST_F(WitnessDeskTest, GoesOnWhereTheWitnessesStandAfterARestart) {
    grow();
    round();
    start_desk();
    grow();

    round();

    EXPECT_EQ(published_size(), signed_size());
    EXPECT_EQ(published()->signatures.size(), 3U);
}

TEST_F(WitnessDeskTest, HoldsACheckpointBackNoLongerThanItsPatience) {
    grow();
    round();
    const auto before = published_size();
    away[1] = true;
    grow();

    round();
    EXPECT_EQ(published_size(), before) << "one of two is not enough, and there is time";

    now += WitnessDesk::patience;
    round();
    EXPECT_EQ(published_size(), signed_size());
    EXPECT_EQ(published()->signatures.size(), 2U) << "published with the one line that it has";
    EXPECT_EQ(desk->trouble(1), "Timeout was reached");
    EXPECT_TRUE(alarms.empty()) << "a witness that is away is no alarm";

    away[1] = false;
    round();
    EXPECT_EQ(published()->signatures.size(), 3U) << "a late line is added";
}

TEST_F(WitnessDeskTest, ProofsStandUnderThePublishedCheckpoint) {
    grow();
    round();
    const auto before = published_size();
    away = {true, true};
    grow();
    round();
    std::vector<Digest> leaves;
    log.read([&](schema::LogWork& work) { leaves = work.leaves(0, 100); });

    const auto old_one = app::proof_of_event(*services, leaves.front().hex());
    ASSERT_TRUE(old_one.ok());
    EXPECT_EQ(static_cast<std::uint64_t>(old_one->tree_size), before);
    EXPECT_EQ(old_one->checkpoint, app::checkpoint_note(*services).value());
    EXPECT_TRUE(check_log_proof(*old_one, log_signer.verifier()).ok());
    EXPECT_EQ(app::proof_of_event(*services, leaves.back().hex()).refusal().code, "not_yet_in_log");
}

// The database and the key folder are both set back: nothing on this machine remembers.
TEST_F(WitnessDeskTest, ALogThatWasSetBackIsCaughtByTheWitness) {
    grow();
    round();
    grow();
    round();
    schema::MemoryStore empty;
    schema::MemoryLogStore older(empty);
    const app::Services elsewhere{empty,     older,  procedure,         wall, random, outlet, keys, rules,
                                  passwords, quotes, services->settings};
    app::add_cover(elsewhere);
    Sequencer again(older, signer_again(), log_signer.verifier().name(), SignedHead(folder / "older-head"),
                    [](std::uint64_t, const std::vector<Digest>&) {});
    again.run();
    std::vector<WitnessSettings> settings{{"http://witness/0", WitnessVerifier::parse(keys_text[0]).value()}};
    std::string cry;
    WitnessDesk set_back(
        older, std::move(settings), 1, [this](const auto& url, const auto& body) { return post(url, body); },
        [this] { return now; }, [&](const std::string&, const std::string& text) { cry = text; });
    set_back.publish();

    while (set_back.ask(0)) {}

    EXPECT_NE(cry.find("set back"), std::string::npos) << cry;
    EXPECT_EQ(seen, (std::vector<witness::AlarmKind>{witness::AlarmKind::rolled_back}));

    // It grows past what the witness knows, on another way.
    for (int i = 0; i < 40; ++i) {
        app::add_cover(elsewhere);
    }
    again.run();
    now += WitnessDesk::patience;
    set_back.publish();
    while (set_back.ask(0)) {}
    EXPECT_NE(cry.find("does not continue"), std::string::npos) << cry;
    EXPECT_EQ(seen.back(), witness::AlarmKind::not_continued);
}

TEST_F(WitnessDeskTest, WhatIsNoCosignatureIsNotPublished) {
    grow();
    desk->publish();
    const auto lie = [&](int status, const std::string& body) {
        std::vector<WitnessSettings> one{{"http://witness/0", WitnessVerifier::parse(keys_text[0]).value()}};
        WitnessDesk asked(
            log, std::move(one), 1,
            [&](const auto&, const auto&) {
                return PostAnswer{status, body};
            },
            [this] { return now; }, [](const auto&, const auto&) {});
        asked.publish();
        while (asked.ask(0)) {}
        asked.publish();
        EXPECT_FALSE(published()) << body;
        return asked.trouble(0);
    };
    const WitnessSigner stranger("witness.a", Ed25519PrivateKey::generate());

    EXPECT_EQ(lie(200, ""), "its answer holds no cosignature by its key");
    EXPECT_EQ(lie(200, "\n\n"), "its answer holds no cosignature by its key");
    EXPECT_EQ(lie(200, stranger.cosign("something else\n", 5)), "its answer holds no cosignature by its key");
    EXPECT_EQ(lie(409, "many\n"), "it answers 409 without a size");
    EXPECT_EQ(lie(409, "0\n"), "it answers 409 with the size that it was asked about");
    EXPECT_EQ(lie(503, ""), "it answers 503");
}

}  // namespace
}  // namespace daylit::jobs
