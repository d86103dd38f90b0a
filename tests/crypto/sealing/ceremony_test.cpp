#include "crypto/sealing/ceremony.hpp"

#include "crypto/sealing/equality.hpp"
#include "crypto/sealing/opening.hpp"
#include "crypto/sealing/possession.hpp"
#include "tests/crypto/sealing/envelopes.hpp"

#include <gmock/gmock.h>

namespace daylit::sealing {
namespace {

class Ceremony : public ::testing::Test {
protected:
    CeremonyPlan plan{"CEREMONY1", 5, 3, 2};
    std::map<std::uint64_t, std::vector<Dealing>> secrets;
    std::map<std::uint64_t, std::string> texts;

    std::vector<std::uint64_t> holders() const {
        std::vector<std::uint64_t> all{gate_holder};
        for (std::uint64_t i = 1; i <= static_cast<std::uint64_t>(plan.officers); ++i) {
            all.push_back(i);
        }
        return all;
    }
    void draw() {
        for (const auto holder : holders()) {
            secrets[holder] = draw_dealings(plan, holder, random_secret);
            texts[holder] = commitments_text(plan, holder, secrets[holder]);
        }
    }
    std::map<std::uint64_t, std::vector<Commitments>> read() const {
        std::map<std::uint64_t, std::vector<Commitments>> committed;
        for (const auto& [holder, text] : texts) {
            committed[holder] = read_commitments(plan, holder, sha256(text), text).value();
        }
        return committed;
    }
    // What all officers dealt to this one, for every key.
    std::vector<Scalar> numbers_of(std::uint64_t officer) {
        std::vector<std::vector<Scalar>> dealt;
        for (const auto& [holder, dealings] : secrets) {
            if (holder != gate_holder) {
                dealt.emplace_back();
                for (const auto& dealing : dealings) {
                    dealt.back().push_back(dealing.share(officer));
                }
            }
        }
        return added_shares(dealt);
    }
    std::string word(std::uint64_t holder, const std::string& text) const {
        const auto read = read_commitments(plan, holder, sha256(text), text);
        return read ? "holds" : read.refusal().code;
    }
    std::string changed(std::uint64_t holder, const std::function<void(CommittedKeys&)>& change) const {
        auto committed = parse_as<CommittedKeys>(texts.at(holder)).value();
        change(committed);
        return word(holder, to_json_text(committed));
    }
};

// The gate and any three officers agree upon what the sender did, and fewer do not.
TEST_F(Ceremony, MakesKeysThatTheGateAndKOfficersStandFor) {
    draw();
    const auto pool = pool_of(plan, read());
    ASSERT_EQ(pool.size(), 2U);
    const auto sender = testing::some_scalar();
    const auto ephemeral = Point::generator_times(sender);
    for (std::size_t key = 0; key < pool.size(); ++key) {
        const auto gates = ephemeral.times(secrets[gate_holder][key].number());
        EXPECT_EQ(pool[key].gates, Point::generator_times(secrets[gate_holder][key].number()));
        std::vector<Part> parts;
        for (const std::uint64_t officer : {5U, 1U, 4U}) {
            const auto number = numbers_of(officer).at(key).duplicate();
            EXPECT_EQ(pool[key].officers.at(officer - 1), Point::generator_times(number));
            parts.push_back({officer, ephemeral.times(number)});
            EXPECT_TRUE(verify_equality(pool[key].officers.at(officer - 1), {{ephemeral, parts.back().point}},
                                        prove_equality(number, pool[key].officers.at(officer - 1),
                                                       {{ephemeral, parts.back().point}}))
                            .ok());
        }
        EXPECT_EQ(agreed_point(gates, parts), pool[key].whole.times(sender));
        EXPECT_FALSE(agreed_point(gates, std::span(parts).first(2)) == pool[key].whole.times(sender));
        EXPECT_FALSE(agreed_point(Point::infinity(), parts) == pool[key].whole.times(sender));
    }
    EXPECT_FALSE(pool[0].whole == pool[1].whole);
}

TEST_F(Ceremony, OfOneOfficerIsTheSame) {
    plan = {"CEREMONY2", 1, 1, 1};
    draw();
    const auto pool = pool_of(plan, read());
    const auto number = numbers_of(1).at(0).duplicate();
    EXPECT_EQ(pool.at(0).whole, Point::generator_times(number.plus(secrets[gate_holder].at(0).number())));
}

TEST_F(Ceremony, TakesNothingThatDiffersFromWhatWasAnnounced) {
    draw();
    const auto announced = sha256(texts[1]);
    EXPECT_EQ(read_commitments(plan, 1, announced, texts[2]).refusal().code, "commitments_differ");
    EXPECT_EQ(read_commitments(plan, 1, announced, texts[1] + " ").refusal().code, "commitments_differ");
}

TEST_F(Ceremony, TakesNothingOfAnotherHolderOrCeremony) {
    draw();
    EXPECT_EQ(word(2, texts[1]), "ceremony_of_another");
    EXPECT_EQ(changed(1, [](auto& one) { one.ceremony = "CEREMONY0"; }), "ceremony_of_another");
    // A copy under one's own index: the proof of possession names who knows the number.
    EXPECT_EQ(changed(1, [&](auto& one) { one.keys = parse_as<CommittedKeys>(texts[2])->keys; }),
              "proof_invalid");
    EXPECT_EQ(word(1, "{}"), "ceremony_malformed");
    EXPECT_EQ(changed(1, [](auto& one) { one.keys.pop_back(); }), "ceremony_malformed");
    EXPECT_EQ(changed(1, [](auto& one) { one.format += "0"; }), "ceremony_malformed");
}

// One coefficient more would want one officer more than was said; one less, one less.
TEST_F(Ceremony, TakesNoOtherDegree) {
    draw();
    EXPECT_EQ(changed(1, [](auto& one) { one.keys[1].commitments.push_back(one.keys[1].commitments[0]); }),
              "dealing_wrong_degree");
    EXPECT_EQ(changed(1, [](auto& one) { one.keys[1].commitments.pop_back(); }), "dealing_wrong_degree");
    EXPECT_EQ(changed(gate_holder,
                      [](auto& one) { one.keys[0].commitments.push_back(one.keys[0].commitments[0]); }),
              "dealing_wrong_degree");
}

// Whoever speaks last and subtracts the others' points would know the whole key: it cannot prove its own.
TEST_F(Ceremony, TakesNoRogueKey) {
    draw();
    auto others = Point::infinity();
    for (const std::uint64_t holder : {2U, 3U, 4U, 5U}) {
        others = others.plus(secrets[holder][0].commitments().front());
    }
    const auto known = testing::some_scalar();
    const auto rogue = Point::generator_times(known).minus(others);
    EXPECT_EQ(changed(1,
                      [&](auto& one) {
                          one.keys[0].commitments[0] = to_hex(rogue.compressed());
                          one.keys[0].possession = to_hex(prove_possession(1, known, rogue));
                      }),
              "proof_invalid");
}

TEST_F(Ceremony, TakesNoBadPointOrProof) {
    draw();
    EXPECT_EQ(changed(1, [](auto& one) { one.keys[0].commitments[1] = "00"; }), "malformed_point");
    EXPECT_EQ(changed(1, [](auto& one) { one.keys[0].commitments[1] = "03" + std::string(64, 'f'); }),
              "malformed_point");
    EXPECT_EQ(changed(1, [](auto& one) { one.keys[0].possession = "zz"; }), "malformed_proof");
    EXPECT_EQ(changed(1, [](auto& one) { one.keys[0].possession = "00"; }), "malformed_proof");
    EXPECT_EQ(changed(1, [](auto& one) { std::swap(one.keys[0].possession, one.keys[1].possession); }),
              "proof_invalid");
}

TEST(PlanOfACeremony, HasSoundNumbers) {
    const auto word = [](CeremonyPlan plan) {
        const auto checked = check_plan(plan);
        return checked ? std::string("sound") : checked.refusal().field;
    };
    EXPECT_EQ(word({"A", 5, 3, 32}), "sound");
    EXPECT_EQ(word({"A", 1, 1, 1}), "sound");
    EXPECT_EQ(word({"", 5, 3, 32}), "id");
    EXPECT_EQ(word({"A", 0, 1, 32}), "officers");
    EXPECT_EQ(word({"A", 51, 3, 32}), "officers");
    EXPECT_EQ(word({"A", 5, 6, 32}), "threshold");
    EXPECT_EQ(word({"A", 5, 0, 32}), "threshold");
    EXPECT_EQ(word({"A", 5, 3, 101}), "keys");
    EXPECT_EQ(word({"A", 5, 3, 0}), "keys");
}

// The prototype's: four dealers of five were kept, and their sums are the officers' key.
TEST(PrototypesCeremony, AddsUpToThePrototypesKey) {
    std::vector<Commitments> kept;
    for (const auto& dealer : testing::at("dkg/dealers").get_array()) {
        const auto id = testing::at("id", dealer);
        for (const auto& one : testing::at("dkg/qual").get_array()) {
            if (one == id) {
                kept.push_back(testing::points(testing::at("commitments", dealer)));
            }
        }
    }
    EXPECT_EQ(added(kept).front(), testing::point(testing::at("dkg/Y_officers")));
    EXPECT_EQ(added(kept).front().plus(testing::point(testing::at("dkg/platform_gate/Y_p"))),
              testing::point(testing::at("dkg/Y")));
}

}  // namespace
}  // namespace daylit::sealing
