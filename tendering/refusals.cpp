#include "tendering/refusals.hpp"

#include <array>

namespace daylit::tendering {

namespace {

constexpr std::array rows{
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
