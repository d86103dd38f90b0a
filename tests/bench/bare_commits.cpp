// bare_commits locked|rows SECONDS CONNECTIONS FOLDER: durable transactions with nothing around them, on the
// database that the server embeds, with its settings and through its driver. What the platform does is
// measured against it.
//   locked   lock the one row, insert, commit: what a platform does that commits once a quote
//   rows     insert a row, commit
#include "tests/bench/latencies.hpp"

#include "schema/mariadb_connection.hpp"
#include "server/embedded/embedded_database.hpp"

#include <fmt/core.h>

#include <atomic>
#include <iostream>
#include <string>
#include <thread>

namespace {

using namespace daylit;
using namespace daylit::bench;
using schema::MariaConnection;
using schema::SessionKind;
using schema::Value;

// As many bytes as a quote's event has.
const std::string body(500, 'x');

struct Job {
    schema::ConnectionSettings settings;
    bool locked = false;
};

void run_once(MariaConnection& connection, bool locked) {
    static const std::string lock = "SELECT seq FROM bench_head WHERE id = 1 FOR UPDATE";
    static const std::string insert = "INSERT INTO bench_entry (body) VALUES (?)";
    constexpr std::array kinds{schema::ColumnKind::number};
    if (locked) {
        ensure(connection.query(lock, {}, kinds).size() == 1, "the row to lock is there");
    }
    const std::array<Value, 1> values{body};
    connection.execute(insert, values);
    connection.commit();
}

void make_tables(const schema::ConnectionSettings& settings) {
    MariaConnection connection(settings, {}, SessionKind::standing);
    connection.run("CREATE TABLE bench_head (id BIGINT NOT NULL PRIMARY KEY, seq BIGINT NOT NULL)");
    connection.run(
        "CREATE TABLE bench_entry (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, body LONGBLOB NOT NULL)");
    connection.run("INSERT INTO bench_head (id, seq) VALUES (1, 0)");
}

// The times of one connection's transactions, one after another, until the moment.
std::vector<Stopwatch::duration> work(const Job& job, Stopwatch::time_point begin,
                                      Stopwatch::time_point end) {
    MariaConnection connection(job.settings, {}, SessionKind::writing);
    run_once(connection, job.locked);  // prepares its statements
    std::this_thread::sleep_until(begin);
    std::vector<Stopwatch::duration> times;
    for (auto now = Stopwatch::now(); now < end;) {
        run_once(connection, job.locked);
        const auto then = Stopwatch::now();
        times.push_back(then - now);
        now = then;
    }
    return times;
}

int measure(const std::string& mode, double seconds, std::size_t connections, const std::string& folder) {
    embedded::EmbeddedDatabase database({.folder = folder});
    (void)database.start();
    Job job{database.administrator(), mode == "locked"};
    job.settings.database = "daylight";
    make_tables(job.settings);
    const auto begin = Stopwatch::now() + std::chrono::seconds(1);
    const auto end = begin + std::chrono::duration_cast<Stopwatch::duration>(Seconds(seconds));
    std::vector<std::vector<Stopwatch::duration>> times(connections);
    {
        std::vector<std::jthread> threads;
        for (auto& mine : times) {
            threads.emplace_back([&] { mine = work(job, begin, end); });
        }
    }
    const auto took = seconds_since(begin);
    std::vector<Stopwatch::duration> all;
    for (const auto& some : times) {
        all.insert(all.end(), some.begin(), some.end());
    }
    database.stop();
    fmt::print("{{\"per_second\": {:.1f}, \"median_ms\": {:.3f}, \"p99_ms\": {:.3f}}}\n",
               static_cast<double>(all.size()) / took, percentile_ms(all, 0.5), percentile_ms(all, 0.99));
    return 0;
}

}  // namespace

int main(int count, char** values) {
    if (count != 5) {
        std::cerr << "bare_commits locked|rows SECONDS CONNECTIONS FOLDER\n";
        return 2;
    }
    return measure(values[1], std::stod(values[2]), std::stoul(values[3]), values[4]);
}
