// Who speaks when in a ceremony, and how it ends.
#include "tendering/ceremony.hpp"

#include "tests/tendering/support.hpp"

namespace daylit::tendering {
namespace {

using namespace testing;

constexpr auto gate = static_cast<std::int64_t>(sealing::gate_holder);
const Quorum three_bodies{3, "本平台规则"};

// Officers A1, A2 of body A, B1, B2 of B, C1 of C.
std::vector<NamedOfficer> officers_of(const std::vector<std::string>& names) {
    std::vector<NamedOfficer> officers;
    for (const auto& name : names) {
        officers.push_back(
            {some<PersonTag>(name), name, some<OrganisationTag>(name.substr(0, 1)), name.substr(0, 1)});
    }
    return officers;
}

class Ceremony : public ::testing::Test {
protected:
    CeremonyState state;

    std::string act(const CeremonyCommand& command) {
        const auto events = decide(state, command);
        if (!events) {
            return events.refusal().code;
        }
        for (const auto& event : *events) {
            const auto stored = encode_event(event);
            const auto read = decode_event<CeremonyEvent>(stored.type, stored.version, stored.data);
            state = evolve(std::move(state), read.value());
        }
        return "ok";
    }
    std::string call(const std::vector<std::string>& names, std::int64_t threshold,
                     const Quorum& rule = three_bodies) {
        return act(
            CallCeremony{{"CEREMONY", std::ssize(names), threshold, 2}, officers_of(names), rule, "p"});
    }
    std::string join(std::int64_t holder) {
        return act(JoinCeremony{holder, std::string(66, '2'), sha256("join")});
    }
    std::string announce(std::int64_t holder) {
        return act(AnnounceCommitments{holder, sha256(std::to_string(holder)), sha256("announce")});
    }
    std::string show(std::int64_t holder) {
        return act(ShowCommitments{holder, sha256(std::to_string(holder)), sha256("show")});
    }
    std::string deal(std::int64_t holder) {
        DealShares command{holder, {}, sha256("deal")};
        for (std::int64_t other = 1; other <= state.plan.officers; ++other) {
            if (other != holder) {
                command.shares.push_back({other, sha256("envelope")});
            }
        }
        return act(command);
    }
    std::string confirm(std::int64_t holder) {
        return act(ConfirmShares{holder, sha256("confirm"), {"Y1", "Y2"}, sha256("transcript")});
    }
    void until_confirming(std::int64_t officers) {
        using Step = std::string (Ceremony::*)(std::int64_t);
        for (const auto& [step, with_gate] : {std::pair<Step, bool>(&Ceremony::join, false),
                                              {&Ceremony::announce, true},
                                              {&Ceremony::show, true},
                                              {&Ceremony::deal, false}}) {
            for (std::int64_t holder = 1; holder <= officers; ++holder) {
                ASSERT_EQ((this->*step)(holder), "ok");
            }
            if (with_gate) {
                ASSERT_EQ((this->*step)(gate), "ok");
            }
        }
        ASSERT_EQ(state.phase, CeremonyPhase::confirming);
    }
};

TEST_F(Ceremony, WantsOfficersOfSeveralBodiesNoneOfWhichDecidesAlone) {
    EXPECT_EQ(call({"A1", "A2", "B1", "B2", "B3"}, 3), "too_few_bodies");
    EXPECT_EQ(call({"A1", "A2", "A3", "B1", "C1"}, 3), "body_too_strong");
    EXPECT_EQ(call({"A1", "A2", "A3", "B1", "C1"}, 4), "ok");
    state = {};
    EXPECT_EQ(call({"A1", "A1", "B1", "C1"}, 3), "officer_repeated");
    EXPECT_EQ(call({"A1", "A2", "B1", "B2", "C1"}, 6), "ceremony_malformed");
    EXPECT_EQ(call({"A1", "A2", "B1", "B2", "C1"}, 3), "ok");
    EXPECT_EQ(call({"A1", "A2", "B1", "B2", "C1"}, 3), "ceremony_wrong_phase");
}

TEST_F(Ceremony, GoesFromRoundToRoundWithTheLastWordOfEach) {
    ASSERT_EQ(call({"A1", "A2", "B1", "B2", "C1"}, 3), "ok");
    EXPECT_EQ(announce(1), "ceremony_wrong_phase");
    EXPECT_EQ(join(gate), "not_a_holder");
    EXPECT_EQ(join(6), "not_a_holder");
    for (const std::int64_t holder : {5, 1, 2, 4}) {
        EXPECT_EQ(join(holder), "ok");
    }
    EXPECT_EQ(join(5), "already_said");
    EXPECT_EQ(missing_holders(state), (std::vector<std::int64_t>{3}));
    EXPECT_EQ(join(3), "ok");
    EXPECT_EQ(state.phase, CeremonyPhase::announcing);
    for (const std::int64_t holder : {1, 2, 3, 4, 5}) {
        EXPECT_EQ(announce(holder), "ok");
    }
    // The gate's half is as late as anybody's: nobody commits after having seen another's.
    EXPECT_EQ(missing_holders(state), std::vector{gate});
    EXPECT_EQ(show(1), "ceremony_wrong_phase");
    EXPECT_EQ(announce(gate), "ok");
    EXPECT_EQ(act(ShowCommitments{1, sha256("another"), sha256("m")}), "word_about_another");
    for (const std::int64_t holder :
         {std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, std::int64_t{4}, std::int64_t{5}, gate}) {
        EXPECT_EQ(show(holder), "ok");
    }
    EXPECT_EQ(act(DealShares{1, {}, sha256("m")}), "shares_differ");
    EXPECT_EQ(act(DealShares{1, {{2, {}}, {3, {}}, {4, {}}, {4, {}}}, sha256("m")}), "shares_differ");
    for (const std::int64_t holder : {1, 2, 3, 4, 5}) {
        EXPECT_EQ(deal(holder), "ok");
    }
    for (const std::int64_t holder : {1, 2, 3, 4}) {
        EXPECT_FALSE(is_last_word(state, holder));
        EXPECT_EQ(confirm(holder), "ok");
    }
    EXPECT_TRUE(is_last_word(state, 5));
    EXPECT_EQ(confirm(5), "ok");
    EXPECT_EQ(state.phase, CeremonyPhase::complete);
    EXPECT_EQ(state.keys, (std::vector<std::string>{"Y1", "Y2"}));
    EXPECT_EQ(act(AbortCeremony{"迟了"}), "ceremony_wrong_phase");
}

TEST_F(Ceremony, EndsWithAComplaintAndNamesWhoIsToBlame) {
    ASSERT_EQ(call({"A1", "A2", "B1", "B2", "C1"}, 3), "ok");
    until_confirming(5);
    const auto before = state;
    EXPECT_EQ(act(JudgeComplaint{2, 2, true, sha256("m")}), "not_a_holder");
    EXPECT_EQ(act(JudgeComplaint{2, gate, true, sha256("m")}), "not_a_holder");
    EXPECT_EQ(act(JudgeComplaint{2, 4, true, sha256("m")}), "ok");
    EXPECT_EQ(state.phase, CeremonyPhase::aborted);
    EXPECT_EQ(state.blamed, 4);
    EXPECT_EQ(confirm(1), "ceremony_wrong_phase");
    state = before;
    EXPECT_EQ(act(JudgeComplaint{2, 4, false, sha256("m")}), "ok");
    EXPECT_EQ(state.blamed, 2);
    EXPECT_EQ(state.phase, CeremonyPhase::aborted);
}

TEST_F(Ceremony, CanBeAbortedBeforeItIsComplete) {
    ASSERT_EQ(call({"A1", "A2", "B1", "B2", "C1"}, 3), "ok");
    EXPECT_EQ(act(AbortCeremony{""}), "empty_text");
    EXPECT_EQ(act(AbortCeremony{"B2 缺席"}), "ok");
    EXPECT_EQ(state.phase, CeremonyPhase::aborted);
    EXPECT_EQ(act(BindKey{some<LotTag>("1"), "bids"}), "ceremony_wrong_phase");
}

TEST_F(Ceremony, OfOneOfficerTakesTheSameSteps) {
    ASSERT_EQ(call({"A1"}, 1, {1, "演练"}), "ok");
    until_confirming(1);
    EXPECT_EQ(confirm(1), "ok");
    EXPECT_EQ(act(BindKey{some<LotTag>("1"), "bids"}), "ok");
    EXPECT_EQ(act(BindKey{some<LotTag>("2"), "bids"}), "ok");
    EXPECT_EQ(state.bound.back(), (BoundKey{2, some<LotTag>("2"), "bids"}));
    EXPECT_EQ(act(BindKey{some<LotTag>("3"), "bids"}), "no_key_left");
    EXPECT_EQ(parse_as<CeremonyState>(to_json_text(state)).value(), state);
}

}  // namespace
}  // namespace daylit::tendering
