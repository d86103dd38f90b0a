#include "crypto/sealing/opening.hpp"

#include "tests/crypto/openssl_command.hpp"
#include "tests/crypto/sealing/envelopes.hpp"

#include <gmock/gmock.h>

namespace daylit::sealing {
namespace {

using testing::at;
using testing::envelope_of;
using testing::hex;
using testing::point;
using testing::read;

constexpr std::uint64_t gate = 65535;  // its number among the prototype's partials

Point agreed(const boost::json::value& opening) {
    auto gates = Point::infinity();
    std::vector<Part> officers;
    for (const auto& partial : at("partials", opening).get_array()) {
        const auto holder = testing::number(at("id", partial));
        const auto part = point(at("D", partial));
        if (holder == gate) {
            gates = part;
        } else {
            officers.push_back({holder, part});
        }
    }
    return agreed_point(gates, officers);
}

struct Opened {
    std::string word;
    std::string contents;
};

Opened open(const std::string& bytes, const Point& agreed, const Envelope& envelope, std::size_t pieces = 0) {
    Opened opened;
    const auto outcome =
        open_envelope(envelope, agreed, pieces == 0 ? bytes_in(bytes) : testing::in_pieces(bytes, pieces),
                      [&](std::string_view piece) { opened.contents += piece; });
    opened.word = outcome ? "opens" : outcome.refusal().code;
    return opened;
}

// Sealed by openssl and by pkijs, parts by @noble/curves.
TEST(Opening, GivesWhatWasSealed) {
    for (const auto& [name, opening] : at("openings").get_object()) {
        const auto bytes = envelope_of(opening);
        const auto envelope = read(bytes);
        EXPECT_EQ(agreed(opening), point(at("S", opening))) << name;
        EXPECT_EQ(agreed(opening).x(), hex(at("Z_shared_secret_x", opening))) << name;
        for (const std::size_t pieces : {0U, 1U, 100U}) {
            const auto opened = open(bytes, agreed(opening), envelope, pieces);
            EXPECT_EQ(opened.word, "opens") << name;
            EXPECT_EQ(opened.contents, testing::base64(at("content_file_b64", opening))) << name;
        }
    }
}

// One key of one holder, twice around the same contents.
TEST(Opening, OfAnEnvelopeInAnEnvelope) {
    const auto inner = testing::base64(at("double_encryption/inner_der_b64"));
    const auto envelope = read(inner);
    EXPECT_EQ(envelope.ephemeral, point(at("double_encryption/R_inner")));
    const auto opened = open(inner, agreed_point(point(at("double_encryption/D_b")), {}), envelope);
    EXPECT_EQ(opened.word, "opens");
    EXPECT_EQ(sha256(opened.contents).hex(),
              std::string(at("double_encryption/plaintext_sha256").get_string()));
}

TEST(Opening, WantsEveryPart) {
    const auto& opening = at("openings/ossl_gcm");
    const auto bytes = envelope_of(opening);
    const auto envelope = read(bytes);
    std::vector<Part> officers;
    auto gates = Point::infinity();
    for (const auto& partial : at("partials", opening).get_array()) {
        const auto holder = testing::number(at("id", partial));
        (holder == gate ? gates : officers.emplace_back(Part{holder, gates}).point) = point(at("D", partial));
    }
    EXPECT_EQ(open(bytes, agreed_point(gates, officers), envelope).word, "opens");
    EXPECT_EQ(open(bytes, agreed_point(Point::infinity(), officers), envelope).word,
              "envelope_does_not_open");
    EXPECT_EQ(open(bytes, agreed_point(gates, std::span(officers).first(2)), envelope).word,
              "envelope_does_not_open");
    EXPECT_EQ(open(bytes, gates, envelope).word, "envelope_does_not_open");
    EXPECT_EQ(open(bytes, Point::infinity(), envelope).word, "envelope_does_not_open");
}

TEST(Opening, OfAnAlteredEnvelopeFailsWhereTheCipherCanTell) {
    const auto& gcm = at("openings/ossl_gcm");
    auto bytes = envelope_of(gcm);
    bytes[bytes.size() - 100] = static_cast<char>(bytes[bytes.size() - 100] ^ 1);
    EXPECT_EQ(open(bytes, agreed(gcm), read(bytes)).word, "envelope_does_not_open");

    // CBC opens to something else: only the signature inside tells.
    const auto& cbc = at("openings/ossl_cbc");
    bytes = envelope_of(cbc);
    bytes[bytes.size() - 100] = static_cast<char>(bytes[bytes.size() - 100] ^ 1);
    const auto opened = open(bytes, agreed(cbc), read(bytes));
    EXPECT_EQ(opened.word, "opens");
    EXPECT_NE(opened.contents, testing::base64(at("content_file_b64", cbc)));
}

// A full disk, a lost connection: neither is the envelope's fault, and neither is swallowed.
TEST(Opening, PassesOnWhatItsEndsThrow) {
    const auto& opening = at("openings/pkijs_cbc");
    const auto bytes = envelope_of(opening);
    const auto envelope = read(bytes);
    const auto full = [](std::string_view) { throw std::runtime_error("the disk is full"); };
    EXPECT_THROW((void)open_envelope(envelope, agreed(opening), bytes_in(bytes), full), std::runtime_error);
    auto source = testing::in_pieces(bytes, 200);
    int reads = 0;
    const auto lost = [&](std::span<char> to) {
        if (++reads > 5) {
            throw std::runtime_error("the connection is lost");
        }
        return source(to);
    };
    EXPECT_THROW((void)open_envelope(envelope, agreed(opening), lost, [](std::string_view) {}),
                 std::runtime_error);
}

// What is published: anybody's CMS software opens the patched envelope with the key that everybody knows.
TEST(Opening, IsTheSameWithThePointWrittenIntoTheEnvelope) {
    const auto& opening = at("openings/pkijs_cbc");
    auto bytes = envelope_of(opening);
    const auto envelope = read(bytes);
    bytes.replace(envelope.ephemeral_at, 65, opened_point(agreed(opening)));
    EXPECT_EQ(read(bytes).ephemeral, agreed(opening));
    EXPECT_THAT(one_key_pem(), ::testing::StartsWith("-----BEGIN PRIVATE KEY-----"));
}

class PublishedOpening : public daylit::testing::OpensslTest {
protected:
    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder.path() / name, std::ios::binary) << bytes;
    }
};

TEST_F(PublishedOpening, IsReadByStockOpenssl) {
    write("one.pem", one_key_pem());
    for (const auto& [name, opening] : at("openings").get_object()) {
        auto bytes = envelope_of(opening);
        write("sealed.der", bytes);
        const std::string decrypt =
            "cms -decrypt -binary -inform DER -in sealed.der -inkey one.pem -out opened";
        EXPECT_NE(run(decrypt).status, 0) << name << " opens before it is opened";
        bytes.replace(read(bytes).ephemeral_at, 65, opened_point(agreed(opening)));
        write("sealed.der", bytes);
        const auto decrypted = run(decrypt);
        ASSERT_EQ(decrypted.status, 0) << name << ": " << decrypted.output;
        EXPECT_EQ(daylit::testing::file_text((folder.path() / "opened").string()),
                  testing::base64(at("content_file_b64", opening)))
            << name;
    }
}

}  // namespace
}  // namespace daylit::sealing
