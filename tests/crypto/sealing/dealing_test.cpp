#include "crypto/sealing/dealing.hpp"

#include "crypto/sealing/possession.hpp"
#include "tests/crypto/sealing/vectors.hpp"

#include <map>

namespace daylit::sealing {
namespace {

using testing::at;
using testing::hex;
using testing::number;
using testing::point;
using testing::points;
using testing::scalar;

Dealing dealing_of(const boost::json::value& coefficients) {
    std::vector<Scalar> found;
    for (const auto& one : coefficients.get_array()) {
        found.push_back(scalar(one));
    }
    return Dealing(std::move(found));
}

// Of the dealers that stayed: the second was found cheating.
std::vector<std::uint64_t> qualified() {
    std::vector<std::uint64_t> found;
    for (const auto& one : at("dkg/qual").get_array()) {
        found.push_back(number(one));
    }
    return found;
}

const boost::json::value& dealer(std::uint64_t id) {
    return at("dkg/dealers").get_array().at(id - 1);
}

TEST(Dealing, IsThatOfThePrototype) {
    for (const auto& one : at("dkg/dealers").get_array()) {
        const auto id = number(at("id", one));
        const auto dealing = dealing_of(at("coefficients", one));
        const auto commitments = points(at("commitments", one));
        EXPECT_EQ(dealing.commitments(), commitments);
        EXPECT_TRUE(check_degree(commitments, 3).ok());
        EXPECT_TRUE(verify_possession(id, commitments.front(), hex(at("pok", one))).ok());
        for (const auto& [holder, said] : at("shares", one).get_object()) {
            EXPECT_EQ(dealing.share(std::stoul(holder)).reveal(), hex(said));
            EXPECT_TRUE(check_share(commitments, std::stoul(holder), scalar(said)).ok());
        }
    }
}

TEST(Dealing, AFalseShareIsFound) {
    const auto commitments = points(at("commitments", dealer(2)));
    const auto share = scalar(at("dkg/complaint/revealed_share"));
    EXPECT_EQ(check_share(commitments, 4, share, "share").refusal().code, "share_invalid");
    EXPECT_EQ(share_point(commitments, 4), point(at("dkg/complaint/expected_point")));
    EXPECT_FALSE(check_share(commitments, 3, Dealing(dealing_of(at("coefficients", dealer(2)))).share(4)));
}

TEST(Dealing, DealersTogetherMakeANumberThatNobodyHolds) {
    std::vector<Commitments> all;
    for (const auto id : qualified()) {
        all.push_back(points(at("commitments", dealer(id))));
    }
    const auto group = added(all);
    EXPECT_EQ(group, points(at("dkg/group_commitments")));
    EXPECT_EQ(group.front(), point(at("dkg/Y_officers")));
    EXPECT_EQ(group.front().plus(point(at("dkg/platform_gate/Y_p"))), point(at("dkg/Y")));
    for (const auto& one : at("dkg/final_shares").get_array()) {
        const auto holder = number(at("id", one));
        auto sum = Scalar::zero();
        for (const auto id : qualified()) {
            sum = sum.plus(scalar(at("shares", dealer(id)).get_object().at(std::to_string(holder))));
        }
        EXPECT_EQ(sum.reveal(), hex(at("d_i", one)));
        EXPECT_EQ(Point::generator_times(sum), point(at("Y_i", one)));
        EXPECT_EQ(share_point(group, holder), point(at("Y_i", one)));
    }
}

TEST(Dealing, AnyKHoldersStandForTheNumber) {
    const std::vector<std::uint64_t> chosen{1, 3, 5};
    for (const auto holder : chosen) {
        EXPECT_EQ(weight_at_zero(chosen, holder).reveal(),
                  hex(at("dkg/lagrange_at_0_for_{1,3,5}").get_object().at(std::to_string(holder))));
    }
    const auto& shares = at("dkg/final_shares").get_array();
    const auto together = [&](const std::vector<std::uint64_t>& holders) {
        auto sum = Scalar::zero();
        for (const auto holder : holders) {
            sum = sum.plus(weight_at_zero(holders, holder).times(scalar(at("d_i", shares.at(holder - 1)))));
        }
        return sum;
    };
    for (const auto& holders :
         std::vector<std::vector<std::uint64_t>>{{1, 2, 3}, {5, 2, 4}, {1, 2, 3, 4, 5}}) {
        EXPECT_EQ(together(holders).reveal(), hex(at("dkg/d_officers_check_only")));
    }
    EXPECT_NE(together({1, 2}).reveal(), hex(at("dkg/d_officers_check_only")));
}

// The gate's part stands beside the officers' with a weight of one.
TEST(Dealing, HoldersPartsOpenThePrototypesEnvelopes) {
    for (const auto& [name, opening] : at("openings").get_object()) {
        std::vector<std::uint64_t> holders;
        for (const auto& partial : at("partials", opening).get_array()) {
            if (number(at("id", partial)) != 65535) {
                holders.push_back(number(at("id", partial)));
            }
        }
        auto officers = Point::infinity();
        auto gate = Point::infinity();
        for (const auto& partial : at("partials", opening).get_array()) {
            const auto holder = number(at("id", partial));
            const auto part = point(at("D", partial));
            if (holder == 65535) {
                gate = part;
            } else {
                officers = officers.plus(part.times(weight_at_zero(holders, holder)));
            }
        }
        EXPECT_EQ(officers, point(at("S_officers", opening))) << name;
        EXPECT_EQ(officers.plus(gate), point(at("S", opening))) << name;
        EXPECT_EQ(officers.plus(gate).x(), hex(at("Z_shared_secret_x", opening))) << name;
    }
}

// Shares of nothing, added to the old ones: the number stays, and old shares are worth nothing with new ones.
TEST(Dealing, SharesAreRenewed) {
    const auto& refresh = at("dkg/refresh");
    for (const auto& one : at("new_shares", refresh).get_array()) {
        const auto holder = number(at("id", one));
        auto sum = scalar(at("d_i", at("dkg/final_shares").get_array().at(holder - 1)));
        for (const auto& from : at("dealers", refresh).get_array()) {
            std::vector<Scalar> coefficients;
            coefficients.push_back(Scalar::zero());
            for (const auto& coefficient : at("coefficients_1..", from).get_array()) {
                coefficients.push_back(scalar(coefficient));
            }
            sum = sum.plus(Dealing(std::move(coefficients)).share(holder));
        }
        EXPECT_EQ(sum.reveal(), hex(at("d_i", one)));
        EXPECT_EQ(Point::generator_times(sum), point(at("Y_i", one)));
    }
}

// ZF FROST's vectors of key generation on P-256.
TEST(Dealing, IsThatOfFrost) {
    const auto& inputs = at("third_party/frost_p256_dkg/inputs").get_object();
    const std::vector<std::string> ids{"1", "2", "3"};
    std::vector<Commitments> all;
    for (const auto& id : ids) {
        const auto& one = inputs.at(id);
        const auto commitments = points(at("vss_commitments", one));
        const auto proof = hex(at("proof_of_knowledge", one));
        EXPECT_TRUE(check_degree(commitments, 2).ok());
        EXPECT_EQ(Point::generator_times(scalar(at("signing_key", one))), commitments.at(0));
        EXPECT_EQ(Point::generator_times(scalar(at("coefficient", one))), commitments.at(1));
        EXPECT_TRUE(verify_possession(std::stoul(id), commitments.front(), proof).ok());
        EXPECT_FALSE(verify_possession(std::stoul(id) + 1, commitments.front(), proof));
        all.push_back(commitments);
    }
    const auto group = added(all);
    EXPECT_EQ(group.front(), point(inputs.at("verifying_key")));
    for (const auto& id : ids) {
        const auto holder = std::stoul(id);
        const auto& one = inputs.at(id);
        auto sum =
            dealing_of(boost::json::array{at("signing_key", one), at("coefficient", one)}).share(holder);
        for (const auto& from : ids) {
            if (from != id) {
                const auto share = scalar(at("signing_shares", one).get_object().at(from));
                EXPECT_TRUE(check_share(points(at("vss_commitments", inputs.at(from))), holder, share).ok());
                sum = sum.plus(share);
            }
        }
        EXPECT_EQ(sum.reveal(), hex(at("signing_share", one)));
        EXPECT_EQ(share_point(group, holder), point(at("verifying_share", one)));
    }
}

// @noble/curves' p256_FROST, five dealers.
TEST(Dealing, IsThatOfNobleCurves) {
    const auto& made = at("noble_frost_dkg");
    const auto id_of = [](const boost::json::value& from) {
        return std::stoull(std::string(from.get_string()), nullptr, 16);
    };
    std::vector<Commitments> all;
    std::map<std::uint64_t, Commitments> by_dealer;
    for (const auto& one : at("round1", made).get_array()) {
        const auto commitments = points(at("commitments", one));
        EXPECT_TRUE(verify_possession(id_of(at("id", one)), commitments.front(), hex(at("pok", one))).ok());
        by_dealer.emplace(id_of(at("id", one)), commitments);
        all.push_back(commitments);
    }
    for (const auto& one : at("round2", made).get_array()) {
        for (const auto& [to, share] : at("to", one).get_object()) {
            EXPECT_TRUE(
                check_share(by_dealer.at(id_of(at("from", one))), std::stoull(to, nullptr, 16), scalar(share))
                    .ok());
        }
    }
    const auto group = added(all);
    EXPECT_EQ(group.front(), point(at("Y", made)));
    for (const auto& one : at("keys", made).get_array()) {
        EXPECT_EQ(share_point(group, id_of(at("id", one))), point(at("Y_i", one)));
        EXPECT_TRUE(check_share(group, id_of(at("id", one)), scalar(at("d_i", one))).ok());
    }
}

// Traps: a dealer that raises the degree, or takes somebody else's commitment for its own.
TEST(Dealing, ADegreeThatIsRaisedIsSeen) {
    const auto honest = testing::some_dealing(3).commitments();
    EXPECT_EQ(check_degree(honest, 2).refusal().code, "dealing_wrong_degree");
    EXPECT_EQ(check_degree(testing::some_dealing(4).commitments(), 3).refusal().code, "dealing_wrong_degree");
    auto hidden = honest;
    hidden.push_back(Point::infinity());
    EXPECT_FALSE(check_degree(hidden, 4));
    EXPECT_FALSE(check_degree({}, 0 + 1));
}

TEST(Possession, OfANumberThatIsAnothers) {
    const auto victim = testing::some_scalar();
    const auto proof = prove_possession(1, victim, Point::generator_times(victim));
    EXPECT_TRUE(verify_possession(1, Point::generator_times(victim), proof).ok());
    // Passed on as one's own, and the rogue key that would cancel it.
    EXPECT_FALSE(verify_possession(2, Point::generator_times(victim), proof));
    const auto own = testing::some_scalar();
    const auto rogue = Point::generator_times(own).minus(Point::generator_times(victim));
    EXPECT_EQ(verify_possession(2, rogue, prove_possession(2, own, rogue)).refusal().code, "proof_invalid");
    EXPECT_EQ(verify_possession(2, rogue, "short", "pok").refusal().code, "malformed_proof");
    EXPECT_FALSE(verify_possession(1, Point::infinity(), proof));
}

TEST(Dealing, OfOneAmongOneIsTheSameCode) {
    const auto alone = testing::some_dealing(1);
    const auto share = alone.share(1);
    EXPECT_EQ(share.reveal(), alone.number().reveal());
    EXPECT_TRUE(check_share(alone.commitments(), 1, share).ok());
    const std::vector<std::uint64_t> holders{1};
    EXPECT_EQ(weight_at_zero(holders, 1).reveal(), Scalar::of(1).reveal());
}

}  // namespace
}  // namespace daylit::sealing
