#include "server/wire/throttle.hpp"

#include "crypto/digest.hpp"
#include "server/http/network.hpp"

namespace daylit::wire {

namespace {

constexpr std::size_t most_known = 16 * 1024;
constexpr std::chrono::hours known_for{12};  // as long as a session lives

// Both steps; between them a session is nobody's yet.
bool is_sign_in(const http::Request& request) {
    return request.method == "POST" &&
           (request.path == "/api/v1/session" || request.path == "/api/v1/session/passkey" ||
            request.path == "/api/v1/session/second-step");
}

Refusal too_many(std::chrono::seconds wait) {
    return refuse("too_many_requests", "", {std::to_string(wait.count())});
}

}  // namespace

Throttle::Throttle(const RequestRates& rates, Now now, IsDevice is_device)
    : now_(std::move(now)),
      is_device_(std::move(is_device)),
      sign_in_(rates.sign_in),
      device_sign_in_(rates.device_sign_in),
      devices_sign_in_(rates.devices_sign_in),
      reads_(rates.reads),
      commands_(rates.commands),
      feeds_(rates.feeds),
      known_(most_known) {}

http::RateLimit& Throttle::limit_of(const http::Request& request, const std::string& device) {
    if (request.method == "GET" || request.method == "HEAD") {
        return request.path == "/api/v1/feed" ? feeds_ : reads_;
    }
    if (!is_sign_in(request)) {
        return commands_;
    }
    return !device.empty() && is_device_(device) ? device_sign_in_ : sign_in_;
}

std::string Throttle::known_party(const std::string& session) {
    const std::lock_guard lock(mutex_);
    const auto* known = known_.find(session);
    return known != nullptr && now_() < known->until ? known->party : "";
}

Result<Throttle::Ticket> Throttle::admit(const http::Request& request, const std::string& token,
                                         const std::string& device) {
    auto& limit = limit_of(request, device);
    const auto network = http::network_of(request.peer_address);
    Ticket ticket{&limit, network, token.empty() ? "" : sha256(token).hex(), true};
    if (&limit == &device_sign_in_) {
        if (const auto wait = devices_sign_in_.take(network, now_())) {
            return too_many(*wait);
        }
        ticket.key = sha256(device).hex();
        ticket.by_address = false;
    } else if (const auto party = &limit == &sign_in_ ? "" : known_party(ticket.session); !party.empty()) {
        ticket.key = party;
        ticket.by_address = false;
    }
    if (const auto wait = limit.take(ticket.key, now_())) {
        return too_many(*wait);
    }
    return ticket;
}

Outcome Throttle::recognise(const Ticket& ticket, const app::Caller& caller) {
    if (!caller.organisation || ticket.limit == &sign_in_ || ticket.limit == &device_sign_in_) {
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
