#include "disclosure/texts.hpp"

#include "tests/disclosure/specimens.hpp"

#include <gtest/gtest.h>

namespace daylit::disclosure {
namespace {

TEST(Texts, AmountsAreGroupedAndInCapitals) {
    EXPECT_EQ(amount_text(Fen::yuan(1'680'032)), "1,680,032.00 元（人民币壹佰陆拾捌万零叁拾贰元整）");
}

TEST(Texts, AreasAreExactInSquareMetresWithMuBeside) {
    EXPECT_EQ(area_text(Area(1'234'567)), "12,345.67 平方米（18.52 亩）");
}

TEST(Texts, MomentsAreChinasWithMillisecondsWhereThereAreAny) {
    EXPECT_EQ(china_time_text(at("2026-04-07T02:14:03.217Z")), "2026年4月7日 10:14:03.217（北京时间）");
    EXPECT_EQ(china_time_text(at("2026-12-31T16:00:00Z")), "2027年1月1日 00:00:00（北京时间）");
    EXPECT_EQ(date_text(day("2026-04-07")), "2026年4月7日");
}

TEST(Texts, RatesKeepFourDecimals) {
    EXPECT_EQ(rate_text(234'567), "23.4567%");
    EXPECT_EQ(rate_text(0), "0.0000%");
    EXPECT_EQ(rate_text(50), "0.0050%");
    EXPECT_EQ(rate_text(-12'345), "-1.2345%");
}

TEST(Texts, RulesNameTheirUnitAndArticle) {
    EXPECT_EQ(rule_text({20, RuleUnit::calendar_days, "国土资源部39号令第八条"}),
              "20 日（国土资源部39号令第八条）");
    EXPECT_EQ(rule_text({5, RuleUnit::working_days, "条文"}), "5 个工作日（条文）");
    EXPECT_EQ(rule_text({20, RuleUnit::percent, "条文"}), "20%（条文）");
}

TEST(Texts, DurationsAreMinutesWhereTheyAreWhole) {
    EXPECT_EQ(duration_text(240), "4 分钟");
    EXPECT_EQ(duration_text(90), "90 秒");
}

TEST(Texts, AreShortenedAtWholeCharacters) {
    EXPECT_EQ(shortened("国有建设用地", 6), "国有建设用地");
    EXPECT_EQ(shortened("国有建设用地", 4), "国有建…");
    EXPECT_EQ(shortened("abc", 2), "a…");
}

TEST(Texts, EachUseHasAName) {
    EXPECT_EQ(use_text(auction::LandUse::residential), "住宅用地");
    EXPECT_EQ(use_text(auction::LandUse::commercial), "商业、旅游、娱乐用地");
    EXPECT_EQ(use_text(auction::LandUse::mixed), "综合或其他用地");
}

}  // namespace
}  // namespace daylit::disclosure
