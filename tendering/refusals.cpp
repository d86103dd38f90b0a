#include "tendering/refusals.hpp"

#include <array>

namespace daylit::tendering {

namespace {

constexpr std::array rows{
    // The tender and its documents.
    RefusalRow{"method_unsound", 500, "采购方式的规则数据有误：{0}。",
               "The method's rules are unsound: {0}."},
    RefusalRow{"security_too_high", 422, "投标保证金不得超过 {0}（{1}）。",
               "The bid security is at most {0} ({1})."},
    RefusalRow{"security_without_way", 422, "要求投标保证金的，应允许保函或者转账。",
               "Where a bid security is wanted, it can be given as a guarantee or as a transfer."},
    RefusalRow{"validity_too_short", 422, "投标有效期不得少于 {0} 日（{1}）。",
               "Bids are valid for at least {0} days ({1})."},
    RefusalRow{"documents_without_sections", 422, "招标文件至少要有一节正文。",
               "The tender documents have at least one section."},
    RefusalRow{"documents_too_large", 422, "招标文件正文合计不得超过 {0} KiB，较大的内容请作为附件。",
               "The sections are at most {0} KiB together: larger parts go into attachments."},
    RefusalRow{"price_missing", 422, "开标一览表须有必填的投标报价（price，金额）。",
               "The opening letter has a required price (an amount named price)."},
    RefusalRow{"floor_price_forbidden", 422, "不得规定最低投标限价（{0}）。",
               "No floor price may be set ({0})."},
    RefusalRow{"documents_too_short", 422, "招标文件的发售或者提供期不得少于 {0} 日（{1}）。",
               "The documents can be had for at least {0} days ({1})."},
    RefusalRow{"tender_too_short", 422, "自招标文件开始发出之日起至投标截止之日止不得少于 {0} 日（{1}）。",
               "At least {0} days lie between the notice and the deadline ({1})."},
    RefusalRow{"tender_without_lots", 422, "招标公告至少要有一个标段。",
               "A tender notice has at least one lot."},
    RefusalRow{"number_repeated", 422, "标段编号重复。", "The number of this lot stands twice."},
    RefusalRow{"tender_draft_wrong_phase", 409, "招标公告当前状态（{0}）下不能这样办理。",
               "This cannot be done while the tender notice is {0}."},
    RefusalRow{"tender_notice_wrong_phase", 409, "该招标事项当前状态（{0}）下不能这样办理。",
               "This cannot be done while the proposed act is {0}."},
    RefusalRow{"tender_wrong_phase", 409, "标段当前状态（{0}）下不能这样办理。",
               "This cannot be done while the lot is {0}."},
    RefusalRow{
        "deadline_unsettled", 409, "投标截止时间已到，正在核对此前系统有无中断：请稍候重试。",
        "The deadline has come, and whether an outage touched it is being settled: try again shortly."},
    RefusalRow{
        "change_too_late", 422,
        "可能影响投标文件编制的澄清或者修改，应在投标截止至少 {0} 日前发出（{1}）：请顺延投标截止时间。",
        "What may affect the bids is told at least {0} days before the deadline ({1}): let the deadline "
        "come later."},
    RefusalRow{"nothing_changed", 422, "没有任何变更。", "Nothing is changed."},
    RefusalRow{"questions_closed", 409, "提问已于 {0} 截止。", "Questions were taken until {0}."},
    RefusalRow{"already_answered", 409, "已经答复。", "It has been answered."},

    // The keys that bids are sealed to.
    RefusalRow{"too_few_bodies", 422, "解密人员应来自至少 {0} 个单位（{1}）。",
               "The officers come from at least {0} bodies ({1})."},
    RefusalRow{"body_too_strong", 422, "任何一个单位的解密人员都不得达到 {0} 人。",
               "No body alone may have {0} officers."},
    RefusalRow{"officer_repeated", 422, "解密人员 {0} 重复。", "The officer {0} stands twice."},
    RefusalRow{"not_a_holder", 403, "您不是本次密钥的持有人，或者本步骤不需要您办理。",
               "You hold no part here, or this step is not yours."},
    RefusalRow{"ceremony_wrong_phase", 409, "密钥生成当前状态（{0}）下不能这样办理。",
               "This cannot be done while the ceremony is {0}."},
    RefusalRow{"already_said", 409, "本步骤您已经办理。", "You have said this already."},
    RefusalRow{"shares_differ", 422, "应为其他每一位持有人各提交一份密封的份额。",
               "There is one envelope of shares for each other holder."},
    RefusalRow{"no_key_left", 409, "这批密钥已经用完，请另行生成。",
               "The keys of this pool are used up: make others."},
    RefusalRow{"already_cosigned", 409, "您已经签过本标段的加密证书。",
               "You have signed the lot's certificate already."},
    RefusalRow{
        "lot_key_not_ready", 409, "本标段的加密证书尚未由全部解密人员签署，暂不能提交。",
        "The lot's certificate has not been signed by all its officers yet: no bid can be sealed to it."},

    // The opening.
    RefusalRow{"opening_adjourned", 409, "开标已延期，请按公告的时间办理。",
               "The opening is adjourned to the time that is announced."},
    RefusalRow{"closing_list_is_another", 409, "这不是本标段的截止清单。",
               "This is not the lot's closing list."},
    RefusalRow{"already_released", 409, "您的解密份额已经收到。", "Your part has been taken already."},
    RefusalRow{"not_a_bidder_here", 403, "只有在本标段开标的投标人可以提出异议。",
               "Only who has a bid that was opened here can object."},
    RefusalRow{"objection_unanswered", 409, "尚有开标异议未答复（招标投标法实施条例第四十四条）。",
               "An objection has not been answered yet (BR article 44)."},
    RefusalRow{"record_is_another", 409, "签署的不是本标段现行的开标记录，请重新核对后签署。",
               "What was signed is not the record as it stands now: read it again."},

    // Sealed bids.
    RefusalRow{"bidder_not_active", 403, "贵单位的主体资格未生效或已停用，不能投标。",
               "Your organisation is not active and cannot bid."},
    RefusalRow{"tenderer_cannot_bid", 403,
               "招标人及其代理机构不得参加本项目投标（招标投标法实施条例第三十四条）。",
               "The tenderer cannot bid for its own project (BR article 34)."},
    RefusalRow{"submission_too_early", 409, "尚未开始接收投标文件，开始时间为 {0}。",
               "Bids are not taken yet: from {0} on."},
    RefusalRow{"submission_too_late", 409, "投标截止时间 {0} 已到，不再接收、替换或撤回投标文件。",
               "The deadline of {0} has come: bids are neither taken, nor replaced, nor withdrawn."},
    RefusalRow{"submission_lot_suspended", 409, "本标段已中止，恢复后再提交。",
               "The lot is suspended: submit when it has been resumed."},
    RefusalRow{"stage_is_another", 409, "本标段现在接收的是 {0} 阶段的投标文件。",
               "The lot takes bids of the stage {0} now."},
    RefusalRow{"documents_outdated", 409,
               "投标文件是按招标文件第 {1} 版编制的，现行为第 {0} 版：请按现行版本核对后重新加密提交。",
               "The bid was sealed against version {1} of the tender documents, and version {0} is in force: "
               "check it against that one and seal it anew."},
    RefusalRow{"parts_differ", 422, "投标文件的组成与招标文件要求的不一致：须按要求的部分各提交一份。",
               "The bid's parts are not those that the tender documents want, each once."},
    RefusalRow{"same_envelope_twice", 422, "同一个加密文件不能作为两个部分提交。",
               "One sealed file cannot be two parts of a bid."},
    RefusalRow{"letter_malformed", 422, "开标一览表格式不对。", "The opening letter is malformed."},
    RefusalRow{
        "letter_terms_unsound", 422, "招标文件对开标一览表的规定有误，请改正所指的一处。",
        "What the tender documents say of the opening letter is unsound: mend the part that is named."},
    RefusalRow{"letter_of_another", 422, "开标一览表是为另一标段、另一阶段或另一投标人编制的。",
               "The opening letter was written for another lot or stage, or by another bidder."},
    RefusalRow{"letter_nonce_short", 422, "开标一览表中的随机数须为至少 16 个随机字节的十六进制。",
               "The letter's nonce is at least 16 random bytes in hex."},
    RefusalRow{"letter_field_missing", 422, "开标一览表缺少此项。", "The opening letter lacks this field."},
    RefusalRow{"letter_field_unknown", 422, "招标文件没有要求此项。",
               "The tender documents know no such field."},
    RefusalRow{"letter_field_wrong_type", 422,
               "此项的类型不对：金额以分为单位填整数，天数填整数，承诺填是或否。",
               "The field is of another type: amounts are whole fen, days whole numbers, promises true or "
               "false."},
    RefusalRow{"amount_below_least", 422, "此项不得低于 {0}。", "This is at least {0}."},
    RefusalRow{"amount_above_most", 422,
               "此项不得超过 {0}（超过最高投标限价的投标将被否决，招标投标法实施条例第五十一条）。",
               "This is at most {0} (a bid above the ceiling price is rejected, BR article 51)."},
    RefusalRow{"words_differ", 422, "大写金额与数字不一致，应为：{0}。",
               "The amount in words differs from the digits: it is {0}."},
    RefusalRow{"promise_not_made", 422, "招标文件要求作出此项承诺。",
               "The tender documents want this promise."},
    RefusalRow{"letter_files_differ", 422, "开标一览表所列文件与招标文件要求的不一致。",
               "The files that the letter binds are not those that the tender documents want."},
    RefusalRow{"nothing_submitted", 409, "没有可以撤回的投标文件。", "There is no bid to withdraw."},
};

}  // namespace

std::span<const RefusalRow> tender_refusals() {
    return rows;
}

}  // namespace daylit::tendering
