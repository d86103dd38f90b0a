#include "auction/deposit_refusals.hpp"

#include <array>

namespace daylit::auction {

namespace {

constexpr std::array rows{
    RefusalRow{"rules_not_accepted", 422, "请先确认已阅读并接受竞买须知：报价一经提交不得撤回。",
               "Please accept the rules first: a quote binds and cannot be taken back."},
    RefusalRow{"applicant_not_active", 403, "贵单位的注册尚未通过审核或已被暂停，不能报名。",
               "Your organisation's registration is not approved or is suspended: it cannot apply."},
    RefusalRow{"seller_cannot_apply", 403, "出让人不能竞买自己出让的宗地。",
               "A seller cannot apply to its own lot."},
    RefusalRow{"application_lot_closed", 409, "本宗地的竞买已经结束。", "The lot is closed."},
    RefusalRow{"application_lot_suspended", 409, "本宗地已中止，恢复后方可报名。",
               "The lot is suspended: applications go on after its resumption."},
    RefusalRow{"application_too_early", 409, "报名尚未开始，开始时间为 {0}。",
               "Applications are taken from {0} on."},
    RefusalRow{"application_too_late", 409, "报名已经截止，截止时间为 {0}。", "Applications closed at {0}."},
    RefusalRow{"already_applied", 409, "贵单位已经报名，每个单位对同一宗地只能报名一次。",
               "Your organisation has applied: once for each lot."},
    RefusalRow{"application_wrong_phase", 409, "竞买申请当前状态（{0}）下不能这样办理。",
               "The application's present state ({0}) does not allow this."},
    RefusalRow{"received_in_future", 422, "到账时间不能晚于当前时间。",
               "The time of receipt cannot lie in the future."},
    RefusalRow{"bank_reference_taken", 409, "银行流水号 {0} 已经录入。",
               "The bank reference {0} was entered already."},
    RefusalRow{"bank_line_wrong_phase", 409, "该笔流水当前状态（{0}）下不能这样办理。",
               "The bank line's present state ({0}) does not allow this."},
    RefusalRow{"no_resolution_proposed", 409, "尚无人对该笔流水提出处理意见。",
               "Nobody has proposed what becomes of this bank line."},
    RefusalRow{"proposer_cannot_confirm", 403, "提出处理意见的人不能自己确认，请由另一人确认。",
               "Who proposed cannot confirm: another person must."},
    RefusalRow{"refund_wrong_phase", 409, "该笔退款当前状态（{0}）下不能这样办理。",
               "The refund's present state ({0}) does not allow this."},
    RefusalRow{"import_empty", 422, "没有可导入的流水。", "There is no line to import."},
    RefusalRow{"import_too_large", 422, "一次最多导入 {0} 笔流水。",
               "At most {0} lines can be imported at once."},
    RefusalRow{"statement_header", 422, "第一行应为表头：{0}", "The first line must be the header: {0}"},
    RefusalRow{"statement_quoted", 422, "第 {0} 行含有引号，字段中不能有引号和逗号。",
               "Line {0} has a quotation mark: fields have neither those nor commas."},
    RefusalRow{"statement_columns", 422, "第 {0} 行的列数不对，应为 {1} 列。",
               "Line {0} does not have {1} columns."},
    RefusalRow{"statement_amount", 422, "第 {0} 行的金额不对，应为元并写明两位小数，例如 1234.56。",
               "Line {0}: the amount is yuan with two decimals, as in 1234.56."},
    RefusalRow{"statement_time", 422, "第 {0} 行的到账时间不对，应为 RFC 3339。",
               "Line {0}: the time of receipt is not RFC 3339."},
};

}  // namespace

std::span<const RefusalRow> deposit_refusals() {
    return rows;
}

}  // namespace daylit::auction
