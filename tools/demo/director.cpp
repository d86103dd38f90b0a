#include "tools/demo/director.hpp"

#include <thread>

namespace daylit::tools {

namespace {

using std::chrono::milliseconds;

constexpr auto while_away = milliseconds(1000);
constexpr auto in_windows = milliseconds(150);
constexpr auto while_racing = milliseconds(60);
constexpr auto usually = milliseconds(500);
constexpr std::int64_t racing = 20'000;

}  // namespace

Director::Director(const SiteFacts& site, Accounts& accounts, Told told, const std::atomic<bool>& stop)
    : told_(std::move(told)),
      stop_(stop),
      cast_(site, accounts, told_),
      visitor_(site.address, site.authority),
      publishing_(cast_, told_),
      notices_(cast_, told_),
      floor_(cast_, told_),
      deals_(cast_, told_),
      money_(cast_, told_),
      disclosure_(cast_, told_) {}

bool Director::assemble() {
    while (!stop_) {
        try {
            cast_.assemble();
            return true;
        } catch (const std::exception& error) {
            told_(std::string("等待：") + error.what());
            rest(while_away);
        }
    }
    return false;
}

void Director::play() {
    while (!stop_) {
        try {
            const auto pause = round();
            away_ = false;
            rest(pause);
        } catch (const std::exception& error) {
            if (!std::exchange(away_, true)) {
                told_(std::string("等待：") + error.what());
            }
            rest(while_away);
        }
    }
}

Director::Milliseconds Director::round() {
    const auto reading = read_center(visitor_);
    const auto let_work = [&](auto& desk) {
        if (!stop_) {
            attempt(told_, [&] { desk.work(reading); });
        }
    };
    let_work(floor_);
    let_work(publishing_);
    let_work(notices_);
    let_work(deals_);
    let_work(money_);
    let_work(disclosure_);
    return reading.has_window() ? in_windows : reading.rate > racing ? while_racing : usually;
}

void Director::rest(Milliseconds length) const {
    constexpr auto slice = milliseconds(50);
    for (auto rested = milliseconds(0); rested < length && !stop_; rested += slice) {
        std::this_thread::sleep_for(std::min(slice, length - rested));
    }
}

}  // namespace daylit::tools
