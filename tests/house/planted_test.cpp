// Each rule finds the violation that is planted for it, at its line, and leaves the innocent neighbour alone.
#include "tests/house/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace daylit::house {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The headers that planted files include, so that only the rule in question is broken.
SourceTree planted(std::initializer_list<std::pair<std::string, std::string>> files) {
    SourceTree tree;
    for (const char* header :
         {"base/money.hpp", "crypto/digest.hpp", "crypto/p256.hpp", "crypto/sealing/bid.hpp",
          "registry/person.hpp", "auction/land.hpp", "tendering/bid.hpp", "disclosure/entry.hpp",
          "schema/unit_of_work.hpp", "server/app/call.hpp", "server/wire/route.hpp",
          "server/http/handler.hpp", "server/jobs/worker.hpp", "tools/verify.hpp"}) {
        tree.emplace_back(header, "#pragma once\n");
    }
    for (const auto& [path, text] : files) {
        tree.emplace_back(path, text);
    }
    return tree;
}

SourceTree planted(const std::string& path, const std::string& text) {
    return planted({{path, text}});
}

// "path:line" of everything that a rule finds.
std::vector<std::string> places(const Violations& violations) {
    std::vector<std::string> found;
    for (const auto& violation : violations) {
        found.push_back(violation.path + ":" + std::to_string(violation.line));
    }
    return found;
}

TEST(IncludeRule, FindsEveryArrowThatPointsUpwards) {
    for (const auto& [path, header] : std::vector<std::pair<std::string, std::string>>{
             {"base/a.cpp", "crypto/digest.hpp"},
             {"crypto/a.cpp", "registry/person.hpp"},
             {"crypto/a.cpp", "crypto/sealing/bid.hpp"},
             {"registry/a.cpp", "crypto/p256.hpp"},
             {"registry/a.cpp", "auction/land.hpp"},
             {"auction/a.cpp", "registry/person.hpp"},
             {"auction/a.cpp", "crypto/p256.hpp"},
             {"auction/a.cpp", "tendering/bid.hpp"},
             {"tendering/a.cpp", "auction/land.hpp"},
             {"auction/a.cpp", "disclosure/entry.hpp"},
             {"disclosure/a.cpp", "schema/unit_of_work.hpp"},
             {"disclosure/a.cpp", "crypto/p256.hpp"},
             {"schema/a.cpp", "server/app/call.hpp"},
             {"server/app/a.cpp", "server/wire/route.hpp"},
             {"server/app/a.cpp", "server/http/handler.hpp"},
             {"server/http/a.cpp", "server/app/call.hpp"},
             {"server/jobs/a.cpp", "server/http/handler.hpp"},
             {"tools/a.cpp", "schema/unit_of_work.hpp"},
             {"tools/demo/a.cpp", "server/app/call.hpp"},
         }) {
        const auto found = wrong_includes(planted(path, "// one\n#include \"" + header + "\"\n"));
        EXPECT_THAT(places(found), ElementsAre(path + ":2")) << header;
    }
}

TEST(IncludeRule, LetsEveryArrowPointDownwards) {
    for (const auto& [path, header] : std::vector<std::pair<std::string, std::string>>{
             {"crypto/a.cpp", "base/money.hpp"},
             {"crypto/sealing/a.cpp", "crypto/p256.hpp"},
             {"registry/a.cpp", "crypto/digest.hpp"},
             {"auction/a.cpp", "crypto/digest.hpp"},
             {"disclosure/a.cpp", "crypto/digest.hpp"},
             {"auction/a.cpp", "crypto/sealing/bid.hpp"},
             {"disclosure/a.cpp", "auction/land.hpp"},
             {"schema/a.cpp", "disclosure/entry.hpp"},
             {"server/app/a.cpp", "schema/unit_of_work.hpp"},
             {"server/wire/a.cpp", "server/http/handler.hpp"},
             {"server/main.cpp", "server/jobs/worker.hpp"},
             {"tools/demo/a.cpp", "tools/verify.hpp"},
             {"tests/schema/a.cpp", "server/app/call.hpp"},
         }) {
        EXPECT_THAT(wrong_includes(planted(path, "#include \"" + header + "\"\n")), IsEmpty())
            << path << header;
    }
}

