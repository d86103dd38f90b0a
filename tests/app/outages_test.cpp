// Outages from the pulse to the lot: what a server's silence, a slow act or a probe's report does, through
// the use cases.
#include "server/app/outages.hpp"
#include "schema/write_gate.hpp"
#include "server/app/probes.hpp"
#include "tests/app/quoting_fixture.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace daylit::app::testing {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Outages : public Quoting {
protected:
    // In the timed bidding, whose window runs until 11:04 with the first bidder leading.
    void open_window() {
        open();
        procedure.set(china("2026-04-08 11:00"));
        wall.set(procedure.now());
        ASSERT_TRUE(quote(first, lot, first_plate, Fen::yuan(10'000'000)).ok());
    }
    // Both clocks go on; the platform does so only where it lives.
    void pass(Milliseconds time) {
        procedure.move(time);
        wall.move(time);
    }
    void live(Milliseconds time) {
        for (auto rest = time; rest > Milliseconds(0); rest -= seconds(1)) {
            pass(std::min(rest, Milliseconds(seconds(1))));
            heart->beat();
        }
    }
    StatusView status() {
        auto reading = visitor();
        return platform_status(reading, {}).value();
    }
    Result<ProbeAnswer> tell(const Party& party, std::optional<Instant> failed_from) {
        auto made = signed_act(party, "daylight-probe+jws",
                               {{"failed_from", failed_from ? boost::json::value(to_rfc3339(*failed_from))
                                                            : boost::json::value(nullptr)}});
        return probe(made.call, {}, made.act);
    }
};

TEST_F(Outages, AWindowThatTheServerSleptThroughStartsAgainInFull) {
    open_window();
    live(minutes(3) + seconds(57));
    pass(seconds(10));
    alive = false;

    EXPECT_EQ(code(quote(second, lot, second_plate, Fen::yuan(10'100'000))), "closing_unsettled");
    EXPECT_EQ(lot_of(lot).phase, auction::ShownPhase::closing);
    EXPECT_EQ(advance_due_lots(*services), 0);
    heart->beat();
    EXPECT_EQ(code(quote(second, lot, second_plate, Fen::yuan(10'100'000))), "ok");

    const auto now = procedure.now();
    const auto after = lot_of(lot);
    EXPECT_EQ(after.phase, auction::ShownPhase::timed);
    EXPECT_EQ(after.until, now + minutes(4));
    EXPECT_EQ(after.leader->price, Fen::yuan(10'100'000));
    const auto recorded = after.timeline.back();
    ASSERT_EQ(recorded.type, "outage_recorded");
    EXPECT_EQ(recorded.outage->from, now - seconds(10));
    EXPECT_EQ(recorded.outage->to, now);
    EXPECT_EQ(recorded.outage->until, now + minutes(4));
    EXPECT_EQ(recorded.outage->cause, OutageCause::server_silent);
}

// A process that stands still does so wherever it happens to be, between two looks at its clocks as well.
TEST_F(Outages, NoReadingOfAClockHidesAStallOverTheWindowsEnd) {
    open_window();
    bool stalled = true;
    for (int reading = 1; stalled; ++reading) {
        const auto until = *lot_of(lot).until;
        live(until - seconds(1) - procedure.now());
        int readings = 0;
        stalled = false;
        const auto stall = [&] {
            if (++readings == reading) {
                stalled = true;
                pass(seconds(5));
            }
        };
        procedure.before_reading = stall;
        wall.before_reading = stall;
        heart->beat();
        procedure.before_reading = {};
        wall.before_reading = {};
        alive = false;  // only what the two pulses say
        (void)advance_due_lots(*services);
        EXPECT_NE(lot_of(lot).phase, auction::ShownPhase::sold) << "a stall at reading " << reading;
        pass(stalled ? Milliseconds(20) : Milliseconds(0));
        heart->beat();
        alive = true;
        const auto after = lot_of(lot);
        ASSERT_EQ(after.phase, auction::ShownPhase::timed) << "a stall at reading " << reading;
        EXPECT_EQ(after.until > until, stalled) << "a stall at reading " << reading;
        EXPECT_TRUE(!stalled || after.until >= until + seconds(4) + minutes(4)) << reading;
        EXPECT_GE(reading, stalled ? 1 : 4) << "a pulse reads the two clocks three times at least";
    }
}

