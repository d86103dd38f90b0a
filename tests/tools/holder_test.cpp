// What a holder of a part of an opening key does about it, and above all what it refuses to do, whatever the
// server says.
#include "base/encoding.hpp"
#include "crypto/certificate_authority.hpp"
#include "crypto/random.hpp"
#include "crypto/sealing/lot_key.hpp"
#include "crypto/sealing/parts.hpp"
#include "crypto/tiled_log.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/tools/tiny_ceremony.hpp"
#include "tools/holder/journal.hpp"
#include "tools/holder/kept_lot.hpp"
#include "tools/holder/vault.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace daylit::tools {
namespace {

using sealing::gate_holder;
using sealing::Point;
using sealing::public_key_at;
using sealing::Scalar;
const auto opening = parse_instant("2027-03-02T01:30:00Z", "").value();

template <class T>
std::string word(const Result<T>& result) {
    return result ? "ok" : result.refusal().code;
}

class HolderTest : public ::testing::Test, protected TinyCeremony {
protected:
    CertificateAuthority authority =
        CertificateAuthority::create({"Daylight test"}, "01",
                                     {opening - std::chrono::days(90), opening + std::chrono::days(900)})
            .value();
    NoteSigner log{"log.example", Ed25519PrivateKey::generate()};
    WitnessSigner witness{"witness.example", Ed25519PrivateKey::generate()};
    HolderTrust trust{authority.certificate(), log.verifier(), {witness.verifier()}, 1};
    int serials = 1;

    Point whole(std::int64_t number) const {
        return Point::generator_times(share_of(officer, number))
            .plus(Point::generator_times(share_of(gate, number)));
    }
    Certificate certificate(std::int64_t number = 1, Instant opens_at = opening,
                            const std::string& lot = "LOT1", const std::string& ceremony = "CEREMONY") {
        sealing::LotKeyStatement statement;
        statement.lot = lot;
        statement.stage = "bids";
        statement.ceremony = ceremony;
        statement.number = number;
        statement.transcript = sha256(transcript);
        statement.opens_at = opens_at;
        statement.least_submissions = 1;
        CertificateOrder order{public_key_at(whole(number)),
                               {"lot"},
                               "0" + std::to_string(++serials),
                               {opening - std::chrono::days(30), opening + std::chrono::days(300)},
                               CertificateUse::bid_sealing};
        order.statement = sealing::lot_key_text(statement);
        return authority.issue(order).value();
    }

