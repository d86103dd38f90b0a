// What a bidder's program wants to see before it seals anything: the officers' own signatures on the lot's
// key.
#include "base/encoding.hpp"
#include "crypto/certificate_authority.hpp"
#include "crypto/jws.hpp"
#include "crypto/random.hpp"
#include "tests/tools/tiny_ceremony.hpp"
#include "tools/seal/bid.hpp"

#include <gtest/gtest.h>

namespace daylit::tools {
namespace {

const auto opening = parse_instant("2027-03-02T01:30:00Z", "").value();
const Validity life{opening - std::chrono::days(30), opening + std::chrono::days(300)};

class Cosigned : public ::testing::Test, protected TinyCeremony {
protected:
    CertificateAuthority authority =
        CertificateAuthority::create({"Daylight test"}, "01",
                                     {opening - std::chrono::days(90), opening + std::chrono::days(900)})
            .value();
    P256PrivateKey key = P256PrivateKey::generate();
    int serials = 1;

    std::string next_serial() { return "0" + std::to_string(++serials); }
    BidTarget target() {
        sealing::LotKeyStatement statement;
        statement.lot = "LOT1";
        statement.stage = "bids";
        statement.ceremony = plan.id;
        statement.number = 1;
        statement.transcript = sha256(transcript);
        statement.opens_at = opening;
        const auto whole = sealing::Point::generator_times(share_of(officer, 1))
                               .plus(sealing::Point::generator_times(share_of(gate, 1)));
        CertificateOrder order{
            sealing::public_key_at(whole), {"lot"}, next_serial(), life, CertificateUse::bid_sealing};
        order.statement = sealing::lot_key_text(statement);
        return {LotId{"LOT1"}, {}, 1, sealing::read_lot_key(authority.issue(order).value()).value()};
    }
    Certificate certificate_of(const std::string& body) {
        Subject subject{"张三"};
        subject.organisation = body;
        return authority.issue({key.public_key(), subject, next_serial(), life, CertificateUse::bidder})
            .value();
    }
    boost::json::array signed_by(const std::string& body, const std::string& lot, const Digest& certificate,
                                 const std::string& type = "daylight-cosign+jws") {
        const boost::json::object payload{{"lot", lot}, {"certificate", certificate.hex()}};
        return {{{"holder", 1},
                 {"statement", jws::sign(boost::json::serialize(payload), {.typ = type, .kid = "02"}, key)},
                 {"certificate", certificate_of(body).pem()}}};
    }
    std::string check(const BidTarget& target, const boost::json::array& cosignatures) {
        const auto done = check_cosigned(target, transcript, cosignatures, authority.certificate());
        return done ? "ok" : done.refusal().code;
    }
};

TEST_F(Cosigned, ByEveryOfficerOfItsCeremony) {
    const auto lot = target();
    const auto digest = lot.key.certificate.fingerprint();
    EXPECT_EQ(check(lot, signed_by("公证处", "LOT1", digest)), "ok");
    EXPECT_EQ(check(lot, {}), "cosignature_missing");
    EXPECT_EQ(check(lot, signed_by("另一公证处", "LOT1", digest)), "cosignature_of_another");
    EXPECT_EQ(check(lot, signed_by("公证处", "LOT2", digest)), "cosignature_of_another");
    EXPECT_EQ(check(lot, signed_by("公证处", "LOT1", sha256("another"))), "cosignature_of_another");
    EXPECT_EQ(check(lot, signed_by("公证处", "LOT1", digest, "daylight-ceremony+jws")), "jws_wrong_type");
}

TEST_F(Cosigned, UnderTheAuthorityAndOverTheTranscriptsOwnKey) {
    auto lot = target();
    const auto digest = lot.key.certificate.fingerprint();
    const auto good = signed_by("公证处", "LOT1", digest);
    const auto other = CertificateAuthority::create({"Another"}, "01", life).value();
    EXPECT_EQ(check_cosigned(lot, transcript, good, other.certificate()).refusal().code,
              "certificate_wrong_issuer");
    auto foreign = good;
    key = P256PrivateKey::generate();
    foreign[0].as_object()["certificate"] = certificate_of("公证处").pem();
    EXPECT_EQ(check(lot, foreign), "signature_invalid");
    lot.key.statement.number = 2;  // the pool's other key
    EXPECT_EQ(check(lot, good), "transcript_is_another");
    lot.key.statement.number = 3;
    EXPECT_EQ(check(lot, good), "transcript_is_another");
}

}  // namespace
}  // namespace daylit::tools
