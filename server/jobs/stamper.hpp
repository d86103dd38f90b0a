// Has an outside authority stamp the log's checkpoints (RFC 3161), the newest one each time.
//
// Checkpoints and not receipts: a request for each receipt would tell the authority, and whoever watches the
// line, when acts come and how many. Every checkpoint is asked about in the same way, also one that only
// cover leaves made, and what is sent is the digest of something public.
//
// Signing and acknowledging never wait for it. One request at a time, the next one no sooner than `rest`
// after the last; while none succeeds the pauses grow to a minute.
#pragma once

#include "crypto/time_stamp.hpp"
#include "schema/log_store.hpp"
#include "schema/unit_of_work.hpp"
#include "server/jobs/post.hpp"

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>

namespace daylit::jobs {

struct StampSettings {
    std::string url;  // may carry an account: "https://name:password@host/path"
    TimeStampTrust trusted;
    Milliseconds rest = std::chrono::seconds(1);
};

// About the authority. Empty text: no more. Called without locks.
using StampAlarm = std::function<void(const std::string& subject, const std::string& text)>;

class Stamper {
public:
    using SteadyTime = std::chrono::steady_clock::time_point;
    static constexpr auto patience = std::chrono::minutes(1);  // without a stamp before it is an alarm
    static constexpr auto longest_pause = std::chrono::minutes(1);
    static constexpr auto clock_tolerance = std::chrono::minutes(5);  // between its clock and ours

    // `store` keeps the stamps; `log` is the sequencer's.
    Stamper(schema::Store& store, schema::LogStore& log, StampSettings settings, Post post,
            const Clock& clock, std::function<SteadyTime()> now, StampAlarm alarm);

    // Asks about the newest checkpoint when it is time and has no stamp. Does nothing while another process
    // is the sequencer.
    void run();

    std::string trouble() const;  // of the last request, "" when it was answered with a good stamp

private:
    bool is_time() const;
    std::optional<schema::StoredCheckpoint> unstamped();
    std::int64_t newest_stamped();
    void ask(const schema::StoredCheckpoint& checkpoint);
    void keep(const schema::StoredCheckpoint& checkpoint, const std::string& response, Instant at);
    void fail(const std::string& what, bool at_once);

    schema::Store& store_;
    schema::LogStore& log_;
    StampSettings settings_;
    Post post_;
    const Clock& clock_;
    std::function<SteadyTime()> now_;
    StampAlarm alarm_;
    std::string subject_;  // of alarms about the authority: its address, without an account

    std::optional<std::int64_t> stamped_;  // the largest size that is known to be stamped
    SteadyTime next_ = {};
    std::chrono::steady_clock::duration pause_;
    std::optional<SteadyTime> waiting_since_;
    mutable std::mutex mutex_;  // of `trouble_`
    std::string trouble_;
};

}  // namespace daylit::jobs
