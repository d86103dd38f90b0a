#include "server/app/confirmation_text.hpp"

#include "disclosure/texts.hpp"
#include "server/app/rule_book.hpp"

#include <fmt/core.h>

namespace daylit::app {

std::string confirmation_text(const Services& services, const auction::LotState& state,
                              const std::string& winner_name, const std::string& seller_name) {
    const auto& parcel = state.terms.parcel;
    const auto price = state.leader->price;
    const auto due = services.rules.calendar().add_working_days(china_date(*state.closed_at),
                                                                state.profile.rules.contract_signing.value);
    return fmt::format(
        "国有建设用地使用权网上挂牌成交确认书\n"
        "\n"
        "出让人：{}\n"
        "竞得人：{}（竞买号牌 {}）\n"
        "组织交易：{}\n"
        "\n"
        "宗地编号：{}\n"
        "宗地名称：{}\n"
        "坐落：{}\n"
        "面积：{} 平方米（{} 亩）\n"
        "用途：{}\n"
        "出让年限：{} 年\n"
        "\n"
        "成交价：{} 元（{}）\n"
        "成交时间：{}（北京时间）\n"
        "交易地点：网上交易系统 {}\n"
        "已缴竞买保证金 {} 元，自本确认书生效之日起转作定金，并抵作土地出让价款。\n"
        "\n"
        "出让人与竞得人应于 {} 前（成交之日起 {} 个工作日内，{}）签订国有建设用地使用权出让合同。\n"
        "本确认书自出让人与竞得人均签署之时起具有法律约束力。竞得人拒绝签署的，保证金不予退还，"
        "本宗地另行出让，不由其他竞买人递补。\n",
        seller_name, winner_name, state.leader->plate, services.settings.center_name_zh, parcel.number,
        parcel.title, parcel.location, to_text(parcel.area), mu_text_rounded_half_up(parcel.area),
        disclosure::use_text(parcel.use), parcel.term_years, grouped_yuan(price), in_capitals(price),
        disclosure::china_time_text(*state.closed_at), services.settings.public_address,
        grouped_yuan(parcel.deposit), to_text(due.date), state.profile.rules.contract_signing.value,
        state.profile.rules.contract_signing.article);
}

}  // namespace daylit::app
