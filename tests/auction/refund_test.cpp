#include "auction/refund.hpp"
#include "tests/auction/event_replay.hpp"
#include "tests/base/support.hpp"

#include <gtest/gtest.h>

namespace daylit::auction {

namespace {

using daylit::testing::replayed;
using daylit::testing::told;

Date day(const std::string& text) {
    return parse_date(text, "").value();
}

WorkingCalendar calendar() {
    return read_calendar(std::vector{daylit::testing::source_file("base/calendar/cn-2026.json")}).value();
}

const CauseRefund cause{"application:1",       "7K3M9QW2ZX4T",    "sealed payee",
                        Fen::yuan(20'000'000), day("2026-04-10"), "sealed recipient"};

}  // namespace

TEST(Refund, IsDueWithinFiveWorkingDaysAsTheLawCountsThem) {
    const Rule five_working_days{5, RuleUnit::working_days, "39号令第二十一条"};
    // The first day is not counted; Qingming's rest days are not either.
    EXPECT_EQ(refund_due_date(five_working_days, day("2026-03-02"), calendar()), day("2026-03-09"));
    EXPECT_EQ(refund_due_date(five_working_days, day("2026-04-02"), calendar()), day("2026-04-10"));

    const Rule five_days{5, RuleUnit::calendar_days, "39号令第二十一条"};
    EXPECT_EQ(refund_due_date(five_days, day("2026-03-02"), calendar()), day("2026-03-09"))
        << "a last day on a Saturday moves to Monday";
    EXPECT_EQ(refund_due_date(five_days, day("2026-03-04"), calendar()), day("2026-03-09"));
}

TEST(Refund, IsNeverCountedInPercent) {
    EXPECT_THROW(refund_due_date({5, RuleUnit::percent, ""}, day("2026-03-02"), calendar()), BrokenPromise);
}

TEST(Refund, IsCausedAndPaidOnce) {
    const auto caused = decide(RefundState{}, RefundCommand(cause));
    ASSERT_EQ(told(caused), "refund_caused");
    const auto due = replayed<RefundState>(*caused);
    EXPECT_EQ(due, (RefundState{RefundPhase::due, cause.cause, cause.reference, cause.payee, cause.amount,
                                cause.due_date, cause.recipient, ""}));

    const auto payment = decide(due, RefundCommand(PayRefund{"BOC20260409000001"}));
    ASSERT_EQ(told(payment), "refund_paid");
    const auto paid = evolve(due, payment->front());
    EXPECT_EQ(paid.phase, RefundPhase::paid);
    EXPECT_EQ(paid.bank_reference, "BOC20260409000001");

    EXPECT_EQ(told(decide(paid, RefundCommand(PayRefund{"BOC20260409000002"}))), "refund_wrong_phase");
    EXPECT_EQ(told(decide(RefundState{}, RefundCommand(PayRefund{"BOC1"}))), "refund_wrong_phase");
    EXPECT_THROW(told(decide(due, RefundCommand(cause))), BrokenPromise);
}

TEST(Refund, WantsTheBanksReference) {
    const auto due = replayed<RefundState>(*decide(RefundState{}, RefundCommand(cause)));
    EXPECT_EQ(told(decide(due, RefundCommand(PayRefund{""}))), "empty_text");
    EXPECT_EQ(told(decide(due, RefundCommand(PayRefund{std::string(65, 'x')}))), "text_too_long");
}

TEST(Refund, GivesSomethingBack) {
    auto nothing = cause;
    nothing.amount = Fen();
    EXPECT_THROW(told(decide(RefundState{}, RefundCommand(nothing))), BrokenPromise);
}

}  // namespace daylit::auction
