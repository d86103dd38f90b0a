#include "base/outage.hpp"

namespace daylit {

bool is_sound(const OutageRule& rule) {
    constexpr int longest_silence = 60;
    constexpr int longest_wait = 60'000;
    constexpr int longest_stretch = 24 * 60 * 60;
    return rule.silence_seconds >= least_silence_seconds && rule.silence_seconds <= longest_silence &&
           rule.slow_milliseconds >= least_slow_milliseconds && rule.slow_milliseconds <= longest_wait &&
           rule.last_stretch_seconds >= 1 && rule.last_stretch_seconds <= longest_stretch &&
           !rule.article.empty();
}

bool counts(const OutageRule& rule, const Outage& outage) {
    switch (outage.cause) {
        case OutageCause::server_silent:
            return outage.lasted >= std::chrono::seconds(rule.silence_seconds);
        case OutageCause::slow_decisions:
            return outage.lasted >= Milliseconds(rule.slow_milliseconds);
        default:
            return outage.lasted > Milliseconds(0);
    }
}

}  // namespace daylit
