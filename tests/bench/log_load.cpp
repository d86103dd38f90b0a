// log_load SECONDS FOLDER: events brought one by one, so many under way at once, taken together as quotes are
// (server/app/combiner.hpp) and stored, while the sequencer runs at its pace. Tells how many a second were
// committed, and how long they waited for the signed checkpoint that covers them.
#include "tests/bench/latencies.hpp"
#include "tests/bench/log_events.hpp"

#include "server/app/combiner.hpp"
#include "server/jobs/worker.hpp"
#include "server/shell/clock.hpp"

#include <fmt/core.h>

#include <iostream>
#include <map>
#include <semaphore>
#include <set>
#include <thread>
#include <unordered_map>

namespace {

using namespace daylit;
using namespace daylit::bench;

constexpr int streams = 64;
constexpr int under_way = 256;
constexpr int hands = 4;  // threads that bring events, as many as the server has
constexpr auto sequencer_pause = std::chrono::milliseconds(250);

struct Brought {
    std::string stream;
    std::string once;
    Stopwatch::time_point arrived = Stopwatch::now();
};

struct Signed {
    std::uint64_t size = 0;
    Stopwatch::time_point at;
};

class Load {
public:
    explicit Load(const std::filesystem::path& folder)
        : place_(folder / "database", folder / "acknowledged"),
          sequencer_(place_.log, NoteSigner("log.example", Ed25519PrivateKey::generate()), "log.example",
                     jobs::SignedHead(folder / "signed-head"),
                     [this](std::uint64_t size, const std::vector<Digest>&) {
                         signed_.push_back({size, Stopwatch::now()});
                     }),
          combiner_({}, [this](std::vector<Brought> batch) { store(batch); }) {
        for (int i = 0; i < streams; ++i) {
            place_.store.transact([&](schema::UnitOfWork& tx) {
                auto head = tx.lock_stream(stream_name(i));
                tx.append({next_event(head, clock_.now())});
            });
        }
    }

    void run(double seconds) {
        jobs::Worker sequencing(
            "sequencer", sequencer_pause, [this] { return sequencer_.run(); },
            [this](const std::string&, const std::string& why) { failure_ = why; });
        begin_ = Stopwatch::now();
        end_ = begin_ + std::chrono::duration_cast<Stopwatch::duration>(Seconds(seconds));
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < hands; ++i) {
                threads.emplace_back([this] { bring(); });
            }
        }
        length_ = seconds_since(begin_);
        waits_at_the_end_ = waiting_leaves();
        sequencing.stop();
        while (sequencer_.run()) {}
        ensure(failure_.empty(), failure_.c_str());
    }

    void print() {
        const auto delays = checkpoint_delays();
        ensure(delays.size() == committed_.size(), "every committed event is under a signed checkpoint");
        fmt::print(
            "{{\"per_second\": {:.1f}, \"events\": {}, \"batches\": {}, \"checkpoints\": {}, "
            "\"checkpoint_median_ms\": {:.1f}, \"checkpoint_p99_ms\": {:.1f}, \"waiting_at_the_end\": {}}}\n",
            static_cast<double>(committed_.size()) / length_, committed_.size(), batches_, signed_.size(),
            percentile_ms(delays, 0.5), percentile_ms(delays, 0.99), waits_at_the_end_);
        place_.database.stop();
    }

private:
    static std::string stream_name(int i) { return fmt::format("bench:{:02}", i); }

    void bring() {
        while (Stopwatch::now() < end_) {
            if (!free_.try_acquire_for(std::chrono::milliseconds(10))) {
                continue;
            }
            const int mine = next_++;
            ensure(combiner_.submit({stream_name(mine % streams), std::to_string(mine)}), "few enough wait");
        }
    }

    void store(const std::vector<Brought>& batch) {
        std::vector<schema::StoredEvent> events;
        place_.store.transact([&](schema::UnitOfWork& tx) {
            events.clear();
            std::set<std::string> names;
            for (const auto& brought : batch) {
                names.insert(brought.stream);
            }
            std::map<std::string, schema::StreamHead> heads;
            for (auto& head : tx.lock_streams({names.begin(), names.end()})) {
                const auto name = head.stream;
                heads.emplace(name, std::move(head));
            }
            for (const auto& brought : batch) {
                auto& head = heads.at(brought.stream);
                events.push_back(next_event(head, std::max(clock_.now(), *head.at)));
            }
            tx.append(events);
        });
        const auto now = Stopwatch::now();
        {
            const std::lock_guard lock(mutex_);
            ++batches_;
            for (const auto& event : events) {
                committed_.emplace(event.digest.hex(), now);
            }
        }
        free_.release(std::ssize(batch));
    }

    std::size_t waiting_leaves() {
        std::size_t count = 0;
        place_.log.read([&](schema::LogWork& work) { count = work.pending(1'000'000).size(); });
        return count;
    }

    // From an event's commit to the first checkpoint of a tree that has its leaf.
    std::vector<Stopwatch::duration> checkpoint_delays() {
        std::vector<Digest> leaves;
        place_.log.read(
            [&](schema::LogWork& work) { leaves = work.leaves(0, static_cast<int>(work.leaf_count())); });
        std::vector<Stopwatch::duration> delays;
        auto checkpoint = signed_.begin();
        for (std::uint64_t index = 0; index < leaves.size(); ++index) {
            while (checkpoint != signed_.end() && checkpoint->size <= index) {
                ++checkpoint;
            }
            const auto found = committed_.find(leaves[index].hex());
            if (checkpoint != signed_.end() && found != committed_.end()) {
                delays.push_back(checkpoint->at - found->second);
            }
        }
        return delays;
    }

    shell::SystemClock clock_;
    LogPlace place_;
    jobs::Sequencer sequencer_;
    app::Combiner<Brought> combiner_;
    Stopwatch::time_point begin_;
    Stopwatch::time_point end_;
    double length_ = 0;
    std::counting_semaphore<under_way> free_{under_way};
    std::atomic<int> next_ = 0;
    std::mutex mutex_;  // of what follows
    std::unordered_map<std::string, Stopwatch::time_point> committed_;
    std::int64_t batches_ = 0;
    std::vector<Signed> signed_;  // the sequencer's thread's, read after its end
    std::string failure_;
    std::size_t waits_at_the_end_ = 0;
};

}  // namespace

int main(int count, char** values) {
    if (count != 3) {
        std::cerr << "log_load SECONDS FOLDER\n";
        return 2;
    }
    Load load(values[2]);
    load.run(std::stod(values[1]));
    load.print();
    return 0;
}
