#include "crypto/sealed_box.hpp"

#include "crypto/random.hpp"
#include "tests/crypto/vectors.hpp"

namespace daylit {
namespace {

using testing::bytes;

// Test cases 14 and 16 of the GCM specification (McGrew and Viega), as boxes of ours.
TEST(SealedBox, OpensThePublishedCases) {
    const Secret zeros(std::string(32, '\0'));
    const auto box14 = bytes("01" + std::string(24, '0') +
                             "cea7403d4d606b6e074ec5d3baf39d18"
                             "d0d1c8a799996bf0265b98b5d48ab919");
    EXPECT_EQ(open_box(zeros, box14, "")->reveal(), std::string(16, '\0'));

    const Secret key(bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
    const auto box16 = bytes(
        "01cafebabefacedbaddecaf888"
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b");
    EXPECT_EQ(to_hex(open_box(key, box16, bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2"))->reveal()),
              "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
              "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
}

TEST(SealedBox, OpensWithItsKeyAndPlaceAlone) {
    const auto key = random_secret(sealing_key_bytes);
    const auto box = seal_box(key, "13800000000", "person:1:mobile");
    EXPECT_EQ(open_box(key, box, "person:1:mobile")->reveal(), "13800000000");
    EXPECT_EQ(open_box(key, box, "person:2:mobile").refusal().code, "sealed_box_broken");
    EXPECT_EQ(open_box(key, box, "").refusal().code, "sealed_box_broken");
    EXPECT_EQ(open_box(random_secret(32), box, "person:1:mobile").refusal().code, "sealed_box_broken");
    EXPECT_EQ(box.find("1380"), std::string::npos);
}

TEST(SealedBox, IsBrokenByAnyBitChangedAddedOrLeftOut) {
    const auto key = random_secret(sealing_key_bytes);
    const auto box = seal_box(key, "secret", "place");
    for (std::size_t bit = 0; bit < box.size() * 8; ++bit) {
        EXPECT_EQ(open_box(key, testing::with_bit_flipped(box, bit), "place").refusal().code,
                  "sealed_box_broken");
    }
    for (std::size_t length = 0; length < box.size(); ++length) {
        EXPECT_FALSE(open_box(key, box.substr(0, length), "place").ok());
    }
    EXPECT_FALSE(open_box(key, box + '\0', "place").ok());
}

TEST(SealedBox, HoldsAnythingAndIsNeverTheSameTwice) {
    const auto key = random_secret(sealing_key_bytes);
    for (const auto& content : {std::string(), std::string(1, '\0'), std::string(100'000, 'x')}) {
        const auto box = seal_box(key, content, "");
        EXPECT_EQ(box.size(), 1 + 12 + content.size() + 16);
        EXPECT_EQ(open_box(key, box, "")->reveal(), content);
        EXPECT_NE(seal_box(key, content, ""), box);
    }
}

TEST(SealedBox, WantsAKeyOfThirtyTwoBytes) {
    EXPECT_THROW(static_cast<void>(seal_box(Secret("short"), "x", "")), BrokenPromise);
    EXPECT_THROW(static_cast<void>(open_box(Secret("short"), std::string(40, '\1'), "")), BrokenPromise);
}

}  // namespace
}  // namespace daylit
