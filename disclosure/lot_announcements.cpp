// Announcements about one lot after its publication; the listing announcement stands in its own file.
#include "disclosure/lot_announcements.hpp"

#include "disclosure/lot_facts.hpp"
#include "disclosure/texts.hpp"

namespace daylit::disclosure {

namespace {

constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_summary = 100;

const auction::ParcelTerms& parcel_of(const LotFacts& lot) {
    return lot.state.terms.parcel;
}

std::string title_of(AnnouncementKind kind, const LotFacts& lot) {
    return shortened(
        "国有建设用地使用权挂牌出让" + std::string(name_of(kind).zh) + "（" + parcel_of(lot).number + "）",
        longest_title);
}

// What every announcement about one lot begins with.
AnnouncementContent about(AnnouncementKind kind, const LotFacts& lot, const std::string& summary) {
    AnnouncementContent content;
    content.kind = kind;
    content.title = title_of(kind, lot);
    content.summary = shortened(summary, longest_summary);
    content.issuer = lot.issuer;
    content.lots = {lot.id};
    const auto& parcel = parcel_of(lot);
    content.sections.push_back({"宗地",
                                "Parcel",
                                {{"宗地编号", "Number", parcel.number},
                                 {"名称", "Name", parcel.title},
                                 {"坐落", "Location", parcel.location},
                                 {"出让人", "Seller", lot.seller},
                                 {"面积", "Area", area_text(parcel.area)},
                                 {"用途", "Use", std::string(use_text(parcel.use))},
                                 {"出让年限", "Term", std::to_string(parcel.term_years) + " 年"}},
                                {}});
    content.data = {{"lot", lot.id.text},         {"number", parcel.number},
                    {"seller", lot.seller},       {"area", to_text(parcel.area)},
                    {"use", to_json(parcel.use)}, {"term_years", parcel.term_years}};
    return content;
}

std::string name_of_parcel(const LotFacts& lot) {
    return "宗地 " + parcel_of(lot).number + " ";
}

// A notice: when it takes effect and why.
AnnouncementContent notice(AnnouncementKind kind, const LotFacts& lot, Instant at,
                           const std::string& statement, const std::string& what) {
    auto content = about(kind, lot, name_of_parcel(lot) + what);
    content.statement = statement;
    content.sections.push_back(
        {"事项", "What happens", {{"事项", "Act", what}, {"时间", "When", china_time_text(at)}}, {}});
    content.data["at"] = to_rfc3339(at);
    return content;
}

Fact price_fact(const char* zh, const char* en, Fen amount) {
    return {zh, en, amount_text(amount)};
}

// A sold lot's price, winner and moment; the rate is exact and truncated, never rounded.
Section deal_section(const LotFacts& lot, const std::string& winner) {
    const auto& state = lot.state;
    return {"成交情况",
            "The deal",
            {{"竞得人", "Winner", winner},
             {"竞买号牌", "Plate", state.leader->plate},
             price_fact("起始价", "Start price", parcel_of(lot).start_price),
             price_fact("成交价", "Price", state.leader->price),
             price_fact("溢价", "Premium", state.deal->premium),
             {"溢价率", "Premium rate", rate_text(state.deal->premium_rate) + "（保留四位小数，不进位）"},
             {"成交时间", "Closed at", china_time_text(*state.closed_at)}},
            {}};
}

AnnouncementContent sold(AnnouncementKind kind, const LotFacts& lot, const std::string& winner) {
    const auto& state = lot.state;
    ensure(state.phase == auction::LotPhase::sold && state.leader && state.deal && state.closed_at,
           "a deal is announced of a sold lot");
    auto content = about(
        kind, lot,
        name_of_parcel(lot) + "成交，成交价 " + grouped_yuan(state.leader->price) + " 元，竞得人 " + winner);
    content.sections.push_back(deal_section(lot, winner));
    content.data["outcome"] = "sold";
    content.data["winner"] = winner;
    content.data["plate"] = state.leader->plate;
    content.data["start_price"] = parcel_of(lot).start_price.count();
    content.data["price"] = state.leader->price.count();
    content.data["premium"] = state.deal->premium.count();
    content.data["premium_rate"] = state.deal->premium_rate;
    content.data["closed_at"] = to_rfc3339(*state.closed_at);
    return content;
}

}  // namespace

AnnouncementContent supplementary_announcement(const LotFacts& lot, const auction::LotTerms& before,
                                               const std::string& statement) {
    auto content = about(AnnouncementKind::supplementary, lot, name_of_parcel(lot) + "出让条件补充变更");
    content.statement = statement;
    content.sections.push_back({"变更内容",
                                "What changes",
                                changed_facts(before, lot.state.terms, lot.state.profile),
                                {"原公告中未列出的内容不变。"}});
    content.data["before"] = terms_data(before);
    content.data["after"] = terms_data(lot.state.terms);
    return content;
}

AnnouncementContent suspension_announcement(const LotFacts& lot, Instant at, const std::string& statement) {
    auto content = notice(AnnouncementKind::suspension, lot, at, statement, "中止交易，恢复时间另行公告");
    content.sections.back().paragraphs.emplace_back("中止期间不接受报名和报价；已提交的报价和保证金保留。");
    return content;
}

AnnouncementContent resumption_announcement(const LotFacts& lot, Instant at, const std::string& statement) {
    const auto& state = lot.state;
    auto content = notice(AnnouncementKind::resumption, lot, at, statement, "恢复交易");
    content.sections.push_back({"恢复后的时间", "The times from now on", time_facts(state.terms.times), {}});
    content.data["times"] = to_json(state.terms.times);
    if (state.until) {
        content.sections.back().facts.push_back(
            {"本轮计时截止", "The running window ends", china_time_text(*state.until)});
        content.sections.back().paragraphs.emplace_back("中止时正在进行的计时，恢复后重新足额计算。");
        content.data["until"] = to_rfc3339(*state.until);
    }
    return content;
}

AnnouncementContent termination_announcement(const LotFacts& lot, Instant at, const std::string& statement) {
    auto content = notice(AnnouncementKind::termination, lot, at, statement, "终止交易");
    content.sections.back().paragraphs.push_back("已交纳的竞买保证金不计利息退还，期限 " +
                                                 rule_text(lot.state.profile.rules.loser_refund) + "。");
    return content;
}

AnnouncementContent deal_publicity(const LotFacts& lot, const std::string& winner) {
    auto content = sold(AnnouncementKind::deal_publicity, lot, winner);
    content.sections.push_back(
        {"说明",
         "Notes",
         {{"签订出让合同期限", "Contract, within", rule_text(lot.state.profile.rules.contract_signing)}},
         {"对成交有异议的，请以书面形式向本中心或行政监督部门提出。"}});
    return content;
}

AnnouncementContent sold_result(const LotFacts& lot, const std::string& winner) {
    return sold(AnnouncementKind::result, lot, winner);
}

AnnouncementContent failed_result(const LotFacts& lot) {
    const auto& state = lot.state;
    ensure(state.phase == auction::LotPhase::failed && state.closed_at,
           "a failure is announced of a failed lot");
    auto content = about(AnnouncementKind::result, lot, name_of_parcel(lot) + "未成交，原因：无人有效报价");
    content.sections.push_back({"未成交情况",
                                "Why the lot is unsold",
                                {price_fact("起始价", "Start price", parcel_of(lot).start_price),
                                 {"结果", "Outcome", "未成交"},
                                 {"原因", "Reason", "挂牌期和限时竞价期内均无人有效报价"},
                                 {"结束时间", "Closed at", china_time_text(*state.closed_at)}},
                                {"依据国土资源部39号令第十九条，不成交。"}});
    content.data["outcome"] = "failed";
    content.data["reason"] = to_json(auction::Failure::no_quote);
    content.data["start_price"] = parcel_of(lot).start_price.count();
    content.data["closed_at"] = to_rfc3339(*state.closed_at);
    return content;
}

AnnouncementContent correction_announcement(const AnnouncementContent& corrected, const DocumentId& id,
                                            const std::string& index_number, const std::string& statement) {
    AnnouncementContent content;
    content.kind = AnnouncementKind::correction;
    content.title = shortened("更正公告：" + corrected.title, longest_title);
    content.summary = shortened("更正索引号 " + index_number + " 的公告", longest_summary);
    content.issuer = corrected.issuer;
    content.lots = corrected.lots;
    content.statement = statement;
    content.sections.push_back({"被更正的公告",
                                "The corrected announcement",
                                {{"索引号", "Index number", index_number},
                                 {"标题", "Title", corrected.title},
                                 {"种类", "Kind", std::string(name_of(corrected.kind).zh)}},
                                {"被更正的公告原文保留，以本公告为准。"}});
    content.data = {{"corrects", id.text}, {"corrects_index_number", index_number}};
    content.corrects = CorrectedDocument{id, index_number, corrected.title};
    return content;
}

}  // namespace daylit::disclosure
