#include "crypto/proof_bundle.hpp"

#include "crypto/tiled_log.hpp"
#include "tests/crypto/authority_fixture.hpp"
#include "tests/crypto/prototype_log.hpp"
#include "tests/crypto/stamp_authority.hpp"

namespace daylit {
namespace {

using testing::make_authority;
using testing::noon;
using testing::with_bit_flipped;

// "receipt+ signature+ certificate- ..."
std::string summary(const std::vector<ProofStep>& steps) {
    std::string text;
    for (const auto& step : steps) {
        EXPECT_FALSE(step.zh.empty() || step.en.empty());
        EXPECT_EQ(step.zh.find('{'), std::string::npos) << step.zh;
        text += (text.empty() ? "" : " ") + step.name + (step.ok ? "+" : "-");
    }
    return text;
}

class ProofBundleTest : public ::testing::Test {
protected:
    static constexpr std::size_t place = 5;
    static constexpr std::size_t size = 11;
    static constexpr const char* all_good =
        "receipt+ signature+ certificate+ event_body+ checkpoint+ inclusion+";

    CertificateAuthority authority = make_authority();
    P256PrivateKey signer = P256PrivateKey::generate();
    Certificate certificate = certificate_for(signer, CertificateUse::receipt_signing);
    NoteSigner log{"log.example", Ed25519PrivateKey::generate()};
    ProofTrust trust{authority.certificate(), log.verifier()};

    boost::json::object event{{"format", "daylight/event/1"},
                              {"stream", "lot:A"},
                              {"seq", 2},
                              {"at", "2026-11-23T12:00:00.000Z"},
                              {"actor", "person:B"},
                              {"type", "quote_placed"},
                              {"version", 1},
                              {"previous", sha256("event before").hex()},
                              {"salt", "AAAAAAAAAAAAAAAAAAAAAA"},
                              {"data", boost::json::object{{"price", 168'000'000}}}};
    ProofBundle bundle = bundle_of(boost::json::serialize(event));

    Certificate certificate_for(const P256PrivateKey& key, CertificateUse use) const {
        auto order = testing::bidder_order(key.public_key());
        order.use = use;
        return authority.issue(order).value();
    }

    Receipt receipt_of(const std::string& body) const {
        return {std::string(receipt_format), "quote", "lot:A", 2, sha256(body), sha256("event before"), noon,
                {{"price", 168'000'000}},    {}};
    }

    LogProof log_proof_of(const Digest& event_digest) const {
        std::vector<Digest> leaves;
        for (std::size_t i = 0; i < size; ++i) {
            const auto leaf = i == place ? event_digest : sha256("other " + std::to_string(i));
            leaves.push_back(merkle::leaf_hash(leaf.view()));
        }
        std::map<std::pair<int, std::uint64_t>, std::string> shelf;
        const merkle::TileReader read = [&](const merkle::TileCoordinate& at) {
            return shelf[{at.level, at.index}];
        };
        const auto grown = merkle::grown_tiles(0, leaves, read).value();
        for (const auto& tile : grown) {
            shelf[{tile.at.level, tile.at.index}] = tile.hashes;
        }
        const auto checkpoint = sign_checkpoint({"log.example", size, merkle::root_of(leaves)}, log);
        const auto hashes = merkle::inclusion_proof(place, size, read).value();
        return make_log_proof(event_digest, place, size, hashes, checkpoint);
    }

    ProofBundle bundle_of(const std::string& body) const {
        return {std::string(proof_format), sign_receipt(receipt_of(body), signer, certificate.serial()),
                certificate.pem(), to_base64(body), log_proof_of(sha256(body))};
    }