TEST(IncludeRule, IsNotDeceivedBySpelling) {
    EXPECT_THAT(places(wrong_includes(planted("base/a.cpp", "  #  include   \"crypto/digest.hpp\"\n"))),
                ElementsAre("base/a.cpp:1"));
    EXPECT_THAT(places(wrong_includes(planted("base/a.cpp", "\n\n#include <crypto/digest.hpp>\n"))),
                ElementsAre("base/a.cpp:3"));
    EXPECT_THAT(places(wrong_includes(planted("base/a.cpp", "#include \"../crypto/digest.hpp\"\n"))),
                ElementsAre("base/a.cpp:1"));
    EXPECT_THAT(wrong_includes(planted("base/a.cpp", "// #include \"crypto/digest.hpp\"\n")), IsEmpty());
}

TEST(IncludeRule, FindsAHeaderThatDoesNotExistAndAFolderWithoutARow) {
    EXPECT_THAT(places(wrong_includes(planted("base/a.cpp", "#include \"base/nowhere.hpp\"\n"))),
                ElementsAre("base/a.cpp:1"));
    EXPECT_THAT(places(wrong_includes(planted("cellar/a.cpp", ""))), ElementsAre("cellar/a.cpp:1"));
}

TEST(IncludeRule, NamesOnlyFoldersThatItKnows) {
    for (const auto& row : folder_table()) {
        for (const auto entry : row.may_include) {
            EXPECT_NE(row_of(std::string(entry) + "/x.hpp"), nullptr) << row.folder << " -> " << entry;
        }
    }
}

TEST(HeavyHeaderRule, FindsLibrariesOutsideTheirPlaces) {
    for (const auto& [path, header] : std::vector<std::pair<std::string, std::string>>{
             {"server/wire/a.cpp", "boost/beast/http.hpp"},
             {"server/app/a.hpp", "boost/asio/awaitable.hpp"},
             {"schema/a.hpp", "cppconn/driver.h"},
             {"server/app/a.cpp", "mysql_driver.h"},
             {"auction/a.cpp", "openssl/evp.h"},
             {"base/id.cpp", "openssl/rand.h"},
             {"crypto/a.hpp", "argon2.h"},
             {"base/a.cpp", "Poco/Logger.h"},
         }) {
        EXPECT_THAT(places(heavy_headers_elsewhere(planted(path, "#include <" + header + ">\n"))),
                    ElementsAre(path + ":1"))
            << header;
    }
}

TEST(HeavyHeaderRule, LeavesLibrariesWhereTheyBelong) {
    for (const auto& [path, header] : std::vector<std::pair<std::string, std::string>>{
             {"server/http/a.hpp", "boost/beast/http.hpp"},
             {"schema/a.cpp", "cppconn/driver.h"},
             {"crypto/a.cpp", "argon2.h"},
             {"base/secret.cpp", "openssl/crypto.h"},
             {"server/shell/a.cpp", "Poco/Logger.h"},
             {"tests/http/a.cpp", "boost/beast/http.hpp"},
         }) {
        EXPECT_THAT(heavy_headers_elsewhere(planted(path, "#include <" + header + ">\n")), IsEmpty())
            << header;
    }
}

TEST(CoAwaitRule, FindsBracesInsideTheExpression) {
    for (const char* line : {"co_await send(Message{1});", "auto a = co_await run([this] { go(); });",
                             "if (co_await send(Message{1})) { go(); }", "co_return co_await\n send({});"}) {
        const auto found = braces_in_co_await(planted("server/http/a.cpp", line));
        EXPECT_EQ(found.size(), 1U) << line;
    }
    EXPECT_THAT(places(braces_in_co_await(planted("server/http/a.cpp", "\nco_await\n f(\n  X{});\n"))),
                ElementsAre("server/http/a.cpp:4"));
}

TEST(CoAwaitRule, LeavesBracesAroundTheExpression) {
    for (const char* line : {"if (co_await next()) { go(); }", "while (!(co_await read(a[0]))) { go(); }",
                             "{ co_await send(m); } { }", "co_await send(\"{}\");", "co_await send('{');",
                             "// co_await send(X{});", "auto my_co_await = X{};",
                             "for (;;) { co_await send(m); Message n{1}; }"}) {
        EXPECT_THAT(braces_in_co_await(planted("server/http/a.cpp", line)), IsEmpty()) << line;
    }
}

