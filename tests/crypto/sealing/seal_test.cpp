// Sealing and the whole path at one officer: what we seal fits the profile, is read by stock openssl, opens
// with the parts of gate and officer, and no other way.
#include "crypto/sealing/seal.hpp"

#include "crypto/certificate_authority.hpp"
#include "crypto/random.hpp"
#include "crypto/sealing/lot_key.hpp"
#include "crypto/sealing/opening.hpp"
#include "crypto/sealing/parts.hpp"
#include "crypto/sealing/signed_contents.hpp"
#include "crypto/sealing/transcript.hpp"
#include "tests/crypto/openssl_command.hpp"

namespace daylit::sealing {
namespace {

const auto now = parse_instant("2027-03-02T01:30:00Z", "").value();
const Validity valid{now - std::chrono::hours(1), now + std::chrono::days(300)};

P256PublicKey key_at(const Point& point) {
    const auto bytes = point.uncompressed();
    return P256PublicKey::from_coordinates(bytes.substr(1, 32), bytes.substr(33)).value();
}

class Seal : public daylit::testing::OpensslTest {
protected:
    CertificateAuthority authority =
        CertificateAuthority::create({"Daylight test"}, "01",
                                     {now - std::chrono::days(1), now + std::chrono::days(900)})
            .value();
    P256PrivateKey bidders_key = P256PrivateKey::generate();
    Certificate bidder =
        authority.issue({bidders_key.public_key(), {"投标人", "大地建设", "91320100MA1XYZAB0K"}, "02", valid})
            .value();
    Scalar gates = Scalar::drawn(random_secret(drawn_bytes));
    Scalar officers = Scalar::drawn(random_secret(drawn_bytes));
    Point whole = Point::generator_times(gates).plus(Point::generator_times(officers));
    LotKeyStatement statement{
        std::string(lot_key_format), "LOT1", "bids", "CEREMONY", 1, sha256("t"), now, 3};