TEST_F(Outages, ARecordedOutageIsAProgramsEvenWhereABidderComesFirst) {
    open_window();
    live(minutes(1));
    pass(seconds(5));
    ASSERT_TRUE(quote(second, lot, second_plate, Fen::yuan(10'100'000)).ok());

    store.read([&](schema::UnitOfWork& tx) {
        std::vector<std::string> actors;
        for (const auto& event : tx.events(lot_stream(lot), 0, 100)) {
            actors.push_back(event.type + " " + event.actor);
        }
        EXPECT_THAT(actors, Contains("outage_recorded program:clock"));
        EXPECT_EQ(actors.back(), "quote_placed plate:" + second_plate);
    });
}

TEST_F(Outages, AreFoundAndToldByTheWatchBeforeAnybodyActs) {
    open_window();
    OutageWatch watch(*services);
    std::vector<std::string> causes;
    watch.found = [&](const schema::OutageRow& row) { causes.push_back(row.cause); };
    EXPECT_EQ(watch.look(), 0);
    live(minutes(1));
    pass(seconds(4));
    heart->beat();
    const auto told = outlet.told.size();

    EXPECT_EQ(watch.look(), 1);
    EXPECT_THAT(causes, ::testing::ElementsAre("server_silent"));

    EXPECT_EQ(lot_of(lot).until, procedure.now() + minutes(4));
    ASSERT_EQ(outlet.told.size(), told + 2);
    const auto live_message = parse_as<LiveLot>(outlet.told[told].data);
    ASSERT_THAT(live_message->outages, SizeIs(1));
    EXPECT_EQ(live_message->outages.front().to, procedure.now());
    EXPECT_EQ(outlet.told[told + 1].topic, outages_topic);
    EXPECT_EQ(parse_as<OutageView>(outlet.told[told + 1].data)->lasted_milliseconds, 4000);
    EXPECT_EQ(watch.look(), 0);
}

TEST_F(Outages, AShorterSilenceIsNone) {
    open_window();
    live(minutes(1));
    pass(seconds(3) - Milliseconds(1));
    heart->beat();

    EXPECT_THAT(status().outages, IsEmpty());
}

TEST_F(Outages, ALotWaitsForAnActThatArrivedBeforeItsEnd) {
    open_window();
    live(minutes(3) + seconds(59));
    auto ticket = heart->act_arrived();
    pass(seconds(2));
    heart->beat();
    EXPECT_EQ(lot_of(lot).phase, auction::ShownPhase::closing);
    EXPECT_EQ(advance_due_lots(*services), 0);

    ticket.reset();
    heart->beat();
    EXPECT_EQ(advance_due_lots(*services), 1);

    EXPECT_EQ(lot_of(lot).result->closed_at, china("2026-04-08 11:04"));
}

TEST_F(Outages, AnActThatTookHalfASecondRestartsTheWindowThatItTouched) {
    open_window();
    live(minutes(2));
    auto ticket = heart->act_arrived();
    std::this_thread::sleep_for(Milliseconds(510));
    pass(Milliseconds(510));
    ticket.reset();
    heart->beat();

    const auto found = status().outages;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found.front().cause, OutageCause::slow_decisions);
    EXPECT_GE(found.front().lasted_milliseconds, 510);
    run_jobs();
    EXPECT_EQ(lot_of(lot).until, procedure.now() + minutes(4));
    heart->beat();
    EXPECT_THAT(status().outages, SizeIs(1));
}

TEST_F(Outages, AnotherServerThatFellSilentIsOneAndHoldsUpNothingForLong) {
    open_window();
    Heart other(*services, "other:8443");
    other.beat();
    live(seconds(2));
    EXPECT_EQ(status().servers, 2);
    EXPECT_THAT(status().outages, IsEmpty());

    live(seconds(1));

    EXPECT_EQ(status().servers, 1);
    ASSERT_THAT(status().outages, SizeIs(1));
    EXPECT_EQ(status().outages.front().lasted_milliseconds, 3000);
}

TEST_F(Outages, AServerThatTakesItsLeaveWhereOthersGoOnIsNone) {
    open_window();
    Heart other(*services, "other:8443");
    other.beat();
    other.rest();
    live(seconds(10));

    EXPECT_THAT(status().outages, IsEmpty());
    heart->rest();  // the last one stays: its silence is the platform's
    EXPECT_EQ(status().servers, 1);
}

