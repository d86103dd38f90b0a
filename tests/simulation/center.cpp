#include "tests/simulation/center.hpp"

namespace daylit::simulation {

namespace {

std::filesystem::path memory_folder() {
    const std::filesystem::path shared("/dev/shm");
    return std::filesystem::is_directory(shared) ? shared : std::filesystem::temp_directory_path();
}

}  // namespace

Center::Center(std::uint64_t seed)
    : breaking(store),
      second_finance(staff(registry::Role::finance)),
      chance_(seed),
      folder_(memory_folder()) {
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
    sequencer_.reset();
}

NoteSigner Center::log_signer() const {
    return NoteSigner(services->settings.log_origin,
                      Ed25519PrivateKey::from_pkcs8_pem(log_key_.pkcs8_pem()).value());
}

void Center::sign_log() {
    if (!sequencer_) {
        auto fresh = std::make_unique<jobs::Sequencer>(
            breaking_log, log_signer(), services->settings.log_origin,
            jobs::SignedHead(folder_.path() / "signed-head"),
            [this](std::uint64_t size, const std::vector<Digest>&) { told_size_ = size; });
        fresh->check_signed();
        sequencer_ = std::move(fresh);
    }
    (void)sequencer_->run();
}

void Center::set_time(Instant procedures, Instant by_the_wall) {
    procedure.set(procedures);
    wall.set(by_the_wall);
}

void Center::before_reading(const std::function<void()>& what) {
    procedure.before_reading = what;
    wall.before_reading = what;
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
