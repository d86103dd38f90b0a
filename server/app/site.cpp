#include "server/app/site.hpp"

#include "crypto/cosignature.hpp"
#include "server/app/log.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

std::vector<WitnessView> witnesses_of(const Services& services) {
    std::vector<WitnessView> views;
    if (services.settings.witness_keys.empty()) {
        return views;
    }
    const auto published = checkpoint_note(services);
    const auto note = published ? parse_note(*published) : Result<Note>(published.refusal());
    for (const auto& key : services.settings.witness_keys) {
        const auto verifier = WitnessVerifier::parse(key);
        ensure(verifier.ok(), "a configured witness has a key");
        WitnessView view{verifier->name(), key, {}};
        const auto at = note ? verifier->cosigned_at(*note) : note.refusal();
        if (at && *at) {
            view.cosigned_at = Instant(std::chrono::seconds(**at));
        }
        views.push_back(std::move(view));
    }
    return views;
}

std::string summary_of(const std::vector<WitnessView>& witnesses) {
    if (witnesses.empty()) {
        return "none";
    }
    return std::ranges::any_of(witnesses, [](const WitnessView& one) { return one.cosigned_at.has_value(); })
               ? "cosigned"
               : "missing";
}

}  // namespace

Result<SiteView> site(Call& call, const Params&) {
    const auto& services = call.services;
    const auto& settings = services.settings;
    const auto pace = services.pace();
    SiteView view;
    view.name_zh = settings.center_name_zh;
    view.name_en = settings.center_name_en;
    view.procedure_now = services.procedure_clock.now();
    view.wall_now = services.wall_clock.now();
    view.clock = {settings.demo, pace.rate, pace.slow_from, pace.slow_rate};
    view.log = {settings.log_origin, settings.log_verifier};
    view.witnesses = witnesses_of(services);
    view.witness = summary_of(view.witnesses);
    view.time_stamps = settings.time_stamps;
    view.demo = settings.demo;
    view.bank_account = {settings.account_name, settings.account_bank, settings.account_number};
    view.second_factor = settings.second_factor;
    return view;
}

std::string time_message(const Services& services) {
    const auto pace = services.pace();
    const auto now = services.procedure_clock.now();
    const auto rate = pace.slow_from && now >= *pace.slow_from ? pace.slow_rate : pace.rate;
    boost::json::object message{{"procedure_now", to_rfc3339(now)},
                                {"wall_now", to_rfc3339(services.wall_clock.now())},
                                {"rate", rate}};
    // A page that carries the clock on by itself must know where it will go slower.
    if (pace.slow_from && now < *pace.slow_from) {
        message["slow_from"] = to_rfc3339(*pace.slow_from);
        message["slow_rate"] = pace.slow_rate;
    }
    if (const auto pulse = services.last_pulse()) {
        message["last_pulse"] = to_rfc3339(*pulse);
    }
    return boost::json::serialize(message);
}

}  // namespace daylit::app