TEST_F(Outages, ARestartIsAnOutageWhereItTakesThreeSeconds) {
    open_window();
    live(minutes(1));
    pass(seconds(2));
    heart = std::make_unique<Heart>(*services, "test:8443");
    heart->beat();
    EXPECT_THAT(status().outages, IsEmpty());
    pass(seconds(3));
    heart = std::make_unique<Heart>(*services, "test:8443");
    heart->beat();

    EXPECT_THAT(status().outages, SizeIs(1));
}

// Who may write in the database moves the last pulse to just now: the server knows better.
TEST_F(Outages, AForgedPulseHidesNoSilence) {
    open_window();
    live(minutes(1));
    pass(seconds(10));
    store.transact([&](schema::UnitOfWork& tx) {
        auto pulse = tx.select<schema::PulseRow>({}).front();
        pulse.at = wall.now() - seconds(1);
        pulse.procedure_at = procedure.now() - seconds(1);
        ASSERT_TRUE(tx.update(pulse));
    });
    heart->beat();

    const auto outages = status().outages;
    ASSERT_THAT(outages, SizeIs(1));
    EXPECT_EQ(outages[0].from, wall.now() - seconds(10));
}

TEST_F(Outages, EachIsAnEventOfItsOwnTooSoThatNobodyTakesItAwayUnseen) {
    open_window();
    live(minutes(1));
    pass(seconds(5));
    heart->beat();

    store.read([&](schema::UnitOfWork& tx) {
        const auto rows = tx.select<schema::OutageRow>({});
        ASSERT_FALSE(rows.empty());
        for (const auto& row : rows) {
            const auto events = tx.events("service-outage:" + row.id, 0, 10);
            ASSERT_THAT(events, SizeIs(1));
            EXPECT_EQ(events[0].type, "OutageFound");
            EXPECT_EQ(schema::event_data(events[0]), to_json(row).as_object());
        }
    });
}

TEST_F(Outages, TheProcedureClockThatStoodStillMakesAShortOneThatStillCounts) {
    open_window();
    live(minutes(1));
    wall.move(minutes(30));
    procedure.move(seconds(1));
    heart->beat();
    run_jobs();

    EXPECT_EQ(lot_of(lot).until, procedure.now() + minutes(4));
}

TEST_F(Outages, TheStatusSaysWhetherThePlatformWorks) {
    open_window();
    EXPECT_TRUE(status().working);
    pass(seconds(3));
    EXPECT_FALSE(status().working);
    EXPECT_EQ(status().last_beat, wall.now() - seconds(3));
}

TEST_F(Outages, AProbesReportRestartsTheWindowAndIsAnEventUnderItsName) {
    open_window();
    auto prober = staff(registry::Role::supervisor);
    certify(prober);
    EXPECT_EQ(tell(prober, wall.now()).refusal().code, "probe_not_known");
    ASSERT_TRUE(tell(prober, std::nullopt).ok());
    const auto answered_at = wall.now();
    live(seconds(10));

    const auto reported = tell(prober, wall.now() - seconds(6));

    ASSERT_TRUE(reported.ok());
    EXPECT_EQ(reported->outage_from, wall.now() - seconds(6));
    EXPECT_EQ(OutageWatch(*services).look(), 1);
    EXPECT_EQ(lot_of(lot).until, procedure.now() + minutes(4));
    EXPECT_EQ(lot_of(lot).timeline.back().outage->cause, OutageCause::probe_failed);
    const auto stream = "probe:" + prober.caller.person->text;
    expect_streams_sound({stream});
    store.read([&](schema::UnitOfWork& tx) {
        const auto events = tx.events(stream, 0, 10);
        ASSERT_THAT(events, SizeIs(1));
        EXPECT_EQ(events.front().type, "probe_reported");
        EXPECT_EQ(events.front().actor, prober.caller.actor());
    });
    EXPECT_EQ(tell(prober, answered_at).refusal().code, "probe_was_answered");
}

TEST_F(Outages, AProbesReportAboutALotThatHasClosedChangesNothingOfIt) {
    open_window();
    auto prober = staff(registry::Role::supervisor);
    certify(prober);
    ASSERT_TRUE(tell(prober, std::nullopt).ok());
    live(minutes(5));
    run_jobs();
    ASSERT_EQ(lot_of(lot).phase, auction::ShownPhase::sold);
    const auto seq = lot_of(lot).seq;

    ASSERT_TRUE(tell(prober, wall.now() - minutes(4)).ok());
    run_jobs();

    EXPECT_EQ(lot_of(lot).phase, auction::ShownPhase::sold);
    EXPECT_EQ(lot_of(lot).result->closed_at, china("2026-04-08 11:04"));
    EXPECT_GE(lot_of(lot).seq, seq);
}

