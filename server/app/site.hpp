// What everybody may know about the platform itself.
#pragma once

#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

struct ClockView {
    bool accelerated = false;
    std::int64_t rate = 1;
    std::optional<Instant> slow_from;
    std::int64_t slow_rate = 1;
};
BOOST_DESCRIBE_STRUCT(ClockView, (), (accelerated, rate, slow_from, slow_rate))

struct LogView {
    std::string origin;
    std::string verifier_key;
};
BOOST_DESCRIBE_STRUCT(LogView, (), (origin, verifier_key))

// An outside witness, and whether it has cosigned the checkpoint that is published now.
struct WitnessView {
    std::string name;
    std::string verifier_key;  // C2SP tlog-cosignature, Ed25519
    std::optional<Instant> cosigned_at;
};
BOOST_DESCRIBE_STRUCT(WitnessView, (), (name, verifier_key, cosigned_at))

struct AccountView {
    std::string name;
    std::string bank;
    std::string number;
};
BOOST_DESCRIBE_STRUCT(AccountView, (), (name, bank, number))

struct SiteView {
    std::string name_zh;
    std::string name_en;
    Instant procedure_now;
    Instant wall_now;
    ClockView clock;
    LogView log;
    // "none": no outside witness is configured; "cosigned": one at least has cosigned the published
    // checkpoint; "missing": none of those configured has
    std::string witness;
    std::vector<WitnessView> witnesses;
    bool time_stamps = false;  // whether an outside authority stamps the log's checkpoints
    bool demo = false;
    AccountView bank_account;
    registry::SecondFactorPolicy second_factor = registry::SecondFactorPolicy::required;  // of staff
};
BOOST_DESCRIBE_STRUCT(SiteView, (),
                      (name_zh, name_en, procedure_now, wall_now, clock, log, witness, witnesses, time_stamps,
                       demo, bank_account, second_factor))

Result<SiteView> site(Call& call, const Params& params);
// The heartbeat of the live feeds: {"procedure_now": …, "wall_now": …, "rate": …}, and {"slow_from": …,
// "slow_rate": …} while the clock is to go slower from a procedure moment on; {"last_pulse": …} once this
// server has committed one: a feed may live while nothing can be decided.
std::string time_message(const Services& services);

}  // namespace daylit::app
