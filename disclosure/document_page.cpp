#include "disclosure/document_page.hpp"

#include "disclosure/texts.hpp"

#include <algorithm>
#include <array>

namespace daylit::disclosure {

namespace {

// 一 to 九十九: the numbers of sections.
std::string chinese_number(std::size_t number) {
    constexpr std::array<std::string_view, 10> digits{"",   "一", "二", "三", "四",
                                                      "五", "六", "七", "八", "九"};
    const auto tens = number / 10;
    std::string text;
    if (tens > 0) {
        text += tens > 1 ? digits.at(tens % 10) : std::string_view();
        text += "十";
    }
    return text + std::string(digits.at(number % 10));
}

std::string place_of(const ReleasedDocument& document, std::string_view ending) {
    return "/announcements/" + document.id.text + std::string(ending);
}

// Lines as lines.
std::string lines(std::string_view text) {
    std::string html;
    for (const char c : escaped(text)) {
        html += c == '\n' ? std::string("<br>") : std::string(1, c);
    }
    return html;
}

std::string link(const std::string& address, const std::string& text) {
    return "<a href=\"" + escaped(address) + "\">" + escaped(text) + "</a>";
}

std::string row(std::string_view label_zh, std::string_view label_en, const std::string& value_html) {
    return "<tr><th scope=\"row\">" + escaped(label_zh) + "<span lang=\"en\">" + escaped(label_en) +
           "</span></th><td>" + value_html + "</td></tr>\n";
}

std::string paragraphs(std::string_view text) {
    std::string html;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0) {
            html += "<p>" + escaped(text.substr(0, end)) + "</p>\n";
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return html;
}

std::string heading(std::size_t number, std::string_view zh, std::string_view en) {
    return "<h2>" + chinese_number(number) + "、" + escaped(zh) + "<span lang=\"en\">" + escaped(en) +
           "</span></h2>\n";
}

std::string section(std::size_t number, const Section& section) {
    auto html = "<section>\n" + heading(number, section.heading_zh, section.heading_en);
    if (!section.facts.empty()) {
        html += "<table>\n";
        for (const auto& fact : section.facts) {
            html += row(fact.label_zh, fact.label_en, lines(fact.value));
        }
        html += "</table>\n";
    }
    for (const auto& paragraph : section.paragraphs) {
        html += paragraphs(paragraph);
    }
    return html + "</section>\n";
}

// The entry as the catalog has it (Regulation on the Disclosure of Government Information, article 12: index,
// name, summary, date).
std::string catalog_entry(const ReleasedDocument& document) {
    const auto& content = document.content;
    auto html = "<table class=\"entry\">\n" + row("索引号", "Index number", escaped(document.index_number)) +
                row("公告种类", "Kind", escaped(name_of(content.kind).zh)) +
                row("发布机构", "Issuer", escaped(content.issuer)) +
                row("发布时间", "Released", escaped(china_time_text(document.released_at))) +
                row("内容概述", "Summary", escaped(content.summary));
    if (content.corrects) {
        html += row("更正对象", "Corrects",
                    link("/announcements/" + content.corrects->id.text + ".html",
                         content.corrects->index_number + " " + content.corrects->title));
    }
    return html + "</table>\n";
}

std::string sections(const AnnouncementContent& content) {
    std::string html;
    std::size_t number = 0;
    for (const auto& one : content.sections) {
        html += section(++number, one);
    }
    if (!content.statement.empty()) {
        const bool mends = content.kind == AnnouncementKind::correction;
        html += "<section>\n" +
                heading(++number, mends ? "更正内容" : "其他需要公告的事项",
                        mends ? "What is corrected" : "Further statement") +
                paragraphs(content.statement) + "</section>\n";
    }
    return html;
}

std::string signature(const ReleasedDocument& document) {
    return "<div class=\"signature\">\n<p>" + escaped(document.content.issuer) + "</p>\n<p>" +
           date_text(china_date(document.released_at)) + "</p>\n</div>\n";
}

// A page cannot hold its own digest: the event of its release does, and that event's digest is the log's
// leaf.
std::string verification(const ReleasedDocument& document) {
    const auto event = place_of(document, ".release.json");
    return "<footer>\n<p>机器可读数据：" + link(place_of(document, ".json"), place_of(document, ".json")) +
           "</p>\n<p>本文件发布后不再更改；是否已被更正，见 " +
           link("/api/v1/announcements/" + document.id.text, "/api/v1/announcements/" + document.id.text) +
           "。</p>\n<p>核验：本页字节的 SHA-256 摘要应等于发布事件 " + link(event, event) +
           " 中的 html_digest；该事件文件自身的 SHA-256 摘要即公开日志的叶，存在证明位于 "
           "/api/v1/log/proofs/（摘要）。</p>\n"
           "<p lang=\"en\">To verify: the SHA-256 of this page is the html_digest of its release event, and "
           "the SHA-256 of that event's file is the leaf whose proof is at /api/v1/log/proofs/.</p>\n"
           "</footer>\n";
}

std::string head(const ReleasedDocument& document) {
    return "<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
           escaped(document.content.title) + "</title>\n<meta name=\"description\" content=\"" +
           escaped(document.content.summary) + "\">\n<link rel=\"stylesheet\" href=\"" +
           std::string(styles_folder) + std::string(style_name) +
           "\">\n<link rel=\"alternate\" type=\"application/json\" href=\"" +
           escaped(place_of(document, ".json")) + "\">\n</head>\n";
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string html;
    html.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            case '\'':
                html += "&#39;";
                break;
            default:
                html += c;
        }
    }
    return html;
}

std::string html_document(const ReleasedDocument& document) {
    const auto& content = document.content;
    return "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n" + head(document) +
           "<body>\n<article>\n<header>\n<p class=\"issuer\">" + escaped(content.issuer) +
           "</p>\n<p class=\"number\">" + escaped(document.index_number) + "</p>\n</header>\n<h1>" +
           escaped(content.title) + "</h1>\n" + catalog_entry(document) + sections(content) +
           signature(document) + "</article>\n" + verification(document) + "</body>\n</html>\n";
}

std::string json_document(const ReleasedDocument& document) {
    boost::json::object json{
        {"format", "daylight/announcement/1"},
        {"id", document.id.text},
        {"index_number", document.index_number},
        {"released_at", to_rfc3339(document.released_at)},
    };
    const auto content = to_json(document.content);
    for (const auto& entry : content.as_object()) {
        json[entry.key()] = entry.value();
    }
    json["links"] = boost::json::object{
        {"html", place_of(document, ".html")},
        {"release_event", place_of(document, ".release.json")},
        {"catalog_entry", "/api/v1/announcements/" + document.id.text},
    };
    return boost::json::serialize(json) + "\n";
}

}  // namespace daylit::disclosure
