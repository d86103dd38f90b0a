#include "server/http/static_files.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace daylit::http {
namespace {

class StaticFilesTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directories(folder / "assets");
        write("index.html", "<!doctype html>");
        write("assets/app-1a2b.js", "plain script");
        write("assets/app-1a2b.js.gz", "squeezed script");
        write("robots.txt", "");
        files = std::make_unique<StaticFiles>(
            folder, [](std::string_view path) { return path == "/" || path == "/lots/7"; });
    }
    void write(const std::string& name, const std::string& content) const {
        std::ofstream(folder / name, std::ios::binary) << content;
    }
    std::optional<Response> find(const std::string& path,
                                 std::vector<std::pair<std::string, std::string>> headers = {}) const {
        Request request;
        request.method = "GET";
        request.path = path;
        request.headers = std::move(headers);
        return files->find(request);
    }
    static std::string header(const Response& response, std::string_view name) {
        for (const auto& [key, value] : response.headers) {
            if (key == name) {
                return value;
            }
        }
        return "";
    }

    testing_support::TemporaryFolder own_folder;
    const std::filesystem::path folder = own_folder.path();
    std::unique_ptr<StaticFiles> files;
};

TEST_F(StaticFilesTest, GivesFilesWithTheirTypesAndHowLongTheyKeep) {
    const auto script = find("/assets/app-1a2b.js");
    ASSERT_TRUE(script.has_value());
    EXPECT_EQ(*script->body, "plain script");
    EXPECT_EQ(header(*script, "Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(header(*script, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(header(*find("/index.html"), "Cache-Control"), "no-cache");
}

TEST_F(StaticFilesTest, GivesTheIndexForPagesAndNothingForTheRest) {
    EXPECT_EQ(*find("/")->body, "<!doctype html>");
    EXPECT_EQ(*find("/lots/7")->body, "<!doctype html>");
    for (const char* path :
         {"/lots/8", "/assets", "/assets/app.js", "/../secret", "/assets/app-1a2b.js.gz", ""}) {
        EXPECT_FALSE(find(path).has_value()) << path;
    }
    Request posted;
    posted.method = "POST";
    posted.path = "/index.html";
    EXPECT_FALSE(files->find(posted).has_value());
}

TEST_F(StaticFilesTest, SqueezesForWhoTakesIt) {
    const auto squeezed = find("/assets/app-1a2b.js", {{"accept-encoding", "br, gzip;q=0.5"}});
    EXPECT_EQ(*squeezed->body, "squeezed script");
    EXPECT_EQ(header(*squeezed, "Content-Encoding"), "gzip");
    EXPECT_EQ(header(*squeezed, "Vary"), "Accept-Encoding");
    for (const char* accepted : {"", "br", "gzip;q=0", "gzip;q=0.0, br", "identity"}) {
        const auto plain = find("/assets/app-1a2b.js", {{"accept-encoding", accepted}});
        EXPECT_EQ(*plain->body, "plain script") << accepted;
        EXPECT_EQ(header(*plain, "Content-Encoding"), "") << accepted;
    }
}

TEST_F(StaticFilesTest, SaysWhenNothingChanged) {
    const std::pair<std::string, std::string> gzip{"accept-encoding", "gzip"};
    const auto plain = header(*find("/assets/app-1a2b.js"), "ETag");
    const auto squeezed = header(*find("/assets/app-1a2b.js", {gzip}), "ETag");
    EXPECT_NE(plain, squeezed);  // strong validators name bytes

    const auto again = find("/assets/app-1a2b.js", {{"if-none-match", plain}});
    EXPECT_EQ(again->status, 304);
    EXPECT_EQ(again->body, nullptr);
    EXPECT_EQ(header(*again, "ETag"), plain);
    EXPECT_EQ(find("/assets/app-1a2b.js", {{"if-none-match", "\"x\", " + squeezed}, gzip})->status, 304);
    EXPECT_EQ(find("/assets/app-1a2b.js", {{"if-none-match", plain}, gzip})->status, 200);
    EXPECT_EQ(find("/assets/app-1a2b.js", {{"if-none-match", "\"x\""}})->status, 200);
}

TEST_F(StaticFilesTest, HasNothingWithoutAFolder) {
    const StaticFiles none(folder / "nowhere", [](std::string_view) { return true; });
    EXPECT_TRUE(none.empty());
    Request request;
    request.method = "GET";
    request.path = "/";
    EXPECT_FALSE(none.find(request).has_value());
}

}  // namespace
}  // namespace daylit::http
