#include "server/shell/instruments.hpp"

#include "server/app/quote_desk.hpp"
#include "server/metrics/process_readings.hpp"
#include "server/shell/logging.hpp"
#include "server/wire/route.hpp"

#include <Poco/Message.h>

#include <map>
#include <utility>

namespace daylit::shell {

namespace {

using metrics::Reading;
using Readings = std::vector<Reading>;
using Steady = std::chrono::steady_clock;

constexpr auto store_pause = std::chrono::seconds(5);
constexpr auto store_answers_for = std::chrono::seconds(15);
constexpr auto sequencer_works_for = std::chrono::seconds(10);  // as /readyz

double seconds(std::chrono::nanoseconds time) {
    return std::chrono::duration<double>(time).count();
}

double figure(std::uint64_t number) {
    return static_cast<double>(number);
}

std::string name_of(schema::Setback setback) {
    switch (setback) {
        case schema::Setback::deadlock:
            return "deadlock";
        case schema::Setback::conflict:
            return "conflict";
        case schema::Setback::connection_lost:
            return "connection_lost";
    }
    throw BrokenPromise("every setback has a name");
}

// --- readings ---

Readings of_network(const http::Server& server) {
    const auto now = server.counts();
    return {{"daylight_connections", figure(now.connections)},
            {"daylight_connections_accepted_total", figure(now.accepted)},
            {"daylight_connections_refused_total", figure(now.too_often), {"too_often"}},
            {"daylight_connections_refused_total", figure(now.too_many), {"too_many"}},
            {"daylight_tls_handshakes_failed_total", figure(now.failed_handshakes)},
            {"daylight_http_requests_in_progress", figure(now.requests)},
            {"daylight_http_requests_waiting", figure(now.waiting)},
            {"daylight_tls_certificate_end_timestamp_seconds",
             static_cast<double>(server.certificate_ends().time_since_epoch().count())}};
}

Readings of_feeds(const http::FeedHub& hub) {
    const auto now = hub.counts();
    return {{"daylight_feeds", figure(now.watchers)},
            {"daylight_feeds_opened_total", figure(now.opened)},
            {"daylight_feed_messages_total", figure(now.messages)},
            {"daylight_feed_messages_dropped_total", figure(now.dropped_messages)},
            {"daylight_feeds_dropped_total", figure(now.dropped_watchers)}};
}

Readings of_pools(const schema::MariaStore& store) {
    Readings list;
    const auto add = [&](const std::string& pool, const schema::PoolUsage& usage) {
        list.push_back({"daylight_database_connections", double(usage.size), {pool}});
        list.push_back({"daylight_database_connections_in_use", double(usage.in_use), {pool}});
        list.push_back({"daylight_database_connections_wanted", double(usage.waiting), {pool}});
    };
    const auto now = store.usage();
    add("writing", now.writers);
    add("reading", now.readers);
    return list;
}

Readings of_witnesses(const Guards& guards, Steady::time_point now) {
    Readings list;
    for (const auto& one : guards.witness_standings()) {
        const auto waits = one.waiting_since ? seconds(now - *one.waiting_since) : 0;
        list.push_back({"daylight_witness_waiting_seconds", waits, {one.name}});
        list.push_back({"daylight_witness_cosigned_leaves", figure(one.size), {one.name}});
    }
    return list;
}

// The sources that there always are stand at nought, so that a rule can tell silence from peace.
Readings of_alarms(const std::vector<app::Alarm>& standing) {
    std::map<std::string, double> by_source{
        {"audit", 0}, {"revocation-list", 0}, {"time-stamp", 0}, {"witness", 0}};
    for (const auto& alarm : standing) {
        ++by_source[alarm.source];
    }
    Readings list;
    for (const auto& [source, count] : by_source) {
        list.push_back({"daylight_alarms", count, {source}});
    }
    return list;
}

Readings of_disk(const std::filesystem::path& data) {
    const auto space = std::filesystem::space(data);
    return {{"daylight_data_free_bytes", static_cast<double>(space.available)},
            {"daylight_data_size_bytes", static_cast<double>(space.capacity)}};
}

}  // namespace

MetricsOptions read_metrics_options(const Poco::Util::AbstractConfiguration& configuration) {
    MetricsOptions options;
    options.address = configuration.getString("metrics.address", options.address);
    if (configuration.hasProperty("metrics.port")) {
        int port = 0;
        try {
            port = configuration.getInt("metrics.port");
        } catch (const std::exception&) {
            port = -1;
        }
        if (port < 1 || port > 65535) {
            throw std::runtime_error("the configuration's metrics.port is no port from 1 to 65535");
        }
        options.port = static_cast<unsigned short>(port);
        http::require_private(options.address);
    }
    return options;
}

Instruments::Instruments(const Clock& wall_clock)
    : wall_clock_(wall_clock),
      started_(wall_clock.now()),
      requests_(metrics_),
      sequencing_(metrics_),
      commits_(metrics_.histogram("daylight_commit_duration_seconds")),
      batches_(metrics_.histogram("daylight_quote_batch_size")) {
    // What has not happened yet stands at nought: a rate begins with the first time.
    for (const auto setback :
         {schema::Setback::deadlock, schema::Setback::conflict, schema::Setback::connection_lost}) {
        metrics_.counter("daylight_transaction_reruns_total", {name_of(setback)});
    }
    for (const auto* cause : {"server_silent", "slow_decisions", "probe_failed"}) {
        metrics_.counter("daylight_outages_total", {cause});
    }
}

Instruments::~Instruments() {
    stop();
}

// --- what they are told ---

schema::StoreTold Instruments::store_told() {
    schema::StoreTold told;
    told.committing = [this](const Digest& last) { sequencing_.committing(last, Steady::now()); };
    told.not_committed = [this](const Digest& last) { sequencing_.not_committed(last); };
    told.committed = [this](std::chrono::nanoseconds took) { commits_.observe(seconds(took)); };
    told.set_back = [this](schema::Setback setback) {
        metrics_.counter("daylight_transaction_reruns_total", {name_of(setback)}).add();
    };
    return told;
}

void Instruments::answered(const http::AnsweredRequest& request) {
    // A command beside a read would be somebody who applies, pays or answers.
    const std::string_view method = request.route == wire::counted_together ? "" : request.method;
    requests_.seen({request.route, method, request.status, request.refusal, request.took});
}

void Instruments::quotes_committed(std::size_t count) const {
    batches_.observe(figure(count));
}

void Instruments::signed_one(std::uint64_t size, const std::vector<Digest>& events) {
    sequencing_.sequenced(events, size, Steady::now());
}

// Those of the last minutes before the start were counted by the process that was there then.
void Instruments::found(const schema::OutageRow& outage) {
    if (outage.found_at >= started_) {
        metrics_.counter("daylight_outages_total", {outage.cause}).add();
    }
}

void Instruments::job_failed(const std::string& job) {
    metrics_.counter("daylight_job_failures_total", {job}).add();
}

// --- what they ask ---

void Instruments::look_at_store(schema::Store& store) {
    const auto outbox = app::outbox_standing(store);
    const std::lock_guard lock(mutex_);
    outbox_ = outbox;
    store_answered_ = Steady::now();
}

Readings Instruments::work_to_do(const Surroundings& around) const {
    const auto now = wall_clock_.now();
    const auto steady = Steady::now();
    const auto sequenced = around.sequencing.last_success();
    const bool sequencer_works = steady - sequenced < sequencer_works_for;
    const std::lock_guard lock(mutex_);
    const bool store_answers = store_answered_ && steady - *store_answered_ < store_answers_for;
    Readings list{{"daylight_database_up", store_answers ? 1.0 : 0.0},
                  {"daylight_ready", store_answers && sequencer_works ? 1.0 : 0.0},
                  {"daylight_sequencer_success_age_seconds", seconds(steady - sequenced)},
                  {"daylight_outbox_pieces", double(outbox_.open)},
                  {"daylight_outbox_oldest_age_seconds", outbox_.oldest ? seconds(now - *outbox_.oldest) : 0},
                  {"daylight_quotes_waiting", figure(around.services.quotes.waiting())}};
    if (const auto pulse = around.services.last_pulse()) {
        list.push_back({"daylight_pulse_age_seconds", seconds(now - *pulse)});
    }
    return list;
}

void Instruments::open(const MetricsOptions& options, const Surroundings& around) {
    if (options.port == 0) {
        return;
    }
    const std::vector<metrics::Metrics::Source> sources{
        [&server = around.server] { return of_network(server); },
        [&hub = around.hub] { return of_feeds(hub); },
        [&store = std::as_const(around.store)] { return of_pools(store); },
        [&guards = around.guards] { return of_witnesses(guards, Steady::now()); },
        [&services = around.services] { return of_alarms(services.alarms()); },
        [data = around.data] { return of_disk(data); },
        [this] { return sequencing_.readings(Steady::now()); },
        [this, around] { return work_to_do(around); },
        metrics::process_readings};
    for (const auto& source : sources) {
        metrics_.ask(source);
    }
    http::PrivateListenerOptions listening;
    listening.address = options.address;
    listening.port = options.port;
    listener_ = std::make_unique<http::PrivateListener>(
        listening,
        http::PrivateText{"/metrics", std::string(metrics::Metrics::media_type),
                          [this] { return metrics_.text(); },
                          [](const std::string& what) { log("metrics", Poco::Message::PRIO_ERROR, what); }});
    // After what may throw: it uses the surroundings.
    looking_ = std::make_unique<jobs::Worker>(
        "metrics", store_pause,
        [this, &store = around.store] {
            look_at_store(store);
            return false;
        },
        [this](const std::string& job, const std::string&) { job_failed(job); });
}

void Instruments::stop() {
    listener_.reset();
    looking_.reset();
}

std::optional<unsigned short> Instruments::port() const {
    return listener_ ? std::optional(listener_->port()) : std::nullopt;
}

}  // namespace daylit::shell