TEST(FloatingPointRule, FindsItWhereMoneyIsCounted) {
    EXPECT_THAT(
        places(floating_point(planted("auction/a.cpp", "int a;\ndouble b;\nstatic_cast<float>(a);\n"))),
        ElementsAre("auction/a.cpp:2", "auction/a.cpp:3"));
    EXPECT_THAT(places(floating_point(planted("base/a.hpp", "long double a;"))), ElementsAre("base/a.hpp:1"));
}

TEST(FloatingPointRule, LeavesCommentsTextsNamesAndOtherFolders) {
    EXPECT_THAT(
        floating_point(planted("base/a.cpp", "// no double\nvalue.is_double(); \"float\"; /* float */")),
        IsEmpty());
    EXPECT_THAT(floating_point(planted("server/app/a.cpp", "double seconds;")), IsEmpty());
}

TEST(PurityRule, FindsClocksChanceFilesAndThreads) {
    for (const char* line :
         {"std::chrono::system_clock::now();", "using Clock = std::chrono::steady_clock;",
          "std::random_device d;", "std::mt19937_64 random;", "auto t = std::time(nullptr);",
          "auto t = time(nullptr);", "return time(nullptr);", "std::ifstream file;", "std::getenv(\"HOME\");",
          "std::thread worker;", "#include <filesystem>", "int r = rand();", "RAND_bytes(b, 16);"}) {
        EXPECT_THAT(places(impure_words(planted("auction/a.cpp", std::string("\n") + line))),
                    ElementsAre("auction/a.cpp:2"))
            << line;
    }
}

TEST(PurityRule, LeavesEverydayWordsAndOtherFolders) {
    EXPECT_THAT(
        impure_words(planted("base/a.cpp", "hh_mm_ss time(local); time.hours(); lot.time(); int time = 1;")),
        IsEmpty());
    EXPECT_THAT(
        impure_words(planted("auction/a.cpp", "// asks no system_clock\nstd::string s = \"rand()\";")),
        IsEmpty());
    EXPECT_THAT(impure_words(planted("server/shell/a.cpp", "std::chrono::system_clock::now();")), IsEmpty());
}

TEST(LengthRule, FindsTheFileThatPasses500Lines) {
    const auto lines = [](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) {
            text += "int a;\n";
        }
        return text;
    };
    EXPECT_THAT(long_files(planted("base/a.cpp", lines(500))), IsEmpty());
    EXPECT_THAT(places(long_files(planted("base/a.cpp", lines(501)))), ElementsAre("base/a.cpp:501"));
    EXPECT_THAT(places(long_files(planted("base/a.cpp", lines(500) + "int b;"))),
                ElementsAre("base/a.cpp:501"));
}

TEST(PostponementRule, FindsTheMarksOfPostponedWork) {
    EXPECT_THAT(places(postponed_work(planted("base/a.cpp", std::string("\n// TO") + "DO: later\n"))),
                ElementsAre("base/a.cpp:2"));
    EXPECT_THAT(places(postponed_work(planted("base/a.cpp", std::string("f(); /* FIX") + "ME */"))),
                ElementsAre("base/a.cpp:1"));
    EXPECT_THAT(postponed_work(planted("base/a.cpp", "// todo lists are a feature of the desk")), IsEmpty());
}

TEST(HeaderRule, FindsMissingGuardsAndUsingDirectives) {
    EXPECT_THAT(places(careless_headers(planted("base/a.hpp", "int a;\n"))), ElementsAre("base/a.hpp:1"));
    EXPECT_THAT(places(careless_headers(planted("base/a.hpp", "#pragma once\nusing namespace std;\n"))),
                ElementsAre("base/a.hpp:2"));
    EXPECT_THAT(careless_headers(planted("base/a.cpp", "using namespace std::chrono;\n")), IsEmpty());
}

TEST(MacroRule, FindsMacros) {
    EXPECT_THAT(places(own_macros(planted("base/a.cpp", "int a;\n#define TWICE(x) x x\n"))),
                ElementsAre("base/a.cpp:2"));
    EXPECT_THAT(own_macros(planted("base/a.cpp", "// #define\n")), IsEmpty());
}

