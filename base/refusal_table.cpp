#include "base/refusal_table.hpp"

#include <array>
#include <charconv>
#include <optional>

namespace daylit {

namespace {

constexpr std::array rows{
    RefusalRow{"malformed_json", 400, "请求内容不是有效的 JSON（第 {0} 字节附近）。",
               "The body is not valid JSON (near byte {0})."},
    RefusalRow{"repeated_field", 400, "同一字段出现了两次。", "The same field stands twice."},
    RefusalRow{"unknown_field", 422, "没有这个字段。", "There is no such field."},
    RefusalRow{"missing_field", 422, "缺少必填字段。", "A required field is missing."},
    RefusalRow{"wrong_type", 422, "字段类型不对，应为 {0}。", "The field has the wrong type: {0} is wanted."},
    RefusalRow{"out_of_range", 422, "数值应在 {0} 与 {1} 之间。", "The value must lie between {0} and {1}."},
    RefusalRow{"not_whole_fen", 422, "金额必须是整数分。", "An amount must be whole fen."},
    RefusalRow{"malformed_time", 422, "时间格式不对，应为 RFC 3339，精确到毫秒以内。",
               "The time is not RFC 3339 with at most milliseconds."},
    RefusalRow{"malformed_date", 422, "日期格式不对，应为 年-月-日。",
               "The date is not written as YYYY-MM-DD."},
    RefusalRow{"event_unknown", 500, "存储的事件类型 {0}（版本 {1}）无法识别。",
               "A stored event's type {0} (version {1}) is not known."},
    RefusalRow{"not_found", 404, "没有找到所请求的内容。", "There is nothing under this name."},
    RefusalRow{"empty_text", 422, "内容不能为空。", "The text must not be empty."},
    RefusalRow{"text_too_long", 422, "内容过长，最多 {0} 字。",
               "The text is too long: at most {0} characters."},
    RefusalRow{"malformed_text", 422, "内容不是有效的 UTF-8 文字。", "The text is not valid UTF-8."},
    RefusalRow{"forbidden_character", 422, "内容含有控制字符或不可见字符。",
               "The text has control characters or invisible ones."},
    RefusalRow{"malformed_mobile", 422, "手机号码应为 11 位中国大陆手机号。",
               "The mobile number must have the 11 digits of mainland China."},
    RefusalRow{"malformed_email", 422, "电子邮箱格式不对。", "The e-mail address is malformed."},
    RefusalRow{"malformed_area", 422, "面积应以平方米为单位并写明两位小数，例如 12345.67。",
               "An area is written in square metres with two decimals, as in 12345.67."},
    RefusalRow{"area_too_large", 422, "面积超出允许范围。", "The area is larger than any parcel can be."},
    RefusalRow{"malformed_uscc", 422, "统一社会信用代码格式不对，应为 18 位。",
               "The unified social credit code is malformed: it has 18 characters."},
    RefusalRow{"uscc_wrong_check", 422, "统一社会信用代码的校验位不符，请核对。",
               "The unified social credit code's check character does not fit: please check the code."},
    RefusalRow{"malformed_deal_code", 422, "统一交易标识码格式不对。", "The deal code is malformed."},
    RefusalRow{"calendar_year_repeated", 422, "工作日历中 {0} 年出现了两次。",
               "The year {0} stands twice in the working calendar."},
    RefusalRow{"calendar_day_misplaced", 422, "工作日历中 {0} 的位置或类别不对。",
               "The day {0} stands in the wrong place or list of the working calendar."},
    RefusalRow{"calendar_total_differs", 422, "工作日历全年工作日合计应为 {0} 天。",
               "The working calendar's total for the year should be {0} working days."},

    // What several procedures refuse alike.
    RefusalRow{"malformed_region", 422, "行政区划代码应为六位数字（GB/T 2260），例如 320102。",
               "The region is six digits of GB/T 2260, as in 320102."},
    RefusalRow{"too_many", 422, "数量过多，最多 {0} 个。", "There are too many: at most {0} are taken."},
    RefusalRow{"amount_not_positive", 422, "金额必须大于零。", "The amount must be more than zero."},
    RefusalRow{"times_out_of_order", 422, "时间先后不对，请核对各项时间。",
               "The times do not follow each other: please check them."},
    RefusalRow{"times_too_far", 422, "时间距今超过 {0} 天，请核对年份。",
               "This lies more than {0} days ahead: please check the year."},
    RefusalRow{"times_only_later", 422, "已公告的时间只能推迟，不得早于 {0}。",
               "A time that was announced may only come later: not before {0}."},
    RefusalRow{"number_fixed", 422, "宗地编号不能更改；换一宗地应另行公告。",
               "The parcel's number cannot change: another parcel is announced on its own."},
    RefusalRow{"lot_suspended", 409, "标的已中止，请等待恢复公告。",
               "The lot is suspended: please wait for the announcement of its resumption."},
    RefusalRow{"lot_not_suspended", 409, "标的没有中止，不需要恢复。",
               "The lot is not suspended, so there is nothing to resume."},
    RefusalRow{"author_cannot_review", 403, "经办人不能复核自己起草的公告，请由另一人复核。",
               "Who wrote an announcement cannot review it: another person must."},
    RefusalRow{"field_not_of_this_kind", 422, "这类公告没有这个字段。",
               "A notice of this kind does not have this field."},
    RefusalRow{"terms_changed_since_proposal", 409,
               "提出该事项后标的条件已有变动，请退回后按现行条件重新提出。",
               "The lot's terms changed after this was proposed: return it and propose it anew."},
};

struct Placeholder {
    std::size_t index;
    std::size_t length;
};

// "{12}" at the front of the sentence.
std::optional<Placeholder> placeholder_at_front(std::string_view sentence) {
    const auto close = sentence.find('}');
    if (sentence.front() != '{' || close == std::string_view::npos || close < 2) {
        return std::nullopt;
    }
    std::size_t index = 0;
    const auto* last = sentence.data() + close;
    const auto [end, error] = std::from_chars(sentence.data() + 1, last, index);
    return error == std::errc() && end == last ? std::optional(Placeholder{index, close + 1}) : std::nullopt;
}

}  // namespace

std::span<const RefusalRow> base_refusals() {
    return rows;
}

std::string fill_sentence(std::string_view sentence, const std::vector<std::string>& values) {
    std::string filled;
    while (!sentence.empty()) {
        const auto here = placeholder_at_front(sentence);
        if (here && here->index < values.size()) {
            filled += values[here->index];
            sentence.remove_prefix(here->length);
        } else {
            filled.push_back(sentence.front());
            sentence.remove_prefix(1);
        }
    }
    return filled;
}

}  // namespace daylit
