// What watches over the log and the rows while the server runs: outside witnesses and time stamps, cover
// leaves, the audit; and what keeps the outside authorities' revocation lists fresh.
#pragma once

#include "schema/database_setup.hpp"
#include "schema/log_audit.hpp"
#include "schema/row_audit.hpp"
#include "server/app/alarms.hpp"
#include "server/jobs/auditor.hpp"
#include "server/jobs/cover.hpp"
#include "server/jobs/list_keeper.hpp"
#include "server/jobs/stamper.hpp"
#include "server/jobs/witness_desk.hpp"
#include "server/jobs/worker.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace daylit::shell {

struct WitnessOptions {
    std::string url;
    std::string key;  // its verifier key as text
};

struct GuardOptions {
    std::vector<WitnessOptions> witnesses = {};
    std::optional<int> quorum = {};                      // more than half of them, when not told
    std::optional<jobs::StampSettings> stamps = {};      // none: no time stamps
    Milliseconds cover_mean = std::chrono::seconds(20);  // between cover leaves; zero: none
    std::chrono::seconds audit_rest{40};  // between two passes, and twice as long as one took at least
    jobs::ListPace lists = {};
    std::chrono::seconds list_timeout{30};  // of one fetch
};

// With the roots of the time stamp authority read from a PEM file. Throws std::runtime_error when it cannot
// be used.
jobs::StampSettings stamp_settings(const std::string& url, const std::string& roots_file, Milliseconds rest);

// The witnesses' verifier keys as they are configured.
std::vector<std::string> witness_keys(const GuardOptions& options);

class Guards {
public:
    using Failed = std::function<void(const std::string& job, const std::string& error)>;
    struct Surroundings {
        const app::Services& services;
        schema::LogStore& log;  // the sequencer's
        const schema::DatabaseAccess& access;
        const schema::StoreOptions& store_options;
        app::AlarmBoard& alarms;
    };

    // Begins at once. Throws std::runtime_error when the witnesses' configuration cannot be used.
    Guards(const GuardOptions& options, const Surroundings& around, const NoteVerifier& log, Failed failed);

    void stop();
    std::vector<jobs::WitnessDesk::Standing> witness_standings() const;

private:
    void begin(const std::string& name, Milliseconds pause, std::function<bool()> run);
    void audit();
    void keep_lists(const GuardOptions& options, const app::TrustedAuthorities& authorities);
    void ask_witnesses(const GuardOptions& options, schema::LogStore& log);
    void ask_for_stamps(const jobs::StampSettings& settings, const Surroundings& around);
    void sound(const std::string& source, const std::string& subject, const std::string& text);

    app::AlarmBoard& alarms_;
    const Clock& clock_;
    Failed failed_;
    schema::RowAudit row_audit_;
    schema::LogAudit log_audit_;
    jobs::Auditor auditor_;
    std::chrono::seconds audit_rest_;
    std::chrono::steady_clock::time_point next_audit_ = {};
    std::unique_ptr<jobs::Cover> cover_;
    std::atomic<bool> stopping_ = false;
    std::unique_ptr<jobs::ListKeeper> lists_;
    std::unique_ptr<jobs::WitnessDesk> witnesses_;
    std::unique_ptr<jobs::Stamper> stamper_;
    std::vector<std::unique_ptr<jobs::Worker>> workers_;  // last: they use everything above
};

}  // namespace daylit::shell
