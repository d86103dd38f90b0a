#include "tools/holder/holder.hpp"

#include "base/encoding.hpp"
#include "crypto/jws.hpp"
#include "crypto/random.hpp"

#include <algorithm>

namespace daylit::tools {

namespace {

using boost::json::object;
constexpr auto gate = static_cast<std::int64_t>(sealing::gate_holder);
constexpr auto act_life = std::chrono::minutes(5);

std::string string_at(const object& from, std::string_view name) {
    const auto* value = from.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t number_at(const object& from, std::string_view name) {
    const auto* value = from.if_contains(name);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

bool has_number(const boost::json::array& list, std::int64_t number) {
    return std::ranges::any_of(list,
                               [&](const auto& one) { return one.is_int64() && one.get_int64() == number; });
}

object object_of(const CeremonySpeech& speech) {
    boost::json::array envelopes;
    for (const auto& envelope : speech.envelopes) {
        envelopes.emplace_back(to_base64(envelope));
    }
    return {{"text", speech.text}, {"envelopes", std::move(envelopes)}};
}

// What the certificate says, and what the tender's page says of its lot.
Outcome check_words(const sealing::LotKeyStatement& statement, const object& lot) {
    const auto opens_at = parse_instant(string_at(lot.at("key").as_object(), "opens_at"), "opens_at");
    const auto& quorum = lot.at("method").at("quorum").as_object();
    if (statement.lot != string_at(lot, "id") ||
        statement.stage != string_at(lot.at("method").as_object(), "stage")) {
        return refuse("key_bound_to_another");
    }
    if (!opens_at || statement.opens_at < *opens_at) {
        return refuse("opening_time_differs");
    }
    if (statement.least_submissions < number_at(quorum, "least")) {
        return refuse("quorum_too_small");
    }
    return Done{};
}

Instant wall_now() {
    return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

Holder::Holder(HolderIdentity identity, HolderTrust trust, Client& client, Vault& vault, Journal* journal,
               Say say)
    : identity_(std::move(identity)),
      trust_(std::move(trust)),
      client_(client),
      vault_(vault),
      journal_(journal),
      say_(std::move(say)) {}

int Holder::step() {
    return join_ceremonies() + bind_lots() + release_lots() + erase_used_shares();
}

object Holder::get(const std::string& path) {
    auto reply = client_.get(path);
    if (!reply.ok() || !reply.json.is_object()) {
        throw ServerAway("GET " + path + ": " + std::to_string(reply.status) + " " + reply.code());
    }
    return std::move(reply.json.get_object());
}

boost::json::array Holder::items(const std::string& path) {
    boost::json::array all;
    std::string cursor;
    do {
        auto page = get(path + "&limit=100" + (cursor.empty() ? "" : "&cursor=" + cursor));
        for (auto& item : page.at("items").as_array()) {
            all.push_back(std::move(item));
        }
        cursor = string_at(page, "next_cursor");
    } while (!cursor.empty());
    return all;
}

std::string Holder::text(const std::string& path) {
    return string_at(get(path), "text");
}

bool Holder::act(const std::string& path, const std::string& type, object payload, object body,
                 const std::string& what) {
    const auto nonce = id_text(random_entropy());
    payload["audience"] = identity_.audience;
    payload["nonce"] = nonce;
    payload["expires_at"] = to_rfc3339(wall_now() + act_life);
    body["statement"] = jws::sign(boost::json::serialize(payload),
                                  {.typ = type, .kid = identity_.certificate}, identity_.key);
    const auto reply = client_.post(path, body, nonce);
    if (reply.ok()) {
        say_(what);
        return true;
    }
    if (refused_.insert(what + reply.code()).second) {
        say_(what + ": refused, " + std::to_string(reply.status) + " " + reply.body);
    }
    return false;
}

// Secrets and word are safe before anybody is told of them.
void Holder::keep(const std::string& what, const object& details) {
    vault_.save();
    if (journal_ != nullptr) {
        journal_->append(wall_now(), what, details);
    }
}

std::int64_t Holder::own_index(const object& ceremony) const {
    if (identity_.gate) {
        return gate;
    }
    for (const auto& officer : ceremony.at("officers").as_array()) {
        if (officer.at("is_me").as_bool()) {
            return number_at(officer.as_object(), "holder");
        }
    }
    return 0;
}

int Holder::join_ceremonies() {
    int done = 0;
    for (const auto* state : {"joining", "announcing", "showing", "dealing", "confirming", "complete"}) {
        for (const auto& item : items(std::string("/api/v1/ceremonies?state=") + state)) {
            done += speak(item.as_object());
        }
    }
    return done;
}

int Holder::speak(const object& ceremony) {
    const auto id = string_at(ceremony, "id");
    const auto me = own_index(ceremony);
    auto* kept = vault_.find(id);
    if (string_at(ceremony, "state") == "complete") {
        if (identity_.gate && kept != nullptr && !kept->transcript) {
            return conclude_own_half(id, *kept);
        }
        if (kept != nullptr && kept->transcript && finish_ceremony(*kept)) {
            keep("finish", {{"ceremony", id}});
        }
        return 0;
    }
    if (me == 0 || !has_number(ceremony.at("missing").as_array(), me)) {
        return 0;
    }
    if (kept == nullptr) {
        const auto plan = from_json<sealing::CeremonyPlan>(ceremony.at("plan"));
        if (!plan || plan->id != id || !sealing::check_plan(*plan)) {
            throw ServerAway("a ceremony whose plan makes no sense");
        }
        kept = &vault_.add(begun(*plan, me));
    }
    const auto said = speech(ceremony, *kept);
    if (!said) {
        if (refused_.insert(id + said.refusal().code).second) {
            say_("ceremony " + id + ": " + said.refusal().code + " " + said.refusal().field +
                 "; nothing is said");
        }
        return 0;
    }
    keep(said->round, {{"ceremony", id}, {"about", said->about.hex()}});
    return act("/api/v1/ceremonies/" + id + "/words", "daylight-ceremony+jws",
               {{"ceremony", id},
                {"round", said->round},
                {"holder", me},
                {"sealing_key", said->sealing_key},
                {"about", said->about.hex()}},
               object_of(*said), "ceremony " + id + ": " + said->round)
               ? 1
               : 0;
}

Result<CeremonySpeech> Holder::speech(const object& ceremony, KeptCeremony& kept) {
    const auto state = string_at(ceremony, "state");
    if (kept.transcript && state != "confirming") {
        return refuse("ceremony_over");
    }
    if (state == "joining") {
        return join_ceremony(kept);
    }
    if (state == "announcing") {
        return announce_commitments(kept);
    }
    if (state == "showing") {
        return show_commitments(kept);
    }
    if (state == "dealing") {
        std::vector<std::string> keys;
        for (const auto& key : ceremony.at("sealing_keys").as_array()) {
            keys.emplace_back(key.as_string());
        }
        return deal_shares(kept, keys);
    }
    return conclude(ceremony, kept);
}

Result<CeremonySpeech> Holder::conclude(const object& ceremony, KeptCeremony& kept) {
    const auto id = string_at(ceremony, "id");
    const auto base = "/api/v1/ceremonies/" + id;
    std::vector<SeenHolder> holders;
    const auto& officers = ceremony.at("officers").as_array();
    const auto& keys = ceremony.at("sealing_keys").as_array();
    const auto& announced = ceremony.at("commitments").as_array();
    for (std::size_t i = 0; i < announced.size(); ++i) {
        SeenHolder seen;
        const bool officer = i < officers.size();
        seen.holder = officer ? static_cast<std::int64_t>(i) + 1 : gate;
        if (officer) {
            seen.name = string_at(officers[i].as_object(), "name");
            seen.body = string_at(officers[i].as_object(), "body_name");
            seen.sealing_key = std::string(keys.at(i).as_string());
        }
        const auto digest = Digest::from_hex(announced[i].as_string());
        if (!digest) {
            return refuse("ceremony_malformed", "commitments");
        }
        seen.announced = *digest;
        seen.commitments = text(base + "/commitments/" + std::to_string(seen.holder));
        holders.push_back(std::move(seen));
    }
    std::vector<DealtShares> dealt;
    const auto page = get(base + "/shares");
    for (const auto& item : page.at("items").as_array()) {
        const auto envelope = from_base64(string_at(item.as_object(), "envelope"));
        if (!envelope) {
            return refuse("shares_differ");
        }
        dealt.push_back({number_at(item.as_object(), "dealer"), *envelope});
    }
    return conclude_ceremony(kept, holders, dealt);
}

int Holder::conclude_own_half(const std::string& id, KeptCeremony& kept) {
    const auto done = conclude_gate(kept, text("/api/v1/ceremonies/" + id + "/transcript"));
    if (!done) {
        if (refused_.insert(id + done.refusal().code).second) {
            say_("ceremony " + id + ": its transcript is not ours: " + done.refusal().code);
        }
        return 0;
    }
    keep("conclude", {{"ceremony", id}, {"transcript", kept.transcript->hex()}});
    say_("ceremony " + id + ": complete");
    return 1;
}

std::optional<Certificate> Holder::lot_certificate(const std::string& id) {
    const auto reply = client_.get("/api/v1/tender-lots/" + id + "/lot.crt");
    auto certificate = reply.ok() ? Certificate::from_pem(reply.body) : refuse("not_found");
    return certificate ? std::optional(std::move(*certificate)) : std::nullopt;
}

int Holder::bind_lots() {
    int done = 0;
    for (const auto& item : items("/api/v1/tender-lots?state=open")) {
        done += bind(string_at(item.as_object(), "id"));
    }
    return done;
}

// An officer signs what it binds; for the gate, what it saw first is what it believes.
int Holder::bind(const std::string& id) {
    const auto lot = get("/api/v1/tender-lots/" + id);
    const auto& key = lot.at("key").as_object();
    auto* kept = vault_.find(string_at(key, "ceremony"));
    const auto certificate = kept != nullptr ? lot_certificate(id) : std::nullopt;
    if (!certificate || !kept->transcript) {
        return 0;
    }
    const auto before = kept->bound.size();
    const auto transcript = text("/api/v1/ceremonies/" + kept->plan.id + "/transcript");
    const auto words = sealing::read_lot_key(*certificate);
    const auto agrees = words ? check_words(words->statement, lot) : Outcome(words.refusal());
    const auto statement = agrees ? bind_lot(*kept, *certificate, transcript, trust_)
                                  : Result<sealing::LotKeyStatement>(agrees.refusal());
    if (!statement) {
        const auto& code = statement.refusal().code;
        if (refused_.insert(id + code).second) {
            say_("lot " + id + ": its certificate is not accepted: " + code);
        }
        return 0;
    }
    const bool is_new = kept->bound.size() != before;
    if (is_new) {
        keep("bind", {{"lot", id}, {"certificate", certificate->fingerprint().hex()}});
    }
    if (identity_.gate) {
        return is_new ? 1 : 0;
    }
    for (const auto& holder : lot.at("holders").as_array()) {
        if (number_at(holder.as_object(), "holder") == kept->holder && !holder.at("cosigned").as_bool()) {
            return act("/api/v1/tender-lots/" + id + "/cosignatures", "daylight-cosign+jws",
                       {{"lot", id}, {"certificate", certificate->fingerprint().hex()}}, {},
                       "lot " + id + ": its certificate is signed")
                       ? 1
                       : 0;
        }
    }
    return 0;
}

int Holder::release_lots() {
    int done = 0;
    for (const auto& item : items("/api/v1/tender-lots?state=closed")) {
        const auto id = string_at(item.as_object(), "id");
        done += wants(id) ? release(id) : 0;
    }
    return done;
}

int Holder::release(const std::string& id) {
    const auto lot = get("/api/v1/tender-lots/" + id);
    auto* kept = vault_.find(string_at(lot.at("key").as_object(), "ceremony"));
    if (kept == nullptr) {
        return 0;
    }
    for (const auto& holder : lot.at("holders").as_array()) {
        if (number_at(holder.as_object(), "holder") == kept->holder && holder.at("released").as_bool()) {
            return 0;
        }
    }
    const auto closing = get("/api/v1/tender-lots/" + id + "/closing");
    const auto certificate = Certificate::from_pem(string_at(closing, "certificate"));
    const auto body = from_base64(string_at(closing, "event_body"));
    const auto* proof = closing.if_contains("log_proof");
    if (!certificate || !body || proof == nullptr || proof->is_null()) {
        return 0;  // not in the log yet
    }
    const auto log_proof = from_json<LogProof>(*proof);
    if (!log_proof) {
        return 0;
    }
    const auto parts =
        release_lot(*kept, *certificate, {string_at(closing, "list"), *body, *log_proof}, trust_);
    if (!parts) {
        if (refused_.insert(id + parts.refusal().code).second) {
            say_("lot " + id + ": nothing is released: " + parts.refusal().code);
        }
        return 0;
    }
    const auto list = sha256(string_at(closing, "list"));
    keep("release", {{"lot", id}, {"closing_list", list.hex()}, {"parts", sha256(*parts).hex()}});
    return act("/api/v1/tender-lots/" + id + "/parts", "daylight-release+jws",
               {{"lot", id}, {"closing_list", list.hex()}, {"parts", sha256(*parts).hex()}},
               {{"parts", *parts}}, "lot " + id + ": parts are released")
               ? 1
               : 0;
}

// A share that made its parts has no other use once the opening record is signed; what is erased can neither
// be stolen nor demanded.
int Holder::erase_used_shares() {
    int done = 0;
    for (auto& kept : vault_.all()) {
        const bool waits = std::ranges::any_of(kept.bound, [&](const BoundCertificate& bound) {
            return bound.released && has_share(kept, bound.number);
        });
        if (!waits) {
            continue;
        }
        for (const auto& item : items("/api/v1/tender-lots?state=opened&ceremony=" + kept.plan.id)) {
            done += erase(string_at(item.as_object(), "id"), kept);
        }
    }
    return done;
}

int Holder::erase(const std::string& id, KeptCeremony& kept) {
    const auto lot = get("/api/v1/tender-lots/" + id);
    const auto* record = lot.if_contains("record");
    const auto& key = lot.at("key").as_object();
    const auto number = number_at(key, "number");
    const auto bound = std::ranges::find(kept.bound, number, &BoundCertificate::number);
    const bool done = record != nullptr && record->is_string() && bound != kept.bound.end() &&
                      bound->released && bound->certificate.hex() == string_at(key, "certificate") &&
                      has_share(kept, number);
    if (!done) {
        return 0;
    }
    erase_share(kept, number);
    keep("erase", {{"lot", id}, {"ceremony", kept.plan.id}, {"number", number}});
    say_("lot " + id + ": its key's share is erased");
    return 1;
}

}  // namespace daylit::tools