    Certificate lot_certificate() const {
        CertificateOrder order{key_at(whole), {"标段一"}, "03", valid, CertificateUse::bid_sealing};
        order.statement = lot_key_text(statement);
        return authority.issue(order).value();
    }
    std::string sealed(std::string_view contents) const {
        std::string bytes;
        seal_signed(lot_certificate(), {bidder, bidders_key}, bytes_in(contents),
                    [&](std::string_view piece) { bytes += piece; });
        return bytes;
    }
    Point agreed(const Envelope& envelope) const {
        const Part part{1, envelope.ephemeral.times(officers)};
        return agreed_point(envelope.ephemeral.times(gates), {&part, 1});
    }
    std::string opened(const std::string& bytes, const Point& point) const {
        std::string contents;
        const auto done = open_envelope(read_envelope(bytes_in(bytes)).value(), point, bytes_in(bytes),
                                        [&](std::string_view piece) { contents += piece; });
        return done ? contents : done.refusal().code;
    }
};

TEST_F(Seal, FitsTheProfileAndOpensWithAllPartsAlone) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{70'000}, std::size_t{3'000'000}}) {
        const auto bytes = sealed(std::string(size, 'x'));
        const auto envelope = read_envelope(bytes_in(bytes));
        ASSERT_TRUE(envelope.ok()) << envelope.refusal().code << " at " << size;
        EXPECT_EQ(envelope->cipher, ContentCipher::aes_256_gcm);
        EXPECT_EQ(envelope->serial, "\x03");
        const auto inner = opened(bytes, agreed(*envelope));
        std::string contents;
        const auto read = read_signed(bytes_in(inner), [&](std::string_view piece) { contents += piece; });
        ASSERT_TRUE(read.ok()) << read.refusal().code;
        EXPECT_EQ(contents, std::string(size, 'x'));
        EXPECT_EQ(read->signer, bidder);
        EXPECT_EQ(opened(bytes, envelope->ephemeral.times(gates)), "envelope_does_not_open");
        EXPECT_EQ(opened(bytes, envelope->ephemeral.times(officers)), "envelope_does_not_open");
    }
}

TEST_F(Seal, IsReadByStockOpenssl) {
    const auto bytes = sealed("开标一览表");
    const auto envelope = read_envelope(bytes_in(bytes)).value();
    // The point of the opening takes the place of R, and the key is one.
    auto published = bytes;
    published.replace(envelope.ephemeral_at, uncompressed_bytes, opened_point(agreed(envelope)));
    folder.write("published.der", published);
    folder.write("one.pem", one_key_pem());
    folder.write("authority.pem", authority.certificate().pem());
    const auto decrypted =
        run("cms -decrypt -binary -inform DER -in published.der -inkey one.pem -out inner.der");
    ASSERT_EQ(decrypted.status, 0) << decrypted.output;
    const auto verified =
        run("cms -verify -binary -inform DER -in inner.der -CAfile authority.pem -purpose any "
            "-attime 1804037400 -out letter.txt");
    ASSERT_EQ(verified.status, 0) << verified.output;
    EXPECT_EQ(folder.read("letter.txt"), "开标一览表");
}

TEST_F(Seal, ByStockOpensslWithTheLotsCertificateOpensTheSameWay) {
    folder.write("lot.pem", lot_certificate().pem());
    folder.write("letter.txt", "letter");
    folder.write("bidder.pem", bidder.pem());
    folder.write("bidder.key", std::string(bidders_key.pkcs8_pem().reveal()));
    const auto made =
        run("cms -sign -binary -nodetach -nosmimecap -md sha256 -in letter.txt -signer bidder.pem "
            "-inkey bidder.key -outform DER -out inner.der");
    ASSERT_EQ(made.status, 0) << made.output;
    const auto closed =
        run("cms -encrypt -binary -aes-256-gcm -in inner.der -recip lot.pem "
            "-keyopt ecdh_kdf_md:sha256 -outform DER -out sealed.der");
    ASSERT_EQ(closed.status, 0) << closed.output;
    const auto bytes = folder.read("sealed.der");
    const auto envelope = read_envelope(bytes_in(bytes));
    ASSERT_TRUE(envelope.ok()) << envelope.refusal().code;
    std::string contents;
    const auto read = read_signed(bytes_in(opened(bytes, agreed(*envelope))),
                                  [&](std::string_view piece) { contents += piece; });
    ASSERT_TRUE(read.ok()) << read.refusal().code;
    EXPECT_EQ(contents, "letter");
}

TEST_F(Seal, OfNothingIsNotMade) {
    EXPECT_THROW(sealed(""), BrokenPromise);
}

TEST_F(Seal, PassesOnWhatItsSinkThrows) {
    const auto broken = [&] {
        seal_signed(lot_certificate(), {bidder, bidders_key}, bytes_in(std::string(200'000, 'x')),
                    [](std::string_view) { throw std::runtime_error("disk full"); });
    };
    EXPECT_THROW(broken(), std::runtime_error);
}

TEST_F(Seal, OfSharesIsOpenedByItsHolderAlone) {
    const auto key = Scalar::drawn(random_secret(drawn_bytes));
    const auto bytes = seal_to_point(Point::generator_times(key), std::string(96, 's'));
    const auto envelope = read_envelope(bytes_in(bytes));
    ASSERT_TRUE(envelope.ok()) << envelope.refusal().code;
    EXPECT_EQ(opened(bytes, envelope->ephemeral.times(key)), std::string(96, 's'));
    EXPECT_EQ(opened(bytes, envelope->ephemeral.times(gates)), "envelope_does_not_open");
}

TEST_F(Seal, IsToACertificateThatSaysWhatItIsFor) {
    const auto certificate = lot_certificate();
    EXPECT_TRUE(
        check_certificate(certificate, authority.certificate(), now, CertificateUse::bid_sealing).ok());
    EXPECT_EQ(
        check_certificate(certificate, authority.certificate(), now, CertificateUse::bidder).refusal().code,
        "certificate_wrong_use");
    EXPECT_EQ(
        check_certificate(bidder, authority.certificate(), now, CertificateUse::bid_sealing).refusal().code,
        "certificate_wrong_use");
    const auto read = read_lot_key(certificate);
    ASSERT_TRUE(read.ok()) << read.refusal().code;
    EXPECT_EQ(read->statement, statement);
    EXPECT_EQ(read->point, whole);
    EXPECT_EQ(read_lot_key(bidder).refusal().code, "lot_key_malformed");
    statement.least_submissions = 0;
    EXPECT_EQ(read_lot_key(lot_certificate()).refusal().code, "lot_key_malformed");
    folder.write("lot.pem", certificate.pem());
    const auto shown = run("x509 -in lot.pem -noout -ext keyUsage");
    EXPECT_NE(shown.output.find("Key Agreement"), std::string::npos) << shown.output;
}

TEST_F(Seal, IsReleasedForByPartsThatAreProved) {
    const auto bytes = sealed("letter");
    const auto envelope = read_envelope(bytes_in(bytes)).value();
    const ClosingList list{std::string(closing_list_format),
                           "LOT1",
                           "bids",
                           now,
                           {{"A", {{"letter", sha256(bytes), to_hex(envelope.ephemeral.compressed())}}}}};
    const auto digest = sha256(closing_list_text(list));
    const auto public_key = Point::generator_times(officers);
    const auto text = parts_text(list, digest, 1, officers);
    const auto parts = check_parts(text, list, digest, 1, public_key);
    ASSERT_TRUE(parts.ok()) << parts.refusal().code;
    EXPECT_EQ(parts->front(), envelope.ephemeral.times(officers));

    const auto word = [&](const std::string& said, std::uint64_t holder = 1) {
        const auto checked = check_parts(said, list, digest, holder, public_key);
        return checked ? "ok" : checked.refusal().code;
    };
    EXPECT_EQ(word(text, 2), "parts_of_another");
    EXPECT_EQ(word(parts_text(list, sha256("other"), 1, officers)), "parts_of_another");
    auto other = list;
    other.stage = "second";
    EXPECT_EQ(word(parts_text(other, digest, 1, officers)), "parts_of_another");
    EXPECT_EQ(word(parts_text(list, digest, 1, gates)), "proof_invalid");
    EXPECT_EQ(word("{}"), "parts_malformed");
    auto mauled = parse_as<PartsText>(text).value();
    mauled.points[0] = to_hex(envelope.ephemeral.times(officers).plus(Point::generator()).compressed());
    EXPECT_EQ(word(to_json_text(mauled)), "proof_invalid");
    mauled.points.clear();
    EXPECT_EQ(word(to_json_text(mauled)), "parts_malformed");
}

TEST_F(Seal, HasItsHoldersPointsInTheTranscript) {
    const CeremonyPlan plan{"CEREMONY", 2, 1, 1};
    const PoolKey key{whole,
                      Point::generator_times(gates),
                      {Point::generator_times(officers), Point::generator_times(Scalar::of(7))}};
    std::vector<TranscriptHolder> holders{{1, "甲", "监督局", "k", sha256("1")},
                                          {2, "乙", "公证处", "k", sha256("2")},
                                          {static_cast<std::int64_t>(gate_holder), "", "", "", sha256("g")}};
    const auto text = transcript_text(plan, holders, {&key, 1});
    const auto read = parse_transcript(text);
    ASSERT_TRUE(read.ok()) << read.refusal().code;
    EXPECT_EQ(holders_point(*read, 1, gate_holder).value(), key.gates);
    EXPECT_EQ(holders_point(*read, 1, 2).value(), key.officers[1]);
    std::swap(holders[0], holders[1]);
    EXPECT_EQ(parse_transcript(transcript_text(plan, holders, {&key, 1})).refusal().code,
              "transcript_malformed");
}

}  // namespace
}  // namespace daylit::sealing
