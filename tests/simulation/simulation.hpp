// One seed, one short history of the center: two parcels of land at most, a handful of bidders, staff, jobs,
// a clock and a database, all of which misbehave as chance wants it. An auditor (worlds.hpp) predicts every
// answer about a lot; at the end everything is mended, finished and counted (invariants.cpp).
#pragma once

#include "tests/simulation/center.hpp"
#include "tests/simulation/chance.hpp"

#include <deque>

namespace daylit::simulation {

// Where a history went, so that a suite can see that chance met everything.
struct Tally {
    std::map<std::string, int> words;  // of commands upon lots
    std::map<std::string, int> ends;
    std::map<std::string, int> faults;
    int lots = 0;
    int accepted = 0;
    int batched = 0;  // quotes that were judged with others
    std::size_t most_worlds = 1;
};

struct Run {
    std::uint64_t seed = 0;
    std::string failure;  // "" for none
    std::vector<std::string> trace;
    Tally tally;
};

// What is done to the store behind everybody's back when all is over, so that it shows whether it is found.
using Planted = std::function<void(schema::MemoryStore&)>;

Run simulate(std::uint64_t seed, const Planted& planted = {});

// The rules as the lot's page tells them.
LotRules rules_of(const app::LotView& view);

// What was heard of a command.
struct Heard {
    bool lost = false;  // no answer; it may have been done
    Verdict verdict;
    std::optional<app::QuoteAnswer> quote;
    bool signed_refusal = false;
    int transaction = 0;  // the last one when the answer came
};

// A command upon a lot that was sent, and may be sent again.
struct Sent {
    std::size_t lot = 0;
    std::optional<std::size_t> bidder;  // nobody's in particular where it is the staff's
    std::string text;                   // for the trace
    Command command;
    std::optional<Digest> statement;  // of a quote: its evidence
    std::function<void(Sent&)> begin;
    std::optional<Heard> heard;  // the last time; nothing while it waits
    std::optional<app::QuoteAnswer> receipt;
    bool was_lost = false;  // and nothing was heard since
    bool refused = false;
};

struct Bidder {
    enum class Temper { eager, repeating, stale, careless, deceitful };
    Temper temper = Temper::eager;
    app::testing::Party party;
};

// One bidder's application to one lot, and the lines of the bank that concern it.
struct Application {
    ApplicationId id;
    std::string reference;
    std::string plate;  // "" before it qualified
    bool paid_well = false;
};

struct Lot {
    LotId id;
    Worlds worlds;
    std::vector<std::optional<Application>> applications;  // by bidder
    std::int64_t stale_price = 0;                          // that somebody saw some time ago
};

// A line of the bank as it came in.
struct Money {
    std::string bank_reference;
    std::string payer;
    std::string reference;
    Fen amount;
};

class Simulation {
public:
    explicit Simulation(std::uint64_t seed);
    // Throws Broken.
    void run(const Planted& planted = {});

    const std::deque<std::string>& trace() const { return trace_; }
    const Tally& tally() const { return tally_; }

private:
    // --- simulation.cpp: time, faults, the order of things ---
    void begin();
    void step();
    void step_forward();
    void act();
    void fault(const char* what);
    void break_next();
    void misbehave();
    void mend();
    void set_clock();
    void set_clock_right();
    void say(const std::string& line);
    void beat();
    void beat_with_stall();
    std::vector<Silence> stored_silences(std::optional<schema::PulseRow>& pulse);
    void check_silences(const std::vector<Silence>& stored, const std::optional<schema::PulseRow>& pulse);
    Moment moment() const;
    std::string fresh_key(const std::string& kind);
    // Runs what may meet a fault; false when it did. A process that died is started again.
    bool tried(const std::string& what, const std::function<void()>& work);
    // A command whose sender sends it again, with the same key, until it is answered.
    void insist(const std::string& what, const std::function<void()>& work);

    // --- acts.cpp: what is done upon lots ---
    void send(const std::vector<Sent*>& together);
    void begin_sent(Sent& sent);
    void learn(const std::vector<Sent*>& together, bool died);
    void learn_lot(Lot& lot, const std::vector<Sent*>& together, bool died);
    void take_answer(Lot& lot, Sent& sent);
    void quotes_together();
    // Under a fresh key, or one that was used before.
    Sent& new_quote(std::size_t lot, std::size_t bidder, const std::string& key = {});
    std::int64_t price_by(const Bidder& bidder, Lot& lot);
    Sent& again(const Sent& sent);
    void repeat_something();
    void tamper();
    void answer_question();
    void staff_acts(std::size_t lot, Kind kind);
    void act_on_deal(std::size_t lot, bool winner, bool declines);
    void look(std::size_t lot);
    Sent& keep(Sent sent);
    std::size_t any_lot() { return chance_.below(lots_.size()); }
    std::string plate_of(std::size_t lot, std::size_t bidder) const;
    std::string plate_or_any(std::size_t lot, std::size_t bidder) const;
    const app::testing::Party* holder(std::size_t lot, const std::string& plate) const;

    // --- desks.cpp: applications, money, jobs and announcements ---
    void apply(std::size_t lot, std::size_t bidder);
    void pay(std::size_t lot, std::size_t bidder, bool rightly);
    void enter(const Money& money, Instant received_at);
    void learn_plates();
    void run_job(int job);
    // As it may be run by a server that has trouble, and then again.
    void run_job_through_trouble(int job);
    void run_all_jobs();
    void resolve_lines();
    void pay_refunds();
    void release_documents();

    // --- public_log.cpp: the signer, and an auditor who sees the log as the public does ---
    void sign_log();
    void sign_all();
    void read_log();

    // --- finish.cpp: everything comes to its end ---
    void finish();
    void settle_what_was_lost();
    void let_end(std::size_t lot);
    void close_deal(std::size_t lot);
    void quiet_down();

    // --- invariants.cpp: what holds when nothing is left to do ---
    void check_all();
    void check_lot(const Lot& lot, std::size_t index);
    void check_acknowledged(const Lot& lot, std::size_t index);
    void check_announcements(const Lot& lot);
    void check_deposits();
    void check_streams();

    Chance chance_;
    Center center_;
    Instant now_;  // true time of procedures
    Instant wall_;
    Milliseconds ahead_{0};  // of the server's clock
    Instant latest_;         // that the server's clock ever showed
    bool frozen_ = false;
    bool slow_ = false;                      // the server's clock runs at half its pace
    bool off_ = false;                       // the server's clock was wrong at some time
    std::optional<schema::PulseRow> pulse_;  // the last one that was committed
    std::optional<Instant> settled_;
    std::vector<Silence> silences_;
    int stalls_at_ = 0;            // the reading of a clock by the next pulse; 0 for none
    std::vector<Silence> stalls_;  // what really happened then
    std::vector<Bidder> bidders_;
    std::vector<Lot> lots_;
    std::vector<std::unique_ptr<Sent>> sent_;
    std::vector<Money> money_;
    std::vector<Digest> log_;  // its entries, when the auditor read it last
    int keys_ = 0;
    int steps_ = 0;
    std::deque<std::string> trace_;
    Tally tally_;
};

}  // namespace daylit::simulation