// The disk runs full: commands and pulses are refused together, the server's own work goes on.
class OutagesOfStorage : public Outages {
protected:
    OutagesOfStorage() {
        own = std::exchange(services, on(commands));
        heart = std::make_unique<Heart>(*services, "test:8443");
    }
    std::unique_ptr<Services> on(schema::Store& gated) {
        return std::unique_ptr<Services>(new Services{gated, log, procedure, wall, random, outlet, keys,
                                                      rules, passwords, quotes, services->settings});
    }
    void beats_in_vain() { EXPECT_THROW(heart->beat(), schema::StorageLow); }

    schema::WriteGate gate;
    schema::GatedStore commands{store, gate, schema::Writer::command, [this] { heart->act_refused(); }};
    std::unique_ptr<Services> own;
};

TEST_F(OutagesOfStorage, NobodyWinsWhileCommandsAreRefusedAndTheWindowStartsAgainInFull) {
    open_window();
    live(minutes(3) + seconds(58));
    const auto last = procedure.now();
    gate.let(schema::Writing::own_work);
    pass(seconds(1));
    EXPECT_THROW((void)quote(second, lot, second_plate, Fen::yuan(10'100'000)), schema::StorageLow);
    beats_in_vain();
    pass(seconds(60));
    beats_in_vain();
    EXPECT_EQ(advance_due_lots(*own), 0);
    alive = false;  // looking needs no pulse
    EXPECT_EQ(lot_of(lot).phase, auction::ShownPhase::closing);

    alive = true;
    gate.let(schema::Writing::everybody);
    pass(seconds(1));
    heart->beat();
    EXPECT_EQ(OutageWatch(*own).look(), 1);

    const auto after = lot_of(lot);
    EXPECT_EQ(after.phase, auction::ShownPhase::timed);
    EXPECT_EQ(after.until, procedure.now() + minutes(4));
    const auto& outage = *after.timeline.back().outage;
    EXPECT_EQ(outage.cause, OutageCause::commands_refused);
    EXPECT_EQ(outage.from, last);
    EXPECT_EQ(outage.to, procedure.now());
    EXPECT_EQ(code(quote(second, lot, second_plate, Fen::yuan(10'100'000))), "ok");
    heart->beat();
    EXPECT_THAT(status().outages, SizeIs(1));
}

TEST_F(OutagesOfStorage, ARefusalBetweenTwoPulsesIsAnOutageToo) {
    open_window();
    live(minutes(1));
    const auto last = procedure.now();
    pass(Milliseconds(300));
    gate.let(schema::Writing::own_work);
    EXPECT_THROW((void)quote(second, lot, second_plate, Fen::yuan(10'100'000)), schema::StorageLow);
    gate.let(schema::Writing::everybody);
    pass(Milliseconds(700));
    heart->beat();

    ASSERT_THAT(status().outages, SizeIs(1));
    EXPECT_EQ(status().outages.front().cause, OutageCause::commands_refused);
    OutageWatch(*own).look();
    EXPECT_EQ(lot_of(lot).timeline.back().outage->from, last);
    EXPECT_EQ(lot_of(lot).until, procedure.now() + minutes(4));
}

// It came before the pulse and was refused after it: the pulse must not let the lot close over it.
TEST_F(OutagesOfStorage, ARefusedActCountsFromItsArrival) {
    open_window();
    live(minutes(3) + seconds(59));
    auto ticket = heart->act_arrived();
    pass(Milliseconds(1500));
    heart->beat();
    gate.let(schema::Writing::own_work);
    EXPECT_THROW((void)quote(second, lot, second_plate, Fen::yuan(10'100'000)), schema::StorageLow);
    ticket.reset();
    gate.let(schema::Writing::everybody);
    pass(seconds(1));
    heart->beat();
    run_jobs();

    EXPECT_EQ(lot_of(lot).phase, auction::ShownPhase::timed);
    EXPECT_EQ(lot_of(lot).until, procedure.now() + minutes(4));
}

TEST_F(OutagesOfStorage, WhatNobodyNoticedIsNone) {
    open_window();
    live(minutes(1));
    gate.let(schema::Writing::own_work);
    gate.let(schema::Writing::everybody);
    live(seconds(5));

    EXPECT_THAT(status().outages, IsEmpty());
}

}  // namespace
}  // namespace daylit::app::testing
