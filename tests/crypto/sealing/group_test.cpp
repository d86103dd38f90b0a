#include "crypto/sealing/group.hpp"

#include "tests/crypto/sealing/vectors.hpp"

namespace daylit::sealing {
namespace {

using testing::at;

const std::string order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";  // FIPS 186-5

TEST(Scalars, AreBelowTheOrder) {
    EXPECT_EQ(Scalar::from_bytes(testing::bytes(order)).refusal().code, "malformed_scalar");
    EXPECT_EQ(Scalar::from_bytes(std::string(32, '\xff'), "share").refusal().field, "share");
    EXPECT_FALSE(Scalar::from_bytes(std::string(31, '\x01')));
    EXPECT_FALSE(Scalar::from_bytes(std::string(33, '\0')));
    auto last = testing::bytes(order);
    last.back() = static_cast<char>(last.back() - 1);
    const auto minus_one = Scalar::from_bytes(last).value();
    EXPECT_TRUE(minus_one.plus(Scalar::of(1)).is_zero());
    EXPECT_EQ(Scalar::zero().minus(Scalar::of(1)).reveal(), last);
    EXPECT_EQ(minus_one.times(minus_one).reveal(), Scalar::of(1).reveal());
    EXPECT_TRUE(Scalar::reduced(testing::bytes(order)).is_zero());
}

TEST(Scalars, ComputeAsNumbersDo) {
    const auto a = testing::some_scalar();
    const auto b = testing::some_scalar();
    EXPECT_EQ(a.times(b.plus(Scalar::of(7))).reveal(), a.times(b).plus(a.times(Scalar::of(7))).reveal());
    EXPECT_EQ(a.times(a.inverse()).reveal(), Scalar::of(1).reveal());
    EXPECT_EQ(a.minus(a).plus(b).reveal(), b.reveal());
    EXPECT_NE(a.reveal(), b.reveal());
}

TEST(Points, MultiplyAsTheirNumbersDo) {
    const auto a = testing::some_scalar();
    const auto b = testing::some_scalar();
    EXPECT_EQ(Point::generator_times(a).times(b), Point::generator_times(a.times(b)));
    EXPECT_EQ(Point::generator_times(a).plus(Point::generator_times(b)), Point::generator_times(a.plus(b)));
    EXPECT_EQ(Point::generator_times(a).minus(Point::generator_times(b)), Point::generator_times(a.minus(b)));
    EXPECT_TRUE(Point::generator_times(a).minus(Point::generator_times(a)).is_infinity());
    EXPECT_TRUE(Point::generator_times(Scalar::zero()).is_infinity());
    EXPECT_EQ(Point::generator(), Point::generator_times(Scalar::of(1)));
}

TEST(Points, AreReadInBothForms) {
    const auto point = testing::point(at("dkg/Y"));
    EXPECT_EQ(point.compressed(), testing::hex(at("dkg/Y")));
    EXPECT_EQ(point.uncompressed(), testing::hex(at("dkg/Y_uncompressed")));
    EXPECT_EQ(Point::from_bytes(point.uncompressed()).value(), point);
    EXPECT_EQ(point.x(), point.uncompressed().substr(1, 32));
}

// Infinity, the hybrid form, off the curve, other lengths.
TEST(Points, AreOnTheCurveAndInOneOfTwoForms) {
    for (const auto& one : at("invalid_points").get_array()) {
        EXPECT_EQ(Point::from_bytes(testing::hex(testing::at("hex", one)), "R").refusal().code,
                  "malformed_point")
            << testing::at("why", one);
    }
    const auto good = testing::point(at("dkg/Y"));
    auto hybrid = good.uncompressed();
    hybrid[0] = static_cast<char>(6 + (hybrid.back() & 1));
    EXPECT_FALSE(Point::from_bytes(hybrid));
    EXPECT_FALSE(Point::from_bytes(""));
    EXPECT_FALSE(Point::from_bytes(good.compressed() + '\0'));
    EXPECT_FALSE(Point::from_bytes(good.uncompressed().substr(0, 64)));
    auto beyond = std::string("\x02") + std::string(32, '\xff');  // x is not below the field's prime
    EXPECT_FALSE(Point::from_bytes(beyond));
}

}  // namespace
}  // namespace daylit::sealing
