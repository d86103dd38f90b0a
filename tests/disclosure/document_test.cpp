#include "disclosure/document.hpp"

#include "tests/disclosure/specimens.hpp"

#include <gmock/gmock.h>

namespace daylit::disclosure {
namespace {

const std::string program{drafting_program};
const std::string officer = "person:01ARZ3NDEKTSV4RRFFQ69G5FP1";
const std::string colleague = "person:01ARZ3NDEKTSV4RRFFQ69G5FP2";
const auto now = at("2026-04-08T09:00:00+08:00");

AnnouncementContent failure() {
    return failed_result(about(failed_state()));
}

std::string word(const DocumentState& state, const DocumentCommand& command) {
    const auto decided = decide(state, command, now);
    return decided ? "ok" : decided.refusal().code;
}

DocumentState after(DocumentState state, const DocumentCommand& command) {
    const auto decided = decide(state, command, now);
    EXPECT_TRUE(decided.ok()) << (decided ? "" : decided.refusal().code);
    for (const auto& event : *decided) {
        // A document is what its stored events make of it.
        const auto stored = encode_event(event);
        state = evolve(std::move(state),
                       decode_event<DocumentEvent>(stored.type, stored.version, stored.data).value());
    }
    return state;
}

DocumentState drafted() {
    return after({}, DraftDocument{failure(), obligation_id, program});
}
DocumentState returned() {
    return after(drafted(), ReturnDocument{"日期有误", officer});
}
DocumentState reviewed() {
    return after(drafted(), ReviewDocument{true, "无涉密内容", officer});
}
DocumentState released() {
    return after(reviewed(), ReleaseDocument{"123456789/2026-00001", sha256("html"), sha256("json")});
}

TEST(Document, AnswersEachCommandInEachPhaseWithOneWord) {
    struct Row {
        const char* phase;
        DocumentState state;
        const char *revise, *send_back, *review, *release, *correct;
    };
    for (const auto& row : std::vector<Row>{
             {"none", {}, "not_found", "not_found", "not_found", "wrong_phase", "document_not_released"},
             {"drafted", drafted(), "ok", "ok", "ok", "secrecy_review_missing", "document_not_released"},
             {"returned", returned(), "ok", "wrong_phase", "wrong_phase", "wrong_phase",
              "document_not_released"},
             {"reviewed", reviewed(), "ok", "ok", "ok", "ok", "document_not_released"},
             {"released", released(), "wrong_phase", "wrong_phase", "wrong_phase", "wrong_phase", "ok"}}) {
        SCOPED_TRACE(row.phase);
        EXPECT_EQ(word(row.state, ReviseDocument{"补充说明", officer}), row.revise);
        EXPECT_EQ(word(row.state, ReturnDocument{"原因", officer}), row.send_back);
        EXPECT_EQ(word(row.state, ReviewDocument{true, "无涉密内容", officer}), row.review);
        EXPECT_EQ(word(row.state, ReleaseDocument{"n", sha256("h"), sha256("j")}), row.release);
        EXPECT_EQ(word(row.state, CorrectDocument{other_document, "n"}), row.correct);
    }
}

TEST(Document, IsDraftedOnce) {
    EXPECT_EQ(word(drafted(), DraftDocument{failure(), std::nullopt, program}), "wrong_phase");
}

TEST(Document, AnAuthorNeverReleasesOrReturnsIt) {
    const auto state = after({}, DraftDocument{failure(), std::nullopt, officer});

    EXPECT_EQ(word(state, ReviewDocument{true, "无涉密内容", officer}), "author_cannot_approve");
    EXPECT_EQ(word(state, ReturnDocument{"原因", officer}), "author_cannot_approve");
    EXPECT_EQ(word(state, ReviewDocument{true, "无涉密内容", colleague}), "ok");
}

TEST(Document, WhoRevisesAProgramsDraftBecomesAnAuthorAndCannotReleaseIt) {
    const auto state = after(returned(), ReviseDocument{"更正日期", officer});

    EXPECT_EQ(state.phase, DocumentPhase::drafted);
    EXPECT_EQ(state.content.statement, "更正日期");
    EXPECT_EQ(state.content.sections, failure().sections);
    EXPECT_THAT(state.authors, testing::ElementsAre(program, officer));
    EXPECT_EQ(state.reason, "");
    EXPECT_EQ(word(state, ReviewDocument{true, "无涉密内容", officer}), "author_cannot_approve");
    EXPECT_EQ(word(state, ReviewDocument{true, "无涉密内容", colleague}), "ok");
}

TEST(Document, ARevisionAfterTheReviewIsReviewedAgain) {
    const auto state = after(reviewed(), ReviseDocument{"又一说明", officer});

    EXPECT_EQ(word(state, ReleaseDocument{"n", sha256("h"), sha256("j")}), "secrecy_review_missing");
}

TEST(Document, TheSecrecyReviewIsConfirmedInSoManyWords) {
    EXPECT_EQ(word(drafted(), ReviewDocument{false, "无涉密内容", officer}), "secrecy_review_missing");
    EXPECT_EQ(word(drafted(), ReviewDocument{true, " ", officer}), "empty_text");
}

TEST(Document, ReleasedItKeepsNumberDigestsAndMoment) {
    const auto state = released();

    EXPECT_EQ(state.phase, DocumentPhase::released);
    EXPECT_EQ(state.index_number, "123456789/2026-00001");
    EXPECT_EQ(state.html_digest, sha256("html"));
    EXPECT_EQ(state.json_digest, sha256("json"));
    EXPECT_EQ(state.released_at, now);
    EXPECT_EQ(state.reviewer, officer);
    EXPECT_EQ(state.obligation, obligation_id);
}

TEST(Document, TheReleasesEventSaysNothingOfTheOpinion) {
    const auto decided = decide(reviewed(), ReleaseDocument{"n", sha256("h"), sha256("j")}, now);

    EXPECT_EQ(boost::json::serialize(encode_event(decided->front()).data).find("无涉密内容"),
              std::string::npos);
}

TEST(Document, IsCorrectedOnce) {
    const auto state = after(released(), CorrectDocument{other_document, "123456789/2026-00002"});

    EXPECT_EQ(state.corrected_by, other_document);
    EXPECT_EQ(word(state, CorrectDocument{document_id, "n"}), "already_corrected");
}

TEST(Document, ACorrectionSaysSomethingAndOtherKindsNeedNot) {
    const auto empty = correction_announcement(failure(), document_id, "123456789/2026-00001", "");

    EXPECT_EQ(word({}, DraftDocument{empty, std::nullopt, officer}), "empty_text");
    EXPECT_EQ(word(drafted(), ReviseDocument{"", officer}), "ok");
    EXPECT_EQ(word(drafted(), ReviseDocument{"隐\u200B形", officer}), "forbidden_character");
    EXPECT_EQ(word(drafted(), ReviseDocument{std::string(20'001, 'x'), officer}), "text_too_long");
}

TEST(Document, ItsStateIsReadAsItWasWritten) {
    for (const auto& state : {drafted(), returned(), reviewed(), released()}) {
        EXPECT_EQ(parse_as<DocumentState>(to_json_text(state)).value(), state);
    }
}

TEST(AnnouncementKinds, StandInTheTableInTheirOwnOrder) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<AnnouncementKind>>(
        [](auto described) { EXPECT_EQ(name_of(described.value).kind, described.value) << described.name; });
    EXPECT_EQ(kind_names().size(), 12U);
}

}  // namespace
}  // namespace daylit::disclosure
