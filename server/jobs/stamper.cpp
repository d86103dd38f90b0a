#include "server/jobs/stamper.hpp"

#include "schema/rows_foundation.hpp"

#include <algorithm>

namespace daylit::jobs {

namespace {

using schema::TimeStampRow;

const std::string clock_subject = "clock";

// "https://name:password@host/path" as it may be shown.
std::string without_account(const std::string& url) {
    const auto begin = url.find("://");
    const auto host = begin == url.npos ? 0 : begin + 3;
    const auto end = std::min(url.find_first_of("/?#", host), url.size());
    const auto at = url.rfind('@', end);
    return at == url.npos || at < host ? url : url.substr(0, host) + url.substr(at + 1);
}

std::string words_of(const Refusal& refusal) {
    if (refusal.code == "time_stamp_refused") {
        return "it gives no stamp: " + refusal.values.at(0);
    }
    if (refusal.code == "time_stamp_of_another") {
        return "its stamp is about other data, or answers another request";
    }
    return refusal.code == "time_stamp_untrusted"
               ? "its stamp is not validly signed under the configured root (timestamp.ca)"
               : "its answer is no time stamp";
}

}  // namespace

Stamper::Stamper(schema::Store& store, schema::LogStore& log, StampSettings settings, Post post,
                 const Clock& clock, std::function<SteadyTime()> now, StampAlarm alarm)
    : store_(store),
      log_(log),
      settings_(std::move(settings)),
      post_(std::move(post)),
      clock_(clock),
      now_(std::move(now)),
      alarm_(std::move(alarm)),
      subject_(without_account(settings_.url)),
      pause_(settings_.rest) {}

std::string Stamper::trouble() const {
    const std::lock_guard lock(mutex_);
    return trouble_;
}

void Stamper::run() {
    if (now_() < next_ || !log_.hold_sequencer_lock()) {
        return;
    }
    const auto checkpoint = unstamped();
    if (!checkpoint) {
        waiting_since_.reset();
        return;
    }
    if (!waiting_since_) {
        waiting_since_ = now_();
    }
    next_ = now_() + settings_.rest;
    ask(*checkpoint);
}

// The newest checkpoint, unless it has its stamp.
std::optional<schema::StoredCheckpoint> Stamper::unstamped() {
    std::optional<schema::StoredCheckpoint> newest;
    log_.read([&](schema::LogWork& work) { newest = work.checkpoint(); });
    if (!newest) {
        return std::nullopt;
    }
    if (!stamped_) {
        stamped_ = newest_stamped();
    }
    return newest->size > *stamped_ ? newest : std::nullopt;
}

std::int64_t Stamper::newest_stamped() {
    std::int64_t size = 0;
    store_.read([&](schema::UnitOfWork& tx) {
        const auto rows = tx.select<TimeStampRow>({{}, {{"size", schema::Order::descending}}, 1});
        size = rows.empty() ? 0 : rows.front().size;
    });
    return size;
}

void Stamper::ask(const schema::StoredCheckpoint& checkpoint) {
    const auto request = make_time_stamp_request(sha256(checkpoint.note));
    const auto answer = post_(settings_.url, request.der);
    if (answer.status != 200) {
        fail(answer.status == 0 ? answer.body : "it answers " + std::to_string(answer.status), false);
        return;
    }
    const auto at = check_time_stamp(answer.body, request, settings_.trusted);
    if (!at) {
        fail(words_of(at.refusal()), at.refusal().code != "time_stamp_refused");
        return;
    }
    keep(checkpoint, answer.body, *at);
}

void Stamper::keep(const schema::StoredCheckpoint& checkpoint, const std::string& response, Instant at) {
    store_.transact([&](schema::UnitOfWork& tx) {
        // Another process may have been the sequencer meanwhile: the stamp that stands already is as good.
        (void)tx.insert(TimeStampRow{checkpoint.size, at, checkpoint.note, response});
    });
    stamped_ = checkpoint.size;
    waiting_since_.reset();
    pause_ = settings_.rest;
    {
        const std::lock_guard lock(mutex_);
        trouble_.clear();
    }
    alarm_(subject_, "");
    const auto apart = std::chrono::abs(at - clock_.now());
    alarm_(clock_subject, apart <= clock_tolerance
                              ? std::string()
                              : "the time stamp authority's clock and this machine's are " +
                                    std::to_string(std::chrono::floor<std::chrono::seconds>(apart).count()) +
                                    " seconds apart");
}

void Stamper::fail(const std::string& what, bool at_once) {
    pause_ = std::min<std::chrono::steady_clock::duration>(2 * pause_, longest_pause);
    next_ = now_() + pause_;
    {
        const std::lock_guard lock(mutex_);
        trouble_ = what;
    }
    if (at_once || now_() - *waiting_since_ >= patience) {
        alarm_(subject_, "the log's checkpoints get no time stamps: " + what);
    }
}

}  // namespace daylit::jobs
