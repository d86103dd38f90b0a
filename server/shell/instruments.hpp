// What the running server is measured by: who tells the metrics what happens, and what they ask for when
// somebody reads them (docs/OPERATIONS.md lists them). Figures alone: no party, no lot, no address.
#pragma once

#include "schema/mariadb_store.hpp"
#include "schema/rows_outages.hpp"
#include "server/app/outbox.hpp"
#include "server/http/private_listener.hpp"
#include "server/http/server.hpp"
#include "server/jobs/worker.hpp"
#include "server/metrics/request_meter.hpp"
#include "server/metrics/sequencing_meter.hpp"
#include "server/shell/guards.hpp"

#include <Poco/Util/AbstractConfiguration.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <set>

namespace daylit::shell {

struct MetricsOptions {
    std::string address = "127.0.0.1";
    unsigned short port = 0;  // 0: nobody can read them
};

// metrics.address and metrics.port. Throws std::runtime_error for a port that is none, and for an address
// that the world could reach.
MetricsOptions read_metrics_options(const Poco::Util::AbstractConfiguration& configuration);

class Instruments {
public:
    explicit Instruments(const Clock& wall_clock);
    ~Instruments();

    // --- what they are told ---
    schema::StoreTold store_told();
    void answered(const http::AnsweredRequest& request);
    void quotes_committed(std::size_t count) const;
    void signed_one(std::uint64_t size, const std::vector<Digest>& events);
    void found(const schema::OutageRow& outage);
    void job_failed(const std::string& job);

    // --- what they ask ---
    struct Surroundings {
        schema::MariaStore& store;
        const app::Services& services;
        const http::FeedHub& hub;
        const http::Server& server;
        const jobs::Worker& sequencing;
        const Guards& guards;
        std::filesystem::path data;
    };
    // From here on they may be read, where the options say so; the surroundings outlive `stop`.
    void open(const MetricsOptions& options, const Surroundings& around);
    void stop();

    // Where they are read; nullopt when nobody can.
    std::optional<unsigned short> port() const;

private:
    using Steady = std::chrono::steady_clock;

    void look_at_store(schema::Store& store);
    std::vector<metrics::Reading> work_to_do(const Surroundings& around) const;

    const Clock& wall_clock_;
    const Instant started_;
    metrics::Metrics metrics_;
    metrics::RequestMeter requests_;
    metrics::SequencingMeter sequencing_;
    metrics::Histogram commits_;
    metrics::Histogram batches_;

    mutable std::mutex mutex_;  // of what follows
    std::optional<Steady::time_point> store_answered_;
    app::OutboxStanding outbox_;

    std::unique_ptr<jobs::Worker> looking_;
    std::unique_ptr<http::PrivateListener> listener_;
};

}  // namespace daylit::shell
