#include "schema/rows_auction.hpp"
#include "server/app/announcement_feed.hpp"
#include "server/app/documents.hpp"
#include "tests/app/support/app_fixture.hpp"
#include "tests/disclosure/specimens.hpp"

#include <gmock/gmock.h>

namespace daylit::app::testing {
namespace {

using disclosure::AnnouncementKind;
using disclosure::DocumentPhase;
using disclosure::ObligationPhase;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const ReleaseInput no_secrets{true, "经审查，不含涉密内容。"};

class DisclosureTest : public AppTest {
protected:
    DisclosureTest() { procedure.set(disclosure::at("2026-04-07T10:15:00+08:00")); }

    LotId add_lot(const auction::LotState& state, const std::string& number) {
        const LotId id{id_text(random.entropy())};
        store.transact([&](schema::UnitOfWork& tx) {
            ensure(
                tx.insert(schema::LotRow{
                    id, 1, boost::describe::enum_to_string(state.phase, ""), std::nullopt, ListingId{id.text},
                    "parcel", *land.caller.organisation, number, state.terms.parcel.title,
                    state.terms.parcel.location, procedure.now(), state.closed_at, to_json_text(state)}),
                "a test's lot is new");
        });
        return id;
    }
    LotId sold_lot() { return add_lot(disclosure::sold_state(), "DY2026-017"); }
    LotId failed_lot(const std::string& number = "DY2026-018") {
        return add_lot(disclosure::failed_state(), number);
    }

    static NewObligation due(const LotId& lot, AnnouncementKind kind, int days = 10) {
        return {"lot:" + lot.text + "#9",      kind, lot,  "DY2026-017 结果",
                disclosure::day("2026-04-07"), days, true, "国土资源部39号令第二十二条"};
    }
    void cause(const std::vector<NewObligation>& obligations) {
        auto timer = visitor();
        store.transact([&](schema::UnitOfWork& tx) {
            Act act(timer, tx);
            cause_obligations(act, obligations);
        });
    }
    int draft() {
        return draft_due_announcements(*services, [&](Act&, const LotId&, const std::string& plate) {
            asked_plates.push_back(plate);
            return winner.caller.organisation;
        });
    }

    std::vector<DocumentView> drafts() {
        auto reading = call(officer);
        return documents(reading, with({}, {{"state", "drafted"}}))->items;
    }
    // The only draft of an obligation on a failed lot.
    DocumentView failure_draft() {
        cause({due(failed_lot(), AnnouncementKind::result)});
        draft();
        return drafts().at(0);
    }
    Result<DocumentView> release(const Party& who, const DocumentId& id,
                                 const ReleaseInput& input = no_secrets) {
        auto releasing = call(who);
        return release_document(releasing, path({{"id", id.text}}), input);
    }
    std::vector<AnnouncementView> catalog(std::map<std::string, std::string> query = {}) {
        auto reading = visitor();
        return announcements(reading, with({}, std::move(query)))->items;
    }
    std::vector<ObligationView> due_list(std::map<std::string, std::string> query = {}) {
        auto reading = visitor();
        return obligations(reading, with({}, std::move(query)))->items;
    }
    template <class Out>
    static std::string word(const Result<Out>& result) {
        return result ? "ok" : result.refusal().code;
    }

