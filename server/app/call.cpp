#include "server/app/call.hpp"

#include "server/app/private_data.hpp"

#include <boost/describe.hpp>

namespace daylit::app {

namespace {

constexpr auto tolerated_lag = Milliseconds(100);

// A refusal as it is kept; Result<Refusal> would be a riddle.
struct KeptRefusal {
    std::string code;
    std::string field;
    std::vector<std::string> values;
    std::string evidence;
};
BOOST_DESCRIBE_STRUCT(KeptRefusal, (), (code, field, values, evidence))

}  // namespace

const Caller& Act::caller() const {
    return call.caller;
}

const Services& Act::services() const {
    return call.services;
}

Stream Act::judged_now(schema::StreamHead head) const {
    auto now = services().procedure_clock.now();
    if (head.at && now < *head.at) {
        if (*head.at - now > tolerated_lag) {
            throw ClockBehind("the clock is behind the last event of " + head.stream);
        }
        now = *head.at;
    }
    return {std::move(head), now};
}

Stream Act::lock(const std::string& stream) {
    return judged_now(tx.lock_stream(stream));
}

std::vector<Stream> Act::lock_all(const std::vector<std::string>& streams) {
    std::vector<Stream> locked;
    for (auto& head : tx.lock_streams(streams)) {
        locked.push_back(judged_now(std::move(head)));
    }
    return locked;
}

std::vector<schema::StoredEvent> Act::append(Stream& stream, std::vector<schema::NewEvent> events) {
    return append_as(caller().actor(), stream, std::move(events));
}

std::vector<schema::StoredEvent> Act::append_as(const std::string& actor, Stream& stream,
                                                std::vector<schema::NewEvent> events) {
    std::vector<schema::StoredEvent> sealed;
    sealed.reserve(events.size());
    for (auto& event : events) {
        sealed.push_back(
            schema::seal_event(stream.head, actor, std::move(event), services().random.entropy()));
    }
    if (!sealed.empty()) {
        ++writes_;
        tx.append(sealed);
    }
    return sealed;
}

schema::KeyClaim Call::key_claim() const {
    return {keyed_digest(services, "idempotency", caller.actor()).hex(), idempotency_key, request};
}

std::optional<schema::KeptAnswer> Call::claim(schema::UnitOfWork& tx) const {
    if (idempotency_key.empty()) {
        return std::nullopt;
    }
    const auto mine = key_claim();
    return tx.claim_key(mine.actor, mine.key, mine.request, services.wall_clock.now());
}

void Call::keep(schema::UnitOfWork& tx, int status, std::string body) const {
    if (!idempotency_key.empty()) {
        tx.keep_answer(key_claim().actor, idempotency_key, {request, status, std::move(body)});
    }
}

std::string Call::refusal_text(const Refusal& refusal) {
    return to_json_text(KeptRefusal{refusal.code, refusal.field, refusal.values, refusal.evidence});
}

Refusal Call::kept_refusal(const std::string& text) {
    const auto kept = parse_as<KeptRefusal>(text);
    ensure(kept.ok(), "a kept refusal can be read again");
    return {kept->code, kept->field, kept->values, kept->evidence};
}

}  // namespace daylit::app
