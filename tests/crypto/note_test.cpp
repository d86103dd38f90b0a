#include "crypto/note.hpp"

#include "tests/crypto/prototype_log.hpp"
#include "tests/crypto/vectors.hpp"

namespace daylit {
namespace {

using testing::with_bit_flipped;

constexpr const char* dash = "\xe2\x80\x94 ";

std::string verdict(const std::string& bytes, std::span<const NoteVerifier> known) {
    const auto note = parse_note(bytes, "note");
    if (!note) {
        EXPECT_EQ(note.refusal(), refuse("malformed_note", "note"));
        return note.refusal().code;
    }
    const auto names = verify_note(*note, known, "note");
    return names ? "ok" : names.refusal().code;
}

class NoteTest : public ::testing::Test {
protected:
    std::vector<NoteSigner> signers = [] {
        std::vector<NoteSigner> made;
        made.emplace_back("log.example", Ed25519PrivateKey::generate());
        made.emplace_back("witness.example", Ed25519PrivateKey::generate());
        return made;
    }();
    std::vector<NoteVerifier> known{signers[0].verifier(), signers[1].verifier()};
    std::string text = "一行\n\nanother line\n";
};

TEST_F(NoteTest, IsReadAsItWasSigned) {
    const auto note = parse_note(signed_note(text, signers)).value();
    EXPECT_EQ(note.text, text);
    ASSERT_EQ(note.signatures.size(), 2U);
    EXPECT_EQ(note.signatures[0].name, "log.example");
    EXPECT_EQ(note.signatures[0].id, signers[0].verifier().id());
    EXPECT_EQ(verify_note(note, known).value(), (std::vector<std::string>{"log.example", "witness.example"}));
}

TEST_F(NoteTest, IgnoresSignaturesOfUnknownKeys) {
    const auto bytes = signed_note(text, signers);
    EXPECT_EQ(verify_note(*parse_note(bytes), std::span(known).first(1)).value(),
              (std::vector<std::string>{"log.example"}));
    EXPECT_EQ(verdict(bytes, {}), "note_not_signed");
    // The same name with another key, and the same key under another name, are unknown too
    const NoteVerifier renamed("other.example", signers[0].verifier().key());
    EXPECT_EQ(verdict(bytes, {&renamed, 1}), "note_not_signed");
    const NoteVerifier rekeyed("log.example", Ed25519PrivateKey::generate().public_key());
    EXPECT_EQ(verdict(bytes, {&rekeyed, 1}), "note_not_signed");
}

TEST_F(NoteTest, IsRefusedWhenAKnownSignatureIsWrongEvenBesideARightOne) {
    auto note = parse_note(signed_note(text, signers)).value();
    note.signatures[1].signature = with_bit_flipped(note.signatures[1].signature, 9);
    EXPECT_EQ(verify_note(note, known, "note").refusal(), refuse("signature_invalid", "note"));
    EXPECT_TRUE(verify_note(note, std::span(known).first(1)).ok());
}

TEST_F(NoteTest, FailsWithAnyBitOfItChanged) {
    const auto bytes = signed_note(text, std::span(signers).first(1));
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        EXPECT_NE(verdict(with_bit_flipped(bytes, bit), known), "ok") << "bit " << bit;
    }
}

TEST_F(NoteTest, HasOneForm) {
    const auto line = signers[0].sign(text);
    const auto note = [&](const std::string& lines) { return verdict(text + "\n" + lines, known); };
    EXPECT_EQ(note(line), "ok");
    EXPECT_EQ(note(line + line), "ok");
    EXPECT_EQ(note(""), "malformed_note");
    EXPECT_EQ(note(line + "\n"), "malformed_note");
    EXPECT_EQ(note(line + "x"), "malformed_note");
    EXPECT_EQ(note(line.substr(0, line.size() - 1)), "malformed_note");
    EXPECT_EQ(note("- " + line.substr(4)), "malformed_note");
    EXPECT_EQ(note(dash + std::string("log.example\n")), "malformed_note");
    EXPECT_EQ(note(dash + std::string("log.example AAAA\n")), "malformed_note");  // an id without a signature
    EXPECT_EQ(note(dash + std::string("log.example =\n")), "malformed_note");
    EXPECT_EQ(note(dash + std::string(" zhjNNAAA\n")), "malformed_note");
    EXPECT_EQ(note(dash + std::string("a+b zhjNNAAA\n")), "malformed_note");
    EXPECT_EQ(verdict(text + line, known), "malformed_note");
    EXPECT_EQ(verdict("a\tb\n\n" + line, known), "malformed_note");
    EXPECT_EQ(verdict("a\r\n\r\n" + line, known), "malformed_note");
    EXPECT_EQ(verdict("\xff\n\n" + line, known), "malformed_note");
    EXPECT_EQ(verdict(std::string(70'000, 'a') + "\n\n" + line, known), "malformed_note");
    EXPECT_EQ(verdict("", known), "malformed_note");
}

TEST_F(NoteTest, CarriesABoundedNumberOfSignatures) {
    std::string lines;
    for (int i = 0; i < 64; ++i) {
        lines += signers[0].sign(text);
    }
    EXPECT_EQ(verdict(text + "\n" + lines, known), "ok");
    EXPECT_EQ(verdict(text + "\n" + lines + signers[0].sign(text), known), "malformed_note");
}

TEST_F(NoteTest, IsNotSignedWhenItCouldNotBeRead) {
    EXPECT_THROW(signed_note("no line end", signers), BrokenPromise);
    EXPECT_THROW(signed_note("tab\t\n", signers), BrokenPromise);
    EXPECT_THROW(signed_note(text, {}), BrokenPromise);
    EXPECT_THROW(NoteSigner("a name", Ed25519PrivateKey::generate()), BrokenPromise);
}

TEST(NoteKeyName, HasNoSpacesAndNoPlus) {
    EXPECT_TRUE(is_note_key_name("log.example/2026"));
    EXPECT_TRUE(is_note_key_name("青溪市/日志"));
    for (const char* name : {"", "a b", "a+b", "a\tb", "a\nb",
                             "a\xc2\xa0"
                             "b",
                             "a\xe3\x80\x80", "\xe2\x80\x83x", "a\x7f", "\xff"}) {
        EXPECT_FALSE(is_note_key_name(name)) << name;
    }
}

TEST(NoteVerifier, IsWrittenAndReadAsText) {
    const auto verifier = NoteVerifier::parse(testing::prototype_verifier).value();
    EXPECT_EQ(verifier.name(), testing::prototype_origin);
    EXPECT_EQ(to_hex(verifier.id()), "ce18cd34");
    EXPECT_EQ(verifier.text(), testing::prototype_verifier);
}

TEST(NoteVerifier, IsRefusedWithAnyBitOfItChanged) {
    // Its name enters the key's id, so that there too a changed bit shows.
    const std::string text = testing::prototype_verifier;
    for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
        EXPECT_FALSE(NoteVerifier::parse(with_bit_flipped(text, bit)).ok()) << "bit " << bit;
    }
    for (const char* wrong : {"", "+", "++", "log.example", "log.example+ce18cd34", "a+ce18cd34+AQ==",
                              "a+ce18cd34+", "+ce18cd34+AZrSst+k10UqLHpBkNcHqp9U/5R5H8mWG3E1srlYFFNo"}) {
        EXPECT_EQ(NoteVerifier::parse(wrong, "log").refusal(), refuse("malformed_verifier_key", "log"))
            << wrong;
    }
}

}  // namespace
}  // namespace daylit
