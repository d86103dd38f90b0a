#include "tests/simulation/simulation.hpp"

#include "schema/memory_store.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace daylit::simulation {

namespace {

using app::testing::china;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int most_steps = 26;

std::string text_of(const std::vector<Silence>& silences) {
    std::string text;
    for (const auto& one : silences) {
        text += " " + to_rfc3339(one.from) + " to " + to_rfc3339(one.to) + " (" +
                std::to_string(one.lasted.count()) + " ms)";
    }
    return text.empty() ? " none" : text;
}

std::tuple<Instant, Instant, Milliseconds> by_time(const Silence& one) {
    return {one.from, one.to, one.lasted};
}

std::string china_clock(Instant at) {
    return to_china_rfc3339(at).substr(5, 18);
}

}  // namespace

LotRules rules_of(const app::LotView& view) {
    const auto& times = view.terms.times;
    const auto& profile = view.profile;
    LotRules rules;
    rules.application_until = times.application_until;
    rules.listing_start = times.listing_start;
    rules.listing_end = times.listing_end;
    rules.timed_start = times.timed_start;
    rules.notice_days = profile.rules.notice_before_listing.value;
    rules.close_days = profile.rules.application_close_before_end.value;
    rules.freeze = profile.freeze();
    rules.window = profile.window();
    if (profile.outages) {
        rules.silence = seconds(profile.outages->silence_seconds);
        rules.last_stretch = seconds(profile.outages->last_stretch_seconds);
    }
    if (profile.question) {
        rules.question = seconds(profile.question->seconds);
        rules.least_yes = profile.question->least_yes;
    }
    rules.only_quoters = profile.who_may_enter == auction::WhoMayEnter::quoted_in_listing;
    rules.whole_steps = profile.increments == auction::Increments::whole_steps;
    rules.may_raise_itself = profile.leader_may_raise_itself;
    rules.last_moment_counts = profile.moment_of_closing == auction::MomentOfClosing::in_time;
    rules.start = view.terms.parcel.start_price.count();
    rules.step = view.terms.parcel.step.count();
    return rules;
}

Simulation::Simulation(std::uint64_t seed)
    : chance_(seed), center_(seed), now_(china("2026-03-02 09:00")), wall_(now_) {}

void Simulation::run(const Planted& planted) {
    begin();
    for (steps_ = 1; steps_ <= most_steps; ++steps_) {
        const bool over =
            std::ranges::all_of(lots_, [&](const auto& lot) { return lot.worlds.is_over(moment()); });
        if (over && !chance_.one_in(8)) {
            break;
        }
        step();
    }
    finish();
    if (planted) {
        planted(center_.store);
    }
    check_all();
}

// One or two lots are published, and most bidders have applied and paid before anything goes wrong.
void Simulation::begin() {
    static const std::array names{"甲置业有限公司", "乙置业有限公司", "丙置业有限公司", "丁置业有限公司"};
    set_clock();
    const auto count = static_cast<std::size_t>(chance_.from(2, 4));
    for (std::size_t i = 0; i < count; ++i) {
        bidders_.push_back({static_cast<Bidder::Temper>(chance_.from(0, 4)), center_.bidder(names.at(i))});
    }
    const int lots = chance_.one_in(3) ? 2 : 1;
    for (int i = 0; i < lots; ++i) {
        const std::string profile = chance_.one_in(2) ? "jiangsu" : "shantou";
        const auto id = center_.published("岱挂2026-" + std::to_string(i + 1), profile);
        auto reading = center_.visitor();
        const auto view = app::lot(reading, Center::path({{"id", id.text}}));
        lots_.push_back({id, Worlds(LotBooks(rules_of(*view), now_)), {}, 0});
        lots_.back().applications.resize(count);
        say("lot " + std::to_string(i) + " is published by the rules of " + profile);
        for (std::size_t bidder = 0; bidder < count; ++bidder) {
            if (!chance_.one_in(5)) {
                apply(lots_.size() - 1, bidder);
                pay(lots_.size() - 1, bidder, true);
            }
        }
    }
    tally_.lots = lots;
    beat();
    run_job(1);
}

