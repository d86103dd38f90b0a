// The auditor's books of one lot, kept from the rules alone (39号令, the online listing rules of the profile,
// and what this platform promises about keys and clocks). They say beforehand what a command is answered, who
// leads and when the lot ends. Nothing here calls the auction's own code.
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace daylit::simulation {

struct LotRules {
    Instant application_until;
    Instant listing_start;
    Instant listing_end;
    std::optional<Instant> timed_start;  // where it is fixed
    int notice_days = 20;                // before the listing begins
    int close_days = 2;                  // between the application's close and the listing's end
    Milliseconds freeze{0};
    Milliseconds window{0};
    std::optional<Milliseconds> silence;  // from which on an outage counts, where there is a rule on outages
    Milliseconds last_stretch{0};         // of free quoting, that an outage restarts
    std::optional<Milliseconds> question;
    int least_yes = 1;
    bool only_quoters = false;
    bool whole_steps = false;
    bool may_raise_itself = false;
    bool last_moment_counts = false;
    std::int64_t start = 0;  // fen
    std::int64_t step = 0;
    bool operator==(const LotRules&) const = default;
};

enum class Kind { quote, answer, suspend, resume, terminate, raise_step, sign, decline };

// A command as its sender knows it.
struct Command {
    Kind kind = Kind::quote;
    std::string key;                    // the idempotency key
    std::string request;                // tells two requests under one key apart
    std::string plate;                  // that it names
    std::string own;                    // the sender's plate; "" while it has none
    std::int64_t amount = 0;            // fen: the price of a quote
    bool yes = false;                   // of an answer; of a signature: the winner's
    std::optional<Instant> expires_at;  // of a signed act, by the wall clock
    std::optional<Instant> not_before;  // the time of what it follows in another stream
    std::optional<LotRules> seen;       // what a change of terms rests on, as it was stored
    std::optional<LotRules> terms;      // as they shall stand then
};

// The answer. word: "ok", a refusal's code, or "behind" where the clock forbids to judge.
struct Verdict {
    std::string word;
    std::int64_t number = 0;  // of a quote
    std::optional<Instant> at;
    bool operator==(const Verdict&) const = default;
};

// The platform did not work from `from` to `to`, by the clock of procedures.
struct Silence {
    Instant from;
    Instant to;
    Milliseconds lasted{0};  // by the wall clock
    bool operator==(const Silence&) const = default;
};

// What a decision finds when it is made.
struct Moment {
    Instant clock;  // of procedures, as the server reads it
    Instant wall;
    std::optional<Instant> settled;  // until when every silence is known
    std::vector<Silence> silences;   // the earliest first
};

// What everybody sees.
struct Shown {
    std::string phase;
    bool suspended = false;
    std::int64_t number = 0;  // of the leading quote; 0: none
    std::int64_t price = 0;
    std::int64_t next_price = 0;
    std::optional<Instant> until;      // of the question or window that runs
    std::optional<Instant> closed_at;  // of a sale or failure
    bool operator==(const Shown&) const = default;
};
std::string text_of(const Shown& shown);

class LotBooks {
public:
    LotBooks(LotRules rules, Instant published_at) : rules_(rules), last_(published_at) {}

    // What the command is answered now; enters what that changes.
    Verdict submit(const Command& command, const Moment& moment);
    // What the command would be answered by whoever looks without the lot's lock and keeps nothing.
    std::string word_for(const Command& command, const Moment& moment) const;
    // The clock job had its turn: what was due is stored.
    void advance(const Moment& moment);
    // Somebody had the lot record the outages that touch it.
    void note_outages(const Moment& moment);
    // Nobody will ever send this key again.
    void forget(const std::string& key) { kept_.erase(key); }

    Shown shown(const Moment& moment) const;
    // The next moment at which time alone changes what is shown.
    std::optional<Instant> next_moment(const Moment& moment) const;
    bool is_over(const Moment& moment) const;
    bool is_suspended() const { return suspended_.has_value(); }
    bool is_refused() const { return refused_; }
    bool is_signed_by(bool winner) const { return winner ? winner_signed_ : seller_signed_; }
    const std::string& leader() const { return leader_; }  // "" for none
    const LotRules& rules() const { return rules_; }
    Instant last() const { return last_; }
    bool operator==(const LotBooks&) const = default;

private:
    enum class Room { listing, question, timed, sold, failed, terminated };

    struct Stretch {
        Instant from;
        Instant until;
    };

    Verdict judge(const Command& command, const Moment& moment, Instant now);
    std::string word_after(const Command& command, Instant now);
    std::string quote(const Command& command, Instant now);
    std::string quote_in_listing(Instant now) const;
    std::string quote_in_window(const std::string& plate) const;
    std::string check_price(const std::string& plate, std::int64_t price) const;
    std::string answer(const Command& command);
    std::string suspend(Instant now);
    std::string resume(Instant now);
    std::string terminate();
    std::string raise_step(const Command& command, Instant now);
    std::string sign(bool winner);
    std::string decline();
    // Enters what time and outages did until now; false when it waits to learn whether something has ended.
    bool wait(const Moment& moment, Instant now);
    bool wait_once(const Moment& moment, Instant now);
    bool restart(const Moment& moment);
    std::optional<Stretch> stretch() const;
    std::optional<Instant> due() const;  // of what is stored
    bool awaits(const Moment& moment, Instant now) const;
    Instant must_be_settled() const;
    void store(const Moment& moment);
    Instant window_end() const;
    void end(Instant at);
    bool closed() const { return room_ == Room::sold || room_ == Room::failed || room_ == Room::terminated; }
    bool behind(Instant clock, const Command* command) const;

    LotRules rules_;
    Instant last_;  // of the last stored event
    Room room_ = Room::listing;
    std::optional<Instant> room_ends_;  // of the question or the window
    std::optional<Instant> suspended_;
    std::optional<Instant> over_at_;
    std::string leader_;
    std::int64_t price_ = 0;
    std::int64_t quotes_ = 0;
    bool seller_signed_ = false;
    bool winner_signed_ = false;
    bool refused_ = false;
    std::set<std::string> quoted_in_listing_;
    std::map<std::string, bool> answers_;
    std::map<std::string, std::pair<std::string, Verdict>> kept_;  // by key: request and answer
};

}  // namespace daylit::simulation
