// A tender notice under four eyes, acts upon its lots, and questions.
#include "tendering/tender.hpp"

#include "tendering/notice.hpp"
#include "tendering/question.hpp"
#include "tests/tendering/support.hpp"

namespace daylit::tendering {
namespace {

using namespace testing;

class Tender : public ::testing::Test {
protected:
    TenderState state;
    Method method = shipped_method();
    Instant now = published_at;

    static TenderDraft draft() {
        return {"滨河路道路改造工程施工招标公告",
                "岱发改审〔2027〕12号",
                "open_tender",
                "资金已落实。",
                {{some_terms(), some_times()}}};
    }
    std::string act(const TenderCommand& command) {
        const auto events = decide(state, command, now);
        if (!events) {
            return events.refusal().code;
        }
        for (const auto& event : *events) {
            const auto stored = encode_event(event);
            state = evolve(std::move(state),
                           decode_event<TenderEvent>(stored.type, stored.version, stored.data).value());
        }
        return "ok";
    }
};

TEST_F(Tender, IsDraftedByOneAndPublishedByAnother) {
    EXPECT_EQ(act(DraftTender{some_tenderer, draft(), "person:a"}), "ok");
    EXPECT_EQ(act(PublishTender{method, {some_lot}, "person:r"}), "tender_draft_wrong_phase");
    EXPECT_EQ(act(ReviseTender{draft(), "person:b"}), "ok");
    EXPECT_EQ(act(SendTenderToReview{method, "person:c"}), "ok");
    for (const auto* author : {"person:a", "person:b", "person:c"}) {
        EXPECT_EQ(act(PublishTender{method, {some_lot}, author}), "author_cannot_review");
        EXPECT_EQ(act(ReturnTender{"改", author}), "author_cannot_review");
    }
    EXPECT_EQ(act(ReturnTender{"请补充资质要求", "person:r"}), "ok");
    EXPECT_EQ(act(SendTenderToReview{method, "person:a"}), "ok");
    EXPECT_EQ(act(ReviseTender{draft(), "person:a"}), "tender_draft_wrong_phase");
    EXPECT_EQ(act(PublishTender{method, {some_lot}, "person:r"}), "ok");
    EXPECT_EQ(state.lots, std::vector{some_lot});
    EXPECT_EQ(parse_as<TenderState>(to_json_text(state)).value(), state);
}

TEST_F(Tender, ThatWaitedTooLongIsNotPublished) {
    ASSERT_EQ(act(DraftTender{some_tenderer, draft(), "person:a"}), "ok");
    ASSERT_EQ(act(SendTenderToReview{method, "person:a"}), "ok");
    now = china("2027-03-03", "00:00:00");
    EXPECT_EQ(act(PublishTender{method, {some_lot}, "person:r"}), "tender_too_short");
}

TEST_F(Tender, HasLotsOfDifferentNumbers) {
    auto two = draft();
    two.lots.push_back(two.lots.front());
    EXPECT_EQ(act(DraftTender{some_tenderer, two, "person:a"}), "number_repeated");
    two.lots.clear();
    EXPECT_EQ(act(DraftTender{some_tenderer, two, "person:a"}), "tender_without_lots");
    two.lots.resize(21, {some_terms(), some_times()});
    EXPECT_EQ(act(DraftTender{some_tenderer, two, "person:a"}), "too_many");
}

class TenderNotice : public ::testing::Test {
protected:
    LotLife life;
    TenderNoticeState state;

    void SetUp() override { life.publish(); }
    std::string act(const TenderNoticeCommand& command) {
        const auto events = decide(state, command);
        if (!events) {
            return events.refusal().code;
        }
        for (const auto& event : *events) {
            state = evolve(std::move(state), event);
        }
        return "ok";
    }
    TenderNoticeContent change() const {
        auto terms = some_terms();
        terms.scope = "增加人行道。";
        return {TenderNoticeKind::change, "补遗一", ProposedChange{terms, some_times(), {}, true}};
    }
};

TEST_F(TenderNotice, CountsOnceAnotherPublishesIt) {
    EXPECT_EQ(act(ProposeTenderNotice{some_lot, change(), "person:a", life.state}), "ok");
    EXPECT_EQ(act(PublishTenderNotice{"person:a", life.state}), "author_cannot_review");
    EXPECT_EQ(act(PublishTenderNotice{"person:r", life.state}), "ok");
    EXPECT_EQ(life.act(command_of(state.content)), "ok");
    EXPECT_EQ(life.state.documents_version, 2);
    EXPECT_EQ(life.state.terms.scope, "增加人行道。");
    EXPECT_EQ(act(ReturnTenderNotice{"晚了", "person:r"}), "tender_notice_wrong_phase");
}

TEST_F(TenderNotice, IsNotPublishedOverAnotherChange) {
    ASSERT_EQ(act(ProposeTenderNotice{some_lot, change(), "person:a", life.state}), "ok");
    life.state.times.deadline += std::chrono::hours(1);
    EXPECT_EQ(act(PublishTenderNotice{"person:r", life.state}), "terms_changed_since_proposal");
    EXPECT_EQ(act(ReturnTenderNotice{"已有新的变更", "person:r"}), "ok");
}

TEST_F(TenderNotice, CarriesThePartsOfItsKindAlone) {
    auto content = change();
    content.change.reset();
    EXPECT_EQ(act(ProposeTenderNotice{some_lot, content, "person:a", life.state}), "missing_field");
    content = change();
    content.kind = TenderNoticeKind::suspension;
    EXPECT_EQ(act(ProposeTenderNotice{some_lot, content, "person:a", life.state}), "field_not_of_this_kind");
    content.change.reset();
    EXPECT_EQ(act(ProposeTenderNotice{some_lot, content, "person:a", life.state}), "ok");
    EXPECT_EQ(life.act(command_of(state.content)), "ok");
    EXPECT_TRUE(life.state.suspended_at);
}

TEST(TenderQuestion, IsTakenWhileQuestionsAreAndAnsweredOnce) {
    LotLife life;
    life.publish();
    const auto until = some_times().questions_until;
    const AskQuestion ask{some_lot, life.state, "是否允许联合体投标？", "sealed"};
    EXPECT_EQ(decide(TenderQuestionState{}, ask, until).refusal().code, "questions_closed");
    const auto events = decide(TenderQuestionState{}, ask, until - Milliseconds(1));
    ASSERT_TRUE(events.ok());
    auto state = evolve({}, events->front());
    EXPECT_EQ(state.asker, "sealed");
    state = evolve(state, decide(state, TellAnswer{"不允许。"}, until)->front());
    EXPECT_EQ(state.answer, "不允许。");
    EXPECT_EQ(decide(state, TellAnswer{"允许。"}, until).refusal().code, "answer_given_already");
    life.state.phase = TenderPhase::closed;
    EXPECT_EQ(decide(TenderQuestionState{}, ask, until - Milliseconds(1)).refusal().code,
              "tender_wrong_phase");
}

}  // namespace
}  // namespace daylit::tendering
