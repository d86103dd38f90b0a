#include "tools/log_check.hpp"

#include "crypto/tiled_log.hpp"
#include "tests/crypto/tree_fixture.hpp"
#include "tests/crypto/vectors.hpp"
#include "tools/ordered_fetch.hpp"

#include <algorithm>
#include <map>

namespace daylit::tools {
namespace {

Digest event(std::size_t number) {
    return sha256("event " + std::to_string(number));
}

// The public files of a log, in memory.
class PublishedLog {
public:
    explicit PublishedLog(std::size_t size) {
        std::vector<Digest> events;
        for (std::size_t i = 0; i < size; ++i) {
            events.push_back(event(i));
        }
        const auto leaves = testing::some_leaves(size);
        const auto tiles = merkle::grown_tiles(0, leaves, [](const auto&) { return std::string(); });
        for (const auto& tile : tiles.value()) {
            files[tile_path(tile.at)] = tile.hashes;
        }
        for (std::size_t first = 0; first < size; first += merkle::tile_width) {
            const auto width = std::min<std::size_t>(merkle::tile_width, size - first);
            files[merkle::entries_path(first / merkle::tile_width, static_cast<int>(width))] =
                merkle::entry_bundle(std::span(events).subspan(first, width));
        }
        files["checkpoint"] = checkpoint(size);
    }

    std::string checkpoint(std::size_t size) const {
        return sign_checkpoint({"log.example", size, merkle::root_of(testing::some_leaves(size))}, signer);
    }

