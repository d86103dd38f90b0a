// The land desk: from the parcel to the published lots.
#include "tests/app/support/land_fixture.hpp"

#include "schema/rows_auction.hpp"
#include "server/app/documents.hpp"
#include "server/app/uploads.hpp"
#include "tests/app/support/late_sight.hpp"

namespace daylit::app::testing {
namespace {

class LandDesk : public LandTest {};

TEST_F(LandDesk, APublishedListingMakesItsLotsTakesItsParcelsAndReleasesOneAnnouncement) {
    const auto listing = in_review({"岱挂2026-1", "岱挂2026-2"});

    auto publishing = call(reviewer);
    const auto view = publish_listing(publishing, path({{"id", listing.id.text}}), {});

    ASSERT_TRUE(view.ok()) << view.refusal().code << " " << view.refusal().field;
    ASSERT_EQ(view->published_lots.size(), 2U);
    for (const auto& id : view->published_lots) {
        const auto lot = lot_of(id);
        EXPECT_EQ(lot.phase, auction::ShownPhase::announced);
        ASSERT_EQ(lot.announcements.size(), 1U);
        EXPECT_EQ(lot.announcements[0].kind, disclosure::AnnouncementKind::listing);
        expect_streams_sound({lot_stream(id)});
    }
    for (const auto& parcel : listing.lots) {
        auto reading = call(seller_party);
        EXPECT_EQ(app::parcel(reading, path({{"id", parcel.parcel}}))->state, auction::ParcelPhase::taken);
    }
}

TEST_F(LandDesk, TheAuthorOfAListingNeverPublishesItEvenAsAReviewer) {
    auto both = clerk;
    both.caller.roles.insert(registry::Role::reviewer);
    const auto listing = in_review({"岱挂2026-1"});

    auto publishing = call(both);
    const auto view = publish_listing(publishing, path({{"id", listing.id.text}}), {});

    ASSERT_FALSE(view.ok());
    EXPECT_EQ(view.refusal().code, "author_cannot_review");
}

TEST_F(LandDesk, AListingWhoseNoticePeriodHasShrunkInReviewIsRefusedByItsArticle) {
    const auto listing = in_review({"岱挂2026-1"});
    procedure.set(china("2026-03-06 09:00"));

    auto publishing = call(reviewer);
    const auto view = publish_listing(publishing, path({{"id", listing.id.text}}), {});

    ASSERT_FALSE(view.ok());
    EXPECT_EQ(view.refusal().code, "notice_too_short");
    EXPECT_EQ(view.refusal().field, "lots[0].times.listing_start");
    auto reading = call(clerk);
    EXPECT_EQ(app::listing(reading, path({{"id", listing.id.text}}))->state,
              auction::ListingPhase::in_review);
}

TEST_F(LandDesk, AParcelThatChangedDuringReviewSendsTheListingBack) {
    const auto listing = in_review({"岱挂2026-1"});
    auto terms = parcel_terms("岱挂2026-1");
    terms.start_price = Fen::yuan(9'000'000);
    auto correcting = call(seller_party);
    ASSERT_TRUE(correct_parcel(correcting, path({{"id", listing.lots[0].parcel}}), {terms}).ok());

    auto publishing = call(reviewer);
    const auto view = publish_listing(publishing, path({{"id", listing.id.text}}), {});

    ASSERT_FALSE(view.ok());
    EXPECT_EQ(view.refusal().code, "parcels_changed_since_review");
}

TEST_F(LandDesk, ANumberThatAnOpenLotHasCannotBeListedAgain) {
    published("岱挂2026-1");
    const auto listing = in_review({"岱挂2026-1"});

    auto publishing = call(reviewer);
    const auto view = publish_listing(publishing, path({{"id", listing.id.text}}), {});

    ASSERT_FALSE(view.ok());
    EXPECT_EQ(view.refusal().code, "number_taken");
}

TEST_F(LandDesk, TwoParcelsOfOneListingCannotHaveTheSameNumber) {
    const auto listing = in_review({"岱挂2026-1", "岱挂2026-1"});

    auto publishing = call(reviewer);
    const auto view = publish_listing(publishing, path({{"id", listing.id.text}}), {});

    ASSERT_FALSE(view.ok());
    EXPECT_EQ(view.refusal().code, "number_taken");
    EXPECT_EQ(view.refusal().field, "lots[1]");
}

// The seller corrects a parcel while its listing is being published: what was reviewed is not what stands.
TEST_F(LandDesk, AParcelThatIsCorrectedDuringThePublicationSendsTheListingBack) {
    const auto listing = in_review({"岱挂2026-1"});
    const auto& parcel = listing.lots[0].parcel;
    const auto& table = schema::TableOf<schema::ParcelRow>::spec;
    LateSight sight;
    store.read([&](schema::UnitOfWork& tx) {
        sight.old_records[{std::string(table.name), {parcel}}] =
            *tx.find_record(table, {parcel}, schema::Lock::none);
    });
    auto terms = parcel_terms("岱挂2026-1");
    terms.start_price = Fen::yuan(9'000'000);
    auto correcting = call(seller_party);
    ASSERT_TRUE(correct_parcel(correcting, path({{"id", parcel}}), {terms}).ok());

    LateSightStore racing(store, sight);
    const Services late{racing,    log,    procedure,         wall, random, outlet, keys, rules,
                        passwords, quotes, services->settings};
    Call publishing(late, reviewer.caller);
    const auto view = publish_listing(publishing, path({{"id", listing.id.text}}), {});

    ASSERT_FALSE(view.ok());
    EXPECT_EQ(view.refusal().code, "parcels_changed_since_review");
    EXPECT_TRUE(lots(publishing, {})->items.empty());
}

TEST_F(LandDesk, WhatIsDoneToAPublishedListingIsRefusedByItsPhaseFirst) {
    const auto listing = in_review({"岱挂2026-1"});
    const auto named = path({{"id", listing.id.text}});
    auto publishing = call(reviewer);
    ASSERT_TRUE(publish_listing(publishing, named, {}).ok());

    auto sending = call(clerk);
    auto revising = call(clerk);
    auto publishing_again = call(reviewer);

    EXPECT_EQ(send_listing_to_review(sending, named, {}).refusal().code, "listing_wrong_phase");
    EXPECT_EQ(revise_listing(revising, named, draft({listing.lots[0].parcel})).refusal().code,
              "listing_wrong_phase");
    EXPECT_EQ(publish_listing(publishing_again, named, {}).refusal().code, "listing_wrong_phase");
}

TEST_F(LandDesk, ADraftNamesParcelsThatWaitOfOneSellerAlone) {
    const auto ours = submitted("岱挂2026-1").id;
    const auto another = seller("另一局");
    auto submitting = call(another);
    const auto theirs = submit_parcel(submitting, {}, {parcel_terms("岱挂2026-2")})->id;
    const auto withdrawn = submitted("岱挂2026-3").id;
    auto withdrawing = call(seller_party);
    ASSERT_TRUE(withdraw_parcel(withdrawing, path({{"id", withdrawn}}), {}).ok());
    const auto refused = [&](const std::vector<std::string>& parcels) {
        auto drafting = call(clerk);
        const auto view = draft_listing(drafting, {}, draft(parcels));
        return view ? "ok" : view.refusal().code + " " + view.refusal().field;
    };

    EXPECT_EQ(refused({ours, theirs}), "sellers_differ lots[1].parcel");
    EXPECT_EQ(refused({ours, withdrawn}), "parcel_unknown lots[1].parcel");
    EXPECT_EQ(refused({std::string(5000, 'x')}), "parcel_unknown lots[0].parcel");
    auto listing_all = call(clerk);
    EXPECT_TRUE(listings(listing_all, {})->items.empty());
}

TEST_F(LandDesk, AnotherSellersParcelIsNotFound) {
    const auto parcel = submitted("岱挂2026-1");
    const auto other = seller("另一局");

    auto correcting = call(other);
    const auto view = correct_parcel(correcting, path({{"id", parcel.id}}), {parcel_terms("岱挂2026-1")});

    ASSERT_FALSE(view.ok());
    EXPECT_EQ(view.refusal().code, "not_found");
}

TEST_F(LandDesk, WhatStandsAgainstADraftIsListedWithSentences) {
    auto parcel = submitted("岱挂2026-1");
    auto lots = draft({parcel.id});
    lots.lots[0].times.listing_start = china("2026-03-10 09:00");

    auto drafting = call(clerk);
    const auto view = draft_listing(drafting, {}, lots);

    ASSERT_TRUE(view.ok()) << view.refusal().code;
    ASSERT_FALSE(view->findings.empty());
    EXPECT_EQ(view->findings[0].code, "notice_too_short");
    EXPECT_EQ(view->findings[0].field, "lots[0].times.listing_start");
    EXPECT_NE(view->findings[0].zh.find("39"), std::string::npos) << view->findings[0].zh;
}

// Looking for something in a long list takes several short requests, never one of any length.
TEST_F(LandDesk, ASearchThroughManyLotsGoesOnFromItsCursor) {
    rows_are_made_up = true;
    const auto found = published("岱挂2026-1");
    store.transact([&](schema::UnitOfWork& tx) {
        auto row = *tx.find<schema::LotRow>(schema::Lock::none, found);
        row.state.replace(row.state.find("岱挂2026-1"), std::string("岱挂2026-1").size(), "岱挂2025-9");
        for (int i = 0; i < 1000; ++i) {
            row.id = LotId{id_text(random.entropy())};
            row.published_at += Milliseconds(1);
            ensure(tx.insert(row), "a test's lot is new");
        }
    });

    auto searching = visitor();
    const auto first = lots(searching, with({}, {{"q", "岱挂2026-1"}}));
    ASSERT_TRUE(first.ok());
    EXPECT_TRUE(first->items.empty());
    ASSERT_TRUE(first->next_cursor.has_value());
    const auto second = lots(searching, with({}, {{"q", "岱挂2026-1"}, {"cursor", *first->next_cursor}}));

    ASSERT_TRUE(second.ok());
    ASSERT_EQ(second->items.size(), 1U);
    EXPECT_EQ(second->items[0].id, found);
    EXPECT_FALSE(second->next_cursor.has_value());
}

// --- notices ---

class Notices : public LandTest {
protected:
    Result<NoticeView> propose(const LotId& lot, auction::NoticeContent content) {
        auto proposing = call(clerk);
        return propose_notice(proposing, path({{"id", lot.text}}), content);
    }
    Result<NoticeView> publish(const NoticeView& notice, const Party& party) {
        auto publishing = call(party);
        return publish_notice(publishing, path({{"id", notice.id}}), {});
    }
    void suspend(const LotId& lot) {
        const auto notice =
            propose(lot, {auction::NoticeKind::suspension, "系统故障，暂停交易。", {}, {}, {}});
        ASSERT_TRUE(notice.ok()) << notice.refusal().code;
        ASSERT_TRUE(publish(*notice, reviewer).ok());
    }
};

TEST_F(Notices, ASuspensionCountsOnceASecondPersonPublishesItAndIsAnnounced) {
    const auto lot = published("岱挂2026-1");
    const auto notice = propose(lot, {auction::NoticeKind::suspension, "系统故障，暂停交易。", {}, {}, {}});
    ASSERT_TRUE(notice.ok()) << notice.refusal().code;
    EXPECT_FALSE(lot_of(lot).suspended);

    const auto view = publish(*notice, reviewer);

    ASSERT_TRUE(view.ok()) << view.refusal().code;
    const auto now = lot_of(lot);
    EXPECT_TRUE(now.suspended);
    ASSERT_EQ(now.announcements.size(), 2U);
    EXPECT_EQ(now.announcements[0].kind, disclosure::AnnouncementKind::suspension);
}

TEST_F(Notices, TheProposerNeverPublishesTheNotice) {
    const auto lot = published("岱挂2026-1");
    auto both = clerk;
    both.caller.roles.insert(registry::Role::reviewer);
    const auto notice = propose(lot, {auction::NoticeKind::termination, "不再出让。", {}, {}, {}});

    const auto view = publish(*notice, both);

    ASSERT_FALSE(view.ok());
    EXPECT_EQ(view.refusal().code, "author_cannot_review");
    EXPECT_EQ(lot_of(lot).phase, auction::ShownPhase::announced);
}

TEST_F(Notices, ATimedWindowRestartsInFullAfterASuspension) {
    const auto lot = published("岱挂2026-1");
    const auto one = bidder("甲公司");
    const auto plate = qualified(one, lot);
    procedure.set(china("2026-04-01 09:00"));
    ASSERT_TRUE(quote(one, lot, plate, Fen::yuan(10'000'000)).ok());
    procedure.set(china("2026-04-08 11:03"));
    run_jobs();
    suspend(lot);
    procedure.set(china("2026-04-09 09:00"));
    run_jobs();
    EXPECT_EQ(lot_of(lot).phase, auction::ShownPhase::timed);

    const auto notice = propose(lot, {auction::NoticeKind::resumption, "故障已排除，恢复交易。", {}, {}, {}});
    ASSERT_TRUE(notice.ok()) << notice.refusal().code;
    ASSERT_TRUE(publish(*notice, reviewer).ok());

    EXPECT_EQ(lot_of(lot).until, china("2026-04-09 09:04"));
}

// In the demonstration days pass in seconds; a window that starts again must not be over before anybody sees
// it.
TEST_F(Notices, ASuspendedWindowStillCountsAsOneThatRuns) {
    const auto lot = published("岱挂2026-1");
    EXPECT_EQ(next_window(windows_ahead(*services), procedure.now()), china("2026-04-08 11:00"));
    procedure.set(china("2026-04-08 11:03"));
    run_jobs();
    EXPECT_EQ(next_window(windows_ahead(*services), procedure.now()), china("2026-04-08 11:03"));
    suspend(lot);
    procedure.set(china("2026-04-09 09:00"));

    EXPECT_EQ(next_window(windows_ahead(*services), procedure.now()), china("2026-04-09 09:00"));
}

TEST_F(Notices, ASupplementsNewAttachmentsMustBeThereAndAreOpenToEverybodyOncePublished) {
    const auto lot = published("岱挂2026-1");
    auto terms = lot_of(lot).terms;
    terms.times.listing_start += std::chrono::days(10);
    terms.times.listing_end += std::chrono::days(10);
    *terms.times.timed_start += std::chrono::days(10);
    terms.times.application_until += std::chrono::days(10);
    terms.times.deposit_until += std::chrono::days(10);
    auction::NoticeContent content{auction::NoticeKind::supplementary, "补充规划条件。", terms, {}, {}};
    content.terms->parcel.attachments = {{"规划条件.pdf", sha256("never uploaded")}};

    const auto missing = propose(lot, content);
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.refusal().code, "upload_missing");
    EXPECT_EQ(missing.refusal().field, "terms.parcel.attachments[0].digest");

