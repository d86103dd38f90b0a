#include "server/shell/clock.hpp"

namespace daylit::shell {

namespace {

constexpr const char* clock_name = "procedure-clock";
constexpr auto note_pause = std::chrono::seconds(1);
// A server that was killed may have run on a little after its last note; what it stored then must not lie in
// the next one's future.
constexpr auto note_grace = std::chrono::seconds(3);

}  // namespace

Instant SystemClock::now() const {
    return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

Instant procedure_time(const schema::ClockAnchorRow& anchor, Instant real) {
    const auto passed = std::max(real - anchor.real_at, Milliseconds(0));
    const auto fast = anchor.procedure_at + passed * anchor.rate;
    if (!anchor.slow_from || fast <= *anchor.slow_from) {
        return fast;
    }
    const auto slow_rate = anchor.slow_rate.value_or(1);
    const auto until_slow = std::max(*anchor.slow_from - anchor.procedure_at, Milliseconds(0));
    const auto spent = until_slow / anchor.rate;  // real time until the slow part
    const auto begun = std::max(*anchor.slow_from, anchor.procedure_at);
    return begun + (passed - spent) * slow_rate;
}

AcceleratedClock::AcceleratedClock(schema::Store& store, const Clock& real, std::int64_t first_rate,
                                   std::chrono::hours first_lead)
    : store_(store), real_(real) {
    const auto last = last_anchor();
    const auto real_now = real_.now();
    if (last) {
        const auto procedure_now = procedure_time(*last, std::min(real_now, last_running(*last)));
        this->store({last->id + 1, real_now, procedure_now, last->rate, last->slow_from, last->slow_rate});
    } else {
        this->store({1, real_now, real_now - first_lead, first_rate, std::nullopt, std::nullopt});
    }
}

std::optional<schema::ClockAnchorRow> AcceleratedClock::last_anchor() {
    std::optional<schema::ClockAnchorRow> last;
    store_.read([&](schema::UnitOfWork& tx) {
        const auto rows = tx.select<schema::ClockAnchorRow>({{}, {{"id", schema::Order::descending}}, 1});
        last = rows.empty() ? std::nullopt : std::optional(rows.front());
    });
    return last;
}

Instant AcceleratedClock::last_running(const schema::ClockAnchorRow& last) {
    std::optional<schema::HeartbeatRow> noted;
    store_.read([&](schema::UnitOfWork& tx) {
        noted = tx.find<schema::HeartbeatRow>(schema::Lock::none, std::string(clock_name));
    });
    return std::max(noted ? noted->at : last.real_at, last.real_at) + note_grace;
}

Instant AcceleratedClock::now() const {
    const std::lock_guard lock(mutex_);
    return procedure_time(anchor_, real_.now());
}

schema::ClockAnchorRow AcceleratedClock::anchor() const {
    const std::lock_guard lock(mutex_);
    return anchor_;
}

void AcceleratedClock::set_pace(std::int64_t rate, std::optional<Instant> slow_from) {
    const std::lock_guard lock(mutex_);
    const auto real_now = real_.now();
    const auto procedure_now = procedure_time(anchor_, real_now);
    store({anchor_.id + 1, real_now, procedure_now, rate, slow_from,
           slow_from ? std::optional(most_in_windows) : std::nullopt});
}

void AcceleratedClock::note_running(Note note) {
    const auto real_now = real_.now();
    if (note == Note::when_due && noted_at_ && real_now < *noted_at_ + note_pause) {
        return;
    }
    store_.transact([&](schema::UnitOfWork& tx) {
        const schema::HeartbeatRow row{clock_name, real_now};
        ensure(tx.update(row) || tx.insert(row), "one server runs the procedure clock");
    });
    noted_at_ = real_now;
}

void AcceleratedClock::store(schema::ClockAnchorRow anchor) {
    store_.transact(
        [&](schema::UnitOfWork& tx) { ensure(tx.insert(anchor), "clock anchors are numbered in order"); });
    anchor_ = anchor;
}

}  // namespace daylit::shell
