#include "disclosure/document_page.hpp"

#include "disclosure/atom_feed.hpp"
#include "tests/disclosure/specimens.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace daylit::disclosure {
namespace {

using testing::HasSubstr;
using testing::Not;

ReleasedDocument released(AnnouncementContent content) {
    return {document_id, "123456789/2026-00017", at("2026-04-08T09:30:00+08:00"), std::move(content)};
}

ReleasedDocument sold_document() {
    return released(sold_result(about(sold_state()), "岱阳大地置业有限公司"));
}

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

// Where the bytes differ, what was made lies in the temporary folder, to be looked at and then kept.
void expect_golden(const std::string& name, const std::string& made) {
    const auto kept = read(std::string(DAYLIGHT_SOURCE_DIR) + "/tests/disclosure/golden/" + name);
    if (kept != made) {
        const auto beside = testing::TempDir() + name;
        std::ofstream(beside, std::ios::binary) << made;
        ADD_FAILURE() << "differs from golden/" << name << "; made: " << beside;
    }
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t found = 0;
    for (auto from = text.find(what); from != std::string::npos; from = text.find(what, from + 1)) {
        ++found;
    }
    return found;
}

TEST(DocumentPage, IsTheSameToTheByte) {
    expect_golden("sold_result.html", html_document(sold_document()));
    expect_golden("sold_result.json", json_document(sold_document()));
    expect_golden("listing.html", html_document(released(listing_announcement(listing()))));
}

TEST(DocumentPage, NeedsNoScriptAndCarriesNoStyleOfItsOwn) {
    const auto page = html_document(released(listing_announcement(listing())));

    for (const char* forbidden : {"<script", "style=", "<style", "onclick", "<img", "<iframe", "http://"}) {
        EXPECT_THAT(page, Not(HasSubstr(forbidden)));
    }
    EXPECT_THAT(page, HasSubstr("<link rel=\"stylesheet\" href=\"/documents/style-1.css\">"));
}

TEST(DocumentPage, LinksToAStyleSheetThatIsCompiledIn) {
    const auto styles = document_styles();
    const auto found =
        std::find_if(styles.begin(), styles.end(), [](const auto& file) { return file.name == style_name; });

    ASSERT_NE(found, styles.end());
    EXPECT_THAT(std::string(found->bytes), HasSubstr("size: A4;"));
}

TEST(DocumentPage, EscapesHostileTextWhereverItStands) {
    const std::string hostile = "<script>alert(\"1\")</script>&amp;' onload='x";
    const std::string harmless =
        "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&#39; onload=&#39;x";
    AnnouncementContent content;
    content.kind = AnnouncementKind::correction;
    content.title = hostile;
    content.summary = hostile;
    content.issuer = hostile;
    content.statement = hostile;
    content.sections = {{hostile, hostile, {{hostile, hostile, hostile}}, {hostile}}};
    content.corrects = CorrectedDocument{other_document, hostile, hostile};
    auto document = released(content);
    document.index_number = hostile;

    const auto page = html_document(document);

    EXPECT_THAT(page, Not(HasSubstr("<script")));
    EXPECT_THAT(page, Not(HasSubstr("' onload")));
    // Title and summary twice each, issuer thrice, number twice, statement once, the corrected one's number
    // and title, and the section's heading, labels, value and paragraph.
    EXPECT_EQ(count(page, harmless), 18U);
}

TEST(DocumentPage, KeepsLinesAsLines) {
    auto content = failed_result(about(failed_state()));
    content.statement = "第一行\n\n第二行";
    content.sections = {{"标题", "Heading", {{"项", "Item", "甲\n乙"}}, {}}};

    const auto page = html_document(released(content));

    EXPECT_THAT(page, HasSubstr("<p>第一行</p>\n<p>第二行</p>"));
    EXPECT_THAT(page, HasSubstr("<td>甲<br>乙</td>"));
}

TEST(DocumentPage, NumbersItsSectionsInChinese) {
    AnnouncementContent content;
    content.sections.assign(21, {"节", "Section", {}, {}});

    const auto page = html_document(released(content));

    for (const char* heading : {"<h2>一、节", "<h2>九、节", "<h2>十、节", "<h2>十一、节", "<h2>十九、节",
                                "<h2>二十、节", "<h2>二十一、节"}) {
        EXPECT_THAT(page, HasSubstr(heading));
    }
}

TEST(DocumentPage, LinksToDataProofAndWhatItCorrects) {
    const auto content = correction_announcement(failed_result(about(failed_state())), other_document,
                                                 "123456789/2026-00003", "更正。");

    const auto page = html_document(released(content));

    const auto place = "/announcements/" + document_id.text;
    for (const auto& address :
         {place + ".json", place + ".release.json", "/api/v1/announcements/" + document_id.text,
          "/announcements/" + other_document.text + ".html"}) {
        EXPECT_THAT(page, HasSubstr("href=\"" + address + "\""));
    }
    EXPECT_THAT(page, HasSubstr("/api/v1/log/proofs/"));
    EXPECT_THAT(page, HasSubstr("更正内容"));
}

TEST(DocumentData, CarriesTheWholeContent) {
    const auto document = sold_document();

    const auto json = parse_json(json_document(document)).value().as_object();

    EXPECT_EQ(json.at("format").as_string(), "daylight/announcement/1");
    EXPECT_EQ(json.at("index_number").as_string(), "123456789/2026-00017");
    EXPECT_EQ(json.at("released_at").as_string(), "2026-04-08T01:30:00.000Z");
    EXPECT_EQ(json.at("data").as_object(), document.content.data);
    EXPECT_EQ(json.at("sections"), to_json(document.content.sections));
}

TEST(AtomFeed, ListsTheNewestFirstAndEscapesTitles) {
    const FeedSource source{"https://localhost:8443", "公告", "中心", at("2026-01-01T00:00:00Z")};

    const auto feed = atom_feed(
        source, {{document_id, "甲 <b>", "摘要", AnnouncementKind::result, at("2026-04-08T01:30:00Z")},
                 {other_document, "乙", "摘要", AnnouncementKind::listing, at("2026-04-07T01:30:00Z")}});

    EXPECT_THAT(feed, HasSubstr("<title>甲 &lt;b&gt;</title>"));
    EXPECT_THAT(feed, HasSubstr("<author><name>中心</name>\n</author>\n<updated>2026-04-08T01:30:00.000Z"));
    EXPECT_THAT(feed, HasSubstr("https://localhost:8443/announcements/" + document_id.text + ".html"));
    EXPECT_LT(feed.find("甲"), feed.find("乙"));
    EXPECT_THAT(atom_feed(source, {}), HasSubstr("<updated>2026-01-01T00:00:00.000Z"));
}

}  // namespace
}  // namespace daylit::disclosure
