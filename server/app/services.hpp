// What the shell lends to the use cases: the store, the clocks, randomness, keys, the rule data and the live
// feeds. Tests lend others.
#pragma once

#include "base/calendar.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "registry/second_factors.hpp"
#include "schema/log_store.hpp"
#include "schema/unit_of_work.hpp"
#include "server/app/alarm.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace daylit::app {

class Random {
public:
    virtual ~Random() = default;
    virtual Entropy entropy() = 0;  // 128 fresh bits
    // Uniform in [0, below).
    virtual std::uint64_t below(std::uint64_t bound) = 0;
};

// Tells everybody who watches, after the commit; losing a message must be harmless (clients read again).
class Outlet {
public:
    virtual ~Outlet() = default;
    virtual void publish(const std::string& topic, const std::string& id, const std::string& event,
                         const std::string& data) = 0;
    // Ends the feeds that watch the topic; who still may connects again.
    virtual void close(const std::string& topic) = 0;
};

class Keys;          // server/app/keys.hpp
class RuleBook;      // server/app/rule_book.hpp
class PasswordDesk;  // server/app/password_desk.hpp
class QuoteDesk;     // server/app/quote_desk.hpp
struct Known;        // server/app/known.hpp
class Envelopes;     // server/app/envelopes.hpp

// What holds for programs that act in a person's name.
struct ProgramSettings {
    std::chrono::days longest_token{365};
};

struct Settings {
    std::string center_name_zh;
    std::string center_name_en;
    std::string center_code;     // the nine digits of the center's organisation code, for index numbers
    std::string log_origin;      // the log's name, and the audience of everything that bidders sign
    std::string log_verifier;    // its key as text (C2SP signed-note)
    std::string public_address;  // "https://localhost:8443"
    std::string account_name;    // where deposits are paid
    std::string account_bank;
    std::string account_number;
    bool demo = false;
    // What the accounts of staff must have, and for how long a confirmation of who one is counts as fresh.
    registry::SecondFactorPolicy second_factor = registry::SecondFactorPolicy::required;
    std::chrono::minutes step_up_life{5};
    std::vector<std::string> witness_keys = {};  // verifier keys of the outside witnesses; none: no witness
    bool time_stamps = false;                    // whether an outside authority stamps the log's checkpoints
    ProgramSettings programs = {};
};

// How fast procedure time runs now; 1 but in the demonstration.
struct Pace {
    std::int64_t rate = 1;
    std::optional<Instant> slow_from;  // the procedure moment from which slow_rate counts
    std::int64_t slow_rate = 1;
};

struct Services {
    schema::Store& store;
    schema::LogStore& log;
    const Clock& procedure_clock;  // decides deadlines; accelerated in the demo
    const Clock& wall_clock;       // certificates, sessions, health
    Random& random;
    Outlet& outlet;
    const Keys& keys;
    const RuleBook& rules;
    PasswordDesk& passwords;
    QuoteDesk& quotes;
    Settings settings;
    std::function<Pace()> pace = [] { return Pace{}; };
    std::function<std::vector<Alarm>()> alarms = [] { return std::vector<Alarm>{}; };
    // Asks for the next pulse at once: a lot waits to learn whether it has ended.
    std::function<void()> ask_pulse = [] {};
    // When this server's last pulse was committed, by the wall clock.
    std::function<std::optional<Instant>()> last_pulse = [] { return std::nullopt; };
    Envelopes* envelopes = nullptr;  // reads sealed files; wanted wherever tenders are served
    Known* known = nullptr;          // nullptr: nothing is kept, each request reads what it needs
};

}  // namespace daylit::app
