// A rule profile: what the law and a place's rules say about a listing auction, as data (profiles/*.json).
// The whole profile is frozen into each lot when it is published, so that a later change of rules never
// touches a running lot.
#pragma once

#include "base/outage.hpp"
#include "base/rule.hpp"

namespace daylit::auction {

struct ProfileRules {
    Rule notice_before_listing;
    Rule listing_period;
    Rule application_close_before_end;
    Rule least_deposit;
    Rule most_deposit;
    Rule loser_refund;
    Rule result_publication;
    Rule deal_publicity;
    Rule contract_signing;
    bool operator==(const ProfileRules&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProfileRules, (),
                      (notice_before_listing, listing_period, application_close_before_end, least_deposit,
                       most_deposit, loser_refund, result_publication, deal_publicity, contract_signing))

enum class LandUse { residential, industrial, public_service, commercial, mixed };
BOOST_DESCRIBE_ENUM(LandUse, residential, industrial, public_service, commercial, mixed)

struct TermLimit {
    LandUse use = LandUse::mixed;
    int years = 0;
    std::string article;
    bool operator==(const TermLimit&) const = default;
};
BOOST_DESCRIBE_STRUCT(TermLimit, (), (use, years, article))

// The question at the end of the listing: who goes on? Silence is no.
struct Question {
    int seconds = 0;
    int least_yes = 1;
    bool operator==(const Question&) const = default;
};
BOOST_DESCRIBE_STRUCT(Question, (), (seconds, least_yes))

enum class TimedStart { fixed_time, after_listing, after_question };
BOOST_DESCRIBE_ENUM(TimedStart, fixed_time, after_listing, after_question)

enum class WhoMayEnter { qualified, quoted_in_listing };
BOOST_DESCRIBE_ENUM(WhoMayEnter, qualified, quoted_in_listing)

enum class Increments { at_least_one_step, whole_steps };
BOOST_DESCRIBE_ENUM(Increments, at_least_one_step, whole_steps)

// Whether a quote at the very millisecond at which a window ends still counts.
enum class MomentOfClosing { too_late, in_time };
BOOST_DESCRIBE_ENUM(MomentOfClosing, too_late, in_time)

struct Profile {
    std::string id;
    std::string name_zh;
    std::string name_en;
    std::string source;
    ProfileRules rules;
    std::vector<TermLimit> term_limits;
    int freeze_seconds = 0;  // at the end of the listing, in which no quote is taken
    std::optional<Question> question;
    int window_seconds = 0;
    TimedStart timed_start = TimedStart::fixed_time;
    WhoMayEnter who_may_enter = WhoMayEnter::qualified;
    Increments increments = Increments::at_least_one_step;
    bool leader_may_raise_itself = false;
    MomentOfClosing moment_of_closing = MomentOfClosing::too_late;
    // Lots that were published before there was such a rule have none: nothing is restarted for them but by a
    // suspension.
    std::optional<OutageRule> outages;
    bool operator==(const Profile&) const = default;

    std::chrono::seconds freeze() const { return std::chrono::seconds(freeze_seconds); }
    std::chrono::seconds window() const { return std::chrono::seconds(window_seconds); }
};
BOOST_DESCRIBE_STRUCT(Profile, (),
                      (id, name_zh, name_en, source, rules, term_limits, freeze_seconds, question,
                       window_seconds, timed_start, who_may_enter, increments, leader_may_raise_itself,
                       moment_of_closing, outages))

// From JSON text. Refuses what the form refuses, and profile_unsound, naming the part, when a figure makes no
// sense or the parts contradict each other: no period over 366 days, no window, question or freeze over a
// day, no share over 100 percent, no term over 70 years, no outage shorter than can be seen. Whether the
// figures are lawful is for their article to say.
Result<Profile> parse_profile(std::string_view text);

}  // namespace daylit::auction
