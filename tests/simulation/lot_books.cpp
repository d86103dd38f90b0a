#include "tests/simulation/lot_books.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace daylit::simulation {

namespace {

constexpr auto tolerated_lag = Milliseconds(100);

int china_day(Instant at) {
    return static_cast<int>(
        std::chrono::floor<std::chrono::days>(at + std::chrono::hours(8)).time_since_epoch().count());
}

}  // namespace

std::string text_of(const Shown& shown) {
    const auto at = [](const std::optional<Instant>& moment) { return moment ? to_rfc3339(*moment) : "-"; };
    return shown.phase + (shown.suspended ? " (suspended)" : "") + " #" + std::to_string(shown.number) + " " +
           std::to_string(shown.price) + " next " + std::to_string(shown.next_price) + " until " +
           at(shown.until) + " closed " + at(shown.closed_at);
}

bool LotBooks::behind(Instant clock, const Command* command) const {
    const auto since =
        command != nullptr && command->not_before ? std::max(last_, *command->not_before) : last_;
    return since - clock > tolerated_lag;
}

Verdict LotBooks::submit(const Command& command, const Moment& moment) {
    if (const auto used = kept_.find(command.key); used != kept_.end()) {
        return used->second.first == command.request ? used->second.second
                                                     : Verdict{"idempotency_key_reused", 0, {}};
    }
    if (behind(moment.clock, &command)) {
        return {"behind", 0, {}};
    }
    const auto now = std::max(moment.clock, last_);
    auto after = *this;
    auto verdict = after.judge(command, moment, now);
    if (verdict.word == "ok") {
        verdict.at = now;
        if (command.kind == Kind::answer) {
            // It stands in a stream of its own; what time did to the lot is not stored.
            answers_ = std::move(after.answers_);
        } else {
            after.last_ = now;
            *this = std::move(after);
        }
    }
    kept_[command.key] = {command.request, verdict};
    return verdict;
}

std::string LotBooks::word_for(const Command& command, const Moment& moment) const {
    auto after = *this;
    return after.judge(command, moment, moment.clock).word;
}

Verdict LotBooks::judge(const Command& command, const Moment& moment, Instant now) {
    if (command.expires_at && *command.expires_at <= moment.wall) {
        return {"act_expired", 0, {}};
    }
    if (command.seen && *command.seen != rules_) {
        return {"terms_changed_since_proposal", 0, {}};
    }
    if (!command.own.empty() && command.plate != command.own) {
        return {"plate_not_yours", 0, {}};
    }
    if (command.kind == Kind::answer && command.own.empty()) {
        return {"not_qualified", 0, {}};
    }
    if (!wait(moment, now)) {
        return {"closing_unsettled", 0, {}};
    }
    const auto word = word_after(command, now);
    return {word, word == "ok" && command.kind == Kind::quote ? quotes_ : 0, {}};
}

std::string LotBooks::word_after(const Command& command, Instant now) {
    switch (command.kind) {
        case Kind::quote:
            return quote(command, now);
        case Kind::answer:
            return answer(command);
        case Kind::suspend:
            return suspend(now);
        case Kind::resume:
            return resume(now);
        case Kind::terminate:
            return terminate();
        case Kind::raise_step:
            return raise_step(command, now);
        case Kind::sign:
            return sign(command.yes);
        case Kind::decline:
            break;
    }
    return decline();
}

std::string LotBooks::quote(const Command& command, Instant now) {
    if (command.own.empty()) {
        return "not_qualified";
    }
    if (closed()) {
        return "lot_closed";
    }
    if (suspended_) {
        return "lot_suspended";
    }
    if (room_ == Room::question) {
        return "question_is_open";
    }
    auto word = room_ == Room::listing ? quote_in_listing(now) : quote_in_window(command.plate);
    if (word == "ok") {
        word = check_price(command.plate, command.amount);
    }
    if (word != "ok") {
        return word;
    }
    leader_ = command.plate;
    price_ = command.amount;
    ++quotes_;
    if (room_ == Room::timed) {
        room_ends_ = now + rules_.window;
    } else {
        quoted_in_listing_.insert(command.plate);
    }
    return "ok";
}

std::string LotBooks::quote_in_listing(Instant now) const {
    if (now < rules_.listing_start) {
        return "listing_not_begun";
    }
    if (now >= rules_.listing_end) {
        return "between_phases";
    }
    return now >= rules_.listing_end - rules_.freeze ? "listing_frozen" : "ok";
}

std::string LotBooks::quote_in_window(const std::string& plate) const {
    if (rules_.only_quoters && !quoted_in_listing_.contains(plate)) {
        return "did_not_quote_in_listing";
    }
    const auto answered = answers_.find(plate);
    const bool goes_on = answered != answers_.end() && answered->second;
    return rules_.question && !goes_on ? "did_not_go_on" : "ok";
}

