#include "tests/simulation/center.hpp"

namespace daylit::simulation {

Center::Center(std::uint64_t seed)
    : breaking(store), second_finance(staff(registry::Role::finance)), chance_(seed) {
    alive = false;  // its heart beats when the simulation lets it
    restart();
}

void Center::restart() {
    auto settings = services->settings;
    heart.reset();
    watch_.reset();
    auto desk = std::make_unique<app::QuoteDesk>();
    services.reset(new app::Services{counted_, log, procedure, wall, chance_, outlet, keys, rules, passwords,
                                     *desk, std::move(settings)});
    // What is kept never grows old here: only a change that was counted takes it away.
    known_ = std::make_unique<app::Known>(app::Freshness{[this] { return counted_.watched_changes(); },
                                                         [] { return app::Freshness::Moment(); }});
    services->known = known_.get();
    desk_ = std::move(desk);
    heart = std::make_unique<app::Heart>(*services, "center:8443");
    watch_ = std::make_unique<app::OutageWatch>(*services);
}

void Center::set_time(Instant procedures, Instant by_the_wall) {
    procedure.set(procedures);
    wall.set(by_the_wall);
}

Center::Act Center::signed_act(const app::testing::Party& party, const std::string& type,
                               boost::json::object payload, const std::string& nonce, Milliseconds life) {
    const auto expires_at = wall.now() + life;
    payload["audience"] = services->settings.log_origin;
    payload["nonce"] = nonce;
    payload["expires_at"] = to_rfc3339(expires_at);
    auto statement =
        jws::sign(boost::json::serialize(payload), {.typ = type, .kid = party.serial}, *party.key);
    return {party.caller, nonce, {std::move(statement)}, expires_at};
}

app::Call Center::call_with(const Act& act) const {
    app::Call made(*services, act.caller);
    made.idempotency_key = act.nonce;
    made.request = sha256(act.act.statement);
    return made;
}

app::Call Center::call_as(const app::testing::Party& party, const std::string& key) const {
    app::Call made(*services, party.caller);
    made.idempotency_key = key;
    made.request = sha256(key);
    return made;
}

}  // namespace daylit::simulation
