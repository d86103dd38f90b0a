#include "crypto/sealing/release.hpp"

#include "crypto/tiled_log.hpp"
#include "tests/crypto/sealing/envelopes.hpp"

#include <gmock/gmock.h>

#include <map>

namespace daylit::sealing {
namespace {

const auto opening = parse_instant("2027-03-02T01:30:00Z", "").value();

ClosedEnvelope envelope(const std::string& part, const std::string& name) {
    const auto bytes = testing::envelope_of(testing::at("openings/" + name));
    return {part, sha256(bytes), to_hex(testing::read(bytes).ephemeral.compressed())};
}

class Release : public ::testing::Test {
protected:
    static constexpr std::size_t place = 3;
    static constexpr std::size_t size = 9;

    NoteSigner log{"log.example", Ed25519PrivateKey::generate()};
    std::vector<WitnessSigner> witnesses = some_witnesses();
    ReleaseTerms terms{"LOT1", "price", opening, log.verifier(), verifiers(), 2};
    ClosingList list{std::string(closing_list_format),
                     "LOT1",
                     "price",
                     opening,
                     {{"A", {envelope("files", "ossl_cbc"), envelope("letter", "ossl_gcm")}},
                      {"B", {envelope("letter", "pkijs_cbc")}}}};
    boost::json::object event{{"format", "daylight/event/1"},
                              {"stream", "tender_lot:LOT1"},
                              {"type", "submissions_closed"},
                              {"data", boost::json::object{{"stage", "price"}}}};
    std::vector<std::int64_t> cosigned{seconds_of(opening), seconds_of(opening) + 5};

