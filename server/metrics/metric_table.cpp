#include "server/metrics/metric_table.hpp"

#include "base/result.hpp"

#include <algorithm>

namespace daylit::metrics {

namespace {

using enum MetricKind;

// Half a second is a slow decision and an outage, two seconds are what the log may take: both are bounds.
const std::vector<double> answer_seconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
const std::vector<double> commit_seconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                         0.25,  0.5,    1,     2.5,  5,     15};
const std::vector<double> sequencing_seconds{0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30};
const std::vector<double> batch_quotes{1, 2, 4, 8, 16, 32, 64};

const std::vector<MetricRow> rows{
    // --- requests ---
    {"daylight_http_requests_total",
     counter,
     "Requests answered, by the pattern of their address and the class of the status.",
     {"route", "method", "status"}},
    {"daylight_http_request_duration_seconds",
     histogram,
     "From a request's first byte to its answer's last.",
     {"route", "method"},
     answer_seconds},
    {"daylight_refusals_total", counter, "Problem documents given, by their code.", {"code"}},
    {"daylight_http_requests_in_progress", gauge, "Requests between their first byte and their answer."},
    {"daylight_http_requests_waiting", gauge, "Requests that wait for a worker thread."},
    // --- connections ---
    {"daylight_connections", gauge, "Connections that are open on the public port."},
    {"daylight_connections_accepted_total", counter, "Connections that were let in."},
    {"daylight_connections_refused_total",
     counter,
     "Connections closed at once: an address came too often, or too many were open.",
     {"reason"}},
    {"daylight_tls_handshakes_failed_total", counter, "TLS handshakes that failed or took too long."},
    {"daylight_tls_certificate_end_timestamp_seconds", gauge,
     "Until when the server's certificate is valid."},
    // --- the store ---
    {"daylight_commit_duration_seconds",
     histogram,
     "A writing transaction, from its beginning until it may be acknowledged, reruns included.",
     {},
     commit_seconds},
    {"daylight_transaction_reruns_total",
     counter,
     "Runs of transactions that came to nothing: a deadlock, another conflict, a lost connection.",
     {"reason"}},
    {"daylight_quote_batch_size",
     histogram,
     "Quotes that were judged and committed in one transaction.",
     {},
     batch_quotes},
    {"daylight_quotes_waiting", gauge, "Quotes that wait for their batch."},
    {"daylight_database_connections", gauge, "Connections that a pool may have.", {"pool"}},
    {"daylight_database_connections_in_use", gauge, "Connections of a pool that are lent.", {"pool"}},
    {"daylight_database_connections_wanted", gauge, "Threads that wait for a connection.", {"pool"}},
    {"daylight_database_up", gauge, "1 when the database answered within the last 15 seconds."},
    // --- the log ---
    {"daylight_sequencing_delay_seconds",
     histogram,
     "From the commit of a transaction's events to the signed checkpoint over them.",
     {},
     sequencing_seconds},
    {"daylight_unsequenced_age_seconds", gauge,
     "How long the oldest event of this process has waited for a signed checkpoint; 0 when none waits."},
    {"daylight_log_leaves", gauge, "Leaves under the last checkpoint that this process signed."},
    {"daylight_sequencer_success_age_seconds", gauge, "How long ago the sequencer last ended a round well."},
    {"daylight_witness_waiting_seconds",
     gauge,
     "How long a checkpoint has waited for this witness; 0 when none does.",
     {"witness"}},
    {"daylight_witness_cosigned_leaves",
     gauge,
     "The size of the largest log that the witness cosigned since the start.",
     {"witness"}},
    // --- feeds ---
    {"daylight_feeds", gauge, "Live feeds that are open."},
    {"daylight_feeds_opened_total", counter, "Live feeds that were opened."},
    {"daylight_feed_messages_total", counter, "Messages for live feeds, one for each feed."},
    {"daylight_feed_messages_dropped_total", counter, "Messages dropped with feeds that could not keep up."},
    {"daylight_feeds_dropped_total", counter, "Live feeds ended because they could not keep up."},
    // --- time, outages, alarms, work to do ---
    {"daylight_pulse_age_seconds", gauge, "How long ago this server's last pulse was committed."},
    {"daylight_outages_total", counter, "Outages found since the start, by their cause.", {"cause"}},
    {"daylight_alarms", gauge, "Alarms that stand, by what raised them.", {"source"}},
    {"daylight_outbox_pieces", gauge, "Pieces of work in the outbox that are not done; counted to 1,000."},
    {"daylight_outbox_oldest_age_seconds", gauge, "How long the oldest of them has waited; 0 for none."},
    {"daylight_job_failures_total", counter, "Rounds of a background job that failed.", {"worker"}},
    // --- the process ---
    {"daylight_ready", gauge, "1 when database and sequencer work, as /readyz says it."},
    {"daylight_data_free_bytes", gauge, "Free space where the data folder lies."},
    {"daylight_data_size_bytes", gauge, "All the space there."},
    {"process_start_time_seconds", gauge, "When the process began, since the epoch."},
    {"process_cpu_seconds_total", counter, "Processor time used, in the kernel and outside."},
    {"process_resident_memory_bytes", gauge, "Memory of the process that is in use."},
    {"process_open_fds", gauge, "Files and sockets that are open."},
    {"process_max_fds", gauge, "Files and sockets that may be open."},
    {"process_threads", gauge, "Threads of the process."},
};

}  // namespace

std::span<const MetricRow> metric_table() {
    return rows;
}

const MetricRow& metric_row(std::string_view name) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.name == name; });
    ensure(found != rows.end(), "every metric has its row");
    return *found;
}

}  // namespace daylit::metrics
