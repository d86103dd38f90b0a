#include "tools/demo/party.hpp"

#include "crypto/jws.hpp"
#include "crypto/random.hpp"

namespace daylit::tools {

namespace {

// A session ends after an hour without use and after twelve hours in all.
constexpr auto idle_life = std::chrono::minutes(45);
constexpr auto session_life = std::chrono::hours(11);
constexpr auto act_life = std::chrono::minutes(5);

}  // namespace

boost::json::object expect_object(const Reply& reply, const std::string& what) {
    if (!reply.ok() || !reply.json.is_object()) {
        throw DemoFailed(what + ": " + std::to_string(reply.status) + " " + reply.body);
    }
    return reply.json.get_object();
}

Party::Party(const SiteFacts& site, Account account)
    : site_(site), account_(std::move(account)), client_(site.address, site.authority) {
    if (account_.key_pem) {
        auto key = P256PrivateKey::from_pkcs8_pem(Secret(*account_.key_pem));
        if (!key) {
            throw DemoFailed("the key of " + account_.login + " cannot be read");
        }
        key_ = std::move(*key);
    }
}

bool Party::sign_in() {
    if (!client_.sign_in(account_.login, account_.password)) {
        signed_in_at_.reset();
        return false;
    }
    signed_in_at_ = used_at_ = Steady::now();
    return true;
}

void Party::stay_signed_in() {
    const auto now = Steady::now();
    const bool fresh = signed_in_at_ && now - *signed_in_at_ < session_life && now - used_at_ < idle_life;
    if (!fresh && !sign_in()) {
        throw DemoFailed(account_.login + " cannot sign in");
    }
    used_at_ = now;
}

Reply Party::try_get(const std::string& path) {
    stay_signed_in();
    return client_.get(path);
}

Reply Party::try_post(const std::string& path, const boost::json::object& body) {
    stay_signed_in();
    return client_.post(path, body);
}

boost::json::object Party::get(const std::string& path) {
    return expect_object(try_get(path), account_.login + " GET " + path);
}

boost::json::object Party::post(const std::string& path, const boost::json::object& body) {
    return expect_object(try_post(path, body), account_.login + " POST " + path);
}

boost::json::object Party::put(const std::string& path, const boost::json::object& body) {
    stay_signed_in();
    return expect_object(client_.put(path, body), account_.login + " PUT " + path);
}

boost::json::array Party::items(const std::string& path) {
    auto page = get(path);
    return std::move(page.at("items").as_array());
}

boost::json::array Party::list(const std::string& path) {
    boost::json::array all;
    std::string cursor;
    do {
        const auto joint = path.find('?') == std::string::npos ? "?" : "&";
        const auto page = get(path + joint + "limit=100" + (cursor.empty() ? "" : "&cursor=" + cursor));
        for (const auto& item : page.at("items").as_array()) {
            all.push_back(item);
        }
        const auto& next = page.at("next_cursor");
        cursor = next.is_string() ? std::string(next.get_string()) : std::string();
    } while (!cursor.empty());
    return all;
}

Reply Party::try_act(const std::string& path, const std::string& type, boost::json::object payload,
                     Instant wall_now) {
    ensure(key_ && account_.certificate, "a party signs after it was certified");
    stay_signed_in();
    const auto nonce = id_text(random_entropy());
    payload["audience"] = site_.audience;
    payload["nonce"] = nonce;
    payload["expires_at"] = to_rfc3339(wall_now + act_life);
    const auto statement =
        jws::sign(boost::json::serialize(payload), {.typ = type, .kid = account_.certificate}, *key_);
    return client_.post(path, {{"statement", statement}}, nonce);
}

}  // namespace daylit::tools