std::string LotBooks::check_price(const std::string& plate, std::int64_t price) const {
    const bool first = leader_.empty();
    if (plate == leader_ && !rules_.may_raise_itself) {
        return "already_leading";
    }
    if (price < (first ? rules_.start : price_ + rules_.step)) {
        return first ? "below_start_price" : "below_next_step";
    }
    const bool whole = (price - (first ? rules_.start : price_)) % rules_.step == 0;
    return rules_.whole_steps && !whole ? "not_whole_steps" : "ok";
}

std::string LotBooks::answer(const Command& command) {
    if (suspended_) {
        return "lot_suspended";
    }
    if (room_ != Room::question) {
        return "question_not_open";
    }
    if (rules_.only_quoters && !quoted_in_listing_.contains(command.plate)) {
        return "did_not_quote_in_listing";
    }
    return answers_.emplace(command.plate, command.yes).second ? "ok" : "already_answered";
}

std::string LotBooks::suspend(Instant now) {
    if (closed()) {
        return "lot_wrong_phase";
    }
    if (suspended_) {
        return "lot_suspended";
    }
    suspended_ = now;
    return "ok";
}

std::string LotBooks::resume(Instant now) {
    if (!suspended_) {
        return "lot_not_suspended";
    }
    const auto since = *suspended_;
    const auto length = now - since;
    const bool applications_open = rules_.application_until > since;
    for (auto* moment : {&rules_.application_until, &rules_.listing_start, &rules_.listing_end}) {
        *moment += *moment > since ? length : Milliseconds(0);
    }
    if (rules_.timed_start && *rules_.timed_start > since) {
        *rules_.timed_start += length;
    }
    const int days = china_day(rules_.listing_end) - china_day(rules_.application_until);
    const auto difference = std::chrono::days(std::abs(rules_.close_days - days));
    if (applications_open && days < rules_.close_days) {
        rules_.listing_end += difference;
        if (rules_.timed_start) {
            *rules_.timed_start += difference;
        }
    } else if (applications_open && days > rules_.close_days) {
        rules_.application_until += difference;
    }
    if (room_ == Room::question) {
        room_ends_ = now + *rules_.question;
    } else if (room_ == Room::timed) {
        room_ends_ = now + rules_.window;
    }
    suspended_.reset();
    return "ok";
}

std::string LotBooks::terminate() {
    if (closed()) {
        return "lot_wrong_phase";
    }
    room_ = Room::terminated;
    suspended_.reset();
    return "ok";
}

std::string LotBooks::raise_step(const Command& command, Instant now) {
    if (room_ != Room::listing) {
        return "lot_wrong_phase";
    }
    if (suspended_) {
        return "lot_suspended";
    }
    if (now >= rules_.listing_end) {
        return "lot_wrong_phase";
    }
    if (now < rules_.listing_start && china_day(rules_.listing_start) - china_day(now) < rules_.notice_days) {
        return "notice_too_short";
    }
    auto raised = rules_;
    raised.step = command.terms->step;
    if (*command.terms != raised || raised.step <= rules_.step) {
        return "only_step_may_rise";
    }
    rules_ = raised;
    return "ok";
}

std::string LotBooks::sign(bool winner) {
    if (room_ != Room::sold || refused_) {
        return "no_deal_to_confirm";
    }
    auto& signed_already = winner ? winner_signed_ : seller_signed_;
    return std::exchange(signed_already, true) ? "already_signed" : "ok";
}

std::string LotBooks::decline() {
    if (room_ != Room::sold || refused_) {
        return "no_deal_to_confirm";
    }
    if (winner_signed_) {
        return "already_signed";
    }
    refused_ = true;
    return "ok";
}

// --- what time and outages do ---

Instant LotBooks::window_end() const {
    return *room_ends_ + Milliseconds(rules_.last_moment_counts ? 1 : 0);
}

// What an outage must not take from the bidders: it starts again in full. The listing's times are only
// shifted by a suspension, which starts a question or a window again anyhow.
std::optional<LotBooks::Stretch> LotBooks::stretch() const {
    if (!rules_.silence || closed()) {
        return std::nullopt;
    }
    if (room_ == Room::listing) {
        const auto until = rules_.listing_end - rules_.freeze;
        const auto from = std::max(rules_.listing_start, until - rules_.last_stretch);
        return from < until ? std::optional(Stretch{from, until}) : std::nullopt;
    }
    if (suspended_) {
        return std::nullopt;
    }
    return room_ == Room::question ? Stretch{*room_ends_ - *rules_.question, *room_ends_}
                                   : Stretch{*room_ends_ - rules_.window, window_end()};
}

// The first outage that touches what runs restarts it.
bool LotBooks::restart(const Moment& moment) {
    const auto runs = stretch();
    if (!runs) {
        return false;
    }
    for (const auto& silence : moment.silences) {
        const auto to = suspended_ ? std::min(silence.to, *suspended_) : silence.to;
        const bool touches = silence.from < to && to > runs->from && silence.from < runs->until;
        if (silence.lasted < *rules_.silence || !touches) {
            continue;
        }
        if (room_ == Room::listing) {
            const auto shift = to + rules_.last_stretch - runs->until;
            rules_.listing_end += shift;
            if (rules_.timed_start) {
                *rules_.timed_start += shift;
            }
        } else {
            room_ends_ = to + (room_ == Room::question ? *rules_.question : rules_.window);
        }
        return true;
    }
    return false;
}

