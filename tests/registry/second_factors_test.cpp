#include "registry/second_factors.hpp"

#include "tests/registry/support.hpp"

namespace daylit::registry {
namespace {

using namespace testing;

Factor factor(const std::string& id, FactorKind kind = FactorKind::passkey) {
    return {id, kind, "我的手机", noon};
}

// The state after the commands, each of which is accepted.
SecondFactors after(const std::vector<SecondFactorCommand>& commands) {
    SecondFactors state;
    for (const auto& command : commands) {
        const auto events = decide(state, command);
        EXPECT_TRUE(events.ok()) << (events ? "" : events.refusal().code);
        for (const auto& event : *events) {
            const auto stored = encode_event(event);
            const auto read = decode_event<SecondFactorEvent>(stored.type, stored.version, stored.data);
            EXPECT_TRUE(read.ok()) << stored.type;
            state = evolve(std::move(state), *read);
        }
    }
    return state;
}

std::string refused(const SecondFactors& state, const SecondFactorCommand& command) {
    return word(decide(state, command));
}

TEST(SecondFactors, TheFirstOneBringsRecoveryCodes) {
    EXPECT_EQ(after({AddFactor{factor("A")}}), (SecondFactors{{factor("A")}, recovery_code_count}));
    EXPECT_EQ(after({AddFactor{factor("A")}, UseRecoveryCode{}, AddFactor{factor("B", FactorKind::totp)}}),
              (SecondFactors{{factor("A"), factor("B", FactorKind::totp)}, recovery_code_count - 1}));
}

TEST(SecondFactors, OneAppIsEnoughAndTenFactorsAreMost) {
    const auto with_app = after({AddFactor{factor("A", FactorKind::totp)}});
    EXPECT_EQ(refused(with_app, AddFactor{factor("B", FactorKind::totp)}), "totp_already_there");
    SecondFactors full = with_app;
    while (full.factors.size() < most_factors) {
        full.factors.push_back(factor("X" + std::to_string(full.factors.size())));
    }
    EXPECT_EQ(refused(full, AddFactor{factor("B")}), "too_many_factors");
    full.factors.pop_back();
    EXPECT_EQ(refused(full, AddFactor{factor("B")}), "ok");
}

TEST(SecondFactors, HaveNamesOfOneLine) {
    auto nameless = factor("A");
    nameless.name = " ";
    EXPECT_EQ(refused({}, AddFactor{nameless}), "empty_text");
    nameless.name = "a\nb";
    EXPECT_EQ(refused({}, AddFactor{nameless}), "forbidden_character");
}

TEST(SecondFactors, WhoMustKeepOneCannotRemoveTheLast) {
    const auto two = after({AddFactor{factor("A")}, AddFactor{factor("B")}});
    EXPECT_EQ(refused(two, RemoveFactor{"C", true}), "not_found");
    const auto one = after({AddFactor{factor("A")}, AddFactor{factor("B")}, RemoveFactor{"A", true}});
    EXPECT_EQ(one.factors, std::vector{factor("B")});
    EXPECT_EQ(refused(one, RemoveFactor{"B", true}), "last_second_factor");
    EXPECT_EQ(refused(one, RemoveFactor{"B", false}), "ok");
}

TEST(SecondFactors, TakeTheirRecoveryCodesWithThem) {
    EXPECT_EQ(after({AddFactor{factor("A")}, RemoveFactor{"A", false}}), SecondFactors());
    EXPECT_EQ(after({AddFactor{factor("A")}, ResetFactors{"手机丢失"}}), SecondFactors());
    EXPECT_EQ(refused({}, ResetFactors{"手机丢失"}), "no_second_factor");
    EXPECT_EQ(refused(after({AddFactor{factor("A")}}), ResetFactors{""}), "empty_text");
}

TEST(SecondFactors, RecoveryCodesRunOutAndAreMadeAnew) {
    auto state = after({AddFactor{factor("A")}});
    state.recovery_codes = 1;
    state = evolve(state, RecoveryCodeUsed{});
    EXPECT_EQ(refused(state, UseRecoveryCode{}), "recovery_code_wrong");
    state = evolve(state, decide(state, MakeRecoveryCodes{})->front());
    EXPECT_EQ(state.recovery_codes, recovery_code_count);
    EXPECT_EQ(refused({}, MakeRecoveryCodes{}), "no_second_factor");
}

}  // namespace
}  // namespace daylit::registry
