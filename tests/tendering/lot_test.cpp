// A lot's life, from its notice to its opening record.
#include "tests/tendering/support.hpp"

#include "crypto/sealing/ceremony.hpp"

namespace daylit::tendering {
namespace {

using namespace testing;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto gate = static_cast<std::int64_t>(sealing::gate_holder);

class TenderLot : public ::testing::Test {
protected:
    LotLife life;

    void SetUp() override {
        life.publish();
        life.cosign_all();
    }
    void close(std::int64_t submissions = 3) {
        life.now = deadline + seconds(2);
        life.settle(submissions);
        ASSERT_EQ(life.act(AdvanceTender{}), "ok");
    }
    std::string release(std::int64_t holder, std::optional<std::string> fault = {}) {
        return life.act(ReleasePart{holder, sha256("closing list"), sha256("parts"), std::move(fault)});
    }
    static OpenedBid bid(const std::string& bidder) {
        return {"SUBMISSION-" + bidder, BidVerdict::opened, "", bidder, bidder + "公司", sha256(bidder), {}};
    }
    void open() {
        close();
        for (const auto holder : {std::int64_t{1}, std::int64_t{3}, std::int64_t{5}, gate}) {
            ASSERT_EQ(release(holder), "ok");
        }
        ASSERT_EQ(life.act(BeginOpening{}), "ok");
        ASSERT_EQ(life.act(OpenBids{{bid("A"), bid("B"), bid("C")}}), "ok");
    }
};

TEST_F(TenderLot, TakesBidsOnceAllOfficersHaveSignedItsCertificate) {
    LotLife other;
    other.publish();
    EXPECT_FALSE(other.state.takes_bids());
    EXPECT_EQ(other.act(CosignKey{6, sha256("s")}), "not_a_holder");
    EXPECT_EQ(other.act(CosignKey{gate, sha256("s")}), "not_a_holder");
    for (const std::int64_t holder : {2, 1, 5, 4}) {
        EXPECT_EQ(other.act(CosignKey{holder, sha256("s")}), "ok");
    }
    EXPECT_EQ(other.act(CosignKey{2, sha256("s")}), "already_cosigned");
    EXPECT_FALSE(other.state.takes_bids());
    EXPECT_EQ(other.act(CosignKey{3, sha256("s")}), "ok");
    EXPECT_TRUE(other.state.takes_bids());
}

TEST_F(TenderLot, ClosesAtItsDeadlineOnceItIsSettled) {
    life.now = deadline - Milliseconds(1);
    life.settle();
    EXPECT_EQ(life.act(AdvanceTender{}), "ok");
    EXPECT_EQ(life.state.phase, TenderPhase::open);

    life.now = deadline;
    EXPECT_TRUE(awaits_settling(life.state, life.now, life.facts));
    EXPECT_EQ(life.act(SuspendTender{"理由"}), "deadline_unsettled");
    EXPECT_EQ(life.act(AdvanceTender{}), "ok");
    EXPECT_EQ(life.state.phase, TenderPhase::open);

    life.settle(4);
    EXPECT_TRUE(closes(life.state, life.now, life.facts));
    EXPECT_EQ(life.act(SuspendTender{"理由"}), "tender_wrong_phase");
    EXPECT_EQ(life.act(AdvanceTender{}), "ok");
    EXPECT_EQ(life.state.phase, TenderPhase::closed);
    EXPECT_EQ(life.state.submissions, 4);
    EXPECT_EQ(life.state.closing_list, sha256("closing list"));
}

TEST_F(TenderLot, WithFewerThanThreeFailsAndReleasesNothing) {
    close(2);
    EXPECT_EQ(life.state.phase, TenderPhase::failed);
    EXPECT_EQ(release(1), "tender_wrong_phase");
    EXPECT_EQ(release(gate), "tender_wrong_phase");
    EXPECT_EQ(life.act(BeginOpening{}), "tender_wrong_phase");
    EXPECT_EQ(next_due(life.state), std::nullopt);
}

TEST_F(TenderLot, GivesBackTheLastHourThatAnOutageTook) {
    const Outage outage{deadline - minutes(40), deadline - minutes(35), minutes(5),
                        OutageCause::server_silent};
    life.facts.outages = {outage};
    life.now = deadline;
    life.settle();
    EXPECT_EQ(life.act(AdvanceTender{}), "ok");
    EXPECT_EQ(life.state.phase, TenderPhase::open);
    EXPECT_EQ(life.state.times.deadline, outage.to + hours(1));
    const auto* extended = std::get_if<DeadlineExtended>(&life.last.front());
    ASSERT_NE(extended, nullptr);
    EXPECT_EQ(extended->deadline, outage.to + hours(1));

    life.now = outage.to + hours(1);
    life.settle();
    EXPECT_EQ(life.act(AdvanceTender{}), "ok");
    EXPECT_EQ(life.state.phase, TenderPhase::closed);
}

TEST_F(TenderLot, IsNotExtendedByWhatDidNotTouchItsLastHour) {
    life.facts.outages = {
        {deadline - hours(3), deadline - hours(1), hours(2), OutageCause::server_silent},
        {deadline, deadline + minutes(5), minutes(5), OutageCause::server_silent},
        {deadline - minutes(5), deadline - minutes(4), seconds(2), OutageCause::server_silent},
        {deadline - minutes(5), deadline - minutes(4), Milliseconds(499), OutageCause::slow_decisions},
    };
    close();
    EXPECT_EQ(life.state.phase, TenderPhase::closed);
    EXPECT_EQ(life.state.times.deadline, deadline);
}

TEST_F(TenderLot, ThatIsSuspendedStandsStill) {
    life.now = deadline - days(2);
    EXPECT_EQ(life.act(ResumeTender{}), "lot_not_suspended");
    EXPECT_EQ(life.act(SuspendTender{""}), "empty_text");
    EXPECT_EQ(life.act(SuspendTender{"异议待答复"}), "ok");
    EXPECT_EQ(life.act(SuspendTender{"再次"}), "lot_suspended");
    life.now = deadline + days(1);
    life.settle();
    EXPECT_EQ(life.act(AdvanceTender{}), "ok");
    EXPECT_EQ(life.state.phase, TenderPhase::open);
    EXPECT_EQ(life.act(ResumeTender{}), "ok");
    EXPECT_EQ(life.state.times.deadline, deadline + days(3));
    // What had passed when it was suspended stays passed.
    EXPECT_EQ(life.state.times.questions_until, some_times().questions_until);
}

TEST_F(TenderLot, TellsChangesFifteenDaysBeforeOrLetsTheDeadlineComeLater) {
    auto terms = some_terms();
    terms.scope += "增加人行道。";
    const auto change = [&](Instant until) {
        auto times = life.state.times;
        times.deadline = until;
        return life.act(ChangeDocuments{terms, times, "补遗一", {}, false});
    };
    life.now = china("2027-03-07", "23:59:59");
    EXPECT_EQ(change(deadline), "ok");
    EXPECT_EQ(life.state.documents_version, 2);
    terms.scope += "增加路灯。";
    life.now = china("2027-03-08", "00:00:00");
    EXPECT_EQ(change(deadline), "change_too_late");
    EXPECT_EQ(change(deadline + days(1)), "ok");
    EXPECT_EQ(life.state.documents_version, 3);
    EXPECT_EQ(life.state.times.deadline, deadline + days(1));
    EXPECT_EQ(change(deadline), "times_only_later");
}

TEST_F(TenderLot, TellsAnswersThatChangeNothingAtAnyTime) {
    const ChangeDocuments answer{
        some_terms(), some_times(), "澄清一", {{"Q", "是否允许联合体？", "不允许。"}}, false};
    life.now = deadline - hours(1);
    EXPECT_EQ(life.act(answer), "ok");
    EXPECT_EQ(life.state.documents_version, 1);
    auto affecting = answer;
    affecting.affects_bids = true;
    EXPECT_EQ(life.act(affecting), "change_too_late");
    EXPECT_EQ(life.act(ChangeDocuments{some_terms(), some_times(), "无", {}, false}), "nothing_changed");
    auto other = some_terms();
    other.number = "DY2027-SG-002-1";
    EXPECT_EQ(life.act(ChangeDocuments{other, some_times(), "换号", {}, false}), "number_fixed");
}

TEST_F(TenderLot, OpensWithTheGateAndEnoughOfficersAllLettersTogether) {
    EXPECT_EQ(release(1), "tender_wrong_phase");
    close();
    EXPECT_EQ(life.act(ReleasePart{1, sha256("another list"), sha256("p"), {}}), "closing_list_is_another");
    EXPECT_EQ(release(0), "not_a_holder");
    EXPECT_EQ(release(6), "not_a_holder");
    EXPECT_EQ(release(4), "ok");
    EXPECT_EQ(release(4), "already_released");
    EXPECT_EQ(release(gate), "ok");
    EXPECT_EQ(release(2, "proof_invalid"), "ok");
    EXPECT_NE(std::get_if<PartRejected>(&life.last.front()), nullptr);
    EXPECT_EQ(release(5), "ok");
    EXPECT_FALSE(can_open(life.state));
    EXPECT_EQ(life.act(BeginOpening{}), "tender_wrong_phase");
    EXPECT_EQ(release(2), "ok");  // who was named may do better
    EXPECT_TRUE(can_open(life.state));
    EXPECT_EQ(life.act(OpenBids{{bid("A"), bid("B"), bid("C")}}), "tender_wrong_phase");
    EXPECT_EQ(life.act(BeginOpening{}), "ok");
    EXPECT_EQ(life.state.opening_with, (std::vector<std::int64_t>{2, 4, 5}));
    EXPECT_EQ(life.act(TerminateTender{"后悔"}), "tender_wrong_phase");
    EXPECT_THROW(life.act(OpenBids{{bid("A"), bid("B")}}), BrokenPromise);
    EXPECT_EQ(life.act(OpenBids{{bid("A"), bid("B"), bid("C")}}), "ok");
    EXPECT_EQ(life.state.phase, TenderPhase::opened);
    EXPECT_EQ(life.act(OpenBids{{bid("A"), bid("B"), bid("C")}}), "tender_wrong_phase");
}

TEST_F(TenderLot, OpensItsFilesOnceAndAfterTheLetters) {
    const auto file = [](const std::string& bidder) {
        return OpenedFile{"SUBMISSION-" + bidder, "files", BidVerdict::opened, "", sha256("f"), 1};
    };
    close();
    EXPECT_FALSE(files_wait(life.state));
    EXPECT_EQ(life.act(OpenFiles{{file("A")}}), "tender_wrong_phase");
    for (const auto holder : {std::int64_t{1}, std::int64_t{3}, std::int64_t{5}, gate}) {
        ASSERT_EQ(release(holder), "ok");
    }
    ASSERT_EQ(life.act(BeginOpening{}), "ok");
    auto damaged = bid("B");
    damaged.verdict = BidVerdict::revoked;
    ASSERT_EQ(life.act(OpenBids{{bid("A"), damaged, bid("C")}}), "ok");
    EXPECT_TRUE(files_wait(life.state));
    EXPECT_THROW(life.act(OpenFiles{{file("A"), file("B"), file("C")}}), BrokenPromise);
    EXPECT_EQ(life.act(OpenFiles{{file("A"), file("C")}}), "ok");
    EXPECT_EQ(life.state.files.size(), 2U);
    EXPECT_FALSE(files_wait(life.state));
    EXPECT_EQ(life.act(OpenFiles{{file("A"), file("C")}}), "tender_wrong_phase");
}

TEST_F(TenderLot, IsAdjournedWhereTooFewOfficersCome) {
    close();
    EXPECT_EQ(release(1), "ok");
    EXPECT_EQ(release(gate), "ok");
    EXPECT_EQ(next_due(life.state), *life.state.closed_at + minutes(30));
    life.now = *life.state.closed_at + minutes(30);
    EXPECT_EQ(release(2), "opening_adjourned");
    EXPECT_EQ(life.act(AdvanceTender{}), "ok");
    EXPECT_EQ(life.state.phase, TenderPhase::adjourned);
    const auto& adjourned = std::get<OpeningAdjourned>(life.last.front());
    EXPECT_EQ(adjourned.released, (std::vector<std::int64_t>{1, gate}));
    EXPECT_EQ(adjourned.wanted, 3);

    EXPECT_EQ(life.act(ReconveneOpening{life.now - seconds(1)}), "times_out_of_order");
    EXPECT_EQ(life.act(ReconveneOpening{life.now + days(1)}), "ok");
    EXPECT_EQ(release(2), "opening_not_yet");
    life.now += days(1);
    EXPECT_EQ(release(1), "already_released");  // it was for the same list
    EXPECT_EQ(release(2), "ok");
    EXPECT_EQ(release(3), "ok");
    EXPECT_TRUE(can_open(life.state));
    // Once it can be opened, nobody's absence adjourns it.
    EXPECT_EQ(next_due(life.state), std::nullopt);
}

TEST_F(TenderLot, AnswersObjectionsOnTheSpotBeforeItsRecordIsSigned) {
    open();
    EXPECT_EQ(life.act(ObjectToOpening{"D", "唱标有误"}), "not_a_bidder_here");
    EXPECT_EQ(life.act(ObjectToOpening{"B", "唱标有误"}), "ok");
    const RecordOpening record{sha256("record"), sha256("record"), sha256("signature")};
    EXPECT_EQ(life.act(record), "objection_unanswered");
    EXPECT_EQ(life.act(AnswerObjection{2, "无此异议"}), "not_found");
    EXPECT_EQ(life.act(AnswerObjection{1, "经核对无误"}), "ok");
    EXPECT_EQ(life.act(AnswerObjection{1, "再答"}), "answer_given_already");
    EXPECT_EQ(life.act(RecordOpening{sha256("other"), sha256("record"), sha256("s")}), "record_is_another");
    EXPECT_EQ(life.act(record), "ok");
    EXPECT_EQ(life.act(ObjectToOpening{"B", "还有"}), "tender_wrong_phase");
    EXPECT_EQ(life.act(record), "tender_wrong_phase");
}

TEST_F(TenderLot, CanBeOpenedByOneOfficerThroughTheSameSteps) {
    life = {};
    life.publish(1, 1);
    life.cosign_all();
    close();
    EXPECT_EQ(release(1), "ok");
    EXPECT_FALSE(can_open(life.state));
    EXPECT_EQ(release(gate), "ok");
    EXPECT_TRUE(can_open(life.state));
}

// What was stored leads to the same state: every event survives its JSON.
TEST_F(TenderLot, IsWhatItsEventsSay) {
    TenderLotState replayed;
    LotLife told;
    const auto tell = [&](const TenderLotCommand& command) {
        ASSERT_EQ(told.act(command), "ok");
        for (const auto& event : told.last) {
            const auto stored = encode_event(event);
            const auto read = decode_event<TenderLotEvent>(stored.type, stored.version, stored.data);
            ASSERT_TRUE(read.ok());
            replayed = evolve(std::move(replayed), *read, told.now);
        }
    };
    tell(PublishTenderLot{some_tender, some_terms(), some_times(), shipped_method(), some_key(1, 1)});
    tell(CosignKey{1, sha256("s")});
    tell(SuspendTender{"理由"});
    told.now += hours(5);
    tell(ResumeTender{});
    told.facts.outages = {{told.state.times.deadline - minutes(4), told.state.times.deadline - minutes(2),
                           minutes(2), OutageCause::server_silent}};
    told.now = told.state.times.deadline;
    told.settle();
    tell(AdvanceTender{});
    told.now = told.state.times.deadline;
    told.settle();
    tell(AdvanceTender{});
    tell(ReleasePart{1, sha256("closing list"), sha256("p"), "proof_invalid"});
    told.now += minutes(30);
    tell(AdvanceTender{});
    tell(ReconveneOpening{told.now + hours(2)});
    told.now += hours(2);
    tell(ReleasePart{1, sha256("closing list"), sha256("p"), {}});
    tell(ReleasePart{gate, sha256("closing list"), sha256("p"), {}});
    tell(BeginOpening{});
    tell(OpenBids{{bid("A"), bid("B"), bid("C")}});
    tell(OpenFiles{{{"SUBMISSION-A", "files", BidVerdict::opened, "", sha256("f"), 1}}});
    tell(ObjectToOpening{"A", "异议"});
    tell(AnswerObjection{1, "答复"});
    tell(RecordOpening{sha256("r"), sha256("r"), sha256("s")});
    EXPECT_EQ(replayed, told.state);
    EXPECT_EQ(parse_as<TenderLotState>(to_json_text(told.state)).value(), told.state);
}

}  // namespace
}  // namespace daylit::tendering
