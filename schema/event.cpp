#include "schema/event.hpp"

#include "base/encoding.hpp"

namespace daylit::schema {

namespace {

constexpr std::string_view format = "daylight/event/1";

struct EventBody {
    std::string format;
    std::string stream;
    std::int64_t seq = 0;
    Instant at;
    std::string actor;
    std::string type;
    int version = 0;
    std::optional<Digest> previous;
    std::string salt;
    boost::json::object data;
};
BOOST_DESCRIBE_STRUCT(EventBody, (), (format, stream, seq, at, actor, type, version, previous, salt, data))

std::string salt_text(const Entropy& salt) {
    return to_base64url({reinterpret_cast<const char*>(salt.data()), salt.size()});
}

Outcome check_columns(const EventBody& body, const StoredEvent& event) {
    const std::pair<bool, const char*> checks[] = {
        {body.stream == event.stream, "stream"},
        {body.seq == event.seq, "seq"},
        {body.at == event.at, "at"},
        {body.actor == event.actor, "actor"},
        {body.type == event.type, "type"},
        {body.version == event.version, "version"},
    };
    for (const auto& [holds, column] : checks) {
        if (!holds) {
            return refuse("event_column_differs", column);
        }
    }
    return Done{};
}

Outcome check_place(const EventBody& body, const StreamHead& before) {
    if (body.stream != before.stream) {
        return refuse("event_column_differs", "stream");
    }
    if (body.seq != before.seq + 1) {
        return refuse("event_out_of_sequence", "seq", {std::to_string(before.seq + 1)});
    }
    if (body.previous != before.digest) {
        return refuse("event_chain_broken", "previous");
    }
    if (before.at && body.at < *before.at) {
        return refuse("event_time_runs_backwards", "at");
    }
    return Done{};
}

}  // namespace

StoredEvent seal_event(StreamHead& head, std::string actor, NewEvent event, const Entropy& salt) {
    ensure(!head.at || event.at >= *head.at, "an event's time never runs backwards within its stream");
    StoredEvent sealed;
    sealed.stream = head.stream;
    sealed.seq = head.seq + 1;
    sealed.at = event.at;
    sealed.actor = std::move(actor);
    sealed.type = std::move(event.type);
    sealed.version = event.version;
    sealed.body = to_json_text(EventBody{std::string(format), sealed.stream, sealed.seq, sealed.at,
                                         sealed.actor, sealed.type, sealed.version, head.digest,
                                         salt_text(salt), std::move(event.data)});
    sealed.digest = sha256(sealed.body);
    head.seq = sealed.seq;
    head.digest = sealed.digest;
    head.at = sealed.at;
    return sealed;
}

boost::json::object event_data(const StoredEvent& event) {
    auto body = parse_as<EventBody>(event.body);
    ensure(body.ok(), "a stored body is an event's");
    return std::move(body->data);
}

std::optional<Digest> previous_digest(const StoredEvent& event) {
    const auto body = parse_as<EventBody>(event.body);
    ensure(body.ok(), "a stored body is an event's");
    return body->previous;
}

Outcome check_event(const StoredEvent& event, const StreamHead& before) {
    if (sha256(event.body) != event.digest) {
        return refuse("event_digest_differs", "digest");
    }
    const auto body = parse_as<EventBody>(event.body);
    if (!body) {
        return refuse("event_malformed", body.refusal().field);
    }
    if (body->format != format) {
        return refuse("event_malformed", "format");
    }
    const auto salt = from_base64url(body->salt);
    if (!salt || salt->size() != Entropy{}.size()) {
        return refuse("event_malformed", "salt");
    }
    auto columns = check_columns(*body, event);
    return columns ? check_place(*body, before) : columns;
}

}  // namespace daylit::schema
