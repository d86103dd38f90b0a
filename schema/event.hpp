// Events are the audit log: what a decision returns is stored in the transaction that changes the row, and
// becomes a leaf of the Merkle log. The body is made once as bytes and never rebuilt; its digest is SHA-256
// over exactly these bytes, so that `sha256sum` checks it.
//
// The body is JSON text:
// {"format":"daylight/event/1","stream":…,"seq":…,"at":…,"actor":…,"type":…,"version":…, "previous":<hex
// digest of the stream's previous event, or null>,"salt":<base64url, 16 bytes>,"data":{…}}. The salt keeps a
// published digest from revealing what it digests; "previous" keeps two histories of one stream from both
// being shown.
#pragma once

#include "base/json.hpp"
#include "crypto/digest.hpp"

namespace daylit::schema {

struct StoredEvent {
    std::int64_t id = 0;   // given by the store; increasing but with gaps and not in order of commit
    std::string stream;    // "lot:<id>"
    std::int64_t seq = 0;  // 1, 2, 3 … within the stream
    Instant at;
    std::string actor;  // "person:<id>", "program:<name>"
    std::string type;
    int version = 1;
    std::string body;
    Digest digest;

    bool operator==(const StoredEvent&) const = default;
};

// Where a stream stands; a new stream has seq 0 and no digest.
struct StreamHead {
    std::string stream;
    std::int64_t seq = 0;
    std::optional<Digest> digest;
    std::optional<Instant> at;  // of the last event

    bool operator==(const StreamHead&) const = default;
};

struct NewEvent {
    std::string type;
    int version = 1;
    Instant at;
    boost::json::object data;
};

// Makes the next event after head and moves head on to it. The event's time never runs backwards within a
// stream: an earlier `at` is our own bug.
StoredEvent seal_event(StreamHead& head, std::string actor, NewEvent event, const Entropy& salt);

// The "data" object of a stored body. Throws BrokenPromise when the bytes are not an event's: they are our
// own.
boost::json::object event_data(const StoredEvent& event);

// The digest of the stream's event before, as the body says it. Throws as event_data does.
std::optional<Digest> previous_digest(const StoredEvent& event);

// Checks the body against its digest, then against the columns beside it and the stream's head before it; the
// refusal names the first thing that does not hold (schema/refusals.hpp).
Outcome check_event(const StoredEvent& event, const StreamHead& before);

}  // namespace daylit::schema