    Party land = seller();
    Party winner = bidder("岱阳大地置业有限公司");
    Party officer = staff(registry::Role::disclosure_officer);
    Party colleague = staff(registry::Role::disclosure_officer);
    std::vector<std::string> asked_plates;
};

TEST_F(DisclosureTest, AnObligationIsCausedOnceForEachCauseAndKind) {
    const auto lot = sold_lot();
    const std::vector<NewObligation> both{due(lot, AnnouncementKind::deal_publicity, 5),
                                          due(lot, AnnouncementKind::result)};

    cause(both);
    cause(both);

    const auto open = due_list({{"state", "open"}});
    ASSERT_THAT(open, SizeIs(2));
    EXPECT_EQ(open[0].kind, AnnouncementKind::deal_publicity);
    EXPECT_EQ(to_text(open[0].due_date), "2026-04-14");
    EXPECT_EQ(to_text(open[1].due_date), "2026-04-21");
    EXPECT_EQ(open[1].light, Light::green);
    EXPECT_EQ(open[1].document, std::nullopt);
    EXPECT_FALSE(open[1].provisional);
    expect_streams_sound({"obligation:" + open[0].id.text, "obligation:" + open[1].id.text});
}

TEST_F(DisclosureTest, TheProgramDraftsWhatIsDueFromTheLotsOwnState) {
    const auto lot = sold_lot();
    cause({due(lot, AnnouncementKind::deal_publicity, 5), due(lot, AnnouncementKind::result)});

    const int drafted = draft();

    EXPECT_EQ(drafted, 2);
    EXPECT_EQ(draft(), 0);
    EXPECT_THAT(asked_plates, ElementsAre("K7M2", "K7M2"));
    const auto made = drafts();
    ASSERT_THAT(made, SizeIs(2));
    for (const auto& one : made) {
        EXPECT_EQ(one.author_name, "程序");
        EXPECT_TRUE(one.may_release);
        EXPECT_THAT(one.content.lots, ElementsAre(lot));
        EXPECT_EQ(disclosure::value_of(one.content, "竞得人"), winner.name);
        EXPECT_EQ(one.obligation->state, ObligationPhase::drafted);
    }
}

TEST_F(DisclosureTest, AFailedLotsDraftAsksForNobody) {
    const auto drafted = failure_draft();

    EXPECT_THAT(asked_plates, IsEmpty());
    EXPECT_EQ(disclosure::value_of(drafted.content, "结果"), "未成交");
}

TEST_F(DisclosureTest, DraftingThatBreaksOffLeavesNothingAndGoesOnLater) {
    cause({due(sold_lot(), AnnouncementKind::result)});

    EXPECT_THROW(
        draft_due_announcements(*services,
                                [](Act&, const LotId&, const std::string&) -> std::optional<OrganisationId> {
                                    throw schema::StoreUnavailable("gone");
                                }),
        schema::StoreUnavailable);

    EXPECT_THAT(drafts(), IsEmpty());
    EXPECT_EQ(draft(), 1);
    EXPECT_THAT(drafts(), SizeIs(1));
}

TEST_F(DisclosureTest, AWinnerWhoIsNotKnownYetIsWaitedForAndHoldsUpNobody) {
    cause({due(sold_lot(), AnnouncementKind::deal_publicity, 5)});
    cause({due(failed_lot(), AnnouncementKind::result)});

    const int drafted = draft_due_announcements(
        *services,
        [](Act&, const LotId&, const std::string&) -> std::optional<OrganisationId> { return std::nullopt; });

    EXPECT_EQ(drafted, 1);
    EXPECT_EQ(drafts().at(0).content.kind, AnnouncementKind::result);
    EXPECT_EQ(draft(), 1);
}

TEST_F(DisclosureTest, ADraftThatFailsHoldsUpNobodyAndIsTold) {
    cause({due(sold_lot(), AnnouncementKind::deal_publicity, 5)});
    cause({due(failed_lot(), AnnouncementKind::result)});

    EXPECT_THROW(draft_due_announcements(*services,
                                         [&](Act&, const LotId&, const std::string&) {
                                             return std::optional(OrganisationId{disclosure::lot_id.text});
                                         }),
                 BrokenPromise);

    EXPECT_THAT(drafts(), SizeIs(1));
}

TEST_F(DisclosureTest, AReleaseStoresTheBytesThatItsEventAndTheCatalogName) {
    const auto drafted = failure_draft();

    const auto released = release(officer, drafted.id);

    ASSERT_TRUE(released.ok()) << released.refusal().code;
    EXPECT_EQ(released->state, DocumentPhase::released);
    EXPECT_EQ(released->index_number, "123456789/2026-00001");
    const auto entry = catalog().at(0);
    const auto bytes = published_bytes(*services, drafted.id).value();
    const auto event = release_event(*services, drafted.id).value();
    EXPECT_EQ(sha256(bytes.html), entry.html_digest);
    EXPECT_EQ(sha256(bytes.json), entry.json_digest);
    EXPECT_EQ(sha256(event), entry.event_digest);
    EXPECT_THAT(event, HasSubstr(entry.html_digest.hex()));
    EXPECT_THAT(event, HasSubstr(entry.json_digest.hex()));
    EXPECT_THAT(event, ::testing::Not(HasSubstr(no_secrets.opinion)));
    EXPECT_THAT(bytes.html, HasSubstr("123456789/2026-00001"));
    EXPECT_THAT(bytes.html, HasSubstr("2026年4月7日"));
    expect_streams_sound({"document:" + drafted.id.text, "obligation:" + drafted.obligation->id.text});
}

TEST_F(DisclosureTest, AReleaseMeetsItsObligationAndIsTold) {
    const auto drafted = failure_draft();

    const auto released = release(officer, drafted.id);

    EXPECT_EQ(released->obligation->state, ObligationPhase::met);
    EXPECT_EQ(released->obligation->document, drafted.id);
    EXPECT_EQ(released->obligation->met_at, procedure.now());
    EXPECT_FALSE(released->obligation->met_late);
    EXPECT_THAT(due_list({{"state", "open"}}), IsEmpty());
    EXPECT_THAT(due_list({{"state", "met"}}), SizeIs(1));
    ASSERT_THAT(outlet.told, SizeIs(1));
    EXPECT_EQ(outlet.told[0].topic, "announcements");
    EXPECT_EQ(outlet.told[0].id, drafted.id.text);
    EXPECT_EQ(parse_as<AnnouncementView>(outlet.told[0].data)->index_number, "123456789/2026-00001");
}

TEST_F(DisclosureTest, ALateReleaseStaysLate) {
    const auto drafted = failure_draft();
    procedure.set(disclosure::at("2026-04-22T00:00:00+08:00"));

    const auto released = release(officer, drafted.id);

    EXPECT_TRUE(released->obligation->met_late);
    EXPECT_TRUE(due_list({{"state", "met"}}).at(0).met_late);
}

TEST_F(DisclosureTest, ADocumentWithoutItsSecrecyReviewTakesNoNumber) {
    const auto drafted = failure_draft();

    EXPECT_EQ(word(release(officer, drafted.id, {false, "经审查。"})), "secrecy_review_missing");
    EXPECT_EQ(word(release(officer, drafted.id, {true, ""})), "empty_text");

    EXPECT_THAT(catalog(), IsEmpty());
    EXPECT_EQ(release(officer, drafted.id)->index_number, "123456789/2026-00001");
}

TEST_F(DisclosureTest, WhoRevisesADraftIsItsAuthorAndSomebodyElseReleasesIt) {
    const auto drafted = failure_draft();
    auto returning = call(officer);
    const auto returned =
        return_document(returning, path({{"id", drafted.id.text}}), Reason{"请说明重新出让安排"});
    auto revising = call(officer);

    const auto revised = revise_document(revising, path({{"id", drafted.id.text}}), {"将另行公告。"});

    EXPECT_EQ(returned->state, DocumentPhase::returned);
    EXPECT_EQ(returned->reason, "请说明重新出让安排");
    EXPECT_EQ(revised->content.statement, "将另行公告。");
    EXPECT_THAT(revised->author_name, HasSubstr("程序、人员"));
    EXPECT_FALSE(revised->may_release);
    EXPECT_EQ(word(release(officer, drafted.id)), "author_cannot_approve");
    EXPECT_EQ(word(release(colleague, drafted.id)), "ok");
    EXPECT_EQ(word(release(colleague, drafted.id)), "wrong_phase");
}

TEST_F(DisclosureTest, ADraftIsNobodysBusinessOutsideTheDesk) {
    const auto drafted = failure_draft();
    auto reading = visitor();

    EXPECT_EQ(word(announcement(reading, path({{"id", drafted.id.text}}))), "not_found");
    EXPECT_EQ(word(published_bytes(*services, drafted.id)), "not_found");
    EXPECT_EQ(word(release_event(*services, drafted.id)), "not_found");
    EXPECT_EQ(due_list().at(0).document, std::nullopt);
    EXPECT_THAT(catalog(), IsEmpty());
}

TEST_F(DisclosureTest, IndexNumbersRunWithoutGapsAndBeginAgainEachYear) {
    std::vector<std::string> numbers;
    for (const char* number : {"A", "B", "C"}) {
        cause({due(failed_lot(number), AnnouncementKind::result)});
    }
    draft();
    const auto made = drafts();
    numbers.push_back(*release(officer, made.at(0).id)->index_number);
    numbers.push_back(*release(officer, made.at(1).id)->index_number);
    procedure.set(disclosure::at("2027-01-01T00:00:00+08:00"));
    numbers.push_back(*release(officer, made.at(2).id)->index_number);

    EXPECT_THAT(numbers, ElementsAre("123456789/2026-00001", "123456789/2026-00002", "123456789/2027-00001"));
}

class CorrectionTest : public DisclosureTest {
protected:
    CorrectionTest() {
        wrong = failure_draft().id;
        EXPECT_TRUE(release(officer, wrong).ok());
    }
    Result<DocumentView> correct(const DocumentId& id, const std::string& statement) {
        auto drafting = call(officer);
        return draft_correction(drafting, path({{"id", id.text}}), {statement});
    }
    DocumentId wrong;
};

TEST_F(CorrectionTest, PointsToTheOldDocumentAndIsPointedToOnceReleased) {
    const auto before = published_bytes(*services, wrong)->html;
    const auto drafted = correct(wrong, "结束时间应为 10:05。");
    ASSERT_TRUE(drafted.ok()) << drafted.refusal().code;
    EXPECT_EQ(word(release(officer, drafted->id)), "author_cannot_approve");

    const auto released = release(colleague, drafted->id);

    ASSERT_TRUE(released.ok()) << released.refusal().code;
    EXPECT_EQ(released->corrects, wrong);
    auto reading = visitor();
    EXPECT_EQ(announcement(reading, path({{"id", wrong.text}}))->corrected_by, drafted->id);
    EXPECT_EQ(announcement(reading, path({{"id", drafted->id.text}}))->corrects, wrong);
    EXPECT_EQ(published_bytes(*services, wrong)->html, before);
    EXPECT_THAT(published_bytes(*services, drafted->id)->html,
                HasSubstr("/announcements/" + wrong.text + ".html"));
    expect_streams_sound({"document:" + wrong.text, "document:" + drafted->id.text});
}

TEST_F(CorrectionTest, IsDraftedOnceAtATimeAndCorrectedInItsTurn) {
    const auto first = correct(wrong, "结束时间应为 10:05。");

    EXPECT_EQ(word(correct(wrong, "又一更正。")), "correction_under_way");
    EXPECT_EQ(word(correct(first->id, "更正草稿。")), "document_not_released");
    EXPECT_EQ(word(correct(wrong, "")), "correction_under_way");
    ASSERT_TRUE(release(colleague, first->id).ok());
    EXPECT_EQ(word(correct(wrong, "再更正。")), "already_corrected");
    EXPECT_EQ(word(correct(first->id, "")), "empty_text");
    EXPECT_EQ(word(correct(first->id, "更正的更正。")), "ok");
    EXPECT_EQ(word(correct(DocumentId{id_text(random.entropy())}, "更正。")), "not_found");
}

TEST_F(DisclosureTest, WhatASecondPersonApprovedIsReleasedAtOnceForAllItsLots) {
    const auto clerk = staff(registry::Role::clerk);
    const auto reviewer = staff(registry::Role::reviewer);
    auto publishing = call(reviewer);

    const auto view = publishing.transact<AnnouncementView>([&](Act& act) -> Result<AnnouncementView> {
        auto place = place_document(act);
        act.lock("listing:" + disclosure::lot_id.text);
        act.lock("lot:" + disclosure::lot_id.text);
        return release_at_once(act, std::move(place), listing_announcement(disclosure::listing()),
                               clerk.caller.actor());
    });

    ASSERT_TRUE(view.ok()) << view.refusal().code;
    EXPECT_EQ(view->index_number, "123456789/2026-00001");
    for (const auto& lot : {disclosure::lot_id, disclosure::other_lot}) {
        EXPECT_THAT(catalog({{"lot", lot.text}}), SizeIs(1));
    }
    EXPECT_THAT(catalog({{"lot", disclosure::document_id.text}}), IsEmpty());
    EXPECT_THAT(published_bytes(*services, view->id)->html, HasSubstr("DY2026-018"));
    EXPECT_THAT(outlet.told, SizeIs(1));
    expect_streams_sound({"document:" + view->id.text});
}

TEST_F(DisclosureTest, ItsOwnAuthorNeverReleasesAtOnce) {
    const auto clerk = staff(registry::Role::clerk);
    auto publishing = call(clerk);

    EXPECT_THROW(publishing.transact<AnnouncementView>([&](Act& act) -> Result<AnnouncementView> {
        return release_at_once(act, place_document(act), listing_announcement(disclosure::listing()),
                               clerk.caller.actor());
    }),
                 BrokenPromise);
}

TEST_F(DisclosureTest, TheCatalogIsReadPageByPageWithoutGapOrRepeat) {
    std::vector<std::string> numbers;
    for (int i = 0; i < 7; ++i) {
        cause({due(failed_lot("L" + std::to_string(i)), AnnouncementKind::result)});
    }
    draft();
    for (const auto& one : drafts()) {
        // Some at the same moment, some later.
        procedure.move(Milliseconds(numbers.size() % 3 == 0 ? 1000 : 0));
        numbers.push_back(*release(officer, one.id)->index_number);
    }

    std::vector<std::string> read;
    std::optional<Instant> last;
    std::map<std::string, std::string> query{{"limit", "2"}};
    for (int pages = 0; pages < 4; ++pages) {
        auto reading = visitor();
        const auto page = announcements(reading, with({}, query)).value();
        for (const auto& one : page.items) {
            EXPECT_TRUE(!last || one.released_at <= *last);
            last = one.released_at;
            read.push_back(one.index_number);
        }
        query["cursor"] = page.next_cursor.value_or("");
    }

    EXPECT_THAT(read, ::testing::UnorderedElementsAreArray(numbers));
    EXPECT_EQ(query["cursor"], "");
}

TEST_F(DisclosureTest, TheCatalogIsSearchedByKindAndTitle) {
    ASSERT_TRUE(release(officer, failure_draft().id).ok());

    EXPECT_THAT(catalog({{"kind", "result"}}), SizeIs(1));
    EXPECT_THAT(catalog({{"kind", "listing"}}), IsEmpty());
    EXPECT_THAT(catalog({{"q", "DY2026-017"}}), SizeIs(1));
    EXPECT_THAT(catalog({{"q", "DY2026-999"}}), IsEmpty());
    auto reading = visitor();
    EXPECT_EQ(word(announcements(reading, with({}, {{"cursor", "nonsense"}}))), "wrong_type");
    EXPECT_EQ(word(announcements(reading, with({}, {{"limit", "0"}}))), "out_of_range");
}

TEST_F(DisclosureTest, ObligationsAreFoundByTheirLightAndReadByDueDate) {
    for (const int days : {1, 2, 5, 5, 5, 10}) {
        cause(
            {due(failed_lot("D" + std::to_string(random.below(1'000'000))), AnnouncementKind::result, days)});
    }
    // Due on 8, 9, 14 (three of them) and 21 April; today is Friday 10 April.
    procedure.set(disclosure::at("2026-04-10T12:00:00+08:00"));

    const auto lights = [&](const char* light) {
        std::vector<std::string> dates;
        for (const auto& one : due_list({{"light", light}})) {
            EXPECT_EQ(boost::describe::enum_to_string(one.light, ""), std::string(light));
            dates.push_back(to_text(one.due_date));
        }
        return dates;
    };
    EXPECT_THAT(lights("red"), ElementsAre("2026-04-08", "2026-04-09"));
    EXPECT_THAT(lights("yellow"), ElementsAre("2026-04-14", "2026-04-14", "2026-04-14"));
    EXPECT_THAT(lights("green"), ElementsAre("2026-04-21"));

    std::set<std::string> seen;
    std::map<std::string, std::string> query{{"limit", "1"}, {"light", "yellow"}};
    for (int pages = 0; pages < 3; ++pages) {
        auto reading = visitor();
        const auto page = obligations(reading, with({}, query)).value();
        seen.insert(page.items.at(0).id.text);
        query["cursor"] = page.next_cursor.value_or("");
    }
    EXPECT_THAT(seen, SizeIs(3));
    EXPECT_EQ(query["cursor"], "");

    auto reading = visitor();
    EXPECT_EQ(word(obligations(reading, with({}, {{"light", "blue"}}))), "wrong_type");
    EXPECT_EQ(word(obligations(reading, with({}, {{"state", "late"}}))), "wrong_type");
}

TEST_F(DisclosureTest, ALotShowsItsAnnouncementsAndObligations) {
    const auto lot = sold_lot();
    cause({due(lot, AnnouncementKind::deal_publicity, 5), due(lot, AnnouncementKind::result)});
    draft();
    ASSERT_TRUE(release(officer, drafts().at(0).id).ok());
    auto reading = visitor();

    const auto read = reading.read<Nothing>([&](Act& act) -> Result<Nothing> {
        EXPECT_THAT(announcements_of(act, lot), SizeIs(1));
        EXPECT_THAT(obligations_of(act, lot, procedure.now()), SizeIs(2));
        EXPECT_THAT(announcements_of(act, disclosure::other_lot), IsEmpty());
        return Nothing{};
    });

    EXPECT_TRUE(read.ok());
}

TEST_F(DisclosureTest, TheFeedListsWhatWasReleased) {
    EXPECT_THAT(announcement_feed(*services), HasSubstr("<updated>2026-04-07T02:15:00.000Z</updated>"));
    const auto drafted = failure_draft();
    ASSERT_TRUE(release(officer, drafted.id).ok());

    EXPECT_THAT(announcement_feed(*services),
                HasSubstr("https://localhost:8443/announcements/" + drafted.id.text + ".html"));
}

TEST_F(DisclosureTest, ARepeatedReleaseGivesTheSameAnswerAndOneNumber) {
    const auto drafted = failure_draft();
    auto releasing = call(officer);
    const auto first = release_document(releasing, path({{"id", drafted.id.text}}), no_secrets);

    const auto again = release_document(releasing, path({{"id", drafted.id.text}}), no_secrets);

    EXPECT_EQ(to_json_text(*again), to_json_text(*first));
    EXPECT_THAT(catalog(), SizeIs(1));
    EXPECT_THAT(outlet.told, SizeIs(1));
}

}  // namespace
}  // namespace daylit::app::testing
