#include "server/wire/feed.hpp"

#include "server/app/live.hpp"
#include "server/app/outages.hpp"
#include "server/app/sessions.hpp"
#include "server/app/site.hpp"
#include "server/app/tendering/ceremonies.hpp"
#include "server/app/tendering/tender_lots.hpp"

#include <charconv>

namespace daylit::wire {

namespace {

constexpr std::size_t most_watched = 20;  // of each kind

std::vector<std::string> ids_of(const app::Params& params, const std::string& name) {
    std::vector<std::string> ids;
    auto rest = params.text(name).value_or("");
    while (!rest.empty() && ids.size() < most_watched) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto one = rest.substr(0, comma);
        if (is_id_text(one)) {
            ids.push_back(one);
        }
        rest.erase(0, comma + 1);
    }
    return ids;
}

// The seq after which the reader missed this lot's events; a reader without one is told how the lot stands.
std::int64_t last_seen(std::string_view last_event_id, const LotId& lot) {
    std::int64_t seq = 0;
    if (last_event_id.starts_with(lot.text + ".")) {
        last_event_id.remove_prefix(lot.text.size() + 1);
        const auto [end, error] =
            std::from_chars(last_event_id.data(), last_event_id.data() + last_event_id.size(), seq);
        return error == std::errc() && end == last_event_id.data() + last_event_id.size() ? seq : 0;
    }
    return 0;
}

}  // namespace

http::Feed make_feed(const app::Services& services, const app::Caller& caller, const app::Params& params,
                     const http::Request& request) {
    http::Feed feed;
    feed.topics = {"announcements", app::outages_topic};
    std::vector<LotId> lots;
    for (auto& id : ids_of(params, "lot")) {
        feed.topics.push_back(app::feed_topic(lots.emplace_back(std::move(id))));
    }
    for (auto& id : ids_of(params, "tender_lot")) {
        feed.topics.push_back(app::tender_lot_stream({std::move(id)}));
    }
    for (auto& id : ids_of(params, "ceremony")) {
        feed.topics.push_back(app::ceremony_stream({std::move(id)}));
    }
    if (!caller.session.empty()) {
        feed.topics.push_back(app::session_topic(caller.session));
    }
    feed.missed = [&services, lots, session = caller.session,
                   seen = std::string(request.header("last-event-id"))] {
        // The session may have ended between the look at it and the subscription.
        if (!session.empty() && !app::is_open(services, session)) {
            services.outlet.close(app::session_topic(session));
        }
        std::vector<http::FeedMessage> messages{{"", "time", app::time_message(services)}};
        for (const auto& lot : lots) {
            if (const auto live = app::live_lot(services, lot, last_seen(seen, lot))) {
                messages.push_back({lot.text + "." + std::to_string(live->seq), "lot", to_json_text(*live)});
            }
        }
        return messages;
    };
    return feed;
}

}  // namespace daylit::wire
