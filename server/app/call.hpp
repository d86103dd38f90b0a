// One call of a use case: who calls, under which idempotency key, and the transactions that it may run. Use
// cases are plain functions `Result<Out> f(Call&, const In&)`; what needs no lock (signatures, password
// hashes) they do before they transact.
#pragma once

#include "registry/roles.hpp"
#include "server/app/services.hpp"

#include <set>

namespace daylit::app {

struct Caller {
    std::optional<PersonId> person;
    std::optional<OrganisationId> organisation;
    std::string organisation_name;
    std::set<registry::Role> roles;
    std::string address;
    std::string session;  // digest of the session's token, "" without one
    // When the session's holder last proved who they are: by signing in, or again since.
    std::optional<Instant> confirmed_at = {};
    // Staff who must have a second factor and have none yet: without roles until they do.
    bool must_enrol = false;

    bool has(registry::Role role) const { return roles.contains(role); }
    // "person:<id>", or "visitor" for those who have no account yet.
    std::string actor() const { return person ? "person:" + person->text : "visitor"; }
};

// The clock ran behind what is already recorded by more than we may wait for: answered 503, nothing done.
class ClockBehind : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Call;

// A locked stream: where it stands, and the moment at which this transaction judges.
struct Stream {
    schema::StreamHead head;
    Instant now;
};

// What one transaction can do. A refusal must come before the first write: `Call::transact` enforces it,
// because a refused command leaves nothing but its kept answer.
class Act {
public:
    Act(Call& call_, schema::UnitOfWork& tx_) : call(call_), tx(tx_) {}

    Call& call;
    schema::UnitOfWork& tx;

    const Caller& caller() const;
    const Services& services() const;

    // Locks the stream and fixes its `now`: the later of the procedure clock and the stream's last event.
    // Throws ClockBehind when the clock is more than 100 ms behind that event.
    Stream lock(const std::string& stream);
    // The same for several in ascending order: those of them that have begun.
    std::vector<Stream> lock_all(const std::vector<std::string>& streams);
    // Seals the events after the head (in order, one salt each) and stores them; tells their digests.
    std::vector<schema::StoredEvent> append(Stream& stream, std::vector<schema::NewEvent> events);
    // The same under another actor than the caller ("program:deposits").
    std::vector<schema::StoredEvent> append_as(const std::string& actor, Stream& stream,
                                               std::vector<schema::NewEvent> events);

    // Where nobody needs to know whether the row's keys are free; stored together with others.
    template <class Row>
    void insert(const Row& row) {
        ++writes_;
        tx.put(row);
    }
    // False when a unique key is taken: the caller decides what that means, so it is not yet counted as a
    // write.
    template <class Row>
    [[nodiscard]] bool try_insert(const Row& row) {
        const bool inserted = tx.insert(row);
        writes_ += inserted ? 1 : 0;
        return inserted;
    }
    // For a row whose unique value was looked for and not found: where another transaction has just taken it,
    // the work is run again, and then finds it and refuses.
    template <class Row>
    void insert_unless_raced(const Row& row) {
        ++writes_;
        if (!tx.insert(row)) {
            throw schema::Conflict("a value that was free a moment ago was taken by another transaction");
        }
    }
    // For a row that is locked, or whose stream is: stored later, and of several times only the last.
    template <class Row>
    void set(const Row& row) {
        ++writes_;
        tx.set(row);
    }
    template <class Row>
    void update(const Row& row, const std::vector<schema::Condition>& where = {}) {
        ++writes_;
        ensure(tx.update(row, where), "a locked row is as we read it");
    }
    template <class Row>
    std::int64_t erase(const std::vector<schema::Condition>& where) {
        ++writes_;
        return tx.erase<Row>(where);
    }

    // Runs once, after the commit succeeded.
    void after_commit(std::function<void()> effect) { effects_.push_back(std::move(effect)); }

    int writes() const { return writes_; }
    const std::vector<std::function<void()>>& effects() const { return effects_; }

private:
    Stream judged_now(schema::StreamHead head) const;

    int writes_ = 0;
    std::vector<std::function<void()>> effects_;
};

// Takes an answer when it is there, on whichever thread made it: called once, with a function that gives the
// answer or throws what went wrong.
template <class Out>
using Answered = std::function<void(const std::function<Result<Out>()>&)>;

class Call {
public:
    Call(const Services& services_, Caller caller_) : services(services_), caller(std::move(caller_)) {}

    const Services& services;
    Caller caller;
    std::string idempotency_key;  // "" only for programs' own work and for what is not kept (sessions)
    Digest request;               // SHA-256 over method, path and body
    std::chrono::steady_clock::time_point arrived = {};  // when the request was here whole

    // Runs a command in one transaction: the idempotency key is claimed first, the answer or refusal is kept
    // with it, then the commit, then the effects. A repeated key gives the kept answer again.
    template <class Out, class Work>
    Result<Out> transact(Work work) {
        std::optional<Result<Out>> answer;
        std::vector<std::function<void()>> effects;
        services.store.transact([&](schema::UnitOfWork& tx) {
            answer.reset();
            effects.clear();
            if (auto kept = claim(tx)) {
                answer = replay<Out>(*kept);
                return;
            }
            Act act(*this, tx);
            answer.emplace(work(act));
            ensure(answer->ok() || act.writes() == 0, "a refusal comes before the first write");
            keep(tx, *answer);
            effects = act.effects();
        });
        for (const auto& effect : effects) {
            effect();
        }
        return std::move(*answer);
    }

    template <class Out, class Work>
    Result<Out> read(Work work) {
        std::optional<Result<Out>> answer;
        services.store.read([&](schema::UnitOfWork& tx) {
            answer.reset();
            Act act(*this, tx);
            answer.emplace(work(act));
            ensure(act.writes() == 0, "a query writes nothing");
        });
        return std::move(*answer);
    }

    // --- for a batch, which claims and keeps for many calls in one transaction ---

    // Under whom and what the answer is kept. It is a keyed digest of the actor, since a kept answer to a
    // quote would else tell whoever reads the database who stands behind a plate.
    schema::KeyClaim key_claim() const;

    template <class Out>
    void keep(schema::UnitOfWork& tx, const Result<Out>& answer) const {
        keep(tx, answer.ok() ? 200 : 0,
             answer.ok() ? to_json_text(answer.value()) : refusal_text(answer.refusal()));
    }

    template <class Out>
    Result<Out> replay(const schema::KeptAnswer& kept) const {
        if (kept.request != request) {
            return refuse("idempotency_key_reused", "Idempotency-Key");
        }
        if (kept.status == 0) {
            return kept_refusal(kept.body);
        }
        auto answer = parse_as<Out>(kept.body);
        ensure(answer.ok(), "a kept answer can be read again");
        return answer;
    }

private:
    std::optional<schema::KeptAnswer> claim(schema::UnitOfWork& tx) const;
    void keep(schema::UnitOfWork& tx, int status, std::string body) const;
    static std::string refusal_text(const Refusal& refusal);
    static Refusal kept_refusal(const std::string& text);
};

}  // namespace daylit::app
