#include "disclosure/lot_facts.hpp"

#include "disclosure/texts.hpp"

#include <algorithm>

namespace daylit::disclosure {

namespace {

using auction::Profile;

void add_where_given(std::vector<Fact>& facts, const char* zh, const char* en,
                     const std::optional<std::string>& value, const std::string& unit) {
    if (value) {
        facts.push_back({zh, en, *value + unit});
    }
}

std::string ratio_text(const auction::Planning& planning) {
    return planning.least_plot_ratio
               ? "不小于 " + *planning.least_plot_ratio + "，不大于 " + planning.most_plot_ratio
               : "不大于 " + planning.most_plot_ratio;
}

void add_planning(std::vector<Fact>& facts, const auction::Planning& planning) {
    facts.push_back({"容积率", "Plot ratio", ratio_text(planning)});
    add_where_given(facts, "建筑密度上限", "Most building density", planning.most_building_density, "%");
    add_where_given(facts, "绿地率下限", "Least green ratio", planning.least_green_ratio, "%");
    add_where_given(facts, "建筑限高", "Height limit", planning.most_height, " 米");
    add_where_given(facts, "其他规划条件", "Other planning terms", planning.other, "");
}

std::string term_text(const auction::ParcelTerms& parcel, const Profile& profile) {
    auto text = std::to_string(parcel.term_years) + " 年";
    const auto limit = std::find_if(profile.term_limits.begin(), profile.term_limits.end(),
                                    [&](const auto& one) { return one.use == parcel.use; });
    return limit == profile.term_limits.end()
               ? text
               : text + "（最高 " + std::to_string(limit->years) + " 年，" + limit->article + "）";
}

std::string attachments_text(const std::vector<Attachment>& attachments) {
    std::string text;
    for (const auto& one : attachments) {
        text += (text.empty() ? "" : "\n") + one.name + "（/api/v1/attachments/" + one.digest.hex() + "）";
    }
    return text.empty() ? "无" : text;
}

std::string question_text(const Profile& profile) {
    return "挂牌截止时询问竞买人是否继续竞价，限 " + duration_text(profile.question->seconds) +
           "内答复，不答复视为不继续；愿意继续的不少于 " + std::to_string(profile.question->least_yes) +
           " 人的，转入限时竞价，否则由挂牌期报价最高者竞得。";
}

std::string timed_start_text(const Profile& profile) {
    switch (profile.timed_start) {
        case auction::TimedStart::fixed_time:
            return "限时竞价于公告的时间开始";
        case auction::TimedStart::after_listing:
            return "挂牌截止后随即转入限时竞价";
        default:
            return "询问结束后随即转入限时竞价";
    }
}

std::string window_text(const Profile& profile) {
    return timed_start_text(profile) + "，每轮 " + duration_text(profile.window_seconds) +
           "；每有一次有效报价即重新计时，一轮内无人报价即告结束。" +
           (profile.moment_of_closing == auction::MomentOfClosing::too_late
                ? "计时届满的一刻到达的报价已逾期。"
                : "计时届满的一刻到达的报价仍有效。");
}

std::string entry_text(const Profile& profile) {
    return profile.who_may_enter == auction::WhoMayEnter::qualified
               ? "取得竞买资格的竞买人均可参加限时竞价。"
               : "在挂牌期内有过有效报价的竞买人方可参加限时竞价；挂牌期内无人报价的，不成交。";
}

std::string step_text(const Profile& profile) {
    return profile.increments == auction::Increments::at_least_one_step
               ? "首次报价不低于起始价，以后每次报价比当时最高报价至少高一个增价幅度。"
               : "首次报价不低于起始价，以后每次加价为增价幅度的整数倍，至少一倍。";
}

std::vector<Fact> all_facts(const auction::LotTerms& terms, const Profile& profile) {
    auto facts = parcel_facts(terms.parcel, profile);
    const auto times = time_facts(terms.times);
    facts.insert(facts.end(), times.begin(), times.end());
    return facts;
}

const Fact* find(const std::vector<Fact>& facts, const std::string& label) {
    const auto found =
        std::find_if(facts.begin(), facts.end(), [&](const auto& one) { return one.label_zh == label; });
    return found == facts.end() ? nullptr : &*found;
}

std::string change_text(const Fact* before, const Fact* after) {
    return "原：" + (before == nullptr ? "未规定" : before->value) + "\n现：" +
           (after == nullptr ? "不再规定" : after->value);
}

}  // namespace

std::vector<Fact> parcel_facts(const auction::ParcelTerms& parcel, const Profile& profile) {
    std::vector<Fact> facts{
        {"宗地编号", "Number", parcel.number},
        {"名称", "Name", parcel.title},
        {"坐落", "Location", parcel.location},
        {"行政区划代码", "Region (GB/T 2260)", parcel.region},
        {"面积", "Area", area_text(parcel.area)},
        {"界址", "Boundary", "见本公告的机器可读数据（boundary，GeoJSON 经纬度）"},
        {"用途", "Use", std::string(use_text(parcel.use))},
        {"出让年限", "Term", term_text(parcel, profile)},
    };
    add_planning(facts, parcel.planning);
    const std::vector<Fact> price{
        {"起始价", "Start price", amount_text(parcel.start_price)},
        {"增价幅度", "Step", amount_text(parcel.step)},
        {"竞买保证金", "Deposit", amount_text(parcel.deposit)},
        {"底价", "Reserve price", "不设底价"},
        {"价格集体决策文件", "Decision on the price",
         parcel.decision.number + "（" + date_text(parcel.decision.date) + "）"},
        {"附件", "Attachments", attachments_text(parcel.attachments)},
    };
    facts.insert(facts.end(), price.begin(), price.end());
    return facts;
}

std::vector<Fact> time_facts(const auction::LotTimes& times) {
    std::vector<Fact> facts{
        {"报名开始", "Applications from", china_time_text(times.application_from)},
        {"报名截止", "Applications until", china_time_text(times.application_until)},
        {"保证金到账截止", "Deposits until", china_time_text(times.deposit_until)},
        {"挂牌开始", "Listing starts", china_time_text(times.listing_start)},
        {"挂牌截止", "Listing ends", china_time_text(times.listing_end)},
    };
    if (times.timed_start) {
        facts.push_back({"限时竞价开始", "Timed bidding starts", china_time_text(*times.timed_start)});
    }
    return facts;
}

std::vector<std::string> bidding_paragraphs(const Profile& profile) {
    std::vector<std::string> paragraphs{
        "竞价规则：" + profile.name_zh + "。报价以电子签名提交，一经提交不得撤回；以平台服务器时间为准。",
        step_text(profile),
    };
    if (profile.freeze_seconds > 0) {
        paragraphs.push_back("挂牌截止前 " + duration_text(profile.freeze_seconds) + "内不接受报价。");
    }
    if (profile.question) {
        paragraphs.push_back(question_text(profile));
    }
    paragraphs.push_back(window_text(profile));
    paragraphs.push_back(entry_text(profile));
    paragraphs.emplace_back(profile.leader_may_raise_itself ? "当时报价最高者可以再次加价。"
                                                            : "当时报价最高者不得再对自己的报价加价。");
    return paragraphs;
}

std::vector<Fact> rule_facts(const Profile& profile) {
    const auto& rules = profile.rules;
    return {
        {"公告至挂牌开始，不少于", "Notice before the listing, at least",
         rule_text(rules.notice_before_listing)},
        {"挂牌时间，不少于", "Listing period, at least", rule_text(rules.listing_period)},
        {"报名截止至挂牌截止，不少于", "Applications close before the end, at least",
         rule_text(rules.application_close_before_end)},
        {"保证金占起始价，不低于", "Deposit, at least", rule_text(rules.least_deposit)},
        {"保证金占起始价，不高于", "Deposit, at most", rule_text(rules.most_deposit)},
        {"未竞得人保证金退还期限", "Refund to those who did not win, within", rule_text(rules.loser_refund)},
        {"成交公示期限", "Publicity of the deal, within", rule_text(rules.deal_publicity)},
        {"结果公布期限", "Announcement of the result, within", rule_text(rules.result_publication)},
        {"签订出让合同期限", "Contract, within", rule_text(rules.contract_signing)},
    };
}

boost::json::object terms_data(const auction::LotTerms& terms) {
    auto data = to_json(terms).as_object();
    auto& parcel = data["parcel"].as_object();
    for (const auto* unbuilt : {"reserve_price", "price_cap", "joint_bidding"}) {
        parcel.erase(unbuilt);
    }
    return data;
}

std::vector<Fact> changed_facts(const auction::LotTerms& before, const auction::LotTerms& after,
                                const Profile& profile) {
    const auto old_facts = all_facts(before, profile);
    const auto new_facts = all_facts(after, profile);
    std::vector<Fact> changed;
    for (const auto& fact : new_facts) {
        const auto* old = find(old_facts, fact.label_zh);
        if (old == nullptr || old->value != fact.value) {
            changed.push_back({fact.label_zh, fact.label_en, change_text(old, &fact)});
        }
    }
    for (const auto& fact : old_facts) {
        if (find(new_facts, fact.label_zh) == nullptr) {
            changed.push_back({fact.label_zh, fact.label_en, change_text(&fact, nullptr)});
        }
    }
    if (before.parcel.boundary != after.parcel.boundary) {
        changed.push_back({"界址", "Boundary", "已变更，见本公告的机器可读数据（boundary）"});
    }
    return changed;
}

}  // namespace daylit::disclosure
