// The gate's half shared among custodians: what it is good for, and what it must not be.
#include "tools/custody/custody.hpp"

#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/tools/tiny_ceremony.hpp"
#include "tools/custody/command.hpp"
#include "tools/holder/vault.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace daylit::tools {
namespace {

using sealing::Point;
using sealing::Scalar;

template <class T>
std::string word(const Result<T>& result) {
    return result ? "ok" : result.refusal().code;
}

class Custody : public ::testing::Test, protected TinyCeremony {
protected:
    std::vector<Scalar> keys;  // of three custodians, and then of who restores
    std::vector<CustodyText> texts;

    void SetUp() override {
        std::vector<Point> points;
        for (int i = 0; i < 4; ++i) {
            keys.push_back(Scalar::drawn(random_secret(sealing::drawn_bytes)));
            points.push_back(Point::generator_times(keys.back()));
        }
        gate.bound.push_back({2, sha256("lot.crt"), sha256("list")});
        texts = share_gates_half(gate, 2, {points[0], points[1], points[2]}).value();
    }
    CustodyText handed(std::size_t custodian) {
        return hand_over(texts[custodian], keys[custodian], transcript, Point::generator_times(keys[3]))
            .value();
    }
};

TEST_F(Custody, AnyTwoOfThreeBringTheHalfBackWithWhatItWasBoundTo) {
    ASSERT_EQ(texts.size(), 3U);
    for (const auto& [one, other] : {std::pair{0U, 1U}, {0U, 2U}, {2U, 1U}}) {
        const auto restored = restore_gates_half({handed(one), handed(other)}, keys[3], transcript);
        ASSERT_EQ(word(restored), "ok");
        EXPECT_EQ(restored->shares, gate.shares);
        EXPECT_EQ(restored->bound, gate.bound);
        EXPECT_EQ(restored->transcript, gate.transcript);
        EXPECT_EQ(restored->holder, gate.holder);
    }
    EXPECT_EQ(word(restore_gates_half({handed(0), handed(1), handed(2)}, keys[3], transcript)), "ok");
}

TEST_F(Custody, OneAloneBringsNothingBack) {
    EXPECT_EQ(word(restore_gates_half({handed(0)}, keys[3], transcript)), "custody_too_few");
    EXPECT_EQ(word(restore_gates_half({handed(0), handed(0)}, keys[3], transcript)), "custody_too_few");
    EXPECT_EQ(word(restore_gates_half({}, keys[3], transcript)), "custody_too_few");
    const auto alone = open_custody(texts[0], keys[0], transcript).value();
    EXPECT_NE(to_hex(alone[0].reveal()), gate.shares[0]);
    const std::vector<Point> one{Point::generator_times(keys[0])};
    EXPECT_EQ(word(share_gates_half(gate, 1, one)), "custody_malformed");
    EXPECT_EQ(word(share_gates_half(gate, 2, one)), "custody_malformed");
    EXPECT_EQ(word(share_gates_half(officer, 2, {one[0], one[0]})), "custody_of_another");
}

TEST_F(Custody, ACustodianFindsOutWhetherItsShareIsGood) {
    EXPECT_EQ(word(open_custody(texts[0], keys[0], transcript)), "ok");
    EXPECT_EQ(word(open_custody(texts[0], keys[1], transcript)), "envelope_does_not_open");
    auto swapped = texts[0];
    swapped.custodian = 2;
    EXPECT_EQ(word(open_custody(swapped, keys[0], transcript)), "share_invalid");
    // Shares of another number altogether, which bring nothing of the gate's back.
    auto other = gate;
    std::swap(other.shares[0], other.shares[1]);
    const auto false_backup =
        share_gates_half(other, 2, {Point::generator_times(keys[0]), Point::generator_times(keys[1])});
    EXPECT_EQ(word(open_custody(false_backup.value()[0], keys[0], transcript)), "custody_of_another");
    // A raised degree would ask for more custodians than there are.
    auto raised = texts[0];
    raised.commitments[0].push_back(raised.commitments[0][0]);
    EXPECT_EQ(word(open_custody(raised, keys[0], transcript)), "dealing_wrong_degree");
    auto malformed = texts[0];
    malformed.commitments[0][1] = "00";
    EXPECT_EQ(word(open_custody(malformed, keys[0], transcript)), "malformed_point");
    malformed = texts[0];
    malformed.commitments.pop_back();
    EXPECT_EQ(word(open_custody(malformed, keys[0], transcript)), "custody_malformed");
    EXPECT_EQ(word(open_custody(texts[0], keys[0], transcript + " ")), "custody_of_another");
    EXPECT_EQ(word(open_custody(texts[0], keys[0], "{}")), "transcript_malformed");
}

TEST_F(Custody, WhatTheGateErasedStaysErased) {
    erase_share(gate, 1);
    const auto later =
        share_gates_half(gate, 2, {Point::generator_times(keys[3]), Point::generator_times(keys[3])});
    ASSERT_EQ(word(later), "ok");
    const auto restored = restore_gates_half(*later, keys[3], transcript);
    ASSERT_EQ(word(restored), "ok");
    EXPECT_FALSE(has_share(*restored, 1));
    EXPECT_EQ(restored->shares, gate.shares);
}

TEST_F(Custody, PartsOfDifferentBackupsAreNotMixed) {
    const auto again =
        share_gates_half(gate, 2, {Point::generator_times(keys[3]), Point::generator_times(keys[3])}).value();
    EXPECT_EQ(word(restore_gates_half({handed(0), again[1]}, keys[3], transcript)), "custody_of_another");
}

TEST_F(Custody, IsMadeKeptAndUsedOnTheCommandLine) {
    const testing_support::TemporaryFolder folder;
    const auto file = [&](const std::string& name) { return (folder.path() / name).string(); };
    std::ofstream(file("passphrase")) << "a passphrase\n";
    std::ofstream(file("transcript")) << transcript;
    const auto run = [&](std::vector<std::string> arguments) {
        ::testing::internal::CaptureStdout();
        const int status = custody(arguments);
        auto said = ::testing::internal::GetCapturedStdout();
        EXPECT_EQ(status, 0) << arguments[0];
        return said.substr(0, said.find('\n'));
    };
    {
        Vault vault(file("gate"), Secret("a passphrase"));
        (void)vault.add(gate);
        vault.save();
    }
    std::vector<std::string> points;
    for (const auto* name : {"one", "two", "three", "restorer"}) {
        points.push_back(run({"key", "--key", file(name), "--passphrase", file("passphrase")}));
    }
    (void)run({"share", "--vault", file("gate"), "--passphrase", file("passphrase"), "--threshold", "2",
               "--custodian", points[0], "--custodian", points[1], "--custodian", points[2], "--out",
               file("out")});
    (void)run({"check", "--key", file("two"), "--passphrase", file("passphrase"), "--share",
               file("out/CEREMONY-2.json"), "--transcript", file("transcript")});
    for (const auto& [name, number] : {std::pair{"one", "1"}, {"three", "3"}}) {
        (void)run({"hand-over", "--key", file(name), "--passphrase", file("passphrase"), "--share",
                   file("out/CEREMONY-" + std::string(number) + ".json"), "--transcript", file("transcript"),
                   "--to", points[3], "--out", file("handed-" + std::string(number))});
    }
    (void)run({"restore", "--key", file("restorer"), "--passphrase", file("passphrase"), "--share",
               file("handed-1"), "--share", file("handed-3"), "--transcript", file("transcript"), "--vault",
               file("restored"), "--vault-passphrase", file("passphrase")});
    Vault restored(file("restored"), Secret("a passphrase"));
    ASSERT_NE(restored.find("CEREMONY"), nullptr);
    EXPECT_EQ(restored.find("CEREMONY")->shares, gate.shares);
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(custody({"restore"}), 2);
    EXPECT_EQ(custody({"check", "--key", file("none"), "--passphrase", file("passphrase"), "--share",
                       file("out/CEREMONY-2.json"), "--transcript", file("transcript")}),
              1);
    (void)::testing::internal::GetCapturedStderr();
}

}  // namespace
}  // namespace daylit::tools
