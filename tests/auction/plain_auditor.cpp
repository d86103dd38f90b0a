#include "tests/auction/plain_auditor.hpp"

namespace daylit::auction::testing {

void PlainAuditor::wait(Instant now) {
    if (suspended_ || over_at_) {
        return;
    }
    if (room_ == Room::listing && now >= rules_.listing_end) {
        if (rules_.only_quoters && quotes_ == 0) {
            over_at_ = rules_.listing_end;
            return;
        }
        if (rules_.question) {
            room_ = Room::question;
            room_ends_ = rules_.listing_end + *rules_.question;
        } else if (now >= rules_.timed_start) {
            room_ = Room::timed;
            room_ends_ = rules_.timed_start + rules_.window;
        }
    }
    if (room_ == Room::question && now >= room_ends_) {
        int willing = 0;
        for (const auto& [plate, yes] : answers_) {
            willing += yes ? 1 : 0;
        }
        if (willing < rules_.least_yes) {
            over_at_ = room_ends_;
            return;
        }
        room_ = Room::timed;
        room_ends_ += rules_.window;
    }
    const auto last = rules_.last_moment_counts ? room_ends_ : room_ends_ - Milliseconds(1);
    if (room_ == Room::timed && now > last) {
        over_at_ = room_ends_;
    }
}

bool PlainAuditor::may_enter(const std::string& plate) const {
    return !rules_.only_quoters || quoted_in_listing_.contains(plate);
}

std::string PlainAuditor::quote(const std::string& plate, std::int64_t price, Instant now) {
    wait(now);
    if (over_at_) {
        return "lot_closed";
    }
    if (suspended_) {
        return "lot_suspended";
    }
    if (room_ == Room::question) {
        return "question_is_open";
    }
    if (room_ == Room::listing) {
        if (now < rules_.listing_start) {
            return "listing_not_begun";
        }
        if (now >= rules_.listing_end) {
            return "between_phases";
        }
        if (now >= rules_.listing_end - rules_.freeze) {
            return "listing_frozen";
        }
    } else if (!may_enter(plate)) {
        return "did_not_quote_in_listing";
    } else if (rules_.question && (!answers_.contains(plate) || !answers_.at(plate))) {
        return "did_not_go_on";
    }
    if (plate == leader_ && !rules_.may_raise_itself) {
        return "already_leading";
    }
    const bool first = leader_.empty();
    if (first ? price < rules_.start : price < price_ + rules_.step) {
        return first ? "below_start_price" : "below_next_step";
    }
    if (rules_.whole_steps && (price - (first ? rules_.start : price_)) % rules_.step != 0) {
        return "not_whole_steps";
    }
    leader_ = plate;
    price_ = price;
    ++quotes_;
    if (room_ == Room::timed) {
        room_ends_ = now + rules_.window;
    } else {
        quoted_in_listing_.insert(plate);
    }
    return "ok";
}

std::string PlainAuditor::answer(const std::string& plate, bool yes, Instant now) {
    wait(now);
    if (suspended_) {
        return "lot_suspended";
    }
    if (over_at_ || room_ != Room::question) {
        return "question_not_open";
    }
    if (!may_enter(plate)) {
        return "did_not_quote_in_listing";
    }
    return answers_.emplace(plate, yes).second ? "ok" : "already_answered";
}

std::string PlainAuditor::suspend(Instant now) {
    wait(now);
    if (over_at_) {
        return "lot_wrong_phase";
    }
    if (suspended_) {
        return "lot_suspended";
    }
    suspended_ = now;
    return "ok";
}

std::string PlainAuditor::resume(Instant now) {
    if (!suspended_) {
        return "lot_not_suspended";
    }
    const auto length = now - *suspended_;
    for (auto* moment : {&rules_.listing_start, &rules_.listing_end, &rules_.timed_start}) {
        *moment += *moment > *suspended_ ? length : Milliseconds(0);
    }
    if (room_ != Room::listing) {
        room_ends_ = now + (room_ == Room::timed ? rules_.window : *rules_.question);
    }
    suspended_.reset();
    return "ok";
}

std::string PlainAuditor::raise_step(std::int64_t step, Instant now) {
    wait(now);
    if (over_at_ || room_ != Room::listing) {
        return "lot_wrong_phase";
    }
    if (suspended_) {
        return "lot_suspended";
    }
    if (now >= rules_.listing_end) {
        return "lot_wrong_phase";
    }
    if (step <= rules_.step) {
        return "only_step_may_rise";
    }
    rules_.step = step;
    return "ok";
}

}  // namespace daylit::auction::testing
