#include "auction/refusals.hpp"

#include <array>

namespace daylit::auction {

namespace {

constexpr std::array rows{
    // Rule profiles.
    RefusalRow{
        "profile_unsound", 422, "规则文件有误：此项的数值不合理或与其他部分矛盾，请改正后重新加载。",
        "The rule profile is unsound: this part makes no sense or contradicts another. Please mend the "
        "file and load it again."},

    // The parcel.
    RefusalRow{
        "malformed_boundary", 422,
        "宗地边界应为 GeoJSON 的 Polygon 或 MultiPolygon（RFC 7946）：每环至少四个点且首尾相同，每点为经度、"
        "纬度两个数，合计不超过 {0} 个点。请改正所指的一处。",
        "The boundary is a GeoJSON Polygon or MultiPolygon (RFC 7946): rings of four points or more, the "
        "last one equal to the first, each a longitude and a latitude, at most {0} in all. Please mend "
        "the element that is named."},
    RefusalRow{"area_not_positive", 422, "面积应大于零，请按勘测定界报告填写。",
               "The area must be above zero: please enter what the survey report states."},
    RefusalRow{"use_not_in_profile", 422, "本规则没有规定用途 {0} 的最高出让年限，请改选用途或规则。",
               "This rule profile sets no term for the use {0}: please choose another use or profile."},
    RefusalRow{"term_too_long", 422, "此用途的出让年限应为 1 至 {0} 年（{1}），请改正年限。",
               "The term for this use is 1 to {0} years ({1}): please correct the term."},
    RefusalRow{"malformed_decimal", 422, "应为十进制数，整数至多六位、小数至多两位，例如 2.5。",
               "This is a decimal number of up to six digits and two decimals, as in 2.5."},
    RefusalRow{"percent_too_large", 422, "百分比不能超过 100，请改正。",
               "A percentage is at most 100: please correct it."},
    RefusalRow{"plot_ratio_contradicts", 422, "容积率下限不能高于上限，请改正其中之一。",
               "The lower bound of the plot ratio exceeds the upper one: please correct one of them."},
    RefusalRow{"deposit_too_low", 422, "保证金不得低于起始价的 {0}%（{1}），请提高保证金。",
               "The deposit is at least {0} percent of the start price ({1}): please raise it."},
    RefusalRow{"deposit_too_high", 422, "保证金不得高于起始价的 {0}%（{1}），请降低保证金。",
               "The deposit is at most {0} percent of the start price ({1}): please lower it."},
    RefusalRow{
        "decision_in_future", 422, "集体决策的日期不能晚于公告发布之日（国土资源部39号令第十条）。",
        "The decision on the price must not be dated after the publication (Order 39 of 2007, article 10)."},
    RefusalRow{"reserve_price_not_built", 422,
               "暂不支持设底价，请去掉底价；需要设底价的宗地目前不能在本平台出让。",
               "Reserve prices are not built yet: please leave the reserve price out, or do not offer this "
               "parcel here for now."},
    RefusalRow{"price_cap_not_built", 422,
               "暂不支持最高限价，请去掉限价；需要限价的宗地目前不能在本平台出让。",
               "Price caps are not built yet: please leave the cap out, or do not offer this parcel here for "
               "now."},
    RefusalRow{"joint_bidding_not_built", 422, "暂不支持联合竞买，请改为只接受独立竞买。",
               "Joint bidding is not built yet: please let bidders take part on their own alone."},

    // The times.
    RefusalRow{"notice_too_short", 422, "公告应在挂牌开始至少 {0} 日前发布（{1}），请推迟挂牌开始时间。",
               "The announcement comes at least {0} days before the listing begins ({1}): please let the "
               "listing begin later."},
    RefusalRow{"listing_too_short", 422, "挂牌时间不得少于 {0} 日（{1}），请推迟挂牌截止时间。",
               "The listing lasts at least {0} days ({1}): please let it end later."},
    RefusalRow{
        "application_close_wrong", 422, "竞买申请应在挂牌截止日前 {0} 日截止（{1}），请改正申请截止日期。",
        "Applications close {0} days before the day on which the listing ends ({1}): please correct the "
        "date."},
    RefusalRow{"timed_start_not_fixed", 422, "本规则的限时竞价不定开始时间，请去掉这一项。",
               "Under this rule profile the timed bidding has no fixed hour: please leave it out."},

    // Phases.
    RefusalRow{"lot_wrong_phase", 409, "标的当前状态（{0}）下不能这样办理。",
               "This cannot be done to the lot in its present state ({0})."},
    RefusalRow{"lot_closed", 409, "竞价已经结束，请查看结果。",
               "The bidding has ended: please see the result."},
    RefusalRow{
        "closing_unsettled", 409,
        "计时已经届满，平台正在确认其间没有发生故障：没有故障即公布结果，有故障则重新计时，请稍候再看。",
        "The time is over, and the platform makes sure that no outage fell into it: if none did, the "
        "result follows; if one did, the time starts again. Please look again in a moment."},
    RefusalRow{"listing_not_begun", 409, "挂牌尚未开始，请在 {0} 以后报价。",
               "The listing has not begun: please quote from {0} on."},
    RefusalRow{"listing_frozen", 409, "挂牌截止（{0}）前的这段时间不接受报价，请参加随后的限时竞价。",
               "No quote is taken in this time before the listing's end ({0}): please take part in the timed "
               "bidding that follows."},
    RefusalRow{"between_phases", 409, "挂牌已截止，限时竞价于 {0} 开始，请届时报价。",
               "The listing has ended and the timed bidding opens at {0}: please quote then."},
    RefusalRow{"question_is_open", 409, "正在询问是否参加限时竞价，请在 {0} 以前答复；此时不接受报价。",
               "The question who goes on is open: please answer before {0}. No quote is taken now."},
    RefusalRow{"question_not_open", 409, "现在没有询问，或答复时间已过。",
               "No question is open now, or the time to answer it is over."},

    // Outside probes.
    RefusalRow{"probe_not_known", 409, "这一探测程序还没有完成过一次签名操作，无法报告中断。",
               "This probe has never completed an act, so it has nothing to report against."},
    RefusalRow{"probe_was_answered", 409, "服务器最近一次答复这一探测程序是在 {0}，期间不足以认定中断。",
               "This probe was last answered at {0}: too little lies between to be an outage."},
    RefusalRow{"probe_reports_too_often", 429,
               "一小时内最多采信 {0} 次中断报告；仍有中断的，请由中心中止交易。",
               "At most {0} reports an hour are believed; if outages go on, the center suspends the lots."},

    // Bidders and quotes.
    RefusalRow{
        "not_qualified", 403, "您没有取得这一标的的竞买资格，请先完成竞买申请并按时足额交纳保证金。",
        "You are not qualified for this lot: please complete the application and pay the deposit in full "
        "and in time."},
    RefusalRow{"did_not_quote_in_listing", 403, "只有挂牌期内有过有效报价的竞买人可以进入限时竞价。",
               "Only those who quoted in the listing period may go on to the timed bidding."},
    RefusalRow{"did_not_go_on", 403, "您没有在询问时限内答复愿意继续，不能参加限时竞价。",
               "You did not answer in time that you go on, so you cannot take part in the timed bidding."},
    RefusalRow{"already_answered", 409, "您已经答复，答复不能更改。",
               "You have answered, and an answer cannot be changed."},
    RefusalRow{"already_leading", 409, "您的报价目前领先，不能抬高自己的报价。",
               "Your quote leads: you cannot outbid yourself."},
    RefusalRow{"below_start_price", 422, "首次报价不得低于起始价 {0} 元，请提高报价。",
               "The first quote is at least the start price of {0} yuan: please quote more."},
    RefusalRow{"below_next_step", 422, "报价不得低于领先价加一个增价幅度，即 {0} 元，请提高报价。",
               "A quote is at least the leading price and one step, {0} yuan: please quote more."},
    RefusalRow{"price_too_high", 422, "报价超过系统接受的最高金额 {0} 元，请核对是否多输了位数。",
               "The quote exceeds the highest amount that is taken, {0} yuan: please check the digits."},
    RefusalRow{"not_whole_steps", 422, "加价应为增价幅度 {0} 元的整数倍，最低可报 {1} 元。",
               "A rise is a multiple of the step of {0} yuan; the lowest possible quote is {1} yuan."},

    // Notices upon the lot.
    RefusalRow{"application_has_begun", 409, "竞买申请已经开始，开始时间不能再改。",
               "Applications have begun: their beginning cannot be changed any more."},
    RefusalRow{"listing_is_over", 409, "挂牌已经截止，这一时间不能再改。",
               "The listing has ended: this time cannot be changed any more."},
    RefusalRow{
        "only_step_may_rise", 409,
        "挂牌开始后只能提高增价幅度（国土资源部39号令第十八条）；其他条件需要变更的，应终止后重新公告。",
        "Once the listing has begun, only the step may rise (Order 39 of 2007, article 18); to change "
        "anything else, "
        "terminate the lot and announce it anew."},

    // After the result.
    RefusalRow{"no_deal_to_confirm", 409, "没有待签署的成交确认书。",
               "There is no deal confirmation to sign."},
    RefusalRow{"confirmation_differs", 409, "签署的文本与成交确认书不一致，请重新打开确认书后签署。",
               "What was signed is not the deal confirmation: please open it again and sign."},
    RefusalRow{"already_signed", 409, "这一方已经签署成交确认书。",
               "This party has signed the deal confirmation."},
    RefusalRow{"no_contract_due", 409, "双方签署成交确认书以后才能登记合同，且只登记一次。",
               "A contract is recorded once both parties have signed the deal confirmation, and only once."},
    RefusalRow{"contract_date_wrong", 422, "合同签订日期应在 {0} 至 {1} 之间，请核对。",
               "The contract was signed between {0} and {1}: please check the date."},
};

}  // namespace

std::span<const RefusalRow> auction_refusals() {
    return rows;
}

}  // namespace daylit::auction