    sealing::ClosingList list_of(const std::string& submission = "A") const {
        return {std::string(sealing::closing_list_format),
                "LOT1",
                "bids",
                opening,
                {{submission, {{"letter", sha256("envelope"), to_hex(Point::generator().compressed())}}}}};
    }
    sealing::ReleaseEvidence evidence(const sealing::ClosingList& list, Instant cosigned = opening) const {
        const auto text = sealing::closing_list_text(list);
        const boost::json::object event{{"format", "daylight/event/1"},
                                        {"stream", "tender_lot:LOT1"},
                                        {"type", "submissions_closed"},
                                        {"data", {{"stage", "bids"}, {"closing_list", sha256(text).hex()}}}};
        const auto body = boost::json::serialize(event);
        const auto digest = sha256(body);
        const auto root = merkle::leaf_hash(digest.view());
        const Checkpoint checkpoint{"log.example", 1, root};
        const auto seconds = std::chrono::floor<std::chrono::seconds>(cosigned.time_since_epoch()).count();
        const auto note =
            sign_checkpoint(checkpoint, log) + witness.cosign(checkpoint_text(checkpoint), seconds);
        return {text, body, make_log_proof(digest, 0, 1, {}, note)};
    }
};

TEST_F(HolderTest, ReleasesProvedPartsForTheListOfTheLotThatItBound) {
    const auto lot = certificate();
    EXPECT_EQ(word(release_lot(officer, lot, evidence(list_of()), trust)), "lot_not_bound");
    for (auto* kept : {&officer, &gate}) {
        EXPECT_EQ(word(bind_lot(*kept, lot, transcript, trust)), "ok");
        const auto parts = release_lot(*kept, lot, evidence(list_of()), trust);
        ASSERT_EQ(word(parts), "ok");
        const auto text = sealing::closing_list_text(list_of());
        EXPECT_EQ(word(sealing::check_parts(*parts, list_of(), sha256(text),
                                            static_cast<std::uint64_t>(kept->holder),
                                            Point::generator_times(share_of(*kept, 1)))),
                  "ok");
        // The same again, where the answer was lost.
        EXPECT_EQ(word(release_lot(*kept, lot, evidence(list_of()), trust)), "ok");
    }
}

TEST_F(HolderTest, UsesAKeyForOneCertificateAndOneListAlone) {
    const auto lot = certificate();
    ASSERT_EQ(word(bind_lot(gate, lot, transcript, trust)), "ok");
    // The platform's authority issues another one, with an earlier hour or for another lot.
    EXPECT_EQ(word(bind_lot(gate, certificate(1, opening - std::chrono::days(1)), transcript, trust)),
              "key_bound_to_another");
    EXPECT_EQ(word(bind_lot(gate, certificate(1, opening, "LOT2"), transcript, trust)),
              "key_bound_to_another");
    EXPECT_EQ(
        word(release_lot(gate, certificate(1, opening - std::chrono::days(1)), evidence(list_of()), trust)),
        "lot_not_bound");
    EXPECT_EQ(word(bind_lot(gate, certificate(2), transcript, trust)), "ok");
    ASSERT_EQ(word(release_lot(gate, lot, evidence(list_of("A")), trust)), "ok");
    EXPECT_EQ(word(release_lot(gate, lot, evidence(list_of("B")), trust)), "key_used_already");
}

TEST_F(HolderTest, ConfirmsNothingWhereSomebodyPutItsOwnSealingKeyBetween) {
    const auto other = to_hex(Point::generator_times(Scalar::of(7)).compressed());
    // The others are shown another key than this officer's own.
    auto shown = holders;
    shown[0].sealing_key = other;
    auto kept = before;
    EXPECT_EQ(word(conclude_ceremony(kept, shown, {})), "sealing_keys_differ");
    // And it dealt to another key than those that are shown now.
    kept = before;
    kept.dealt_to = {other};
    EXPECT_EQ(word(conclude_ceremony(kept, holders, {})), "sealing_keys_differ");
    kept = before;
    EXPECT_EQ(word(conclude_ceremony(kept, holders, {})), "ok");
}

TEST_F(HolderTest, IsWalkedThroughNoRoundTwice) {
    auto kept = before;
    EXPECT_EQ(join_ceremony(kept).sealing_key, holders[0].sealing_key);
    EXPECT_EQ(announce_commitments(kept).about, holders[0].announced);
    // Not to others' keys than before, and not where its own is another.
    const auto other = to_hex(Point::generator_times(Scalar::of(7)).compressed());
    EXPECT_EQ(word(deal_shares(kept, {other})), "sealing_keys_differ");
    kept.dealt_to.clear();
    EXPECT_EQ(word(deal_shares(kept, {other})), "sealing_keys_differ");
    EXPECT_EQ(word(deal_shares(kept, {holders[0].sealing_key})), "ok");
    // Nor is it shown commitments as its own that are not, or shares of nobody.
    auto shown = holders;
    shown[0].commitments = holders[1].commitments;
    EXPECT_EQ(word(conclude_ceremony(kept, shown, {})), "commitments_differ");
    EXPECT_EQ(word(conclude_ceremony(kept, holders, {{gate_index, "envelope"}})), "shares_differ");
    EXPECT_EQ(word(conclude_ceremony(kept, holders, {{1, "envelope"}})), "shares_differ");
}

TEST_F(HolderTest, ErasesWhatHasDoneItsWorkAndWhatItWasMadeWith) {
    EXPECT_TRUE(finish_ceremony(officer));
    EXPECT_FALSE(finish_ceremony(officer));
    EXPECT_TRUE(officer.coefficients.empty());
    EXPECT_EQ(officer.sealing_key, "");
    EXPECT_TRUE(gate.coefficients.empty());  // its half stands among its shares alone
    const auto lot = certificate();
    ASSERT_EQ(word(bind_lot(gate, lot, transcript, trust)), "ok");
    ASSERT_EQ(word(release_lot(gate, lot, evidence(list_of()), trust)), "ok");
    ASSERT_EQ(word(release_lot(gate, lot, evidence(list_of()), trust)), "ok");
    erase_share(gate, 1);
    EXPECT_FALSE(has_share(gate, 1));
    EXPECT_TRUE(has_share(gate, 2));
    EXPECT_EQ(word(release_lot(gate, lot, evidence(list_of()), trust)), "key_erased");
}

TEST_F(HolderTest, BelievesTheWitnessesAndNotTheServersClock) {
    const auto lot = certificate();
    ASSERT_EQ(word(bind_lot(officer, lot, transcript, trust)), "ok");
    EXPECT_EQ(word(release_lot(officer, lot, evidence(list_of(), opening - std::chrono::seconds(1)), trust)),
              "release_too_early");
    trust.witnesses = {WitnessSigner("another.example", Ed25519PrivateKey::generate()).verifier()};
    EXPECT_EQ(word(release_lot(officer, lot, evidence(list_of()), trust)), "too_few_witnesses");
    auto empty = list_of();
    empty.submissions.clear();
    trust.witnesses = {witness.verifier()};
    EXPECT_EQ(word(release_lot(officer, lot, evidence(empty), trust)), "too_few_submissions");
}

TEST_F(HolderTest, BindsNothingThatIsNotItsCeremonys) {
    EXPECT_EQ(word(bind_lot(officer, certificate(1, opening, "LOT1", "OTHER"), transcript, trust)),
              "ceremony_of_another");
    EXPECT_EQ(word(bind_lot(officer, certificate(), transcript + " ", trust)), "ceremony_of_another");
    // A key that is not the pool's, under the pool's name.
    const auto good = certificate();
    officer.shares[0] = officer.shares[1];
    EXPECT_EQ(word(bind_lot(officer, certificate(), transcript, trust)), "ceremony_of_another");
    const auto other =
        CertificateAuthority::create({"Another"}, "01",
                                     {opening - std::chrono::days(90), opening + std::chrono::days(900)})
            .value();
    trust.authority = other.certificate();
    EXPECT_EQ(word(bind_lot(officer, good, transcript, trust)), "certificate_wrong_issuer");
}

TEST_F(HolderTest, KeepsItsSecretsInAFileUnderItsPassphrase) {
    const testing_support::TemporaryFolder folder;
    const auto file = folder.path() / "vault.pem";
    {
        Vault vault(file, Secret("a passphrase"));
        EXPECT_EQ(vault.find("CEREMONY"), nullptr);
        vault.add(officer);
        vault.save();
    }
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    EXPECT_EQ(text.str().find(officer.shares[0]), std::string::npos);
    Vault again(file, Secret("a passphrase"));
    ASSERT_NE(again.find("CEREMONY"), nullptr);
    EXPECT_EQ(*again.find("CEREMONY"), officer);
    EXPECT_THROW(Vault(file, Secret("another")), std::runtime_error);
}

TEST_F(HolderTest, WritesEveryActIntoItsJournal) {
    const testing_support::TemporaryFolder folder;
    const auto file = folder.path() / "journal";
    Journal(file).append(opening, "bind", {{"lot", "LOT1"}});
    Journal(file).append(opening, "release", {{"lot", "LOT1"}});
    std::ifstream in(file);
    std::string line;
    std::vector<std::string> whats;
    while (std::getline(in, line)) {
        whats.emplace_back(boost::json::parse(line).at("what").as_string());
    }
    EXPECT_EQ(whats, (std::vector<std::string>{"bind", "release"}));
}

}  // namespace
}  // namespace daylit::tools
