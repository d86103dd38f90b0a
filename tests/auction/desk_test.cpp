// The desk before and beside a lot: parcels, listing announcements and notices, each as a pure state machine.
#include "auction/listing.hpp"
#include "auction/notice.hpp"
#include "auction/parcel.hpp"
#include "tests/auction/event_replay.hpp"
#include "tests/auction/support.hpp"

#include <functional>

namespace daylit::auction {
namespace {

using namespace testing;

const OrganisationId bureau{"01BX5ZZKBKACTAV9WEVGEMMVRZ"};
const ListingId listing_id{"01ARZ3NDEKTSV4RRFFQ69G5FAV"};
const LotId lot_id{"01ARZ3NDEKTSV4RRFFQ69G5FAW"};
const LotId other_lot{"01ARZ3NDEKTSV4RRFFQ69G5FAX"};
const std::string wang = "person:wang";
const std::string li = "person:li";
const std::string zhao = "person:zhao";

const Profile& jiangsu() {
    static const auto profile = shipped_profile("jiangsu");
    return profile;
}
ParcelTerms lawful_parcel() {
    return lawful_terms(jiangsu()).parcel;
}

// "ok", or the refusal as "code field"; a refusal's sentences must be complete.
template <class Event>
std::string verdict(const Result<std::vector<Event>>& decision) {
    if (decision) {
        return "ok";
    }
    expect_full_sentences(decision.refusal());
    return spoken(decision.refusal());
}

// A stream as it grows: what was decided is kept, so that a replay can be compared with the state.
template <class State, class Event, class Command>
struct Life {
    State state;
    std::vector<Event> events;

