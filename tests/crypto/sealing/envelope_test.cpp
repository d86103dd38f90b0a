#include "crypto/sealing/envelope.hpp"

#include "tests/crypto/sealing/envelopes.hpp"

#include <gmock/gmock.h>

namespace daylit::sealing {
namespace {

using testing::at;
using testing::envelope_of;
using testing::hex;
using testing::in_pieces;
using testing::read;
using testing::word;

std::string text(const boost::json::value& value) {
    return std::string(value.get_string());
}

TEST(Envelope, IsReadAsOpensslAndPkijsWriteIt) {
    int gcm = 0;
    for (const auto& [name, opening] : at("openings").get_object()) {
        const auto bytes = envelope_of(opening);
        const auto envelope = read(bytes);
        const bool is_gcm = !text(at("envelope/gcm_tag", opening)).empty();
        EXPECT_EQ(envelope.cipher == ContentCipher::aes_256_gcm, is_gcm) << name;
        EXPECT_EQ(envelope.mac, hex(at("envelope/gcm_tag", opening))) << name;
        const auto point = hex(at("envelope/R_uncompressed", opening));
        EXPECT_EQ(envelope.ephemeral.uncompressed(), point) << name;
        EXPECT_EQ(bytes.substr(envelope.ephemeral_at, 65), point) << name;
        EXPECT_EQ(envelope.serial, hex(at("envelope/rid", opening))) << name;
        EXPECT_EQ(envelope.size, bytes.size()) << name;
        gcm += is_gcm ? 1 : 0;
    }
    EXPECT_EQ(gcm, 1);
}

TEST(Envelope, IsTheSameInWhateverPiecesItComes) {
    for (const auto& [name, opening] : at("openings").get_object()) {
        const auto bytes = envelope_of(opening);
        const auto whole = read(bytes);
        for (const std::size_t size : {1U, 7U, 1000U}) {
            const auto pieces = read_envelope(in_pieces(bytes, size)).value();
            EXPECT_EQ(pieces.content_size, whole.content_size) << name;
            EXPECT_EQ(pieces.ephemeral_at, whole.ephemeral_at) << name;
        }
    }
}

TEST(Envelope, OfAnotherFormIsRefused) {
    std::vector<std::string> words;
    for (const auto& negative : at("negative_envelopes").get_array()) {
        words.push_back(word(envelope_of(negative)));
    }
    EXPECT_THAT(words, ::testing::ElementsAre("envelope_recipients", "malformed_point", "envelope_algorithms",
                                              "envelope_algorithms"));
}

TEST(Envelope, EndsWhereItEnds) {
    for (const auto& [name, opening] : at("openings").get_object()) {
        const auto bytes = envelope_of(opening);
        for (std::size_t size = 1; size < bytes.size(); ++size) {
            EXPECT_NE(word(bytes.substr(0, size)), "fits") << name << " " << size;
        }
        EXPECT_EQ(word(bytes + '\0'), "envelope_malformed") << name;
        EXPECT_EQ(word(bytes + bytes), "envelope_malformed") << name;
    }
}

TEST(Envelope, ThatIsNoneIsToldSo) {
    EXPECT_EQ(word("%PDF-1.7 …"), "envelope_not_encrypted");
    EXPECT_EQ(word(""), "envelope_not_encrypted");
    EXPECT_EQ(word(testing::base64(at("openings/ossl_gcm/content_file_b64"))), "envelope_not_encrypted");
    EXPECT_EQ(word("-----BEGIN CMS-----"), "envelope_not_encrypted");
}

// The one byte that says how long GCM's tag is, and the tag itself cut with it.
TEST(Envelope, WithAShortTagIsRefused) {
    auto bytes = envelope_of(at("openings/ossl_gcm"));
    const auto envelope = read(bytes);
    const auto said = bytes.find(testing::bytes("020110"));
    bytes[said + 2] = 12;
    EXPECT_EQ(word(bytes), "envelope_algorithms");
    bytes[said + 2] = 16;
    EXPECT_EQ(word(bytes), "fits");
    bytes[bytes.size() - 17] = 15;
    EXPECT_EQ(word(bytes), "envelope_algorithms");
}

// Whatever bit is changed ahead of what is sealed: refused, or read as another envelope, never a crash.
TEST(Envelope, HasNoBitThatIsReadAnyhow) {
    for (const auto& [name, opening] : at("openings").get_object()) {
        const auto bytes = envelope_of(opening);
        const auto whole = read(bytes);
        const auto head = bytes.size() - whole.content_size;
        for (std::size_t bit = 0; bit < head * 8; ++bit) {
            const auto changed = read_envelope(bytes_in(daylit::testing::with_bit_flipped(bytes, bit)));
            EXPECT_TRUE(!changed ||
                        changed->frame_with(Point::generator()) != whole.frame_with(Point::generator()) ||
                        !(changed->ephemeral == whole.ephemeral) || bit > whole.ephemeral_at * 8)
                << name << " " << bit;
        }
    }
}

// Lengths that promise more than there is, or more than fits into a number, cost nothing.
TEST(Envelope, ThatPromisesTooMuchIsRefused) {
    EXPECT_EQ(word(testing::bytes("3087ffffffffffffff")), "envelope_malformed");
    EXPECT_EQ(word(testing::bytes("3084ffffffff06092a864886f70d010703")), "envelope_malformed");
    EXPECT_EQ(word(testing::bytes("30800609")), "envelope_malformed");
    EXPECT_EQ(word(testing::bytes("308106")), "envelope_malformed") << "a length that is spelled too long";
}

}  // namespace
}  // namespace daylit::sealing