    const auto digest = uploaded("planning conditions");
    content.terms->parcel.attachments[0].digest = digest;
    const auto notice = propose(lot, content);
    ASSERT_TRUE(notice.ok()) << notice.refusal().code << " " << notice.refusal().field;
    ASSERT_TRUE(publish(*notice, reviewer).ok());

    auto reading = visitor();
    const auto file = download(reading, path({{"digest", digest.hex()}}));
    ASSERT_TRUE(file.ok()) << file.refusal().code;
    EXPECT_EQ(file->bytes, "planning conditions");
}

// Each of two supplements holds whole terms: the second would take back what the first announced.
TEST_F(Notices, ASupplementProposedBeforeAnotherWasPublishedIsReturnedNotPublished) {
    const auto lot = published("岱挂2026-1");
    auto terms = lot_of(lot).terms;
    for (auto* moment : {&terms.times.listing_start, &terms.times.listing_end, &*terms.times.timed_start,
                         &terms.times.application_until, &terms.times.deposit_until}) {
        *moment += std::chrono::days(10);
    }
    auto other = terms;
    terms.parcel.planning.other = "配建幼儿园一所";
    other.parcel.planning.other = "配建养老设施一处";
    const auto first = propose(lot, {auction::NoticeKind::supplementary, "补充条件。", terms, {}, {}});
    const auto second = propose(lot, {auction::NoticeKind::supplementary, "补充条件。", other, {}, {}});
    ASSERT_TRUE(first.ok() && second.ok());
    ASSERT_TRUE(publish(*first, reviewer).ok());

    const auto view = publish(*second, reviewer);

    ASSERT_FALSE(view.ok());
    EXPECT_EQ(view.refusal().code, "terms_changed_since_proposal");
    EXPECT_EQ(lot_of(lot).terms, terms);
}

TEST_F(Notices, ATerminatedLotFreesItsParcelAndIsAnnounced) {
    const auto listing = in_review({"岱挂2026-1"});
    auto publishing = call(reviewer);
    const auto lot = publish_listing(publishing, path({{"id", listing.id.text}}), {})->published_lots[0];
    const auto notice =
        propose(lot, {auction::NoticeKind::termination, "规划条件调整，终止出让。", {}, {}, {}});

    ASSERT_TRUE(publish(*notice, reviewer).ok());

    EXPECT_EQ(lot_of(lot).phase, auction::ShownPhase::terminated);
    auto reading = call(seller_party);
    EXPECT_EQ(app::parcel(reading, path({{"id", listing.lots[0].parcel}}))->state,
              auction::ParcelPhase::submitted);
}

}  // namespace
}  // namespace daylit::app::testing