const std::pair<std::string, std::string> base_table{
    "base/refusal_table.cpp", R"(RefusalRow{"empty_text", 422, "内容不能为空。", "The text is empty."},)"};
const std::pair<std::string, std::string> auction_table{
    "auction/refusals.cpp",
    "RefusalRow{\"below_step\", 422, \"报价至少 {0} 元，{1}。\",\n           \"At least {0}, \"\n "
    "\"{1}.\"},"};

TEST(RefusalRule, FindsACodeWithoutARow) {
    const auto refusing = [](const std::string& path, const std::string& text) {
        return planted({base_table, auction_table, {path, "\n" + text}});
    };
    EXPECT_THAT(
        places(unknown_refusals(refusing("auction/a.cpp", "return refuse(\"below_stop\", \"price\");"))),
        ElementsAre("auction/a.cpp:2"));
    EXPECT_THAT(places(unknown_refusals(refusing("registry/a.cpp", "return refuse(\"below_step\");"))),
                ElementsAre("registry/a.cpp:2"));
    EXPECT_THAT(places(unknown_refusals(refusing("auction/a.cpp", "Refusal{\"below_stop\"};"))),
                ElementsAre("auction/a.cpp:2"));
    EXPECT_THAT(
        places(unknown_refusals(refusing("auction/a.cpp", "refuse(late ? \"too_late\" : \"empty_text\");"))),
        ElementsAre("auction/a.cpp:2"));
    EXPECT_THAT(unknown_refusals(refusing("auction/a.cpp",
                                          "refuse(f(a, b) ? \"below_step\" : \"empty_text\", \"x\");"
                                          "refuse(code, \"x\"); // refuse(\"nothing\")")),
                IsEmpty());
    EXPECT_THAT(unknown_refusals(refusing("server/app/a.cpp", "refuse(\"below_step\", \"price\");")),
                IsEmpty());
}

TEST(RefusalRule, FindsACodeWithTwoRows) {
    EXPECT_THAT(repeated_refusals(planted({base_table, auction_table})), IsEmpty());
    EXPECT_THAT(
        places(repeated_refusals(planted({base_table, {"auction/refusals.cpp", "\n" + base_table.second}}))),
        ElementsAre("auction/refusals.cpp:2"));
}

TEST(RefusalRule, FindsSentencesThatAreMissingOrDiffer) {
    EXPECT_THAT(lame_refusals(planted({base_table, auction_table})), IsEmpty());
    for (const char* row :
         {R"(RefusalRow{"Below", 422, "报价。", "Price."})", R"(RefusalRow{"below", 200, "报价。", "P."})",
          R"(RefusalRow{"below", 422, "", "Price."})", R"(RefusalRow{"below", 422, "Price.", "Price."})",
          R"(RefusalRow{"below", 422, "报价。", ""})", R"(RefusalRow{"below", 422, "报价。"})",
          R"(RefusalRow{"below", 422, "报价。", "报价。"})",
          R"(RefusalRow{"below", 422, "报价 {0}。", "Price."})",
          R"(RefusalRow{"below", 422, "报价 {0}。", "Price {1}."})"}) {
        EXPECT_THAT(places(lame_refusals(planted("auction/refusals.cpp", row))),
                    ElementsAre("auction/refusals.cpp:1"))
            << row;
    }
}

TEST(SourceText, IsBlankedWhereItIsNotCode) {
    const SourceFile file(
        "base/a.cpp",
        "a = 1'000'000; // it's 'x\nb = '\"'; c = \"// \\\" {\"; /* two\nlines */ d = R\"x(\"){)x\"; e");
    EXPECT_EQ(file.code.size(), file.text.size());
    EXPECT_EQ(file.literate.size(), file.text.size());
    EXPECT_EQ(file.code,
              "a = 1'000'000;           \nb = ' '; c = \"       \";       \n         d = R\"       \"; e");
    EXPECT_EQ(
        file.literate,
        "a = 1'000'000;           \nb = '\"'; c = \"// \\\" {\";       \n         d = R\"x(\"){)x\"; e");
}

}  // namespace
}  // namespace daylit::house
