// log_fill DATA EVENTS: fills the data folder of a server that is stopped with so many events, in chains of a
// thousand, and has them sequenced and signed with the server's own key.
#include "tests/bench/latencies.hpp"
#include "tests/bench/log_events.hpp"

#include "server/shell/clock.hpp"
#include "server/shell/key_folder.hpp"
#include "server/shell/marks.hpp"

#include <fmt/core.h>

#include <iostream>

namespace {

using namespace daylit;
using namespace daylit::bench;

constexpr int events_a_chain = 1000;
constexpr int chains_at_once = 2;  // in one transaction

int append_chains(schema::Store& store, Instant at, int first_chain, int events_left) {
    int appended = 0;
    store.transact([&](schema::UnitOfWork& tx) {
        appended = 0;
        std::vector<schema::StoredEvent> events;
        for (int chain = first_chain; chain < first_chain + chains_at_once; ++chain) {
            auto head = tx.lock_stream(fmt::format("bench:{:08}", chain));
            for (int i = 0; i < events_a_chain && appended < events_left; ++i, ++appended) {
                events.push_back(next_event(head, at));
            }
        }
        tx.append(events);
    });
    return appended;
}

int fill(const std::filesystem::path& data, int count) {
    const auto begin = Stopwatch::now();
    const auto now = shell::SystemClock().now();
    const shell::KeyFolder keys(data, "localhost/daylight", now);
    const shell::Marks marks(shell::usual_marks_folder(data), keys.log_signer().verifier());
    LogPlace place(data / "database", marks.acknowledged());
    jobs::Sequencer sequencer(place.log, keys.log_signer(), keys.log_signer().verifier().name(),
                              jobs::SignedHead(marks.signed_head()),
                              [](std::uint64_t, const std::vector<Digest>&) {});
    int chain = 0;
    for (int left = count; left > 0; chain += chains_at_once) {
        left -= append_chains(place.store, now, chain, left);
        sequencer.run();
    }
    while (sequencer.run()) {}
    std::int64_t leaves = 0;
    place.log.read([&](schema::LogWork& work) { leaves = work.leaf_count(); });
    ensure(leaves >= count, "every event has its leaf");
    place.database.stop();
    fmt::print("{{\"events\": {}, \"leaves\": {}, \"seconds\": {:.1f}}}\n", count, leaves,
               seconds_since(begin));
    return 0;
}

}  // namespace

int main(int count, char** values) {
    if (count != 3) {
        std::cerr << "log_fill DATA EVENTS\n";
        return 2;
    }
    return fill(values[1], std::stoi(values[2]));
}
