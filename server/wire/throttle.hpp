// How often one party may ask. Whoever is signed in is counted as its organisation, wherever it sits: a hall
// full of bidders behind one address stays out of each other's way. Everybody else is counted by address
// (network.hpp). What a request costs is told by its class; the figures come from the configuration.
#pragma once

#include "base/result.hpp"
#include "server/app/call.hpp"
#include "server/http/message.hpp"
#include "server/http/rate_limit.hpp"

#include <functional>

namespace daylit::wire {

// The defaults let 64 bidders behind one address open their pages, sign in and follow a lot at the same
// moment.
struct RequestRates {
    http::Rate sign_in{200, 2};  // of an address: nobody is known yet
    // Of a browser that somebody has signed in from: who uses up the address keeps nobody out who comes back.
    http::Rate device_sign_in{30, 1};
    // Of all such browsers behind one address: who gathers such tokens gets no more than this. A hall of 64
    // needs 128 steps at once.
    http::Rate devices_sign_in{400, 8};
    http::Rate reads{3000, 300};
    http::Rate commands{600, 60};
    http::Rate feeds{256, 16};
};

class Throttle {
public:
    using Now = std::function<http::RateLimit::Moment()>;
    // Whether we gave this device token to a browser; told without the store.
    using IsDevice = std::function<bool(const std::string&)>;
    Throttle(const RequestRates& rates, Now now, IsDevice is_device);

    // Under whom a request was counted before its session was looked up.
    struct Ticket {
        http::RateLimit* limit;
        std::string key;
        std::string session;  // digest of the token that came with it, "" without one
        bool by_address = true;
    };
    // Refuses too_many_requests (429), at the cost of a look into memory. `device`: the browser's, ""
    // without.
    Result<Ticket> admit(const http::Request& request, const std::string& token, const std::string& device);
    // The session has been looked up: who turned out to be a party is counted as one from here on, and its
    // address has its own back. Refuses too_many_requests.
    Outcome recognise(const Ticket& ticket, const app::Caller& caller);

private:
    // Parties by the digests of their sessions, so that a party is counted as such before the database is
    // asked, and strangers with made-up sessions are counted by address. Gives no right: only whose bucket it
    // is.
    struct Known {
        std::string party;
        http::RateLimit::Moment until{};
    };

    http::RateLimit& limit_of(const http::Request& request, const std::string& device);
    std::string known_party(const std::string& session);

    Now now_;
    IsDevice is_device_;
    http::RateLimit sign_in_;
    http::RateLimit device_sign_in_;
    http::RateLimit devices_sign_in_;
    http::RateLimit reads_;
    http::RateLimit commands_;
    http::RateLimit feeds_;
    std::mutex mutex_;
    http::LruMap<Known> known_;
};

}  // namespace daylit::wire
