#include "crypto/sealing/complaint.hpp"

#include "tests/crypto/sealing/envelopes.hpp"

namespace daylit::sealing {
namespace {

using testing::at;
using testing::hex;
using testing::point;

// The prototype's: dealer 2 gave officer 4 another share than it had committed to, sealed with openssl.
class PrototypesComplaint : public ::testing::Test {
protected:
    Complaint complaint{testing::number(at("dkg/complaint/by")),
                        testing::base64(at("dkg/complaint/share_envelope_der_b64")),
                        point(at("dkg/complaint/D")), hex(at("dkg/complaint/dleq_proof_rfc9497"))};
    Point officer = point(at("dkg/complaint/officer_public"));
    std::vector<Commitments> promised{testing::points(at("dkg/dealers/1/commitments"))};

    std::string verdict() const {
        const auto judged = judge_complaint(complaint, officer, promised);
        return !judged                                       ? judged.refusal().code
               : *judged == ComplaintVerdict::dealer_cheated ? "dealer cheated"
                                                             : "unfounded";
    }
};

TEST_F(PrototypesComplaint, ProvesThatTheDealerCheated) {
    EXPECT_EQ(verdict(), "dealer cheated");
    EXPECT_EQ(testing::read(complaint.envelope).ephemeral, point(at("dkg/complaint/R")));
}

TEST_F(PrototypesComplaint, ProvesNothingAgainstWhoKeptTheirPromise) {
    // Commitments under which the very share that was sent is the right one.
    const auto sent = testing::scalar(at("dkg/complaint/revealed_share"));
    promised = {{Point::generator_times(sent), Point::infinity(), Point::infinity()}};
    EXPECT_EQ(verdict(), "unfounded");
}

TEST_F(PrototypesComplaint, IsNotBelievedWithoutItsProof) {
    complaint.opens = complaint.opens.plus(Point::generator());
    EXPECT_EQ(verdict(), "proof_invalid");
    complaint.opens = point(at("dkg/complaint/D"));
    officer = officer.plus(Point::generator());
    EXPECT_EQ(verdict(), "proof_invalid");
    officer = point(at("dkg/complaint/officer_public"));
    complaint.proof = daylit::testing::with_bit_flipped(complaint.proof, 77);
    EXPECT_EQ(verdict(), "proof_invalid");
    complaint.envelope += '\0';
    EXPECT_EQ(verdict(), "envelope_malformed");
}

// Nobody is saved by sealing what does not open, or by sealing more or less than was wanted.
TEST_F(PrototypesComplaint, CountsForWhatDoesNotOpenToo) {
    const auto sent = testing::scalar(at("dkg/complaint/revealed_share"));
    const Commitments kept{Point::generator_times(sent), Point::infinity(), Point::infinity()};
    promised = {kept, kept};
    EXPECT_EQ(verdict(), "dealer cheated");
    promised = {kept};
    complaint.envelope.back() = static_cast<char>(complaint.envelope.back() ^ 1);
    EXPECT_EQ(verdict(), "dealer cheated");
}

TEST(Shares, AreReadAsTheyWereWritten) {
    std::vector<Scalar> shares;
    shares.push_back(testing::some_scalar());
    shares.push_back(Scalar::of(7));
    const auto text = shares_text(shares);
    const auto read = parse_shares(text, 2).value();
    EXPECT_EQ(shares_text(read), text);
    EXPECT_EQ(parse_shares(text, 3).refusal().code, "share_invalid");
    EXPECT_EQ(parse_shares(text + "x", 2).refusal().code, "share_invalid");
    EXPECT_EQ(parse_shares(std::string(32, '\xff'), 1).refusal().code, "share_invalid");
}

}  // namespace
}  // namespace daylit::sealing
