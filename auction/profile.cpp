#include "auction/profile.hpp"

#include <algorithm>
#include <set>

namespace daylit::auction {

namespace {

constexpr int longest_seconds = 24 * 60 * 60;
constexpr int longest_term_years = 70;

// What the times of a lot are checked against is counted in calendar days; what is owed after the result may
// be counted in either.
bool is_due_date(const Rule& rule) {
    return is_period(rule, RuleUnit::working_days) || is_period(rule, RuleUnit::calendar_days);
}

// The rule that does not make sense; nullptr when all do.
const char* unsound_rule(const ProfileRules& rules) {
    struct Check {
        const char* name;
        bool sound;
    };
    const Check checks[] = {
        {"notice_before_listing", is_period(rules.notice_before_listing, RuleUnit::calendar_days)},
        {"listing_period", is_period(rules.listing_period, RuleUnit::calendar_days)},
        // The application closes while the lot is listed, so that the two can never contradict each other.
        {"application_close_before_end",
         is_period(rules.application_close_before_end, RuleUnit::calendar_days) &&
             rules.application_close_before_end.value < rules.listing_period.value},
        {"least_deposit", is_share(rules.least_deposit)},
        {"most_deposit",
         is_share(rules.most_deposit) && rules.most_deposit.value >= rules.least_deposit.value},
        {"loser_refund", is_due_date(rules.loser_refund)},
        {"result_publication", is_due_date(rules.result_publication)},
        {"deal_publicity", is_due_date(rules.deal_publicity)},
        {"contract_signing", is_due_date(rules.contract_signing)},
    };
    const auto found =
        std::find_if(std::begin(checks), std::end(checks), [](const auto& check) { return !check.sound; });
    return found == std::end(checks) ? nullptr : found->name;
}

bool are_sound(const std::vector<TermLimit>& limits) {
    std::set<LandUse> seen;
    return !limits.empty() && std::all_of(limits.begin(), limits.end(), [&](const auto& limit) {
        return limit.years >= 1 && limit.years <= longest_term_years && !limit.article.empty() &&
               seen.insert(limit.use).second;
    });
}

bool is_duration(int seconds, int least) {
    return seconds >= least && seconds <= longest_seconds;
}

// Lower-case letters, digits, hyphens and underscores: the id is a file's name and a part of addresses.
bool is_profile_id(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

Outcome check(const Profile& profile) {
    if (!is_profile_id(profile.id)) {
        return refuse("profile_unsound", "id");
    }
    if (profile.name_zh.empty() || profile.name_en.empty() || profile.source.empty()) {
        return refuse("profile_unsound", profile.source.empty() ? "source" : "name_zh");
    }
    if (const auto* name = unsound_rule(profile.rules)) {
        return refuse("profile_unsound", std::string("rules.") + name);
    }
    if (!are_sound(profile.term_limits)) {
        return refuse("profile_unsound", "term_limits");
    }
    const bool asks = profile.question.has_value();
    if (asks != (profile.timed_start == TimedStart::after_question)) {
        return refuse("profile_unsound", "timed_start");
    }
    if (asks && (!is_duration(profile.question->seconds, 1) || profile.question->least_yes < 1)) {
        return refuse("profile_unsound", "question");
    }
    if (!is_duration(profile.window_seconds, 1)) {
        return refuse("profile_unsound", "window_seconds");
    }
    if (!is_duration(profile.freeze_seconds, 0)) {
        return refuse("profile_unsound", "freeze_seconds");
    }
    if (profile.outages && !is_sound(*profile.outages)) {
        return refuse("profile_unsound", "outages");
    }
    return Done{};
}

}  // namespace

Result<Profile> parse_profile(std::string_view text) {
    auto profile = parse_as<Profile>(text);
    if (!profile) {
        return profile;
    }
    if (auto sound = check(*profile); !sound) {
        return sound.refusal();
    }
    return profile;
}

}  // namespace daylit::auction
