// A small center on the memory store for the tests of use cases: clocks that stand still until they are
// moved, chance that repeats itself, keys of its own, and parties that are already registered.
#pragma once

#include "crypto/certificate_request.hpp"
#include "schema/memory_store.hpp"
#include "server/app/call.hpp"
#include "server/app/heart.hpp"
#include "server/app/keys.hpp"
#include "server/app/params.hpp"
#include "server/app/password_desk.hpp"
#include "server/app/quote_desk.hpp"
#include "server/app/rule_book.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace daylit::app::testing {

class StillClock : public Clock {
public:
    explicit StillClock(Instant at) : at_(at) {}
    Instant now() const override {
        if (before_reading) {
            before_reading();
        }
        return at_;
    }
    void set(Instant at) { at_ = at; }
    void move(Milliseconds by) { at_ += by; }

    std::function<void()> before_reading;  // may set or move it

private:
    Instant at_;
};

// Repeats itself from run to run; no two values are alike within one.
class CountedRandom : public Random {
public:
    explicit CountedRandom(std::uint64_t state = 20261123) : state_(state) {}
    Entropy entropy() override;
    std::uint64_t below(std::uint64_t bound) override;

private:
    std::uint64_t next();
    std::uint64_t state_;
};

struct Told {
    std::string topic;
    std::string id;
    std::string event;
    std::string data;
};

class RecordingOutlet : public Outlet {
public:
    void publish(const std::string& topic, const std::string& id, const std::string& event,
                 const std::string& data) override {
        told.push_back({topic, id, event, data});
        if (const auto hook = std::exchange(at_next, {})) {
            hook();
        }
    }
    std::function<void()> at_next;  // runs once, while the next message is told
    void close(const std::string& topic) override { closed.push_back(topic); }
    std::vector<Told> told;
    std::vector<std::string> closed;
};

// A registered person with the organisation it belongs to, and a certified key where it signs.
struct Party {
    Caller caller;
    std::string name;  // of the organisation
    std::optional<P256PrivateKey> key;
    std::string serial;
};

class AppTest : public ::testing::Test {
protected:
    AppTest();
    ~AppTest() override;

    // An active member of the center's staff (of the supervisor's office for a supervisor).
    Party staff(registry::Role role);
    // An active enterprise with one agent and a certificate.
    Party bidder(const std::string& name);
    Party seller(const std::string& name = "岱阳市自然资源和规划局");
    // Somebody active in an organisation that is.
    Party make_party(const OrganisationId& organisation, const std::string& name,
                     std::vector<registry::Role> roles);
    OrganisationId make_organisation(registry::OrganisationKind kind, const std::string& name);
    // Gives somebody a key and its certificate.
    void certify(Party& party);

    // A call by the party under a fresh idempotency key.
    Call call(const Party& party);
    Call visitor();
    static Params path(std::map<std::string, std::string> values) { return {std::move(values), {}}; }
    static Params with(std::map<std::string, std::string> path, std::map<std::string, std::string> query) {
        return {std::move(path), std::move(query)};
    }

    // A file that was uploaded, for letters and attachments.
    Digest uploaded(const std::string& bytes);

    // Replays every stream's events and compares digests and chain; the test fails where one does not hold.
    void expect_streams_sound(const std::vector<std::string>& streams);

    StillClock procedure;  // 2026-03-02T09:00:00+08:00, a Monday
    StillClock wall;
    CountedRandom random;
    RecordingOutlet outlet;
    schema::MemoryStore store;
    schema::MemoryLogStore log;
    RuleBook rules;
    PasswordDesk passwords{2, {64, 1, 1}};  // cheap
    QuoteDesk quotes;
    const Keys& keys;
    std::unique_ptr<Services> services;
    std::unique_ptr<Heart> heart;  // beats where a test lets it

private:
    int parties_ = 0;
    int organisations_ = 0;
    int calls_ = 0;
    std::map<std::string, OrganisationId> offices_;
};

}  // namespace daylit::app::testing
