#include "tendering/submission.hpp"

#include <gtest/gtest.h>

namespace daylit::tendering {
namespace {

using std::chrono::hours;

const auto deadline = parse_instant("2027-03-02T01:30:00Z", "").value();

SealedPart part(const std::string& name, const std::string& of = "") {
    return {name, sha256(name + of), 1000, std::string(66, '0')};
}

class Submission : public ::testing::Test {
protected:
    SubmissionFacts facts{"price", deadline - hours(24 * 20), deadline, 2, {"letter", "files"}, false, {}};
    SubmissionState state;
    Instant now = deadline - hours(3);

    CompleteSubmission bid(const std::string& of = "") const {
        return {LotId{"LOT"}, facts,    "price",           2, {part("letter", of), part("files", of)}, true,
                false,        "sealed", sha256("act" + of)};
    }
    std::string tell(const SubmissionCommand& command) {
        const auto events = decide(state, command, now);
        if (!events) {
            return events.refusal().code;
        }
        for (const auto& event : *events) {
            state = evolve(state, event);
        }
        return "ok";
    }
    std::string withdraw() { return tell(WithdrawSubmission{facts, sha256("withdrawal")}); }
};

TEST_F(Submission, IsCompleteReplacedAndWithdrawnBeforeTheDeadline) {
    EXPECT_EQ(withdraw(), "nothing_submitted");
    EXPECT_EQ(tell(bid()), "ok");
    EXPECT_EQ(state.number, 1);
    EXPECT_EQ(tell(bid("other")), "ok");
    EXPECT_EQ(state.number, 2);
    EXPECT_EQ(state.parts, bid("other").parts);
    EXPECT_EQ(withdraw(), "ok");
    EXPECT_EQ(state.phase, SubmissionPhase::withdrawn);
    EXPECT_TRUE(state.parts.empty());
    EXPECT_EQ(withdraw(), "nothing_submitted");
    EXPECT_EQ(tell(bid()), "ok");
    EXPECT_EQ(state.number, 3);
}

TEST_F(Submission, IsLateAtTheVeryMoment) {
    now = deadline - Milliseconds(1);
    EXPECT_EQ(tell(bid()), "ok");
    now = deadline;
    EXPECT_EQ(tell(bid("other")), "submission_too_late");
    EXPECT_EQ(withdraw(), "submission_too_late");
    EXPECT_EQ(state.number, 1);
    now = deadline - hours(1);
    facts.closed = true;
    EXPECT_EQ(tell(bid("other")), "submission_too_late") << "a lot that is closed stays closed";
    facts = SubmissionFacts{"price", now, deadline, 2, {"letter", "files"}, false, {}};
    EXPECT_EQ(tell(bid("other")), "ok");
    now = facts.opens_for_bids - Milliseconds(1);
    EXPECT_EQ(tell(bid("other")), "submission_too_early");
}

TEST_F(Submission, WaitsWhileTheLotIsSuspended) {
    facts.suspended_at = deadline - hours(2);
    EXPECT_EQ(tell(bid()), "submission_lot_suspended");
    now = deadline + hours(5);
    EXPECT_EQ(tell(bid()), "submission_lot_suspended") << "the lot's time stands still";
    facts.suspended_at = deadline;
    EXPECT_EQ(tell(bid()), "submission_too_late");
}

TEST_F(Submission, IsForTheDocumentsInForceAndWhole) {
    auto other = bid();
    other.documents_version = 1;
    EXPECT_EQ(tell(other), "documents_outdated");
    other = bid();
    other.stage = "technical";
    EXPECT_EQ(tell(other), "stage_is_another");
    for (const auto& parts :
         std::vector<std::vector<SealedPart>>{{},
                                              {part("letter")},
                                              {part("files"), part("letter")},
                                              {part("letter"), part("files"), part("files")},
                                              {part("letter"), part("more")}}) {
        other = bid();
        other.parts = parts;
        EXPECT_EQ(tell(other), "parts_differ");
    }
    other = bid();
    other.parts[1].digest = other.parts[0].digest;
    EXPECT_EQ(tell(other), "same_envelope_twice");
    EXPECT_EQ(state, SubmissionState());
}

TEST_F(Submission, IsForThoseWhoMayBid) {
    auto other = bid();
    other.organisation_is_active = false;
    EXPECT_EQ(tell(other), "bidder_not_active");
    other = bid();
    other.is_the_tenderer = true;
    EXPECT_EQ(tell(other), "tenderer_cannot_bid");
}

// Who may not bid learns nothing about times, and who is late nothing about documents.
TEST_F(Submission, RefusesRightBeforeTimeBeforeForm) {
    auto other = bid();
    other.is_the_tenderer = true;
    other.documents_version = 1;
    now = deadline;
    EXPECT_EQ(tell(other), "tenderer_cannot_bid");
    other.is_the_tenderer = false;
    EXPECT_EQ(tell(other), "submission_too_late");
}

TEST(SubmissionEvents, AreReadAsTheyWereWritten) {
    const SubmissionEvent event =
        SubmissionCompleted{LotId{id_text({})}, "price", 1, 2, {part("letter")}, "sealed", sha256("act")};
    const auto encoded = encode_event(event);
    EXPECT_EQ(encoded.type, "submission_completed");
    const auto decoded = decode_event<SubmissionEvent>(encoded.type, encoded.version, encoded.data);
    ASSERT_TRUE(decoded.ok());
    EXPECT_EQ(evolve({}, *decoded), evolve({}, event));
}

}  // namespace
}  // namespace daylit::tendering
