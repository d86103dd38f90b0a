// The rule profiles that are shipped, and what a profile file may not say.
#include "tests/auction/support.hpp"

namespace daylit::auction {
namespace {

using namespace testing;

TEST(Profile, HasTheFiguresOfTheLawInEveryShippedFile) {
    for (const auto* id : {"jiangsu", "shantou"}) {
        const auto rules = shipped_profile(id).rules;
        const auto days = RuleUnit::calendar_days;
        const auto working = RuleUnit::working_days;

        EXPECT_EQ(rules.notice_before_listing, (Rule{20, days, "国土资源部39号令第八条"}));
        EXPECT_EQ(rules.listing_period, (Rule{10, days, "国土资源部39号令第十八条"}));
        EXPECT_EQ(rules.application_close_before_end, (Rule{2, days, "国土资源部39号令第十一条"}));
        EXPECT_EQ(rules.least_deposit, (Rule{20, RuleUnit::percent, "国土资发〔2010〕34号"}));
        EXPECT_EQ(rules.loser_refund, (Rule{5, working, "国土资源部39号令第二十一条"}));
        EXPECT_EQ(rules.result_publication, (Rule{10, working, "国土资源部39号令第二十二条"}));
        EXPECT_EQ(rules.contract_signing, (Rule{10, working, "国土资发〔2010〕34号"}));
    }
}

TEST(Profile, HasTheLongestTermsOfArticle12) {
    const auto limits = shipped_profile("jiangsu").term_limits;
    const auto years = [&](LandUse use) {
        for (const auto& limit : limits) {
            if (limit.use == use) {
                return limit.years;
            }
        }
        return 0;
    };

    EXPECT_EQ(years(LandUse::residential), 70);
    EXPECT_EQ(years(LandUse::industrial), 50);
    EXPECT_EQ(years(LandUse::public_service), 50);
    EXPECT_EQ(years(LandUse::commercial), 40);
    EXPECT_EQ(years(LandUse::mixed), 50);
    EXPECT_EQ(shipped_profile("shantou").term_limits, limits);
}

TEST(Profile, OfJiangsuFreezesAnHourAndBidsInWindowsOfFourMinutes) {
    const auto jiangsu = shipped_profile("jiangsu");

    EXPECT_EQ(jiangsu.freeze(), std::chrono::hours(1));
    EXPECT_EQ(jiangsu.window(), std::chrono::minutes(4));
    EXPECT_EQ(jiangsu.timed_start, TimedStart::fixed_time);
    EXPECT_EQ(jiangsu.who_may_enter, WhoMayEnter::qualified);
    EXPECT_FALSE(jiangsu.question.has_value());
    EXPECT_FALSE(jiangsu.leader_may_raise_itself);
}

TEST(Profile, OfShantouAsksFiveMinutesAndLetsOnlyThoseWhoQuotedIn) {
    const auto shantou = shipped_profile("shantou");

    EXPECT_EQ(shantou.question, (Question{300, 1}));
    EXPECT_EQ(shantou.window(), std::chrono::minutes(5));
    EXPECT_EQ(shantou.freeze(), std::chrono::seconds(0));
    EXPECT_EQ(shantou.timed_start, TimedStart::after_question);
    EXPECT_EQ(shantou.who_may_enter, WhoMayEnter::quoted_in_listing);
    EXPECT_FALSE(shantou.leader_may_raise_itself);
}

TEST(Profile, ReadsBackWhatItWrites) {
    for (const auto* id : {"jiangsu", "shantou"}) {
        const auto profile = shipped_profile(id);

        EXPECT_EQ(parse_profile(to_json_text(profile)).value(), profile);
    }
}

TEST(Profile, IsRefusedWhereATableSaysSo) {
    for (const auto& row : text_table(table("profile.txt"))) {
        const auto text = boost::json::serialize(changed(to_json(shipped_profile(row.at(0))), row.at(1)));
        const auto profile = parse_profile(text);

        EXPECT_EQ(profile ? "sound" : spoken(profile.refusal()), row.at(2)) << row.at(0) << ": " << row.at(1);
        if (!profile) {
            expect_full_sentences(profile.refusal());
        }
    }
}

}  // namespace
}  // namespace daylit::auction
