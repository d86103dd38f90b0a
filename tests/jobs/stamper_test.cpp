// The sequencer's log before a time stamp authority (the stock openssl command): what is asked, what is kept,
// what a receipt's bundle then carries, and when it cries.
#include "server/jobs/stamper.hpp"

#include "base/encoding.hpp"
#include "schema/rows_foundation.hpp"
#include "server/app/cover.hpp"
#include "server/app/log.hpp"
#include "server/app/site.hpp"
#include "server/jobs/sequencer.hpp"
#include "tests/app/support/app_fixture.hpp"
#include "tests/crypto/stamp_authority.hpp"
#include "tests/support/temporary_folder.hpp"

#include <map>
#include <set>

namespace daylit::jobs {
namespace {

using schema::TimeStampRow;

class StamperTest : public app::testing::AppTest {
protected:
    StamperTest() {
        wall.set(std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()));
        start();
        sequencer = std::make_unique<Sequencer>(
            log,
            NoteSigner(log_signer.verifier().name(),
                       Ed25519PrivateKey::from_pkcs8_pem(log_key.pkcs8_pem()).value()),
            log_signer.verifier().name(), SignedHead(folder.path() / "head"),
            [](std::uint64_t, const std::vector<Digest>&) {});
    }
    void start() {
        stamper = std::make_unique<Stamper>(
            store, log, StampSettings{url, trust(), std::chrono::seconds(1)},
            [this](const std::string& to, const std::string& body) {
                EXPECT_EQ(to, url);
                asked.push_back(body);
                return answer(body);
            },
            wall, [this] { return now; },
            [this](const std::string& subject, const std::string& text) {
                if (text.empty()) {
                    alarms.erase(subject);
                } else {
                    alarms[subject] = text;
                }
            });
    }
    TimeStampTrust trust() const { return TimeStampTrust::from_pem(authority.root()).value(); }

    void grow() {
        app::add_cover(*services);
        sequencer->run();
    }
    // Past any pause.
    void later() { now += Stamper::longest_pause; }
    std::vector<TimeStampRow> kept() {
        std::vector<TimeStampRow> rows;
        store.read([&](schema::UnitOfWork& tx) {
            rows = tx.select<TimeStampRow>({{}, {{"size", schema::Order::ascending}}});
        });
        return rows;
    }
    schema::StoredCheckpoint newest() {
        std::optional<schema::StoredCheckpoint> found;
        log.read([&](schema::LogWork& work) { found = work.checkpoint(); });
        return found.value();
    }
    Digest leaf(std::int64_t index) {
        Digest found;
        log.read([&](schema::LogWork& work) { found = work.leaves(index, 1).at(0); });
        return found;
    }

    testing_support::TemporaryFolder folder;
    daylit::testing::StampAuthority authority;
    Ed25519PrivateKey log_key = Ed25519PrivateKey::generate();
    NoteSigner log_signer{"localhost/daylight",
                          Ed25519PrivateKey::from_pkcs8_pem(log_key.pkcs8_pem()).value()};
    std::function<PostAnswer(const std::string&)> answer = [this](const std::string& body) {
        return PostAnswer{200, authority.answer(body)};
    };
    std::string url = "http://stamps";
    std::vector<std::string> asked;
    std::map<std::string, std::string> alarms;
    Stamper::SteadyTime now = Stamper::SteadyTime(std::chrono::hours(1));
    std::unique_ptr<Stamper> stamper;
    std::unique_ptr<Sequencer> sequencer;
};

TEST_F(StamperTest, KeepsAStampOfTheCheckpointAsTheLogSignedIt) {
    stamper->run();
    EXPECT_TRUE(asked.empty()) << "there is no checkpoint yet";
    grow();

    stamper->run();

    const auto rows = kept();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].size, newest().size);
    EXPECT_EQ(rows[0].note, newest().note);
    EXPECT_EQ(verify_time_stamp(rows[0].response, sha256(newest().note), trust()).value(), rows[0].at);
    EXPECT_EQ(stamper->trouble(), "");
    EXPECT_TRUE(alarms.empty());
}

TEST_F(StamperTest, AsksOnceForACheckpointAndNoSoonerThanItsRestForTheNext) {
    grow();
    stamper->run();
    grow();
    stamper->run();
    EXPECT_EQ(asked.size(), 1U);
    grow();
    now += std::chrono::seconds(1);
    stamper->run();
    EXPECT_EQ(asked.size(), 2U);
    EXPECT_EQ(kept().back().size, newest().size) << "the newest is asked about, not each between";

    for (int i = 0; i < 5; ++i) {
        later();
        stamper->run();
    }
    EXPECT_EQ(asked.size(), 2U) << "a stamped checkpoint is not asked about again";
    start();
    stamper->run();
    EXPECT_EQ(asked.size(), 2U) << "nor after a restart";
}

TEST_F(StamperTest, EveryRequestIsOfOneLength) {
    std::set<std::size_t> lengths;
    for (int i = 0; i < 4; ++i) {
        for (int leaves = 0; leaves <= i; ++leaves) {
            app::add_cover(*services);
        }
        grow();
        later();
        stamper->run();
        lengths.insert(asked.back().size());
    }
    EXPECT_EQ(asked.size(), 4U);
    EXPECT_EQ(lengths.size(), 1U);
}

