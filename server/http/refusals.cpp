#include "server/http/refusals.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace daylit::http {

namespace {

constexpr std::array rows{
    RefusalRow{"malformed_request_line", 400, "请求行格式不对。", "The request line is malformed."},
    RefusalRow{"malformed_target", 400, "请求地址格式不对。", "The request target is malformed."},
    RefusalRow{"target_too_long", 414, "请求地址过长。", "The request target is too long."},
    RefusalRow{"query_repeated", 400, "请求地址中的参数重复。", "A parameter of the address stands twice."},
    RefusalRow{"version_not_supported", 505, "只支持 HTTP/1.1。", "Only HTTP/1.1 is spoken here."},
    RefusalRow{"method_unknown", 501, "不支持这种请求方法。", "This method is not known here."},
    RefusalRow{"malformed_header", 400, "请求头格式不对。", "A header is malformed."},
    RefusalRow{"header_folded", 400, "请求头不允许折行。", "Folded header lines are not accepted."},
    RefusalRow{"too_many_headers", 431, "请求头过多。", "There are too many headers."},
    RefusalRow{"head_too_large", 431, "请求头过大。", "The head of the request is too large."},
    RefusalRow{"header_repeated", 400, "请求头重复。", "A header that may stand once stands twice."},
    RefusalRow{"header_not_supported", 400, "不支持这个请求头。", "This header is not supported."},
    RefusalRow{"host_missing", 400, "须有且只有一个 Host 请求头。", "Exactly one Host header is wanted."},
    RefusalRow{"host_not_ours", 421, "这不是本平台的地址。", "This host is not ours."},
    RefusalRow{"framing_ambiguous", 400, "请求体的长度表述含混。", "The body's framing is ambiguous."},
    RefusalRow{"body_not_expected", 400, "这种请求不能带请求体。", "This method takes no body."},
    RefusalRow{"malformed_body", 400, "请求体的分块格式不对。", "The body's chunks are malformed."},
    RefusalRow{"body_too_large", 413, "请求体过大。", "The body is too large."},
    RefusalRow{"expectation_unknown", 417, "不支持这种 Expect。", "This expectation cannot be met."},
    RefusalRow{"too_many_requests", 429, "请求过于频繁，请 {0} 秒后再试。",
               "Too many requests; please try again in {0} seconds."},
    RefusalRow{"server_busy", 503, "服务器繁忙，请稍后重试。", "The server is busy, please try again."},
    RefusalRow{"internal_error", 500, "服务器内部错误，请凭请求编号联系我们。",
               "Something went wrong on our side; please quote the request's id."},
};

}  // namespace

std::span<const RefusalRow> http_refusals() {
    return rows;
}

const RefusalRow& http_refusal_row(std::string_view code) {
    const auto* found =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.code == code; });
    ensure(found != rows.end(), "every refusal of the HTTP layer has its row");
    return *found;
}

bool prefers_english(std::string_view accepted) {
    const auto english = accepted.find("en");
    const auto chinese = accepted.find("zh");
    return english != std::string_view::npos && (chinese == std::string_view::npos || english < chinese);
}

Response problem_response(const RefusalRow& row, const Refusal& refusal, std::string_view language,
                          const std::string& request_id) {
    const bool english = prefers_english(language);
    boost::json::object document{{"type", "/problems/" + refusal.code},
                                 {"title", fill_sentence(row.en, refusal.values)},
                                 {"status", row.status},
                                 {"code", refusal.code},
                                 {"field", refusal.field},
                                 {"detail", fill_sentence(english ? row.en : row.zh, refusal.values)},
                                 {"request_id", request_id}};
    if (!refusal.evidence.empty()) {
        document["evidence"] = refusal.evidence;
    }
    Response response;
    response.status = row.status;
    response.refusal = row.code;
    response.headers.emplace_back("Content-Type", "application/problem+json");
    response.headers.emplace_back("Content-Language", english ? "en" : "zh-CN");
    if (row.status == 429 || row.status == 503) {
        response.headers.emplace_back("Retry-After", refusal.values.empty() ? "1" : refusal.values.front());
    }
    response.body = std::make_shared<const std::string>(boost::json::serialize(document));
    return response;
}

}  // namespace daylit::http
