#include "crypto/sealing/equality.hpp"

#include "tests/crypto/sealing/vectors.hpp"

namespace daylit::sealing {
namespace {

using testing::at;
using testing::hex;
using testing::point;

std::vector<Point> listed(const boost::json::value& text) {
    std::vector<Point> found;
    std::string_view all = text.get_string();
    while (!all.empty()) {
        const auto end = std::min(all.find(','), all.size());
        found.push_back(Point::from_bytes(testing::bytes(all.substr(0, end))).value());
        all.remove_prefix(std::min(end + 1, all.size()));
    }
    return found;
}

// RFC 9497, appendix A.3.2: both directions, a batch of two among them.
TEST(Equality, IsThatOfRfc9497) {
    const auto key = testing::scalar(at("third_party/rfc9497_voprf_p256/skSm"));
    const auto public_key = point(at("third_party/rfc9497_voprf_p256/pkSm"));
    int batches = 0;
    for (const auto& vector : at("third_party/rfc9497_voprf_p256/vectors").get_array()) {
        const auto of = listed(testing::at("BlindedElement", vector));
        const auto is = listed(testing::at("EvaluationElement", vector));
        std::vector<Multiple> batch;
        for (std::size_t i = 0; i < of.size(); ++i) {
            batch.push_back({of[i], is[i]});
        }
        const auto proof = hex(testing::at("Proof/proof", vector));
        const auto random = testing::scalar(testing::at("Proof/r", vector));
        EXPECT_EQ(prove_equality(key, public_key, batch, random), proof);
        EXPECT_TRUE(verify_equality(public_key, batch, proof).ok());
        batches += of.size() > 1 ? 1 : 0;
    }
    EXPECT_EQ(batches, 1);
}

// Made by @noble/curves: each officer's parts and the gate's, alone and as a batch.
TEST(Equality, HoldsForThePrototypesPartials) {
    for (const auto& [name, opening] : at("openings").get_object()) {
        for (const auto& partial : testing::at("partials", opening).get_array()) {
            EXPECT_TRUE(
                verify_equality(point(testing::at("Y_i", partial)),
                                {{point(testing::at("R", partial)), point(testing::at("D", partial))}},
                                hex(testing::at("proof", partial)))
                    .ok())
                << name;
        }
    }
    std::vector<Multiple> batch;
    const auto of = testing::points(at("batch_proof/R"));
    const auto is = testing::points(at("batch_proof/D"));
    for (std::size_t i = 0; i < of.size(); ++i) {
        batch.push_back({of[i], is[i]});
    }
    EXPECT_TRUE(verify_equality(point(at("batch_proof/Y_i")), batch, hex(at("batch_proof/proof"))).ok());
    std::swap(batch[0], batch[1]);
    EXPECT_FALSE(verify_equality(point(at("batch_proof/Y_i")), batch, hex(at("batch_proof/proof"))));
}

class MadeProof : public ::testing::Test {
protected:
    MadeProof() {
        for (int i = 0; i < 3; ++i) {
            const auto of = Point::generator_times(testing::some_scalar());
            batch.push_back({of, of.times(key)});
        }
        proof = prove_equality(key, public_key, batch);
    }
    std::string word(const std::vector<Multiple>& said, const std::string& by) {
        const auto outcome = verify_equality(public_key, said, by, "proof");
        return outcome ? "holds" : outcome.refusal().code;
    }

    const Scalar key = testing::some_scalar();
    const Point public_key = Point::generator_times(key);
    std::vector<Multiple> batch;
    EqualityProof proof;
};

TEST_F(MadeProof, HoldsForItsBatchAlone) {
    EXPECT_EQ(word(batch, proof), "holds");
    auto other = batch;
    other[1].is = other[1].is.plus(Point::generator());
    EXPECT_EQ(word(other, proof), "proof_invalid");
    other = batch;
    other.pop_back();
    EXPECT_EQ(word(other, proof), "proof_invalid");
    // Errors that cancel out in a plain sum do not in a weighted one.
    other = batch;
    other[0].is = other[0].is.plus(Point::generator());
    other[1].is = other[1].is.minus(Point::generator());
    EXPECT_EQ(word(other, proof), "proof_invalid");
    EXPECT_EQ(word(other, prove_equality(key, public_key, other)), "proof_invalid");
}

TEST_F(MadeProof, HasOneForm) {
    for (const std::size_t bit : {0U, 100U, 255U, 256U, 400U, 511U}) {
        EXPECT_NE(word(batch, daylit::testing::with_bit_flipped(proof, bit)), "holds") << bit;
    }
    EXPECT_EQ(word(batch, proof.substr(1)), "malformed_proof");
    EXPECT_EQ(word(batch, proof + '\0'), "malformed_proof");
    EXPECT_EQ(word(batch, std::string(64, '\xff')), "malformed_proof");
    EXPECT_EQ(word(batch, std::string(64, '\0')), "proof_invalid");
}

// An officer who answers with another number than its share, or with nothing at all.
TEST_F(MadeProof, IsNotMadeWithAnotherNumber) {
    const auto other = testing::some_scalar();
    std::vector<Multiple> said;
    for (const auto& one : batch) {
        said.push_back({one.of, one.of.times(other)});
    }
    EXPECT_EQ(word(said, prove_equality(other, public_key, said)), "proof_invalid");
}

TEST_F(MadeProof, ProvesNothingOfWhatCannotBeWritten) {
    EXPECT_EQ(word({}, proof), "proof_invalid");
    EXPECT_EQ(word({{batch[0].of, Point::infinity()}}, proof), "proof_invalid");
    EXPECT_EQ(word({{Point::infinity(), batch[0].is}}, proof), "proof_invalid");
    EXPECT_EQ(word(std::vector<Multiple>(most_in_batch + 1, batch[0]), proof), "proof_invalid");
}

}  // namespace
}  // namespace daylit::sealing