std::optional<Instant> LotBooks::due() const {
    if (suspended_ || closed()) {
        return std::nullopt;
    }
    if (room_ == Room::listing) {
        const bool barren = rules_.only_quoters && quotes_ == 0;
        return barren || rules_.question ? rules_.listing_end
                                         : rules_.timed_start.value_or(rules_.listing_end);
    }
    return room_ == Room::question ? *room_ends_ : window_end();
}

// Until when it must be known that no outage touched what ends next.
Instant LotBooks::must_be_settled() const {
    const bool barren = rules_.only_quoters && quotes_ == 0;
    return room_ == Room::listing && !barren ? rules_.listing_end - rules_.freeze : *due();
}

bool LotBooks::awaits(const Moment& moment, Instant now) const {
    const auto next = due();
    return next && *next <= now && rules_.silence && (!moment.settled || *moment.settled < must_be_settled());
}

// One change; false when nothing more is to happen by now.
bool LotBooks::wait_once(const Moment& moment, Instant now) {
    if (restart(moment)) {
        return true;
    }
    const auto next = due();
    if (!next || *next > now || awaits(moment, now)) {
        return false;
    }
    if (room_ == Room::listing) {
        if (rules_.only_quoters && quotes_ == 0) {
            end(*next);
        } else {
            room_ = rules_.question ? Room::question : Room::timed;
            room_ends_ = *next + rules_.question.value_or(rules_.window);
        }
    } else if (room_ == Room::question) {
        const auto willing =
            std::count_if(answers_.begin(), answers_.end(), [](const auto& one) { return one.second; });
        if (willing < rules_.least_yes) {
            end(*room_ends_);
        } else {
            room_ = Room::timed;
            *room_ends_ += rules_.window;
        }
    } else {
        end(*room_ends_);
    }
    return true;
}

bool LotBooks::wait(const Moment& moment, Instant now) {
    // Outages are looked for once what they could touch has begun.
    auto known = moment;
    const auto runs = stretch();
    if (!runs || runs->from >= now) {
        known.silences.clear();
    }
    while (wait_once(known, now)) {}
    return !awaits(known, now);
}

void LotBooks::end(Instant at) {
    room_ = leader_.empty() ? Room::failed : Room::sold;
    over_at_ = at;
}

void LotBooks::advance(const Moment& moment) {
    if (const auto next = due(); next && *next <= moment.clock) {
        store(moment);
    }
}

void LotBooks::note_outages(const Moment& moment) {
    store(moment);
}

void LotBooks::store(const Moment& moment) {
    if (behind(moment.clock, nullptr)) {
        return;
    }
    auto after = *this;
    after.wait(moment, std::max(moment.clock, last_));
    if (after != *this) {
        after.last_ = std::max(moment.clock, last_);
        *this = std::move(after);
    }
}

Shown LotBooks::shown(const Moment& moment) const {
    const auto clock = moment.clock;
    auto by_now = *this;
    const bool settled = by_now.wait(moment, clock);
    static constexpr std::array names{"listing", "question", "timed", "sold", "failed", "terminated"};
    Shown shown;
    shown.phase = names.at(static_cast<std::size_t>(by_now.room_));
    if (by_now.room_ == Room::listing) {
        const auto& rules = by_now.rules_;
        const auto at = suspended_.value_or(clock);
        shown.phase = at < rules.listing_start                 ? "announced"
                      : at >= rules.listing_end                ? "waiting"
                      : at >= rules.listing_end - rules.freeze ? "frozen"
                                                               : "listing";
    } else if (!settled) {
        shown.phase = "closing";
    }
    shown.suspended = suspended_.has_value();
    shown.number = quotes_;
    shown.price = price_;
    shown.next_price = leader_.empty() ? rules_.start : price_ + rules_.step;
    if (shown.phase == "question" || shown.phase == "timed") {
        shown.until = by_now.room_ends_;
    }
    shown.closed_at = by_now.over_at_;
    return shown;
}

bool LotBooks::is_over(const Moment& moment) const {
    auto by_now = *this;
    (void)by_now.wait(moment, moment.clock);
    return by_now.closed();
}

std::optional<Instant> LotBooks::next_moment(const Moment& moment) const {
    auto by_now = *this;
    (void)by_now.wait(moment, moment.clock);
    if (suspended_ || by_now.closed()) {
        return std::nullopt;
    }
    if (by_now.room_ != Room::listing) {
        return by_now.room_ends_;
    }
    const auto& rules = by_now.rules_;
    for (const auto next : {rules.application_until, rules.listing_start, rules.listing_end - rules.freeze,
                            rules.listing_end}) {
        if (moment.clock < next) {
            return next;
        }
    }
    return rules.timed_start;
}

}  // namespace daylit::simulation
