#include "server/shell/guards.hpp"

#include "server/app/keys.hpp"
#include "server/app/replay_audit.hpp"
#include "server/app/tendering/part_reading.hpp"
#include "server/shell/http_get.hpp"
#include "server/shell/http_post.hpp"
#include "server/shell/logging.hpp"

#include <Poco/Message.h>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace daylit::shell {

namespace {

constexpr auto witness_pause = Milliseconds(100);
constexpr auto stamp_pause = Milliseconds(100);
constexpr auto cover_pause = Milliseconds(100);
constexpr auto lists_pause = std::chrono::seconds(1);
constexpr auto parser_pause = std::chrono::minutes(10);
constexpr auto audit_pause = std::chrono::seconds(1);  // between two looks whether it is time

// This thread has the processor where commands leave it. Where that may not be had, it goes as it is.
void yield_to_commands() {
    constexpr int niceness = 10;
    (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
}

std::vector<jobs::WitnessSettings> witness_settings(const GuardOptions& options) {
    std::vector<jobs::WitnessSettings> list;
    for (const auto& witness : options.witnesses) {
        auto verifier = WitnessVerifier::parse(witness.key);
        if (!verifier) {
            throw std::runtime_error("the key of the witness at " + witness.url + " cannot be used");
        }
        auto url = witness.url;
        while (url.ends_with('/')) {
            url.pop_back();
        }
        list.push_back({std::move(url), std::move(*verifier)});
    }
    return list;
}

}  // namespace

jobs::StampSettings stamp_settings(const std::string& url, const std::string& roots_file, Milliseconds rest) {
    std::ifstream file(roots_file, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    const auto trusted = TimeStampTrust::from_pem(text.str());
    if (!file || !trusted) {
        throw std::runtime_error("timestamp.ca is to be a PEM file with the time stamp authority's root: " +
                                 roots_file);
    }
    return {url, *trusted, rest};
}

std::vector<std::string> witness_keys(const GuardOptions& options) {
    std::vector<std::string> keys;
    for (const auto& witness : options.witnesses) {
        keys.push_back(witness.key);
    }
    return keys;
}

Guards::Guards(const GuardOptions& options, const Surroundings& around, const NoteVerifier& log,
               Failed failed)
    : alarms_(around.alarms),
      clock_(around.services.wall_clock),
      failed_(std::move(failed)),
      row_audit_(around.access.app, around.store_options),
      log_audit_(around.access.sequencer, around.store_options, log),
      auditor_(
          {[this] { return row_audit_.run(); }, [this] { return log_audit_.run(); },
           [&store = around.services.store] { return app::audit_replays(store); }},
          [this](const std::string& subject, const std::string& text) { sound("audit", subject, text); }),
      audit_rest_(options.audit_rest) {
    begin("audit", audit_pause, [this] {
        audit();
        return false;
    });
    begin("parser", parser_pause, [this, &services = around.services] {
        sound("parser", "sealed bids",
              app::reader_works(services)
                  ? ""
                  : "daylight-parser does not open a sealed sample: no bid can be taken "
                    "or opened until it does");
        return false;
    });
    if (options.cover_mean > Milliseconds(0)) {
        cover_ = std::make_unique<jobs::Cover>(around.services, options.cover_mean);
        begin("cover", cover_pause, [this] {
            cover_->run();
            return false;
        });
    }
    keep_lists(options, *around.services.keys.trusted);
    if (!options.witnesses.empty()) {
        ask_witnesses(options, around.log);
    }
    if (options.stamps) {
        ask_for_stamps(*options.stamps, around);
    }
}

// Where a pass takes some seconds, what it is to find comes out within a minute. On a large database it takes
// longer, and has a third of the time at most.
void Guards::audit() {
    yield_to_commands();
    const auto begun = std::chrono::steady_clock::now();
    if (begun >= next_audit_) {
        auditor_.run();
        const auto ended = std::chrono::steady_clock::now();
        next_audit_ = ended + std::max<std::chrono::steady_clock::duration>(audit_rest_, 2 * (ended - begun));
    }
}

void Guards::stop() {
    stopping_ = true;
    for (const auto& worker : workers_) {
        worker->stop();
    }
}

std::vector<jobs::WitnessDesk::Standing> Guards::witness_standings() const {
    return witnesses_ ? witnesses_->standings() : std::vector<jobs::WitnessDesk::Standing>();
}

void Guards::begin(const std::string& name, Milliseconds pause, std::function<bool()> run) {
    workers_.push_back(std::make_unique<jobs::Worker>(name, pause, std::move(run), failed_));
}

void Guards::keep_lists(const GuardOptions& options, const app::TrustedAuthorities& authorities) {
    if (authorities.all().empty()) {
        return;
    }
    const GetLimits limits{options.list_timeout};
    lists_ = std::make_unique<jobs::ListKeeper>(
        authorities, clock_, options.lists,
        [this, limits](const std::string& url) { return http_get(url, limits, stopping_); },
        [this](const std::string& name, const std::string& text) { sound("revocation-list", name, text); });
    begin("lists", lists_pause, [this] {
        lists_->run();
        return false;
    });
}

void Guards::ask_witnesses(const GuardOptions& options, schema::LogStore& log) {
    const auto count = static_cast<int>(options.witnesses.size());
    const int quorum = options.quorum.value_or(count / 2 + 1);
    if (quorum < 1 || quorum > count) {
        throw std::runtime_error("witness.quorum lies between 1 and the number of witnesses");
    }
    witnesses_ = std::make_unique<jobs::WitnessDesk>(
        log, witness_settings(options), quorum,
        [](const std::string& url, const std::string& body) {
            return http_post(url, body, "text/plain; charset=utf-8");
        },
        [] { return std::chrono::steady_clock::now(); },
        [this](const std::string& name, const std::string& text) { sound("witness", name, text); });
    begin("publishing", witness_pause, [this] { return witnesses_->publish(); });
    for (std::size_t i = 0; i < witnesses_->count(); ++i) {
        begin("witness", witness_pause, [this, i] { return witnesses_->ask(i); });
    }
}

void Guards::ask_for_stamps(const jobs::StampSettings& settings, const Surroundings& around) {
    stamper_ = std::make_unique<jobs::Stamper>(
        around.services.store, around.log, settings,
        [](const std::string& url, const std::string& body) {
            return http_post(url, body, "application/timestamp-query");
        },
        clock_, [] { return std::chrono::steady_clock::now(); },
        [this](const std::string& subject, const std::string& text) { sound("time-stamp", subject, text); });
    begin("stamps", stamp_pause, [this] {
        stamper_->run();
        return false;
    });
}

void Guards::sound(const std::string& source, const std::string& subject, const std::string& text) {
    if (text.empty()) {
        alarms_.clear(source, subject);
    } else if (alarms_.raise(source, subject, text, clock_.now())) {
        log("alarm", Poco::Message::PRIO_CRITICAL, text, {{"source", source}, {"subject", subject}});
    }
}

}  // namespace daylit::shell
