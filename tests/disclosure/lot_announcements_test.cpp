#include "disclosure/lot_announcements.hpp"

#include "base/encoding.hpp"
#include "disclosure/lot_facts.hpp"
#include "tests/disclosure/specimens.hpp"

#include <gmock/gmock.h>

namespace daylit::disclosure {
namespace {

using testing::HasSubstr;
using testing::Not;

const auto moment = at("2026-03-30T15:30:00+08:00");
const std::string winner = "岱阳大地置业有限公司";

TEST(ListingAnnouncement, NamesEveryTermOfEveryLot) {
    const auto content = listing_announcement(listing());
    const auto text = text_of(content);

    EXPECT_THAT(content.lots, testing::ElementsAre(lot_id, other_lot));
    for (const char* term : {"DY2026-017",
                             "DY2026-018",
                             "城东片区 A-01 地块",
                             "岱阳市城东大道以东、文昌路以南",
                             "320100",
                             "12,345.67 平方米（18.52 亩）",
                             "商业、旅游、娱乐用地",
                             "40 年（最高 40 年，城镇国有土地使用权出让和转让暂行条例第十二条）",
                             "不小于 1.0，不大于 2.5",
                             "40%",
                             "10,000,000.00 元（人民币壹仟万元整）",
                             "100,000.00 元（人民币壹拾万元整）",
                             "2,000,000.00 元（人民币贰佰万元整）",
                             "岱自然资会〔2026〕3号（2026年2月10日）",
                             "出让须知.pdf",
                             "2026年3月3日 09:00:00（北京时间）",
                             "2026年4月1日 17:00:00（北京时间）",
                             "2026年3月24日 09:00:00（北京时间）",
                             "2026年4月7日 10:00:00（北京时间）",
                             "宗地现状为净地。"}) {
        EXPECT_THAT(text, HasSubstr(term));
    }
}

TEST(ListingAnnouncement, HasTheItemsOfArticleNineOfOrder39) {
    std::vector<std::string> headings;
    for (const auto& section : listing_announcement(listing()).sections) {
        headings.push_back(section.heading_zh);
    }

    EXPECT_THAT(headings, testing::ElementsAre("出让人", "宗地 DY2026-017", "宗地 DY2026-018",
                                               "竞买资格和申请办法", "出让文件的获取", "时间、地点和竞价方式",
                                               "确定竞得人的标准和方法", "竞买保证金", "规则及其依据"));
}

TEST(ListingAnnouncement, SaysTheProfilesRulesWithTheirArticles) {
    const auto jiangsu = text_of(listing_announcement(listing()));
    auto facts = listing();
    facts.profile = profile("shantou");
    const auto shantou = text_of(listing_announcement(facts));

    EXPECT_THAT(jiangsu, HasSubstr("20 日（国土资源部39号令第八条）"));
    EXPECT_THAT(jiangsu, HasSubstr("挂牌截止前 60 分钟内不接受报价。"));
    EXPECT_THAT(jiangsu, HasSubstr("每轮 4 分钟"));
    EXPECT_THAT(jiangsu, Not(HasSubstr("询问竞买人是否继续竞价")));
    EXPECT_THAT(shantou, HasSubstr("询问竞买人是否继续竞价，限 5 分钟内答复"));
    EXPECT_THAT(shantou, HasSubstr("在挂牌期内有过有效报价的竞买人方可参加限时竞价"));
}

TEST(ListingAnnouncement, GivesMachinesTheExactTerms) {
    const auto data = listing_announcement(listing()).data;
    const auto& lot = data.at("lots").as_array().at(0).as_object();

    EXPECT_EQ(lot.at("id").as_string(), lot_id.text);
    EXPECT_EQ(from_json<auction::LotTerms>(lot.at("terms")).value(), terms());
    EXPECT_FALSE(lot.at("terms").at("parcel").as_object().contains("reserve_price"));
    EXPECT_EQ(from_json<auction::Profile>(data.at("profile")).value(), profile("jiangsu"));
}

TEST(ListingAnnouncement, ItsSummaryFitsTheCatalog) {
    auto facts = listing();
    for (int i = 0; i < 30; ++i) {
        facts.lots.push_back(facts.lots.front());
    }

    EXPECT_EQ(utf8_length(listing_announcement(facts).summary), 100U);
}

TEST(SupplementaryAnnouncement, ShowsOldAndNewOfWhatChangesAlone) {
    auto state = listed();
    state.terms.parcel.deposit = Fen::yuan(3'000'000);
    state.terms.parcel.planning.most_height = "80";
    state.terms.parcel.planning.most_building_density = std::nullopt;
    state.terms.parcel.boundary["type"] = "MultiPolygon";

    const auto content = supplementary_announcement(about(state), terms(), "保证金调整。");

    EXPECT_THAT(content.sections.at(1).facts,
                testing::ElementsAre(
                    Fact{"建筑限高", "Height limit", "原：未规定\n现：80 米"},
                    Fact{"竞买保证金", "Deposit",
                         "原：2,000,000.00 元（人民币贰佰万元整）\n现：3,000,000.00 元（人民币叁佰万元整）"},
                    Fact{"建筑密度上限", "Most building density", "原：40%\n现：不再规定"},
                    Fact{"界址", "Boundary", "已变更，见本公告的机器可读数据（boundary）"}));
    EXPECT_EQ(content.statement, "保证金调整。");
    EXPECT_EQ(from_json<auction::LotTerms>(content.data.at("before")).value(), terms());
    EXPECT_EQ(from_json<auction::LotTerms>(content.data.at("after")).value(), state.terms);
}

TEST(SuspensionAnnouncement, SaysWhenAndWhy) {
    const auto content = suspension_announcement(about(listed()), moment, "规划条件核实中。");

    EXPECT_EQ(content.kind, AnnouncementKind::suspension);
    EXPECT_EQ(content.title, "国有建设用地使用权挂牌出让中止公告（DY2026-017）");
    EXPECT_EQ(value_of(content, "时间"), "2026年3月30日 15:30:00（北京时间）");
    EXPECT_EQ(content.statement, "规划条件核实中。");
    EXPECT_EQ(content.data.at("at").as_string(), "2026-03-30T07:30:00.000Z");
}

TEST(ResumptionAnnouncement, SaysTheTimesAsTheyStandNow) {
    auto state = listed();
    state.until = at("2026-04-08T10:04:00+08:00");

    const auto content = resumption_announcement(about(state), moment, "核实完毕。");

    EXPECT_EQ(value_of(content, "挂牌截止"), "2026年4月7日 10:00:00（北京时间）");
    EXPECT_EQ(value_of(content, "本轮计时截止"), "2026年4月8日 10:04:00（北京时间）");
    EXPECT_EQ(value_of(resumption_announcement(about(listed()), moment, "核实完毕。"), "本轮计时截止"),
              "(no such fact)");
}

TEST(TerminationAnnouncement, SaysWhenDepositsComeBack) {
    const auto text = text_of(termination_announcement(about(listed()), moment, "宗地不再出让。"));

    EXPECT_THAT(text, HasSubstr("终止交易"));
    EXPECT_THAT(text, HasSubstr("5 个工作日（国土资源部39号令第二十一条）"));
}

TEST(DealPublicity, NamesWinnerPlatePriceAndPremium) {
    const auto content = deal_publicity(about(sold_state()), winner);

    EXPECT_EQ(content.kind, AnnouncementKind::deal_publicity);
    EXPECT_EQ(value_of(content, "竞得人"), winner);
    EXPECT_EQ(value_of(content, "竞买号牌"), "K7M2");
    EXPECT_EQ(value_of(content, "成交价"), "12,345,678.00 元（人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元整）");
    EXPECT_EQ(value_of(content, "溢价"), "2,345,678.00 元（人民币贰佰叁拾肆万伍仟陆佰柒拾捌元整）");
    EXPECT_EQ(value_of(content, "溢价率"), "23.4567%（保留四位小数，不进位）");
    EXPECT_EQ(value_of(content, "签订出让合同期限"), "10 个工作日（国土资发〔2010〕34号）");
}

TEST(SoldResult, SaysTheWholeDealForPeopleAndMachines) {
    const auto content = sold_result(about(sold_state()), winner);

    EXPECT_EQ(content.kind, AnnouncementKind::result);
    for (const auto& [label, value] : std::vector<std::pair<std::string, std::string>>{
             {"宗地编号", "DY2026-017"},
             {"面积", "12,345.67 平方米（18.52 亩）"},
             {"用途", "商业、旅游、娱乐用地"},
             {"出让年限", "40 年"},
             {"竞得人", winner},
             {"成交时间", "2026年4月7日 10:14:03.217（北京时间）"}}) {
        EXPECT_EQ(value_of(content, label), value);
    }
    EXPECT_EQ(content.data.at("outcome").as_string(), "sold");
    EXPECT_EQ(content.data.at("price").as_int64(), 1'234'567'800);
    EXPECT_EQ(content.data.at("premium_rate").as_int64(), 234'567);
    EXPECT_EQ(content.data.at("closed_at").as_string(), "2026-04-07T02:14:03.217Z");
    EXPECT_THROW(sold_result(about(failed_state()), winner), BrokenPromise);
}

TEST(FailedResult, SaysWhyAndNamesNobody) {
    const auto content = failed_result(about(failed_state()));

    EXPECT_EQ(value_of(content, "结果"), "未成交");
    EXPECT_EQ(value_of(content, "原因"), "挂牌期和限时竞价期内均无人有效报价");
    EXPECT_EQ(value_of(content, "竞得人"), "(no such fact)");
    EXPECT_EQ(content.data.at("reason").as_string(), "no_quote");
    EXPECT_THROW(failed_result(about(sold_state())), BrokenPromise);
}

TEST(CorrectionAnnouncement, PointsToWhatItCorrects) {
    const auto wrong = sold_result(about(sold_state()), winner);

    const auto content = correction_announcement(wrong, document_id, "123456789/2026-00001",
                                                 "竞得人名称应为岱阳大地置业集团有限公司。");

    EXPECT_EQ(content.kind, AnnouncementKind::correction);
    EXPECT_EQ(content.lots, wrong.lots);
    ASSERT_TRUE(content.corrects);
    EXPECT_EQ(*content.corrects, (CorrectedDocument{document_id, "123456789/2026-00001", wrong.title}));
    EXPECT_EQ(value_of(content, "索引号"), "123456789/2026-00001");
    EXPECT_EQ(content.data.at("corrects").as_string(), document_id.text);
}

TEST(Announcements, AreReadAsTheyWereWritten) {
    for (const auto& content :
         {listing_announcement(listing()), sold_result(about(sold_state()), winner),
          correction_announcement(failed_result(about(failed_state())), document_id, "n", "更正。")}) {
        EXPECT_EQ(parse_as<AnnouncementContent>(to_json_text(content)).value(), content);
    }
}

}  // namespace
}  // namespace daylit::disclosure