    static std::int64_t seconds_of(Instant at) {
        return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
    }
    static std::vector<WitnessSigner> some_witnesses() {
        std::vector<WitnessSigner> made;
        for (const auto* name : {"supervisor.example", "notary.example", "press.example"}) {
            made.emplace_back(name, Ed25519PrivateKey::generate());
        }
        return made;
    }
    std::vector<WitnessVerifier> verifiers() const {
        std::vector<WitnessVerifier> known;
        for (const auto& witness : witnesses) {
            known.push_back(witness.verifier());
        }
        return known;
    }
    // The log with the event in it, cosigned by the first witnesses at these times.
    LogProof proof_of(const Digest& digest) const {
        std::vector<Digest> leaves;
        for (std::size_t i = 0; i < size; ++i) {
            leaves.push_back(merkle::leaf_hash((i == place ? digest : sha256(std::to_string(i))).view()));
        }
        std::map<std::pair<int, std::uint64_t>, std::string> shelf;
        const merkle::TileReader read = [&](const merkle::TileCoordinate& at) {
            return shelf[{at.level, at.index}];
        };
        const auto grown = merkle::grown_tiles(0, leaves, read).value();
        for (const auto& tile : grown) {
            shelf[{tile.at.level, tile.at.index}] = tile.hashes;
        }
        const Checkpoint checkpoint{"log.example", size, merkle::root_of(leaves)};
        auto note = sign_checkpoint(checkpoint, log);
        for (std::size_t i = 0; i < cosigned.size(); ++i) {
            note += witnesses.at(i).cosign(checkpoint_text(checkpoint), cosigned.at(i));
        }
        return make_log_proof(digest, place, size, merkle::inclusion_proof(place, size, read).value(), note);
    }
    ReleaseEvidence evidence() {
        const auto text = closing_list_text(list);
        event["data"].as_object()["closing_list"] = sha256(text).hex();
        const auto body = boost::json::serialize(event);
        return {text, body, proof_of(sha256(body))};
    }
    std::string word(const ReleaseEvidence& shown) const {
        const auto checked = check_release(terms, shown);
        return checked ? "release" : checked.refusal().code;
    }
};

TEST_F(Release, IsForTheListInTheLogWhenTheWitnessesSayThatItIsTime) {
    EXPECT_EQ(check_release(terms, evidence()).value(), list);
    EXPECT_THAT(points_of(list), ::testing::SizeIs(3));
    EXPECT_EQ(points_of(list)[1].compressed(), from_hex(list.submissions[0].envelopes[1].point).value());
}

TEST_F(Release, IsNotBeforeTheOpeningByTheWitnessesClocks) {
    cosigned = {seconds_of(opening), seconds_of(opening) - 1};
    EXPECT_EQ(word(evidence()), "release_too_early");
    cosigned = {seconds_of(opening) - 1, seconds_of(opening) - 1, seconds_of(opening) + 1};
    EXPECT_EQ(word(evidence()), "release_too_early");
    cosigned = {seconds_of(opening), seconds_of(opening) - 1, seconds_of(opening) + 1};
    EXPECT_EQ(word(evidence()), "release");
    // A part of a second before the opening is before it.
    terms.opens_at += Milliseconds(1);
    EXPECT_EQ(word(evidence()), "release_too_early");
}

TEST_F(Release, WantsAsManyWitnessesAsWasSaid) {
    cosigned = {seconds_of(opening)};
    EXPECT_EQ(word(evidence()), "too_few_witnesses");
    cosigned = {};
    EXPECT_EQ(word(evidence()), "too_few_witnesses");
    cosigned = {seconds_of(opening), seconds_of(opening)};
    terms.witnesses[1] = terms.witnesses[0];  // named twice, and still one
    EXPECT_EQ(word(evidence()), "too_few_witnesses");
    terms.witnesses[1] = WitnessSigner("stranger.example", Ed25519PrivateKey::generate()).verifier();
    EXPECT_EQ(word(evidence()), "too_few_witnesses");
}

TEST_F(Release, IsNotForAnotherList) {
    const auto shown = evidence();
    auto other = shown;
    list.submissions.pop_back();
    other.list = closing_list_text(list);
    EXPECT_EQ(word(other), "closing_not_logged");

    // Nor for one whose event is not in the log.
    other = evidence();
    other.proof = shown.proof;
    EXPECT_EQ(word(other), "closing_not_logged");
    other.proof.event_digest = sha256(other.event_body);
    EXPECT_NE(word(other), "release");
}

TEST_F(Release, IsNotForAnotherLotOrStage) {
    terms.stage = "technical";
    EXPECT_EQ(word(evidence()), "closing_of_another");
    list.stage = "technical";
    EXPECT_EQ(word(evidence()), "closing_not_logged") << "the event is the other stage's";
    event["data"].as_object()["stage"] = "technical";
    EXPECT_EQ(word(evidence()), "release");
    event["stream"] = "tender_lot:LOT2";
    EXPECT_EQ(word(evidence()), "closing_not_logged");
    event["stream"] = "tender_lot:LOT1";
    event["type"] = "QuestionAsked";
    EXPECT_EQ(word(evidence()), "closing_not_logged")
        << "whoever can put text into some event closes nothing";
}

TEST_F(Release, IsNotOnAnotherLogsWord) {
    terms.log = NoteSigner("log.example", Ed25519PrivateKey::generate()).verifier();
    EXPECT_NE(word(evidence()), "release");
}

TEST_F(Release, AMalformedListIsRefused) {
    const auto refused = [&](const std::function<void(ClosingList&)>& change) {
        auto other = list;
        change(other);
        const auto read = parse_closing_list(closing_list_text(other));
        return read ? std::string("read") : read.refusal().code;
    };
    EXPECT_EQ(refused([](auto&) {}), "read");
    EXPECT_EQ(refused([](auto& one) { one.submissions.clear(); }), "read");
    const std::vector<std::function<void(ClosingList&)>> bad{
        [](auto& one) { one.format = "daylight/closing/2"; },
        [](auto& one) { std::swap(one.submissions[0], one.submissions[1]); },
        [](auto& one) { one.submissions.push_back(one.submissions.back()); },
        [](auto& one) { one.submissions[0].envelopes.clear(); },
        [](auto& one) { std::swap(one.submissions[0].envelopes[0], one.submissions[0].envelopes[1]); },
        [](auto& one) { one.submissions[1].envelopes[0].point = "00"; },
        [](auto& one) { one.submissions[1].envelopes[0].point = "03" + std::string(64, 'f'); },
        [](auto& one) { one.submissions[1].submission = ""; },
    };
    for (std::size_t i = 0; i < bad.size(); ++i) {
        EXPECT_EQ(refused(bad[i]), "closing_list_malformed") << i;
    }
    EXPECT_EQ(parse_closing_list("{}").refusal().code, "closing_list_malformed");
}

}  // namespace
}  // namespace daylit::sealing