    std::string verdict() const { return summary(check_proof_bundle(bundle, trust)); }
};

TEST_F(ProofBundleTest, HoldsStepByStep) {
    const auto steps = check_proof_bundle(bundle, trust);
    EXPECT_EQ(summary(steps), all_good);
    EXPECT_TRUE(all_ok(steps));
    EXPECT_EQ(steps[1].zh, "签名有效：回执确认 lot:A #2，时间 2026-11-23T20:00:00.000+08:00。");
    EXPECT_EQ(steps[4].en, "The checkpoint over 11 records is signed by the log log.example.");
    EXPECT_TRUE(check_log_proof(*bundle.log_proof, log.verifier()).ok());
    EXPECT_FALSE(all_ok({}));
}

TEST_F(ProofBundleTest, IsWrittenAndReadAsJson) {
    const auto text = to_json_text(bundle);
    EXPECT_EQ(parse_proof_bundle(text).value(), bundle);
    EXPECT_EQ(parse_proof_bundle("{}").refusal(), refuse("proof_bundle_malformed", "format"));
    EXPECT_EQ(parse_proof_bundle("").refusal().code, "proof_bundle_malformed");
    EXPECT_EQ(parse_proof_bundle(text + std::string(300'000, ' ')).refusal().code, "proof_bundle_malformed");
    bundle.format = "daylight/proof/3";
    EXPECT_EQ(parse_proof_bundle(to_json_text(bundle)).refusal(), refuse("proof_bundle_malformed", "format"));
    EXPECT_EQ(verdict(), "receipt-");
}

TEST_F(ProofBundleTest, HoldsWithoutTheEventsBodyAndThenSaysNothingAboutIt) {
    bundle.event_body.reset();
    EXPECT_EQ(verdict(), "receipt+ signature+ certificate+ checkpoint+ inclusion+");
}

TEST_F(ProofBundleTest, IsProvisionalWithoutALogProof) {
    bundle.log_proof.reset();
    EXPECT_EQ(verdict(), "receipt+ signature+ certificate+ event_body+ checkpoint- inclusion-");
}

TEST_F(ProofBundleTest, FailsWhenTheReceiptIsNotWellFormed) {
    bundle.receipt = "x.y";
    EXPECT_EQ(verdict(), "receipt- signature- certificate- event_body- checkpoint+ inclusion-");
}

TEST_F(ProofBundleTest, FailsWhenTheCertificateIsNotTheOneNamed) {
    const auto good = bundle;
    bundle.certificate = authority.certificate().pem();
    EXPECT_EQ(verdict(), "receipt- signature- certificate- event_body- checkpoint+ inclusion-");
    bundle = good;
    bundle.certificate = "no certificate";
    EXPECT_EQ(verdict(), "receipt- signature- certificate- event_body- checkpoint+ inclusion-");
    // Another key under the same serial
    bundle = good;
    bundle.certificate = certificate_for(P256PrivateKey::generate(), CertificateUse::receipt_signing).pem();
    EXPECT_EQ(verdict(), "receipt+ signature- certificate- event_body- checkpoint+ inclusion-");
}

TEST_F(ProofBundleTest, FailsWhenTheSignerWasNotCertifiedForReceipts) {
    // Given a bidder who signs a receipt for itself
    certificate = certificate_for(signer, CertificateUse::bidder);
    bundle.certificate = certificate.pem();
    EXPECT_EQ(verdict(), "receipt+ signature+ certificate- event_body- checkpoint+ inclusion-");
}

TEST_F(ProofBundleTest, FailsWhenAnotherAuthorityIsTrusted) {
    trust.authority = make_authority().certificate();
    EXPECT_EQ(verdict(), "receipt+ signature+ certificate- event_body- checkpoint+ inclusion-");
}

TEST_F(ProofBundleTest, FailsWhenTheCertificateWasNotValidAtTheReceiptsTime) {
    auto receipt = receipt_of(boost::json::serialize(event));
    receipt.at = noon - Milliseconds(1);
    bundle.receipt = sign_receipt(receipt, signer, certificate.serial());
    EXPECT_EQ(verdict(), "receipt+ signature+ certificate- event_body- checkpoint+ inclusion-");
}

TEST_F(ProofBundleTest, JudgesTheCertificateByTheWallClockWhereTheReceiptNamesIt) {
    auto receipt = receipt_of(boost::json::serialize(event));
    receipt.at = noon - Milliseconds(1);
    receipt.signed_at = noon;
    bundle.receipt = sign_receipt(receipt, signer, certificate.serial());
    EXPECT_EQ(verdict(), "receipt+ signature+ certificate+ event_body- checkpoint+ inclusion+");
    receipt.at = noon;
    receipt.signed_at = noon - Milliseconds(1);
    bundle.receipt = sign_receipt(receipt, signer, certificate.serial());
    EXPECT_EQ(verdict(), "receipt+ signature+ certificate- event_body- checkpoint+ inclusion-");
}

TEST_F(ProofBundleTest, FailsWithAnyBitOfTheEventChanged) {
    const auto body = from_base64(*bundle.event_body).value();
    for (std::size_t bit = 0; bit < body.size() * 8; bit += 31) {
        bundle.event_body = to_base64(with_bit_flipped(body, bit));
        ASSERT_EQ(verdict(), "receipt+ signature+ certificate+ event_body- checkpoint+ inclusion+") << bit;
    }
    bundle.event_body = "not base64";
    EXPECT_EQ(verdict(), "receipt+ signature+ certificate+ event_body- checkpoint+ inclusion+");
}

TEST_F(ProofBundleTest, FailsWhenTheEventSaysOtherThanTheReceipt) {
    const std::pair<const char*, boost::json::value> changes[] = {
        {"stream", "lot:C"}, {"seq", 3}, {"at", "2026-11-23T12:00:00.001Z"}, {"previous", nullptr}};
    for (const auto& [name, value] : changes) {
        auto changed = event;
        changed[name] = value;
        bundle = bundle_of(boost::json::serialize(changed));
        EXPECT_EQ(verdict(), "receipt+ signature+ certificate+ event_body- checkpoint+ inclusion+") << name;
    }
    bundle = bundle_of("not json");
    EXPECT_EQ(verdict(), "receipt+ signature+ certificate+ event_body- checkpoint+ inclusion+");
}

TEST_F(ProofBundleTest, FailsWhenTheCheckpointIsNotTheTrustedLogs) {
    const auto note = bundle.log_proof->checkpoint;
    for (std::size_t bit = 0; bit < note.size() * 8; bit += 7) {
        bundle.log_proof->checkpoint = with_bit_flipped(note, bit);
        ASSERT_EQ(verdict(), "receipt+ signature+ certificate+ event_body+ checkpoint- inclusion-") << bit;
    }
    bundle.log_proof->checkpoint = note;
    bundle.log_proof->tree_size = size + 1;
    EXPECT_EQ(verdict(), "receipt+ signature+ certificate+ event_body+ checkpoint- inclusion-");
    bundle.log_proof->tree_size = size;
    trust.log = NoteVerifier("log.example", Ed25519PrivateKey::generate().public_key());
    EXPECT_EQ(verdict(), "receipt+ signature+ certificate+ event_body+ checkpoint- inclusion-");
}

TEST_F(ProofBundleTest, FailsWhenTheEventDoesNotStandWhereTheProofSays) {
    constexpr const char* not_included =
        "receipt+ signature+ certificate+ event_body+ checkpoint+ inclusion-";
    const auto good = *bundle.log_proof;
    for (const std::int64_t index : {-1L, 0L, 4L, 6L, 10L, 11L, 1L << 52}) {
        bundle.log_proof->leaf_index = index;
        EXPECT_EQ(verdict(), not_included) << index;
    }
    for (std::size_t at = 0; at < good.hashes.size(); ++at) {
        bundle.log_proof = good;
        const auto hash = from_base64(good.hashes[at]).value();
        bundle.log_proof->hashes[at] = to_base64(with_bit_flipped(hash, 77));
        EXPECT_EQ(verdict(), not_included);
        bundle.log_proof->hashes[at] = to_base64(hash.substr(1));
        EXPECT_EQ(verdict(), not_included);
    }
    bundle.log_proof = good;
    bundle.log_proof->hashes.pop_back();
    EXPECT_EQ(verdict(), not_included);
    bundle.log_proof->hashes.assign(65, good.hashes[0]);
    EXPECT_EQ(verdict(), not_included);
    // A proof that holds, but for another event
    bundle.log_proof = log_proof_of(sha256("another event"));
    EXPECT_TRUE(check_log_proof(*bundle.log_proof, log.verifier()).ok());
    EXPECT_EQ(verdict(), not_included);
}

TEST_F(ProofBundleTest, OfTheFormatBeforeIsStillRead) {
    bundle.format = std::string(first_proof_format);
    auto old = to_json(bundle).as_object();
    old.erase("time_stamp");
    EXPECT_EQ(parse_proof_bundle(boost::json::serialize(old)).value(), bundle);
    EXPECT_EQ(verdict(), all_good);
}

// With an authority that stamped the checkpoint.
class StampedBundle : public ProofBundleTest {
protected:
    static constexpr const char* all_but_stamp =
        "receipt+ signature+ certificate+ event_body+ checkpoint+ inclusion+ time_stamp-";

    StampedBundle() {
        trust.time_stamps = TimeStampTrust::from_pem(stamps.root()).value();
        bundle.time_stamp = stamped(log_proof_of(bundle.log_proof->event_digest));
    }
    StampedProof stamped(const LogProof& proof) const {
        const auto request = make_time_stamp_request(sha256(proof.checkpoint));
        const auto response = stamps.answer(request.der);
        return {proof, to_base64(response), check_time_stamp(response, request, *trust.time_stamps).value()};
    }

    testing::StampAuthority stamps;
};

TEST_F(StampedBundle, ProvesThatTheLogHeldTheEventByThen) {
    const auto steps = check_proof_bundle(bundle, trust);
    EXPECT_EQ(summary(steps),
              "receipt+ signature+ certificate+ event_body+ checkpoint+ inclusion+ time_stamp+");
    EXPECT_NE(steps.back().zh.find(to_china_rfc3339(bundle.time_stamp->at)), std::string::npos);
    EXPECT_NE(steps.back().en.find("11 records"), std::string::npos);
    EXPECT_EQ(parse_proof_bundle(to_json_text(bundle)).value(), bundle);
}

TEST_F(StampedBundle, IsNotAskedForTheStampWhereNobodyIsTrustedForIt) {
    trust.time_stamps.reset();
    EXPECT_EQ(verdict(), all_good);
}

TEST_F(StampedBundle, FailsWithoutAStampWhereOneIsWanted) {
    bundle.time_stamp.reset();
    EXPECT_EQ(verdict(), all_but_stamp);
}

TEST_F(StampedBundle, FailsWhenTheStampIsOfAnotherCheckpointEventOrMoment) {
    const auto good = *bundle.time_stamp;
    bundle.time_stamp->at += Milliseconds(1);
    EXPECT_EQ(verdict(), all_but_stamp);
    bundle.time_stamp = stamped(log_proof_of(sha256("another event")));
    EXPECT_EQ(verdict(), all_but_stamp) << "it holds, and is about another event";
    bundle.time_stamp->log_proof = good.log_proof;
    EXPECT_EQ(verdict(), all_but_stamp) << "another checkpoint was stamped";
    bundle.time_stamp = good;
    bundle.time_stamp->log_proof.leaf_index = place - 1;
    EXPECT_EQ(verdict(), all_but_stamp);
    bundle.time_stamp = good;
    bundle.time_stamp->log_proof.checkpoint += "— witness.example AAAA\n";
    EXPECT_EQ(verdict(), all_but_stamp) << "a witness's line is not stamped";
    // A checkpoint that the log's key did not sign, stamped by the right authority.
    NoteSigner other{"log.example", Ed25519PrivateKey::generate()};
    auto forged = good.log_proof;
    forged.checkpoint = sign_checkpoint({"log.example", size, sha256("root")}, other);
    bundle.time_stamp = stamped(forged);
    EXPECT_EQ(verdict(), all_but_stamp);
    bundle.time_stamp = good;
    bundle.time_stamp->response = "not base64";
    EXPECT_EQ(verdict(), all_but_stamp);
}

TEST_F(StampedBundle, FailsUnderAnotherAuthority) {
    trust.time_stamps = TimeStampTrust::from_pem(testing::StampAuthority().root()).value();
    EXPECT_EQ(verdict(), all_but_stamp);
}

TEST(TlogProof, IsTheSpecificationsText) {
    std::vector<Digest> hashes;
    for (const auto* hash : testing::prototype_inclusion_of_3) {
        hashes.push_back(testing::digest(hash));
    }
    const auto proof = make_log_proof(sha256("event"), 3, 7, hashes, testing::prototype_checkpoint);
    EXPECT_EQ(tlog_proof_text(proof), std::string("c2sp.org/tlog-proof@v1\nindex 3\n"
                                                  "juTkB+75P5MSoIxRbKtMQJfEy0v1QqDGYki1FG5t4ZU=\n"
                                                  "cmtJ+Qh6qNy6kdwtZVSf5ZXhSM1BNx/s0aeqExCH6gE=\n"
                                                  "y+FYY9Pli0kCC7bjisMjSCVOiffzkYgu6RBEQVPRMpo=\n\n") +
                                          testing::prototype_checkpoint);
}

}  // namespace
}  // namespace daylit
