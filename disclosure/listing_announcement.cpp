// The listing announcement: the items of 39号令 article 9 in their order.
#include "disclosure/lot_announcements.hpp"
#include "disclosure/lot_facts.hpp"
#include "disclosure/texts.hpp"

#include <algorithm>

namespace daylit::disclosure {

namespace {

constexpr std::size_t longest_summary = 100;

std::string summary_of(const ListingFacts& facts) {
    std::string numbers;
    for (const auto& lot : facts.lots) {
        numbers += (numbers.empty() ? "" : "、") + lot.terms.parcel.number;
    }
    return shortened("挂牌出让 " + std::to_string(facts.lots.size()) + " 宗国有建设用地使用权：" + numbers,
                     longest_summary);
}

Section seller_section(const ListingFacts& facts) {
    return {"出让人",
            "Seller",
            {{"名称", "Name", facts.seller.name}, {"地址", "Address", facts.seller.address}},
            {}};
}

Section lot_section(const ListedLot& lot, const auction::Profile& profile) {
    auto facts = parcel_facts(lot.terms.parcel, profile);
    const auto times = time_facts(lot.terms.times);
    facts.insert(facts.end(), times.begin(), times.end());
    return {"宗地 " + lot.terms.parcel.number, "Parcel " + lot.terms.parcel.number, std::move(facts), {}};
}

Section qualification_section() {
    return {
        "竞买资格和申请办法",
        "Who may bid, and how to apply",
        {},
        {"境内企业和单位均可申请竞买，法律另有规定的除外；本次不接受联合竞买，也不接受自然人和境外申请。",
         "申请人在本平台注册、取得数字证书后，于报名时间内在线申请，并在保证金到账截止前从本单位账户足额交纳"
         "保证金。保证金到账后由系统自动确认竞买资格并给出竞买号牌。"}};
}

Section files_section() {
    return {"出让文件的获取",
            "How to get the files",
            {},
            {"出让文件作为各宗地的附件随本公告公布，任何人可在本平台免费查看和下载。"}};
}

Section bidding_section(const auction::Profile& profile) {
    auto paragraphs = bidding_paragraphs(profile);
    paragraphs.insert(paragraphs.begin(), "交易在本平台网上进行，时间见各宗地；平台地址即本公告所在网站。");
    return {"时间、地点和竞价方式", "When, where and how to bid", {}, std::move(paragraphs)};
}

Section winner_section() {
    return {"确定竞得人的标准和方法",
            "How the winner is decided",
            {},
            {"不设底价，报价不低于起始价且最高者竞得；只有一名竞买人报价且不低于起始价的，亦成交。",
             "无人有效报价的，不成交（国土资源部39号令第十九条）。"}};
}

Section deposit_section(const ListingFacts& facts) {
    return {"竞买保证金",
            "Deposit",
            {{"开户名称", "Account holder", facts.account.name},
             {"开户银行", "Bank", facts.account.bank},
             {"账号和附言", "Account number and reference", "申请后在本平台显示，每份申请各有附言码"}},
            {"竞得人的保证金转作受让地块的定金，抵作价款；其他竞买人的保证金不计利息退还，期限 " +
             rule_text(facts.profile.rules.loser_refund) + "。"}};
}

Section rules_section(const auction::Profile& profile) {
    return {"规则及其依据",
            "The rules and their articles",
            rule_facts(profile),
            {"规则来源：" + profile.source,
             "以上规则自本公告发布时起对各宗地固定，以后的规则变动不影响本次出让。"}};
}

boost::json::object data_of(const ListingFacts& facts) {
    boost::json::array lots;
    for (const auto& lot : facts.lots) {
        lots.push_back(boost::json::object{{"id", lot.id.text}, {"terms", terms_data(lot.terms)}});
    }
    boost::json::object data{{"seller", {{"name", facts.seller.name}, {"address", facts.seller.address}}}};
    data["profile"] = to_json(facts.profile);
    data["lots"] = std::move(lots);
    return data;
}

}  // namespace

AnnouncementContent listing_announcement(const ListingFacts& facts) {
    AnnouncementContent content;
    content.kind = AnnouncementKind::listing;
    content.title = facts.title;
    content.summary = summary_of(facts);
    content.issuer = facts.issuer;
    content.statement = facts.statement;
    content.data = data_of(facts);
    content.sections.push_back(seller_section(facts));
    for (const auto& lot : facts.lots) {
        content.lots.push_back(lot.id);
        content.sections.push_back(lot_section(lot, facts.profile));
    }
    for (auto section : {qualification_section(), files_section(), bidding_section(facts.profile),
                         winner_section(), deposit_section(facts), rules_section(facts.profile)}) {
        content.sections.push_back(std::move(section));
    }
    return content;
}

}  // namespace daylit::disclosure
