// What an organisation watches of tenders, and which openings everybody may watch.
#include "server/app/tendering/watched_tenders.hpp"
#include "schema/rows_tendering.hpp"
#include "server/app/tendering/openings.hpp"
#include "tests/app/support/tender_fixture.hpp"

#include <gmock/gmock.h>

namespace daylit::app::testing {
namespace {

class WatchedTenders : public TenderTest {
protected:
    Result<WatchedTender> watch(const Party& who, const LotId& lot, std::int64_t version = 1) {
        auto watching = call(who);
        return watch_tender(watching, path({{"id", lot.text}}), {version, {}});
    }
    std::string stop(const Party& who, const LotId& lot) {
        auto stopping = call(who);
        return word(stop_watching(stopping, path({{"id", lot.text}}), {}));
    }
    std::vector<WatchedTender> list(const Party& who) {
        auto reading = call(who);
        return watched_tenders(reading, {})->items;
    }
    void suspend(const LotId& lot) {
        auto proposing = call(tenderer);
        const auto proposed = propose_tender_notice(
            proposing, path({{"id", lot.text}}), {tendering::TenderNoticeKind::suspension, "核对资料", {}});
        ASSERT_EQ(word(proposed), "ok");
        auto publishing = call(reviewer);
        ASSERT_EQ(word(publish_tender_notice(publishing, path({{"id", proposed->id}}), {})), "ok");
    }
    std::vector<std::string> boxes() {
        std::vector<std::string> all;
        store.read([&](schema::UnitOfWork& tx) {
            for (const auto& row : tx.select<schema::TenderWatchRow>({{}, {}, 100})) {
                all.push_back(row.box);
            }
        });
        return all;
    }
};

TEST_F(WatchedTenders, TellsWhatChangedSinceItWasSeen) {
    const auto lot = open_lot();
    const auto one = bidder("甲建设");
    const auto other = bidder("乙建设");
    ASSERT_EQ(word(watch(one, lot)), "ok");
    EXPECT_FALSE(list(one).front().changed);
    suspend(lot);
    ASSERT_EQ(list(one).size(), 1U);
    EXPECT_TRUE(list(one).front().changed);
    EXPECT_TRUE(list(one).front().suspended);
    EXPECT_TRUE(list(other).empty());
    ASSERT_EQ(word(watch(one, lot)), "ok");
    EXPECT_FALSE(list(one).front().changed);
    ASSERT_EQ(word(watch(one, lot, 0)), "ok");  // an older version is what was seen
    EXPECT_TRUE(list(one).front().changed);
    EXPECT_EQ(stop(other, lot), "not_found");
    EXPECT_EQ(stop(one, lot), "ok");
    EXPECT_TRUE(list(one).empty());
    EXPECT_EQ(word(watch(one, LotId{"01JD0000000000000000000000"})), "not_found");
}

TEST_F(WatchedTenders, TellsWhoReadsTheDatabaseNothing) {
    const auto lot = open_lot();
    const auto one = bidder("甲建设");
    ASSERT_EQ(word(watch(one, lot)), "ok");
    const auto with_one = boxes();
    ASSERT_EQ(with_one.size(), 1U);
    EXPECT_EQ(with_one.front().find(lot.text), std::string::npos);
    EXPECT_EQ(stop(one, lot), "ok");
    EXPECT_EQ(boxes().front().size(), with_one.front().size());  // as long with none as with one
}

class OpeningOfItsParties : public WatchedTenders {};

TEST_F(OpeningOfItsParties, IsShownToThemAloneUntilItsRecordIsPublished) {
    const auto lot = open_lot_with([](tendering::TenderTerms& terms) { terms.opening_is_public = false; });
    const auto one = bidder("甲建设");
    const auto stranger = bidder("丁建设");
    ASSERT_EQ(word(submit(one, lot)), "ok");
    ASSERT_EQ(word(submit(bidder("乙建设"), lot)), "ok");
    ASSERT_EQ(word(submit(bidder("丙建设"), lot)), "ok");
    ASSERT_EQ(word(submit(stranger, lot)), "ok");
    ASSERT_EQ(word(withdraw(stranger, lot)), "ok");
    close(lot);
    open(lot);
    const auto seen = [&](const Party* who) {
        auto looking = who != nullptr ? call(*who) : visitor();
        const auto view = tender_lot(looking, path({{"id", lot.text}}));
        auto bundling = who != nullptr ? call(*who) : visitor();
        const auto bundle = word(opening_bundle(bundling, path({{"id", lot.text}})));
        auto recording = who != nullptr ? call(*who) : visitor();
        const auto record = word(opening_record(recording, path({{"id", lot.text}})));
        EXPECT_EQ(bundle, record);
        EXPECT_EQ(view->opening_hidden, bundle == "opening_not_public");
        EXPECT_EQ(view->bids.empty(), view->opening_hidden);
        return bundle;
    };
    EXPECT_EQ(seen(nullptr), "opening_not_public");
    EXPECT_EQ(seen(&stranger), "opening_not_public");
    const auto submission = [&] {
        auto looking = call(one);
        return tender_lot(looking, path({{"id", lot.text}}))->bids.front().submission;
    }();
    auto fetching = visitor();
    EXPECT_EQ(word(sealed_letter(fetching, path({{"id", lot.text}, {"submission", submission}}))),
              "opening_not_public");
    for (const auto& party :
         {one, tenderer, clerk, staff(registry::Role::supervisor), officers[0].party, gate.party}) {
        EXPECT_EQ(seen(&party), "ok");
    }
    auto reading = call(tenderer);
    const auto record = opening_record(reading, path({{"id", lot.text}}));
    auto made = signed_act(tenderer, "daylight-opening-record+jws",
                           {{"lot", lot.text}, {"record", record->digest.hex()}});
    ASSERT_EQ(word(sign_opening_record(made.call, path({{"id", lot.text}}), {made.statement})), "ok");
    EXPECT_EQ(seen(nullptr), "ok");
}

}  // namespace
}  // namespace daylit::app::testing
