// The center's own work that nobody asks for: lots whose moment comes, deposits and refunds, confirmations,
// announcements to draft, outages to tell of; in the demonstration also the pace of its clock.
#pragma once

#include "server/app/outages.hpp"
#include "server/jobs/occasion.hpp"
#include "server/jobs/worker.hpp"
#include "server/shell/pacer.hpp"

#include <memory>
#include <string>
#include <vector>

namespace daylit::shell {

class Desks {
public:
    using Failed = std::function<void(const std::string& job, const std::string& error)>;

    // Begin at once. `changes` counts what may have changed in the store (jobs::Occasion).
    Desks(const app::Services& services, app::OutageWatch& outages, std::function<std::uint64_t()> changes,
          Failed failed);

    // For the demonstration.
    void keep_pace(AcceleratedClock& clock, const DemoPace& pace);
    void stop();

private:
    void begin(const std::string& name, std::chrono::milliseconds pause, std::function<bool()> run);
    jobs::Occasion occasion() const { return jobs::Occasion(changes_); }

    const app::Services& services_;
    std::function<std::uint64_t()> changes_;
    Failed failed_;
    std::unique_ptr<Pacer> pacer_;
    std::vector<std::unique_ptr<jobs::Worker>> workers_;  // last: they use everything above
};

}  // namespace daylit::shell
