// One party of the demonstration: a person who acts through the public API alone, with a key and certificate
// of its own where it signs.
#pragma once

#include "crypto/p256.hpp"
#include "tools/client/client.hpp"
#include "tools/demo/accounts.hpp"

#include <chrono>
#include <optional>

namespace daylit::tools {

// Says what went wrong and ends the demonstration's step; the platform itself is not harmed by it.
class DemoFailed : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct SiteFacts {
    std::string address;    // "https://localhost:8443"
    std::string authority;  // PEM file of the authority behind the server's certificate
    std::string audience;   // what signed acts are addressed to: the log's origin
};

class Party {
public:
    Party(const SiteFacts& site, Account account);

    const std::string& login() const { return account_.login; }
    const std::string& organisation() const { return account_.organisation; }
    const std::string& name() const { return account_.name; }

    void set_patience(std::chrono::seconds patience) { client_.set_patience(patience); }

    // False when the server says no. Everything below signs in by itself where that is needed, and throws
    // DemoFailed where the server says no.
    bool sign_in();

    // The server's answer, whatever it is.
    Reply try_get(const std::string& path);
    Reply try_post(const std::string& path, const boost::json::object& body);
    // Answers whose refusal ends the step, with the problem's text.
    boost::json::object get(const std::string& path);
    boost::json::object post(const std::string& path, const boost::json::object& body = {});
    boost::json::object put(const std::string& path, const boost::json::object& body);
    // The items of a list's first page; every item, page after page.
    boost::json::array items(const std::string& path);
    boost::json::array list(const std::string& path);

    // Signs the payload, completed by audience, nonce and expiry, as a compact JWS and sends it; the nonce is
    // the request's idempotency key. `wall_now` is the server's wall clock.
    Reply try_act(const std::string& path, const std::string& type, boost::json::object payload,
                  Instant wall_now);

private:
    using Steady = std::chrono::steady_clock;
    void stay_signed_in();

    const SiteFacts& site_;
    Account account_;
    Client client_;
    std::optional<P256PrivateKey> key_;
    std::optional<Steady::time_point> signed_in_at_;
    Steady::time_point used_at_;
};

// The answer's object; DemoFailed with the problem's text when it is none.
boost::json::object expect_object(const Reply& reply, const std::string& what);

}  // namespace daylit::tools
