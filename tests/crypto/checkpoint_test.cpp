#include "crypto/checkpoint.hpp"

#include "crypto/merkle.hpp"
#include "tests/crypto/prototype_log.hpp"
#include "tests/crypto/vectors.hpp"

namespace daylit {
namespace {

using testing::digest;

TEST(Checkpoint, OpensThePrototypesBesideASignatureItDoesNotKnow) {
    const auto log = NoteVerifier::parse(testing::prototype_verifier).value();
    const auto later = open_checkpoint(testing::prototype_checkpoint, log).value();
    const auto earlier = open_checkpoint(testing::prototype_checkpoint_of_four, log).value();
    EXPECT_EQ(later, (Checkpoint{testing::prototype_origin, 7, digest(testing::prototype_root)}));
    EXPECT_EQ(earlier, (Checkpoint{testing::prototype_origin, 4, digest(testing::prototype_root_of_four)}));

    std::vector<Digest> inclusion;
    for (const auto* hash : testing::prototype_inclusion_of_3) {
        inclusion.push_back(digest(hash));
    }
    EXPECT_TRUE(
        merkle::verify_inclusion(digest(testing::prototype_leaf_hash_3), 3, later.size, inclusion, later.root)
            .ok());
    const std::vector<Digest> consistency{digest(testing::prototype_consistency_4_to_7)};
    EXPECT_TRUE(merkle::verify_consistency(4, 7, consistency, earlier.root, later.root).ok());
}

class CheckpointTest : public ::testing::Test {
protected:
    NoteSigner log{"log.example/daylight", Ed25519PrivateKey::generate()};
    Checkpoint checkpoint{"log.example/daylight", 20'852'163, sha256("root")};

    std::string code(const std::string& note) const {
        const auto opened = open_checkpoint(note, log.verifier(), "checkpoint");
        return opened ? "ok" : opened.refusal().code;
    }
    std::string text_code(const std::string& text) const {
        const auto read = parse_checkpoint_text(text);
        return read ? "ok" : read.refusal().code;
    }
};

TEST_F(CheckpointTest, IsReadAsItWasSigned) {
    const auto note = sign_checkpoint(checkpoint, log);
    EXPECT_TRUE(
        note.starts_with("log.example/daylight\n20852163\n" + to_base64(checkpoint.root.view()) + "\n\n"));
    EXPECT_EQ(open_checkpoint(note, log.verifier()).value(), checkpoint);

    checkpoint.extensions = {"opaque 1", "opaque 2"};
    EXPECT_EQ(open_checkpoint(sign_checkpoint(checkpoint, log), log.verifier()).value(), checkpoint);
    const Checkpoint empty{"log.example/daylight", 0, merkle::empty_root()};
    EXPECT_EQ(open_checkpoint(sign_checkpoint(empty, log), log.verifier()).value(), empty);
}

TEST_F(CheckpointTest, FailsWithAnyBitOfItChanged) {
    const auto note = sign_checkpoint(checkpoint, log);
    for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
        EXPECT_NE(code(testing::with_bit_flipped(note, bit)), "ok") << "bit " << bit;
    }
}

TEST_F(CheckpointTest, IsRefusedOfAnotherLog) {
    // Given one that our key signed, but for another origin
    checkpoint.origin = "log.example/other";
    const auto opened = open_checkpoint(sign_checkpoint(checkpoint, log), log.verifier(), "checkpoint");
    EXPECT_EQ(opened.refusal(), refuse("checkpoint_wrong_origin", "checkpoint", {"log.example/daylight"}));
    // And one that somebody else signed for ours
    const NoteSigner impostor("log.example/daylight", Ed25519PrivateKey::generate());
    checkpoint.origin = "log.example/daylight";
    EXPECT_EQ(code(sign_checkpoint(checkpoint, impostor)), "note_not_signed");
}

TEST_F(CheckpointTest, HasOneSpelling) {
    const auto root = to_base64(checkpoint.root.view());
    EXPECT_EQ(text_code("o\n0\n" + root + "\n"), "ok");
    EXPECT_EQ(text_code("o\n18446744073709551615\n" + root + "\n"), "ok");
    for (const auto& text : std::vector<std::string>{
             std::string(),
             std::string("\n"),
             "o\n1\n" + root,
             "o\n1\n",
             "o\n" + root + "\n1\n",
             "\n1\n" + root + "\n",
             "o\n01\n" + root + "\n",
             "o\n+1\n" + root + "\n",
             "o\n-1\n" + root + "\n",
             "o\n 1\n" + root + "\n",
             "o\n1 \n" + root + "\n",
             "o\n0x1\n" + root + "\n",
             "o\n\n" + root + "\n",
             "o\n18446744073709551616\n" + root + "\n",
             "o\n1\n" + root.substr(0, root.size() - 1) + "\n",
             "o\n1\n" + to_base64("short") + "\n",
             "o\n1\n" + root + "\n\n",
             "o\n1\n" + root + "\n\nx\n",
         }) {
        EXPECT_EQ(text_code(text), "malformed_checkpoint") << text;
    }
}

TEST_F(CheckpointTest, IsNotSignedWhenItWouldReadDifferently) {
    checkpoint.origin = "two\nlines";
    EXPECT_THROW(sign_checkpoint(checkpoint, log), BrokenPromise);
    checkpoint.origin = "";
    EXPECT_THROW(sign_checkpoint(checkpoint, log), BrokenPromise);
}

}  // namespace
}  // namespace daylit
