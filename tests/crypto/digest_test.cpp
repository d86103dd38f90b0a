#include "crypto/digest.hpp"

#include "tests/crypto/vectors.hpp"

namespace daylit {
namespace {

// FIPS 180-4's examples for SHA-256.
TEST(Digest, IsTheStandardsOwn) {
    EXPECT_EQ(sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex(),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')).hex(),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, ReadsOnlyItsOneSpelling) {
    const auto text = sha256("abc").hex();
    EXPECT_EQ(Digest::from_hex(text), sha256("abc"));
    EXPECT_FALSE(Digest::from_hex(text.substr(1)));
    EXPECT_FALSE(Digest::from_hex(text + "00"));
    EXPECT_FALSE(Digest::from_hex("BA" + text.substr(2)));
    EXPECT_FALSE(Digest::from_bytes(std::string(31, 'x')));
    EXPECT_FALSE(Digest::from_bytes(std::string(33, 'x')));
}

TEST(Digest, StandsInJsonAsHex) {
    const auto digest = sha256("abc");
    EXPECT_EQ(to_json_text(digest), "\"" + digest.hex() + "\"");
    EXPECT_EQ(from_json<Digest>(to_json(digest)).value(), digest);
    EXPECT_EQ(from_json<Digest>("ba78", "digest").refusal().code, "wrong_type");
    EXPECT_EQ(from_json<Digest>(7, "digest").refusal().field, "digest");
}

}  // namespace
}  // namespace daylit