TEST_F(StamperTest, AnEventIsProvedUnderTheFirstStampedCheckpointThatHoldsIt) {
    grow();
    stamper->run();
    const auto first = newest();
    grow();
    const auto event = leaf(newest().size - 1);
    EXPECT_EQ(app::stamped_proof(*services, event), std::nullopt) << "its checkpoint is not stamped yet";
    EXPECT_TRUE(app::proof_of_event(*services, event.hex()).ok())
        << "and its log proof does not wait for that";
    later();
    stamper->run();
    const auto second = newest();
    grow();
    later();
    stamper->run();

    for (const auto& [digest, checkpoint] :
         {std::pair(leaf(0), first), std::pair(leaf(first.size - 1), first),
          std::pair(leaf(first.size), second), std::pair(event, second)}) {
        const auto found = app::stamped_proof(*services, digest);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->log_proof.checkpoint, checkpoint.note);
        EXPECT_EQ(found->log_proof.event_digest, digest);
        EXPECT_TRUE(check_log_proof(found->log_proof, log_signer.verifier()).ok());
        EXPECT_EQ(verify_time_stamp(from_base64(found->response).value(), sha256(found->log_proof.checkpoint),
                                    trust())
                      .value(),
                  found->at);
    }
    EXPECT_EQ(app::stamped_proof(*services, sha256("no event")), std::nullopt);
}

TEST_F(StamperTest, AnAuthorityThatIsAwayIsAskedMoreAndMoreSeldomAndIsAnAlarmAfterAMinute) {
    answer = [](const std::string&) { return PostAnswer{0, "Timeout was reached"}; };
    grow();
    stamper->run();
    EXPECT_EQ(stamper->trouble(), "Timeout was reached");
    EXPECT_TRUE(alarms.empty());
    for (int second = 0; second < 59; ++second) {
        now += std::chrono::seconds(1);
        stamper->run();
    }
    EXPECT_LE(asked.size(), 6U);
    EXPECT_TRUE(alarms.empty());
    later();
    stamper->run();
    EXPECT_EQ(alarms["http://stamps"], "the log's checkpoints get no time stamps: Timeout was reached");

    const auto before = asked.size();
    for (int minute = 0; minute < 10; ++minute) {
        later();
        stamper->run();
    }
    EXPECT_EQ(asked.size(), before + 10) << "it is asked once a minute, and not given up";
    EXPECT_TRUE(kept().empty());

    answer = [this](const std::string& body) { return PostAnswer{200, authority.answer(body)}; };
    later();
    stamper->run();
    EXPECT_EQ(kept().size(), 1U);
    EXPECT_TRUE(alarms.empty());
    grow();
    now += std::chrono::seconds(1);
    stamper->run();
    EXPECT_EQ(kept().size(), 2U) << "and then as often as before";
}

TEST_F(StamperTest, WhatIsNoStampOfOursIsNotKeptAndIsAnAlarmAtOnce) {
    const auto told = [&](const std::function<PostAnswer(const std::string&)>& by) {
        answer = by;
        alarms.clear();
        grow();
        later();
        stamper->run();
        EXPECT_TRUE(kept().empty());
        return alarms["http://stamps"];
    };
    EXPECT_NE(told([](const auto&) {
                  return PostAnswer{200, "<html>"};
              }).find("is no time stamp"),
              std::string::npos);
    EXPECT_NE(told([&](const auto&) {
                  return PostAnswer{200, authority.answer(make_time_stamp_request(sha256("x")).der)};
              }).find("other data"),
              std::string::npos);
    const daylit::testing::StampAuthority stranger;
    EXPECT_NE(told([&](const auto& body) {
                  return PostAnswer{200, stranger.answer(body)};
              }).find("timestamp.ca"),
              std::string::npos);
}

TEST_F(StamperTest, AnAccountInTheAddressIsNotShown) {
    url = "https://center:secret@tsa.example/stamps?a@b";
    start();
    answer = [](const auto&) { return PostAnswer{200, ""}; };
    grow();
    stamper->run();
    ASSERT_EQ(alarms.size(), 1U);
    EXPECT_EQ(alarms.begin()->first, "https://tsa.example/stamps?a@b");
    EXPECT_EQ(alarms.begin()->second.find("secret"), std::string::npos);
}

TEST_F(StamperTest, AClockThatIsFarFromTheAuthoritysIsAnAlarmAndTheStampIsKept) {
    wall.move(std::chrono::minutes(7));
    grow();
    stamper->run();
    EXPECT_EQ(kept().size(), 1U);
    EXPECT_NE(alarms["clock"].find("seconds apart"), std::string::npos);
    wall.move(-std::chrono::minutes(7));
    grow();
    later();
    stamper->run();
    EXPECT_TRUE(alarms.empty());
}

TEST_F(StamperTest, ThePagesAreToldWhetherThereAreStamps) {
    auto call = visitor();
    EXPECT_FALSE(app::site(call, {})->time_stamps);
    services->settings.time_stamps = true;
    EXPECT_TRUE(app::site(call, {})->time_stamps);
}

}  // namespace
}  // namespace daylit::jobs