    NoteSigner signer{"log.example", Ed25519PrivateKey::generate()};
    WitnessSigner witness{"witness.example", Ed25519PrivateKey::generate()};
    std::map<std::string, std::string> files;
};

class PublishedFiles : public LogFiles {
public:
    explicit PublishedFiles(const PublishedLog& log) : log_(log) {}
    std::optional<std::string> get(const std::string& name) override {
        const auto found = log_.files.find(name);
        return found == log_.files.end() ? std::nullopt : std::optional(found->second);
    }

private:
    const PublishedLog& log_;
};

LogVerdict check(const PublishedLog& log, LogQuestion question) {
    return check_log([&] { return std::make_unique<PublishedFiles>(log); }, question);
}

std::string first_failure(const PublishedLog& log, LogQuestion question) {
    const auto verdict = check(log, std::move(question));
    const auto failed = std::ranges::find_if(verdict.steps, [](const ProofStep& step) { return !step.ok; });
    return failed == verdict.steps.end() ? "" : failed->name + ": " + failed->en;
}

LogQuestion about(const PublishedLog& log) {
    return {.log = log.signer.verifier()};
}

TEST(LogCheck, AcceptsLogsOfEverySize) {
    for (const std::size_t size : {1U, 2U, 255U, 256U, 257U, 512U, 700U, 65536U, 66000U}) {
        const PublishedLog log(size);
        auto question = about(log);
        question.earlier = {
            {"one", log.checkpoint(1)}, {"half", log.checkpoint(size / 2)}, {"all", log.checkpoint(size)}};
        if (size > 256) {
            question.earlier.push_back({"a tile", log.checkpoint(256)});
            question.earlier.push_back({"a tile and one", log.checkpoint(257)});
        }
        question.events = {{"first", event(0)}, {"last", event(size - 1)}};
        EXPECT_EQ(first_failure(log, std::move(question)), "") << size;
    }
}

TEST(LogCheck, FindsEachFileThatWasAltered) {
    const PublishedLog log(70000);
    for (const auto& [name, bytes] : log.files) {
        if (name == "checkpoint" || (name.ends_with("7") && name != "tile/0/007")) {
            continue;  // a sample of the many
        }
        auto altered = log;
        altered.files[name] = testing::with_bit_flipped(bytes, bytes.size() * 8 / 2);
        EXPECT_NE(first_failure(altered, about(log)), "") << name;
        altered.files.erase(name);
        EXPECT_NE(first_failure(altered, about(log)).find("missing"), std::string::npos) << name;
    }
}

// Also where what is wanted of it would be there.
TEST(LogCheck, FindsEachFileOfAnotherLength) {
    const PublishedLog log(300);
    for (const auto& [name, bytes] : log.files) {
        if (name == "checkpoint") {
            continue;
        }
        auto altered = log;
        for (const auto& other : {bytes + "A", bytes + bytes, bytes.substr(1), std::string()}) {
            altered.files[name] = other;
            EXPECT_NE(first_failure(altered, about(log)).find("wrong length"), std::string::npos) << name;
        }
    }
}

TEST(LogCheck, TakesTheFullTileWhereThePartialOneIsGone) {
    PublishedLog log(300);
    const PublishedLog longer(512);
    for (const auto& name : {"tile/0/001", "tile/entries/001"}) {
        log.files[name] = longer.files.at(name);
        log.files.erase(std::string(name) + ".p/44");
    }

    EXPECT_EQ(first_failure(log, about(log)), "");
    log.files["tile/0/001"] += "A";
    EXPECT_NE(first_failure(log, about(log)).find("wrong length"), std::string::npos);
}

TEST(LogCheck, FindsATreeWhoseRootIsNotTheSignedOne) {
    PublishedLog log(300);
    const PublishedLog other(301);
    const auto checkpoint = log.checkpoint(300);
    log.files = other.files;
    log.files["checkpoint"] = sign_checkpoint({"log.example", 301, sha256("no root")}, log.signer);

    EXPECT_EQ(first_failure(log, about(log)).substr(0, 4), "root");
}

TEST(LogCheck, FindsWhatWasRewrittenSinceAnEarlierCheckpoint) {
    const PublishedLog log(300);
    auto question = about(log);
    question.earlier = {{"kept", sign_checkpoint({"log.example", 200, sha256("then")}, log.signer)}};
    EXPECT_EQ(first_failure(log, question),
              "earlier: The log was rewritten: its first 200 records differ from kept's.");

    question.earlier = {{"kept", log.checkpoint(301)}};
    EXPECT_EQ(first_failure(log, question), "earlier: The log has shrunk: kept has 301 records.");

    question.earlier = {{"kept", PublishedLog(200).checkpoint(200)}};
    EXPECT_EQ(first_failure(log, question), "earlier: kept is not a checkpoint signed by this log.");
}

TEST(LogCheck, FindsAReceiptThatIsNotInTheLog) {
    const PublishedLog log(300);
    auto question = about(log);
    question.events = {{"mine", event(299)}, {"theirs", event(300)}};

    EXPECT_EQ(first_failure(log, question), "receipt: The event of theirs does not stand in the log.");
}

TEST(LogCheck, WantsAsManyWitnessesAsItWasTold) {
    PublishedLog log(300);
    auto question = about(log);
    question.witnesses = {log.witness.verifier(),
                          WitnessSigner("other.example", Ed25519PrivateKey::generate()).verifier()};
    question.quorum = 1;
    EXPECT_EQ(first_failure(log, question), "witnesses: Cosigned by: nobody; wanted: 1 at least.");

    auto& note = log.files["checkpoint"];
    note += log.witness.cosign(parse_note(note)->text, 1700000000);
    EXPECT_EQ(first_failure(log, question), "");
    question.quorum = 2;
    EXPECT_EQ(first_failure(log, question).substr(0, 9), "witnesses");
}

TEST(LogCheck, SaysWhenTheCheckpointIsNotTheLogs) {
    PublishedLog log(3);
    const auto others = about(PublishedLog(3));
    EXPECT_EQ(first_failure(log, others).substr(0, 10), "checkpoint");
    const auto own = about(log);
    log.files.erase("checkpoint");
    EXPECT_EQ(check(log, own).steps.size(), 1U);
}

TEST(OrderedFetch, GivesItemsInOrderAndFailuresToo) {
    OrderedFetch<std::uint64_t> squares(1000, 3, 8, [](std::size_t, std::uint64_t item) {
        if (item == 500) {
            throw std::domain_error("no");
        }
        return item * item;
    });
    for (std::uint64_t i = 0; i < 500; ++i) {
        ASSERT_EQ(squares.take(), i * i);
    }
    EXPECT_THROW(squares.take(), std::domain_error);
    EXPECT_EQ(squares.take(), 501U * 501U);
}

}  // namespace
}  // namespace daylit::tools
