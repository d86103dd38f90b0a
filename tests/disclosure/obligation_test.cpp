#include "disclosure/obligation.hpp"

#include "tests/disclosure/specimens.hpp"

#include <gtest/gtest.h>

namespace daylit::disclosure {
namespace {

const auto now = at("2026-04-07T10:14:04+08:00");

WorkingCalendar calendar() {
    std::vector<std::string> texts;
    for (const auto& file : calendar_files()) {
        texts.emplace_back(file.bytes);
    }
    return read_calendar(texts).value();
}

CauseObligation result_due(Date from, int days, bool working_days) {
    return {"lot:" + lot_id.text + "#9",
            AnnouncementKind::result,
            lot_id,
            "DY2026-017 结果公告",
            from,
            days,
            working_days,
            "国土资源部39号令第二十二条"};
}

ObligationState after(ObligationState state, const ObligationCommand& command, Instant when) {
    const auto decided = decide(state, command, calendar(), when);
    EXPECT_TRUE(decided.ok());
    for (const auto& event : *decided) {
        const auto stored = encode_event(event);
        state = evolve(std::move(state),
                       decode_event<ObligationEvent>(stored.type, stored.version, stored.data).value());
    }
    return state;
}

std::string word(const ObligationState& state, const ObligationCommand& command) {
    const auto decided = decide(state, command, calendar(), now);
    return decided ? "ok" : decided.refusal().code;
}

ObligationState due() {
    return after({}, result_due(day("2026-04-07"), 10, true), now);
}

TEST(Obligation, IsDueByWorkingDaysWithoutCountingTheFirst) {
    struct Row {
        const char* from;
        int days;
        bool working;
        const char* due;
        bool provisional;
    };
    for (const auto& row : {
             // Tomb-sweeping rest days are 4 to 6 April 2026; 8 April is the first day counted.
             Row{"2026-04-07", 10, true, "2026-04-21", false},
             // Labour Day rests 1 to 5 May; Saturday 9 May is worked.
             Row{"2026-04-28", 6, true, "2026-05-09", false},
             // The fifth calendar day is a rest day: the next working day.
             Row{"2026-04-27", 5, false, "2026-05-06", false},
             // 2027 has no data yet.
             Row{"2026-12-28", 5, true, "2027-01-04", true},
         }) {
        const auto state = after({}, result_due(day(row.from), row.days, row.working), now);
        EXPECT_EQ(to_text(state.due.date), row.due) << row.from;
        EXPECT_EQ(state.due.provisional, row.provisional) << row.from;
    }
}

TEST(Obligation, AnswersEachCommandInEachPhaseWithOneWord) {
    const auto drafted = after(due(), NoteDraft{document_id}, now);
    const auto met = after(drafted, MeetObligation{document_id}, now);
    struct Row {
        ObligationState state;
        const char *cause, *draft, *meet;
    };
    for (const auto& row : std::vector<Row>{{{}, "ok", "wrong_phase", "wrong_phase"},
                                            {due(), "wrong_phase", "ok", "ok"},
                                            {drafted, "wrong_phase", "wrong_phase", "ok"},
                                            {met, "wrong_phase", "wrong_phase", "wrong_phase"}}) {
        SCOPED_TRACE(boost::describe::enum_to_string(row.state.phase, ""));
        EXPECT_EQ(word(row.state, result_due(day("2026-04-07"), 10, true)), row.cause);
        EXPECT_EQ(word(row.state, NoteDraft{document_id}), row.draft);
        EXPECT_EQ(word(row.state, MeetObligation{document_id}), row.meet);
    }
}

TEST(Obligation, IsMetLateFromTheMidnightAfterItsDueDay) {
    const auto in_time = after(due(), MeetObligation{document_id}, at("2026-04-21T23:59:59.999+08:00"));
    const auto late = after(due(), MeetObligation{document_id}, at("2026-04-22T00:00:00+08:00"));

    EXPECT_FALSE(in_time.met_late);
    EXPECT_TRUE(late.met_late);
    EXPECT_EQ(late.met_at, at("2026-04-22T00:00:00+08:00"));
    EXPECT_EQ(late.document, document_id);
}

TEST(Obligation, ItsLightTurnsWithTheDaysLeft) {
    struct Row {
        const char* moment;
        Light light;
    };
    // Due on Tuesday 21 April 2026.
    for (const auto& row :
         {Row{"2026-04-08T09:00:00+08:00", Light::green}, Row{"2026-04-16T23:59:59+08:00", Light::green},
          Row{"2026-04-17T00:00:00+08:00", Light::yellow}, Row{"2026-04-21T23:59:59+08:00", Light::yellow},
          Row{"2026-04-22T00:00:00+08:00", Light::red}}) {
        EXPECT_EQ(light_of(due(), at(row.moment), calendar()), row.light) << row.moment;
    }
    const auto met = after(due(), MeetObligation{document_id}, at("2026-04-23T09:00:00+08:00"));
    EXPECT_EQ(light_of(met, at("2026-04-24T09:00:00+08:00"), calendar()), Light::green);
}

TEST(Obligation, ItsStateIsReadAsItWasWritten) {
    const auto met = after(due(), MeetObligation{document_id}, now);

    for (const auto& state : {due(), met}) {
        EXPECT_EQ(parse_as<ObligationState>(to_json_text(state)).value(), state);
    }
}

}  // namespace
}  // namespace daylit::disclosure