    std::string act(const Command& command, Instant now = published_at) {
        const auto decided = decided_by(state, command, now);
        if (decided) {
            for (const auto& event : *decided) {
                state = evolve(std::move(state), event);
                events.push_back(event);
            }
        }
        return verdict(decided);
    }
    State again() const { return daylit::testing::replayed<State>(events); }

private:
    static Result<std::vector<Event>> decided_by(const State& state, const Command& command, Instant now) {
        if constexpr (std::is_same_v<State, ListingState>) {
            return decide(state, command, now);
        } else {
            return decide(state, command);
        }
    }
};
using ParcelLife = Life<ParcelState, ParcelEvent, ParcelCommand>;
using ListingLife = Life<ListingState, ListingEvent, ListingCommand>;
using NoticeLife = Life<NoticeState, NoticeEvent, NoticeCommand>;

// --- parcels ---

SubmitParcel submission() {
    return {bureau, lawful_parcel(), jiangsu(), wang};
}
CorrectParcel correction() {
    auto terms = lawful_parcel();
    terms.title = "城东地块（更正）";
    return {terms, jiangsu(), li};
}

ParcelLife parcel_in(const std::string& phase) {
    ParcelLife life;
    if (phase == "none") {
        return life;
    }
    EXPECT_EQ(life.act(submission()), "ok");
    if (phase == "returned") {
        EXPECT_EQ(life.act(ReturnParcel{"缺少决策文件"}), "ok");
    } else if (phase == "withdrawn") {
        EXPECT_EQ(life.act(WithdrawParcel{}), "ok");
    } else if (phase == "taken") {
        EXPECT_EQ(life.act(TakeParcel{listing_id, lot_id}), "ok");
    }
    return life;
}

TEST(Parcel, IsReturnedCorrectedTakenAndFreed) {
    auto life = parcel_in("returned");
    EXPECT_EQ(life.state.reason, "缺少决策文件");
    EXPECT_EQ(life.act(correction()), "ok");
    EXPECT_EQ(life.state.terms.title, "城东地块（更正）");
    EXPECT_EQ(life.state.author, li);
    EXPECT_EQ(life.state.reason, "");
    EXPECT_EQ(life.act(TakeParcel{listing_id, lot_id}), "ok");
    EXPECT_EQ(life.state.lot, lot_id);
    EXPECT_EQ(life.act(FreeParcel{lot_id}), "ok");

    EXPECT_EQ(life.state.phase, ParcelPhase::submitted);
    EXPECT_EQ(life.state.lot, std::nullopt);
    EXPECT_EQ(life.state.seller, bureau);
    EXPECT_EQ(life.again(), life.state);
}

TEST(Parcel, DoesInEachPhaseWhatTheTableSays) {
    const std::map<std::string, ParcelCommand> commands{{"submit", submission()},
                                                        {"correct", correction()},
                                                        {"return", ReturnParcel{"x"}},
                                                        {"withdraw", WithdrawParcel{}},
                                                        {"take", TakeParcel{listing_id, lot_id}},
                                                        {"free", FreeParcel{lot_id}}};
    // What may be done; everything else is refused by the phase.
    const std::map<std::string, std::set<std::string>> allowed{
        {"none", {"submit"}},
        {"submitted", {"correct", "return", "withdraw", "take"}},
        {"returned", {"correct", "withdraw"}},
        {"withdrawn", {}},
        {"taken", {"free"}},
    };
    for (const auto& [phase, acts] : allowed) {
        for (const auto& [name, command] : commands) {
            auto life = parcel_in(phase);
            const auto before = life.state;
            EXPECT_EQ(life.act(command), acts.contains(name) ? "ok" : "parcel_wrong_phase")
                << name << " in " << phase;
            if (!acts.contains(name)) {
                EXPECT_EQ(life.state, before);
            }
            EXPECT_EQ(life.again(), life.state);
        }
    }
}

TEST(Parcel, IsFreedByItsOwnLotAlone) {
    auto life = parcel_in("taken");

    EXPECT_EQ(life.act(FreeParcel{other_lot}), "parcel_wrong_phase");
}

TEST(Parcel, IsJudgedByItsTermsBeforeItsPhase) {
    auto unlawful = submission();
    unlawful.terms.step = Fen();
    auto life = parcel_in("withdrawn");
    EXPECT_EQ(life.act(unlawful).find("parcel_wrong_phase"), std::string::npos);
    EXPECT_NE(life.act(unlawful).find("terms.step"), std::string::npos);

    auto corrected = correction();
    corrected.terms.area = Area();
    EXPECT_EQ(life.act(corrected), "area_not_positive terms.area");
    EXPECT_EQ(life.act(ReturnParcel{" "}), "empty_text reason");
}

// --- listings ---

ListingDraft lawful_draft() {
    return {"国有建设用地使用权网上挂牌出让公告",
            "jiangsu",
            "凡符合条件的法人均可申请。",
            {{"01ARZ3NDEKTSV4RRFFQ69G5FA1", lawful_terms(jiangsu()).times}}};
}
DraftListing drafting() {
    return {bureau, lawful_draft(), wang};
}
ReviseListing revision(const std::string& actor) {
    auto draft = lawful_draft();
    draft.title = "更正后的公告";
    return {draft, actor};
}
SendListingToReview sending(const std::string& actor) {
    return {{lawful_parcel()}, jiangsu(), actor};
}
PublishListing publication(const std::string& actor) {
    return {{lawful_parcel()}, jiangsu(), {lot_id}, actor};
}

ListingLife listing_in(const std::string& phase) {
    ListingLife life;
    if (phase == "none") {
        return life;
    }
    EXPECT_EQ(life.act(drafting()), "ok");
    if (phase == "draft") {
        return life;
    }
    EXPECT_EQ(life.act(sending(wang)), "ok");
    if (phase == "returned") {
        EXPECT_EQ(life.act(ReturnListing{"请补充联系方式", zhao}), "ok");
    } else if (phase == "published") {
        EXPECT_EQ(life.act(publication(zhao)), "ok");
    }
    return life;
}

TEST(Listing, IsDraftedReturnedRevisedAndPublishedBySomebodyElse) {
    auto life = listing_in("returned");
    EXPECT_EQ(life.state.reason, "请补充联系方式");
    EXPECT_EQ(life.act(revision(li)), "ok");
    EXPECT_EQ(life.state.reason, "");
    EXPECT_EQ(life.act(sending(li)), "ok");
    EXPECT_EQ(life.act(publication(zhao)), "ok");

    EXPECT_EQ(life.state.phase, ListingPhase::published);
    EXPECT_EQ(life.state.lots, std::vector{lot_id});
    EXPECT_EQ(life.state.authors, (std::vector{wang, li}));
    EXPECT_EQ(life.again(), life.state);
}

TEST(Listing, DoesInEachPhaseWhatTheTableSays) {
    const std::map<std::string, ListingCommand> commands{{"draft", drafting()},
                                                         {"revise", revision(li)},
                                                         {"send", sending(li)},
                                                         {"return", ReturnListing{"x", zhao}},
                                                         {"publish", publication(zhao)}};
    const std::map<std::string, std::set<std::string>> allowed{
        {"none", {"draft"}},
        {"draft", {"revise", "send"}},
        {"in_review", {"return", "publish"}},
        {"returned", {"revise", "send"}},
        {"published", {}},
    };
    for (const auto& [phase, acts] : allowed) {
        for (const auto& [name, command] : commands) {
            auto life = listing_in(phase);
            const auto before = life.state;
            EXPECT_EQ(life.act(command), acts.contains(name) ? "ok" : "listing_wrong_phase")
                << name << " in " << phase;
            if (!acts.contains(name)) {
                EXPECT_EQ(life.state, before);
            }
            EXPECT_EQ(life.again(), life.state);
        }
    }
}

// Whoever drafted, revised or sent it is an author, also where somebody else came after.
TEST(Listing, IsNeitherPublishedNorReturnedByAnyOfItsAuthors) {
    auto life = listing_in("draft");
    EXPECT_EQ(life.act(revision(li)), "ok");
    EXPECT_EQ(life.act(sending(zhao)), "ok");

    for (const auto& author : {wang, li, zhao}) {
        EXPECT_EQ(life.act(publication(author)), "author_cannot_review") << author;
        EXPECT_EQ(life.act(ReturnListing{"x", author}), "author_cannot_review") << author;
    }
    EXPECT_EQ(life.act(publication("person:qian")), "ok");
}

TEST(Listing, RefusesADraftByItsForm) {
    struct Case {
        std::function<void(ListingDraft&)> spoil;
        std::string expected;
    };
    for (const auto& one : std::vector<Case>{
             {[](auto& d) { d.title = ""; }, "empty_text title"},
             {[](auto& d) { d.title = std::string(101, 'x'); }, "text_too_long title"},
             {[](auto& d) { d.statement = " "; }, "empty_text statement"},
             {[](auto& d) { d.lots.clear(); }, "listing_without_lots lots"},
             {[](auto& d) { d.lots.push_back(d.lots[0]); }, "parcel_repeated lots[0].parcel"},
             {[](auto& d) {
                  for (int i = 0; i < 20; ++i) {
                      d.lots.push_back({"parcel " + std::to_string(i), d.lots[0].times});
                  }
              },
              "too_many_lots lots"},
         }) {
        auto command = drafting();
        one.spoil(command.draft);
        ListingLife fresh;
        EXPECT_EQ(fresh.act(command), one.expected);
        auto published = listing_in("published");
        EXPECT_EQ(published.act(ReviseListing{command.draft, wang}), one.expected) << "form before phase";
    }
    auto life = listing_in("in_review");
    EXPECT_EQ(life.act(ReturnListing{"", zhao}), "empty_text reason");
}

TEST(Listing, IsPublishedAsItWasReviewedOrNotAtAll) {
    auto life = listing_in("in_review");
    auto changed = publication(zhao);
    changed.parcels[0].start_price = Fen::yuan(2'000);

    EXPECT_EQ(life.act(changed), "parcels_changed_since_review");
    EXPECT_EQ(life.act(publication(zhao)), "ok");
}

TEST(Listing, IsJudgedByTheLawWhenItIsSentAndAgainWhenItIsPublished) {
    auto life = listing_in("draft");
    const auto next_week = published_at + std::chrono::days(7);
    EXPECT_EQ(life.act(sending(wang), next_week), "notice_too_short lots[0].times.listing_start");
    EXPECT_EQ(life.act(sending(wang)), "ok");
    EXPECT_EQ(life.act(publication(zhao), next_week), "notice_too_short lots[0].times.listing_start");

    EXPECT_EQ(check_draft(life.state.draft, {lawful_parcel()}, jiangsu(), published_at).size(), 0U);
    EXPECT_EQ(spoken(check_draft(life.state.draft, {lawful_parcel()}, jiangsu(), next_week).at(0)),
              "notice_too_short lots[0].times.listing_start");
}

// --- notices ---

NoticeContent content_of(NoticeKind kind) {
    NoticeContent content{kind, "规划条件调整。", {}, {}, {}};
    if (kind == NoticeKind::supplementary) {
        content.terms = lawful_terms(jiangsu());
    }
    return content;
}
ProposeNotice proposal(NoticeKind kind = NoticeKind::suspension) {
    return {lot_id, content_of(kind), wang, lawful_terms(jiangsu())};
}

TEST(Notice, CountsOnceSomebodyElsePublishesIt) {
    for (const auto kind : {NoticeKind::supplementary, NoticeKind::suspension, NoticeKind::resumption,
                            NoticeKind::termination}) {
        NoticeLife life;
        EXPECT_EQ(life.act(proposal(kind)), "ok");
        EXPECT_EQ(life.act(PublishNotice{wang, lawful_terms(jiangsu())}), "author_cannot_review");
        EXPECT_EQ(life.act(ReturnNotice{"x", wang}), "author_cannot_review");
        EXPECT_EQ(life.act(PublishNotice{zhao, lawful_terms(jiangsu())}), "ok");

        EXPECT_EQ(life.state.phase, NoticePhase::published);
        EXPECT_EQ(life.state.content, content_of(kind));
        EXPECT_EQ(life.again(), life.state);
    }
}

TEST(Notice, DoesInEachPhaseWhatTheTableSays) {
    const std::map<std::string, NoticeCommand> commands{
        {"propose", proposal()},
        {"return", ReturnNotice{"x", zhao}},
        {"publish", PublishNotice{zhao, lawful_terms(jiangsu())}}};
    const std::map<std::string, std::set<std::string>> allowed{
        {"none", {"propose"}}, {"proposed", {"return", "publish"}}, {"returned", {}}, {"published", {}}};
    for (const auto& [phase, acts] : allowed) {
        for (const auto& [name, command] : commands) {
            NoticeLife life;
            if (phase != "none") {
                EXPECT_EQ(life.act(proposal()), "ok");
            }
            if (phase == "returned") {
                EXPECT_EQ(life.act(ReturnNotice{"理由不足", zhao}), "ok");
            } else if (phase == "published") {
                EXPECT_EQ(life.act(PublishNotice{zhao, lawful_terms(jiangsu())}), "ok");
            }
            EXPECT_EQ(life.act(command), acts.contains(name) ? "ok" : "notice_wrong_phase")
                << name << " in " << phase;
            EXPECT_EQ(life.again(), life.state);
        }
    }
}

TEST(Notice, ChangesNoTermsThatItsAuthorDidNotSee) {
    auto changed = lawful_terms(jiangsu());
    changed.parcel.title = "城东地块（更正）";
    NoticeLife supplement;
    EXPECT_EQ(supplement.act(proposal(NoticeKind::supplementary)), "ok");
    EXPECT_EQ(supplement.act(PublishNotice{zhao, changed}), "terms_changed_since_proposal");
    EXPECT_EQ(supplement.act(PublishNotice{zhao, lawful_terms(jiangsu())}), "ok");

    NoticeLife suspension;
    EXPECT_EQ(suspension.act(proposal()), "ok");
    EXPECT_EQ(suspension.act(PublishNotice{zhao, changed}), "ok") << "what carries no terms undoes none";
}

TEST(Notice, CarriesThePartsOfItsKindAndNoOthers) {
    struct Case {
        NoticeKind kind;
        std::function<void(NoticeContent&)> spoil;
        std::string expected;
    };
    const auto moment = china_time("2026-12-24 10:00");
    for (const auto& one : std::vector<Case>{
             {NoticeKind::supplementary, [](auto& c) { c.terms.reset(); }, "missing_field terms"},
             {NoticeKind::suspension, [](auto& c) { c.statement = ""; }, "empty_text statement"},
             {NoticeKind::suspension, [](auto& c) { c.terms = lawful_terms(jiangsu()); },
              "field_not_of_this_kind terms"},
             {NoticeKind::resumption, [](auto& c) { c.terms = lawful_terms(jiangsu()); },
              "field_not_of_this_kind terms"},
             {NoticeKind::termination, [&](auto& c) { c.listing_end = moment; },
              "field_not_of_this_kind listing_end"},
             {NoticeKind::supplementary, [&](auto& c) { c.timed_start = moment; },
              "field_not_of_this_kind timed_start"},
             {NoticeKind::resumption,
              [&](auto& c) {
                  c.listing_end = moment;
                  c.timed_start = moment;
              },
              "ok"},
         }) {
        auto command = proposal(one.kind);
        one.spoil(command.content);
        NoticeLife life;
        EXPECT_EQ(life.act(command), one.expected);
    }
    NoticeLife life;
    EXPECT_EQ(life.act(proposal()), "ok");
    EXPECT_EQ(life.act(ReturnNotice{"", zhao}), "empty_text reason");
}

// --- what is stored ---

// One event of each kind, as it stands in databases: they must be readable for good. (The notice's stream is
// one that no desk could make, returned and published, so that it has them all.)
struct Stored {
    std::string type;
    int version = 1;
    boost::json::object data;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (type, version, data))
struct GoldenStream {
    std::vector<Stored> events;
    boost::json::object state;
};
BOOST_DESCRIBE_STRUCT(GoldenStream, (), (events, state))

template <class State, class Event>
void expect_golden(const std::string& name) {
    const auto stream = parse_as<GoldenStream>(source_file("tests/auction/golden/" + name)).value();
    State state;
    std::set<std::string> types;
    for (const auto& stored : stream.events) {
        const auto event = decode_event<Event>(stored.type, stored.version, stored.data);
        ASSERT_TRUE(event.ok()) << stored.type << " " << spoken(event.refusal());
        EXPECT_EQ(boost::json::serialize(encode_event(*event).data), boost::json::serialize(stored.data));
        state = evolve(std::move(state), *event);
        types.insert(stored.type);
    }
    EXPECT_EQ(to_json(state), boost::json::value(stream.state)) << to_json_text(state);
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Event>>([&](auto identity) {
        const std::string type(EventTag<typename decltype(identity)::type>::name);
        EXPECT_TRUE(types.contains(type)) << type;
    });
}

TEST(GoldenDesk, IsReadAndReplayedAsItWasStored) {
    expect_golden<ParcelState, ParcelEvent>("parcel.json");
    expect_golden<ListingState, ListingEvent>("listing.json");
    expect_golden<NoticeState, NoticeEvent>("notice.json");
}

}  // namespace
}  // namespace daylit::auction
