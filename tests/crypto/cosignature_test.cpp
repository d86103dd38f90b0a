#include "crypto/cosignature.hpp"

#include "crypto/witness_request.hpp"
#include "tests/crypto/prototype_log.hpp"
#include "tests/crypto/vectors.hpp"

namespace daylit {
namespace {

using testing::with_bit_flipped;

class CosignatureTest : public ::testing::Test {
protected:
    WitnessSigner signer{"witness.example/w1", Ed25519PrivateKey::generate()};
    std::string text = parse_note(testing::prototype_checkpoint).value().text;

    Note cosigned(std::int64_t at) {
        return parse_note(testing::prototype_checkpoint + signer.cosign(text, at)).value();
    }
};

TEST_F(CosignatureTest, IsALineOfTheNoteThatTellsItsTime) {
    const auto note = cosigned(1679315147);

    EXPECT_EQ(note.signatures.size(), 3U);
    EXPECT_EQ(signer.verifier().cosigned_at(note).value(), 1679315147);
    // The log's own signature still holds beside it.
    const auto log = NoteVerifier::parse(testing::prototype_verifier).value();
    EXPECT_TRUE(verify_note(note, {&log, 1}).ok());
}

TEST_F(CosignatureTest, SignsExactlyWhatTheSpecificationSays) {
    const auto key = Ed25519PrivateKey::generate();
    const WitnessSigner other("w", key);
    const auto note = parse_note(text + "\n" + other.cosign(text, 258)).value();
    const auto& bytes = note.signatures.front().signature;

    EXPECT_EQ(bytes.substr(0, 8), testing::bytes("0000000000000102"));
    EXPECT_TRUE(key.public_key().verify("cosignature/v1\ntime 258\n" + text, bytes.substr(8)).ok());
    const auto id = sha256("w\n\x04" + key.public_key().bytes());
    EXPECT_EQ(note.signatures.front().id, id.view().substr(0, 4));
}

TEST_F(CosignatureTest, IsAbsentWhereOnlyOthersSigned) {
    const auto note = parse_note(testing::prototype_checkpoint).value();

    EXPECT_EQ(signer.verifier().cosigned_at(note).value(), std::nullopt);
    const WitnessSigner renamed("witness.example/w2", Ed25519PrivateKey::generate());
    EXPECT_EQ(renamed.verifier().cosigned_at(cosigned(5)).value(), std::nullopt);
}

TEST_F(CosignatureTest, IsRefusedWhenItsTimeOrTextWasAltered) {
    auto note = cosigned(1679315147);
    note.signatures[2].signature = with_bit_flipped(note.signatures[2].signature, 63);
    EXPECT_EQ(signer.verifier().cosigned_at(note, "note").refusal(), refuse("signature_invalid", "note"));

    note = cosigned(1679315147);
    note.text[0] = 'L';
    EXPECT_EQ(signer.verifier().cosigned_at(note, "note").refusal(), refuse("signature_invalid", "note"));

    note = cosigned(1679315147);
    note.signatures[2].signature.resize(8);
    EXPECT_EQ(signer.verifier().cosigned_at(note, "note").refusal(), refuse("signature_invalid", "note"));
}

TEST_F(CosignatureTest, KeysAreReadAsTheyAreWritten) {
    const auto key = signer.verifier().text();
    const auto read = WitnessVerifier::parse(key).value();

    EXPECT_EQ(read.text(), key);
    EXPECT_TRUE(read.cosigned_at(cosigned(7)).value().has_value());
    // A log's key is no witness's, though both are Ed25519.
    EXPECT_EQ(WitnessVerifier::parse(testing::prototype_verifier, "key").refusal(),
              refuse("malformed_verifier_key", "key"));
    EXPECT_EQ(NoteVerifier::parse(key, "key").refusal(), refuse("malformed_verifier_key", "key"));
}

TEST(WitnessRequestTest, IsReadAsItWasWritten) {
    for (const std::size_t hashes : {0U, 1U, 63U}) {
        WitnessRequest request{hashes, {}, testing::prototype_checkpoint};
        for (std::size_t i = 0; i < hashes; ++i) {
            request.proof.push_back(sha256(std::to_string(i)));
        }
        EXPECT_EQ(parse_witness_request(witness_request_text(request)).value(), request);
    }
}

TEST(WitnessRequestTest, IsRefusedInAnyOtherSpelling) {
    const std::string hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    std::string long_proof;
    for (int i = 0; i < 64; ++i) {
        long_proof += hash;
    }
    const std::vector<std::string> heads{"old 01\n",
                                         "old -1\n",
                                         "old\n",
                                         "old 1 \n",
                                         "Old 1\n",
                                         "",
                                         "old 18446744073709551616\n",
                                         "old 1\nnot base64\n",
                                         "old 1\nAAAA\n",
                                         "old 1\n" + long_proof,
                                         "old 1\r\n" + hash};
    for (const auto& head : heads) {
        EXPECT_EQ(parse_witness_request(head + "\nnote").refusal(), refuse("malformed_witness_request"))
            << head;
    }
    EXPECT_FALSE(parse_witness_request("old 1\n" + hash).ok()) << "no empty line";
    EXPECT_TRUE(parse_witness_request("old 1\n" + hash + "\nnote").ok());
}

}  // namespace
}  // namespace daylit
