#include "server/wire/throttle.hpp"

#include "crypto/digest.hpp"
#include "server/http/network.hpp"

namespace daylit::wire {

namespace {

constexpr std::size_t most_known = 16 * 1024;
constexpr std::chrono::seconds known_for{60};

Refusal too_many(std::chrono::seconds wait) {
    return refuse("too_many_requests", "", {std::to_string(wait.count())});
}

}  // namespace

Throttle::Throttle(const RequestRates& rates, Now now)
    : now_(std::move(now)),
      sign_in_(rates.sign_in),
      reads_(rates.reads),
      commands_(rates.commands),
      feeds_(rates.feeds),
      known_(most_known) {}

http::RateLimit& Throttle::limit_of(const http::Request& request) {
    if (request.method == "GET" || request.method == "HEAD") {
        return request.path == "/api/v1/feed" ? feeds_ : reads_;
    }
    return request.path == "/api/v1/session" && request.method == "POST" ? sign_in_ : commands_;
}

std::string Throttle::known_party(const std::string& session) {
    const std::lock_guard lock(mutex_);
    const auto* known = known_.find(session);
    return known != nullptr && now_() < known->until ? known->party : "";
}

Result<Throttle::Ticket> Throttle::admit(const http::Request& request, const std::string& token) {
    auto& limit = limit_of(request);
    Ticket ticket{&limit, http::network_of(request.peer_address), token.empty() ? "" : sha256(token).hex(),
                  true};
    const auto party = ticket.session.empty() || &limit == &sign_in_ ? "" : known_party(ticket.session);
    if (!party.empty()) {
        ticket.key = party;
        ticket.by_address = false;
    }
    if (const auto wait = limit.take(ticket.key, now_())) {
        return too_many(*wait);
    }
    return ticket;
}

Outcome Throttle::recognise(const Ticket& ticket, const app::Caller& caller) {
    if (!caller.organisation || ticket.limit == &sign_in_) {
        return Done{};
    }
    const auto party = "organisation:" + caller.organisation->text;
    {
        const std::lock_guard lock(mutex_);
        known_.at(ticket.session) = {party, now_() + known_for};
    }
    if (ticket.by_address) {
        ticket.limit->give_back(ticket.key);
        if (const auto wait = ticket.limit->take(party, now_())) {
            return too_many(*wait);
        }
    }
    return Done{};
}

}  // namespace daylit::wire