void Simulation::step() {
    step_forward();
    misbehave();
    if (!chance_.one_in(6)) {
        beat();
    }
    act();
    for (const auto& lot : lots_) {
        tally_.most_worlds = std::max(tally_.most_worlds, lot.worlds.size());
    }
    mend();
    for (std::size_t i = 0; i < lots_.size(); ++i) {
        // What nobody can know costs the auditor memory: too many worlds are told apart.
        if (chance_.one_in(6) || lots_[i].worlds.size() > 8) {
            look(i);
        }
    }
}

// Often to the very moment at which something happens, or a millisecond beside it.
void Simulation::step_forward() {
    const auto& books = lots_[any_lot()].worlds.first();
    const auto next = books.next_moment(moment());
    const auto begun = now_;
    if (next && !frozen_ && chance_.one_in(4)) {
        now_ = std::max(now_, *next - ahead_ + Milliseconds(chance_.from(-1, 1)));
    } else if (next && !frozen_ && chance_.one_in(3)) {
        now_ = std::max(now_, *next - ahead_ - Milliseconds(chance_.from(2, 200'000)));
    } else if (!chance_.one_in(3)) {
        now_ += Milliseconds(chance_.from(1, 5'000));
    }
    if (frozen_) {
        ahead_ = center_.clock() - now_;
    } else if (slow_) {
        ahead_ -= (now_ - begun) / 2;
    }
    // Procedures may run faster than the wall clock, which alone tells whether a heart stood still.
    wall_ += Milliseconds(chance_.from(1, 1'200));
    set_clock();
}

void Simulation::set_clock() {
    center_.set_time(now_ + ahead_, wall_);
    latest_ = std::max(latest_, center_.clock());
}

// Right, and later than whatever was recorded while it was wrong.
void Simulation::set_clock_right() {
    frozen_ = false;
    slow_ = false;
    ahead_ = Milliseconds(0);
    now_ = std::max(now_, latest_);
    set_clock();
}

Moment Simulation::moment() const {
    return {center_.clock(), center_.wall_clock(), settled_, silences_};
}

// A pulse, if nothing prevents it. What it stored is read past all faults: the auditor checks it by the wall
// clock's gap, and then knows what every decision can know.
void Simulation::beat() {
    if (stalls_at_ > 0) {
        beat_with_stall();
    } else {
        (void)tried("a pulse", [&] { center_.running_heart().beat(); });
    }
    std::optional<schema::PulseRow> pulse;
    auto stored = stored_silences(pulse);
    check_silences(stored, pulse);
    silences_ = std::move(stored);
    pulse_ = pulse;
    settled_ = pulse ? std::optional(pulse->settled) : std::nullopt;
}

void Simulation::beat_with_stall() {
    const Milliseconds stall(chance_.from(3'000, 400'000));
    center_.before_reading([&] {
        if (--stalls_at_ != 0) {
            return;
        }
        const auto from = center_.clock();
        now_ += stall;
        wall_ += stall;
        set_clock();
        stalls_.push_back({from, center_.clock(), stall});
    });
    (void)tried("a pulse", [&] { center_.running_heart().beat(); });
    center_.before_reading({});
    stalls_at_ = 0;
}

std::vector<Silence> Simulation::stored_silences(std::optional<schema::PulseRow>& pulse) {
    const auto was_running = center_.store.alive();
    center_.store.start();
    std::vector<Silence> silences;
    center_.store.read([&](schema::UnitOfWork& tx) {
        pulse = tx.find<schema::PulseRow>(schema::Lock::none, std::string("center:8443"));
        for (const auto& row : tx.select<schema::OutageRow>({})) {
            silences.push_back({row.procedure_from, row.procedure_to, Milliseconds(row.lasted)});
        }
    });
    if (!was_running) {
        center_.store.stop();
    }
    std::ranges::sort(silences, {}, by_time);
    return silences;
}

void Simulation::check_silences(const std::vector<Silence>& stored,
                                const std::optional<schema::PulseRow>& pulse) {
    auto expected = silences_;
    if (pulse && pulse_ && pulse->at - pulse_->at >= seconds(3)) {
        Silence found{pulse_->procedure_at, pulse->procedure_at, pulse->at - pulse_->at};
        // It may have stood still before it looked for the end, which is then later, but past by now.
        for (const auto& one : stored) {
            if (one.from == found.from && one.lasted == found.lasted && one.to <= center_.clock()) {
                found.to = std::max(found.to, one.to);
            }
        }
        expected.push_back(found);
        std::ranges::sort(expected, {}, by_time);
        say("an outage was found, of " + std::to_string(found.lasted.count()) + " ms");
    }
    if (stored != expected) {
        throw Broken("the stored outages are" + text_of(stored) + "; the auditor says" + text_of(expected));
    }
    for (const auto& stall : stalls_) {
        const bool is_covered = std::ranges::any_of(
            stored, [&](const auto& one) { return one.from <= stall.from && one.to >= stall.to; });
        if (!off_ && !is_covered && pulse && pulse->settled > stall.from) {
            throw Broken("settled until " + to_rfc3339(pulse->settled) + ", and no outage covers" +
                         text_of({stall}));
        }
    }
}

void Simulation::say(const std::string& line) {
    trace_.push_back(std::to_string(steps_) + " " + china_clock(now_) +
                     (ahead_ == Milliseconds(0) ? "" : " (clock " + china_clock(center_.clock()) + ")") +
                     " " + line);
}

std::string Simulation::fresh_key(const std::string& kind) {
    return kind + "-" + std::to_string(++keys_);
}

void Simulation::fault(const char* what) {
    ++tally_.faults[what];
    say(std::string("! ") + what);
}

// The database fails, or the process dies, in the midst of what comes next.
void Simulation::break_next() {
    const int statement = static_cast<int>(chance_.from(1, 14));
    switch (chance_.from(1, 11)) {
        case 1:
            fault("a deadlock at a commit");
            return center_.store.inject(schema::Fault::conflict);
        case 2:
            fault("the commit's answer is lost, run again");
            return center_.store.inject(schema::Fault::unknown_commit);
        case 3:
            fault("the database goes away before a commit");
            return center_.store.inject(schema::Fault::unavailable);
        case 4:
        case 5:
            fault("the database goes away after a commit");
            return center_.store.inject(schema::Fault::unavailable_after_commit);
        case 6:
        case 7:
            fault("the database goes away at a statement");
            return center_.breaking.statements.set(
                statement, [] { throw schema::StoreUnavailable("the simulated database went away"); });
        case 8:
            fault("a deadlock at a statement");
            return center_.breaking.statements.set(statement,
                                                   [] { throw schema::Conflict("a simulated deadlock"); });
        case 9:
            fault("the process dies at a statement");
            return center_.breaking.statements.set(statement, [] { throw Crash(); });
        case 10:
            fault("the process dies after a commit");
            return center_.breaking.commits.set(1, [] { throw Crash(); });
        default:
            fault("deadlocks without end");
            for (int i = 0; i < 10; ++i) {
                center_.store.inject(schema::Fault::conflict);
            }
    }
}

// At most one thing goes wrong a step.
void Simulation::misbehave() {
    if (chance_.one_in(5)) {
        return break_next();
    }
    switch (chance_.from(12, 50)) {
        case 12:
            fault("the database is away");
            return center_.store.stop();
        case 13:
            fault("the process is started again");
            return center_.restart();
        case 14: {
            static constexpr std::array<Milliseconds, 6> wrong{Milliseconds(-60),   Milliseconds(-100),
                                                               Milliseconds(-101),  Milliseconds(-5'000),
                                                               Milliseconds(3'000), Milliseconds(400'000)};
            off_ = true;
            ahead_ = wrong.at(chance_.below(wrong.size()));
            set_clock();
            return fault("the clock is wrong");
        }
        case 15:
            off_ = true;
            frozen_ = true;
            return fault("the clock stands still");
        case 18:
            off_ = true;
            slow_ = true;
            return fault("the clock runs at half its pace");
        case 19:
        case 20:
            stalls_at_ = static_cast<int>(chance_.from(1, 4));
            return fault("the platform stands still in its next pulse");
        case 16:
        case 17:
            wall_ += Milliseconds(chance_.from(2'900, 400'000));
            set_clock();
            return fault("the platform is silent");
        default:
            break;
    }
    if (off_ && chance_.one_in(5) && (ahead_ != Milliseconds(0) || frozen_ || slow_)) {
        frozen_ = false;
        slow_ = false;
        ahead_ = Milliseconds(0);
        set_clock();
        say("the clock is right again");
    }
}

// What was to go wrong and met nobody is taken back, and a database that was away comes back.
void Simulation::mend() {
    center_.breaking.statements.clear();
    center_.breaking.commits.clear();
    center_.breaking_log.begins.clear();
    center_.breaking_log.commits.clear();
    center_.store.start();
    center_.store.clear_faults();
}

bool Simulation::tried(const std::string& what, const std::function<void()>& work) {
    try {
        work();
        return true;
    } catch (const Crash&) {
        center_.restart();
        say(what + ": the process died");
    } catch (const schema::StoreUnavailable&) {
        say(what + ": no database");
    } catch (const schema::Conflict&) {
        say(what + ": too many deadlocks");
    } catch (const app::ClockBehind&) {
        if (!off_) {
            throw Broken(what + ": the clock was never wrong, and is said to be behind");
        }
        say(what + ": the clock is behind");
    }
    return false;
}

void Simulation::insist(const std::string& what, const std::function<void()>& work) {
    for (int i = 0; i < 3; ++i) {
        if (tried(what, work)) {
            return;
        }
        mend();
        if (i == 1) {
            set_clock_right();
        }
    }
    throw Broken(what + ": still no answer when nothing is wrong any more");
}

void Simulation::act() {
    const auto lot = any_lot();
    const auto bidder = chance_.below(bidders_.size());
    const bool asking = lots_[lot].worlds.first().shown(moment()).phase == "question";
    const auto kind = chance_.from(1, 40);
    if (asking && chance_.one_in(2)) {
        return answer_question();
    }
    if (kind <= 18) {
        return quotes_together();
    }
    if (kind <= 22) {
        return repeat_something();
    }
    switch (kind) {
        case 23:
        case 24:
            return tamper();
        case 25:
            return staff_acts(lot, Kind::suspend);
        case 26:
            return staff_acts(lot, chance_.one_in(5) ? Kind::terminate : Kind::resume);
        case 27:
            return staff_acts(lot, Kind::raise_step);
        case 28:
            return answer_question();
        case 29:
            return apply(lot, bidder);
        case 30:
        case 31:
            return pay(lot, bidder, chance_.one_in(2));
        case 32:
            return act_on_deal(lot, chance_.one_in(2), chance_.one_in(4));
        default:
            break;
    }
    if (lots_[lot].worlds.first().is_suspended() && chance_.one_in(2)) {
        return staff_acts(lot, Kind::resume);
    }
    for (auto left = chance_.from(1, 3); left > 0; --left) {
        run_job(static_cast<int>(chance_.from(0, 5)));
    }
    if (chance_.one_in(2)) {
        sign_log();
    }
}

Run simulate(std::uint64_t seed, const Planted& planted) {
    Run run;
    run.seed = seed;
    const auto note = [&](const Simulation& simulation) {
        run.trace.assign(simulation.trace().begin(), simulation.trace().end());
        run.tally = simulation.tally();
    };
    Simulation simulation(seed);
    try {
        simulation.run(planted);
    } catch (const std::exception& error) {
        run.failure = error.what();
    }
    note(simulation);
    return run;
}

}  // namespace daylit::simulation
