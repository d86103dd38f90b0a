#include "base/json.hpp"

#include "tests/base/support.hpp"

#include <gtest/gtest.h>

namespace daylit {
namespace {

using testing::text_table;
using testing::word;

enum class Use { residential, industrial };
BOOST_DESCRIBE_ENUM(Use, residential, industrial)

struct Plot {
    std::string number;
    Use use = Use::residential;
    std::vector<int> terms;
    bool operator==(const Plot&) const = default;
};
BOOST_DESCRIBE_STRUCT(Plot, (), (number, use, terms))

struct Offer {
    LotId lot;
    Fen price;
    Instant at;
    Date day;
    bool final = false;
    std::int64_t seq = 0;
    std::vector<Plot> plots;
    std::optional<std::string> note;
    std::optional<Plot> spare;
    boost::json::object boundary;
    bool operator==(const Offer&) const = default;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (lot, price, at, day, final, seq, plots, note, spare, boundary))

const std::string whole = R"({
    "lot": "014D2PF2DBSQQZXQ5TK1V58CGG", "price": 113500000000, "at": "2026-11-23T12:00:00.000Z",
    "day": "2026-11-23", "final": true, "seq": -7,
    "plots": [{"number": "G1", "use": "residential", "terms": [70]},
              {"number": "G2", "use": "industrial", "terms": [50, 20]}],
    "note": "挂牌 \"x\"", "spare": null, "boundary": {"type": "Polygon", "coordinates": [[1.5, 2]]}})";

// `whole` with one field's value replaced.
std::string with(const std::string& field, const std::string& value) {
    auto object = boost::json::parse(whole).as_object();
    object[field] = nullptr;
    auto text = boost::json::serialize(object);
    const auto at = text.find("\"" + field + "\":null");
    return text.replace(at + field.size() + 3, 4, value);
}

Refusal refusal_of(const std::string& text) {
    const auto result = parse_as<Offer>(text);
    return result ? Refusal{"accepted"} : result.refusal();
}

TEST(Json, ReadsADescribedStructWhole) {
    const auto offer = parse_as<Offer>(whole);
    ASSERT_TRUE(offer) << offer.refusal().code << " " << offer.refusal().field;
    EXPECT_EQ(offer->lot.text, "014D2PF2DBSQQZXQ5TK1V58CGG");
    EXPECT_EQ(offer->price, Fen::yuan(1'135'000'000));
    EXPECT_EQ(to_rfc3339(offer->at), "2026-11-23T12:00:00.000Z");
    EXPECT_EQ(to_text(offer->day), "2026-11-23");
    EXPECT_TRUE(offer->final);
    EXPECT_EQ(offer->seq, -7);
    ASSERT_EQ(offer->plots.size(), 2U);
    EXPECT_EQ(offer->plots[1], (Plot{"G2", Use::industrial, {50, 20}}));
    EXPECT_EQ(offer->note, "挂牌 \"x\"");
    EXPECT_FALSE(offer->spare);
    EXPECT_EQ(boost::json::serialize(offer->boundary), R"({"type":"Polygon","coordinates":[[1.5E0,2]]})");
}

TEST(Json, WritesWhatItReadsBackTheSame) {
    const auto offer = parse_as<Offer>(whole).value();
    EXPECT_EQ(parse_as<Offer>(to_json_text(offer)).value(), offer);
}

TEST(Json, WritesMembersInTheirDescribedOrder) {
    EXPECT_EQ(to_json_text(Plot{"G1", Use::industrial, {1, 2}}),
              R"({"number":"G1","use":"industrial","terms":[1,2]})");
}

TEST(Json, TakesAMissingOptionalAsNone) {
    auto object = boost::json::parse(whole).as_object();
    object.erase("note");
    object.erase("spare");
    const auto offer = parse_as<Offer>(boost::json::serialize(object));
    ASSERT_TRUE(offer);
    EXPECT_FALSE(offer->note);
    EXPECT_FALSE(offer->spare);
}

TEST(Json, NamesEveryMissingField) {
    for (const char* field : {"lot", "price", "at", "day", "final", "seq", "plots", "boundary"}) {
        auto object = boost::json::parse(whole).as_object();
        object.erase(field);
        EXPECT_EQ(refusal_of(boost::json::serialize(object)), refuse("missing_field", field));
    }
    EXPECT_EQ(
        refusal_of(with("plots", R"([{"number":"G1","use":"residential","terms":[]},{"number":"G2"}])")),
        refuse("missing_field", "plots[1].use"));
}

TEST(Json, NamesAnUnknownFieldByItsPath) {
    auto object = boost::json::parse(whole).as_object();
    object["price_yuan"] = 1;
    EXPECT_EQ(refusal_of(boost::json::serialize(object)), refuse("unknown_field", "price_yuan"));
    EXPECT_EQ(refusal_of(with("plots", R"([{"number":"G1","use":"residential","terms":[],"Use":1}])")),
              refuse("unknown_field", "plots[0].Use"));
    EXPECT_EQ(refusal_of(with("spare", R"({"number":"G1","use":"residential","terms":[],"":1})")),
              refuse("unknown_field", "spare."));
    // A name that only begins like a known one, behind a NUL.
    EXPECT_EQ(refusal_of(R"({"price\u0000":1})").code, "unknown_field");
}

TEST(Json, NamesARepeatedFieldByItsPath) {
    for (const auto& row : text_table(R"(
        {"a":1,"a":1}                         | a
        {"a":1,"b":{"c":1,"d":2,"c":3}}       | b.c
        {"a":[1,{"x":{}},[{"k":1,"k":2}]]}    | a[2][0].k
        [0,true,null,"s",1.5,{"k":1,"k":2}]   | [5].k
        {"\u0061":1,"a":2}                    | a
        {"":1,"":2}                           |
        {"a":{"b":1},"c":{"b":1},"a":0}       | a
    )")) {
        EXPECT_EQ(parse_json(row[0]).refusal(), refuse("repeated_field", row.size() > 1 ? row[1] : ""))
            << row[0];
    }
    EXPECT_TRUE(parse_json(R"({"a":{"b":1},"c":{"b":1},"A":0})"));
}

TEST(Json, RefusesTheWrongTypeOfEveryField) {
    for (const auto& row : text_table(R"(
        # field  | value                        | code         | path
        lot      | 1                            | wrong_type     | lot
        lot      | "014D2PF2DBSQQZXQ5TK1V58CG"  | wrong_type     | lot
        at       | 1795435200                   | wrong_type     | at
        at       | "2026-11-23"                 | malformed_time | at
        day      | 20261123                     | wrong_type     | day
        day      | "2026-02-30"                 | malformed_date | day
        final    | 1                            | wrong_type     | final
        final    | "true"                       | wrong_type     | final
        final    | null                         | wrong_type     | final
        seq      | "7"                          | wrong_type     | seq
        seq      | true                         | wrong_type     | seq
        plots    | {}                           | wrong_type     | plots
        plots    | null                         | wrong_type     | plots
        plots    | [[]]                         | wrong_type     | plots[0]
        note     | 7                            | wrong_type     | note
        spare    | "x"                          | wrong_type     | spare
        boundary | []                           | wrong_type     | boundary
    )")) {
        const auto refusal = refusal_of(with(row[0], row[1]));
        EXPECT_EQ(refusal.code, row[2]) << row[0] << ": " << row[1];
        EXPECT_EQ(refusal.field, row[3]) << row[0] << ": " << row[1];
    }
    EXPECT_EQ(refusal_of("[]"), refuse("wrong_type", "", {"object"}));
    EXPECT_EQ(refusal_of("null"), refuse("wrong_type", "", {"object"}));
}

TEST(Json, TakesAnAmountInWholeFenOnly) {
    for (const auto& row : text_table(R"(
        0                     | accepted
        9007199254740991      | accepted
        9007199254740992      | out_of_range
        9223372036854775808   | out_of_range
        18446744073709551616  | out_of_range
        1e400                 | malformed_json
        1e30                  | out_of_range
        -1                    | out_of_range
        -9223372036854775809  | out_of_range
        1.0                   | not_whole_fen
        1e2                   | not_whole_fen
        0.5                   | not_whole_fen
        -0.0                  | not_whole_fen
        "100"                 | wrong_type
        null                  | wrong_type
        01                    | malformed_json
        +1                    | malformed_json
        0x10                  | malformed_json
        1_000                 | malformed_json
        NaN                   | malformed_json
        Infinity              | malformed_json
    )")) {
        EXPECT_EQ(refusal_of(with("price", row[0])).code, row[1]) << row[0];
    }
    EXPECT_EQ(refusal_of(with("price", "-1")), refuse("out_of_range", "price", {"0", "9007199254740991"}));
    EXPECT_EQ(refusal_of(with("price", std::string(100'000, '9'))).code, "malformed_json");
}

TEST(Json, TakesIntegersWithinTheirTypeOnly) {
    for (const auto& row : text_table(R"(
        -9007199254740991   | accepted
        -9007199254740992   | out_of_range
        1.0                 | wrong_type
        1e3                 | wrong_type
        1e300               | out_of_range
    )")) {
        EXPECT_EQ(refusal_of(with("seq", row[0])).code, row[1]) << row[0];
    }
    EXPECT_EQ(word(parse_as<int>("2147483647")), "ok");
    EXPECT_EQ(parse_as<int>("2147483648").refusal(),
              refuse("out_of_range", "", {"-2147483648", "2147483647"}));
    EXPECT_EQ(word(parse_as<std::uint8_t>("-1")), "out_of_range");
    EXPECT_EQ(word(parse_as<std::uint8_t>("256")), "out_of_range");
    EXPECT_EQ(parse_as<std::uint8_t>("255").value(), 255);
}

TEST(Json, TakesAnEnumByItsExactName) {
    EXPECT_EQ(parse_as<Use>(R"("industrial")").value(), Use::industrial);
    for (const char* text :
         {R"("Industrial")", R"("")", R"("industrial ")", R"("industrial\u0000")", "0", "null"}) {
        EXPECT_EQ(word(parse_as<Use>(text)), "wrong_type") << text;
    }
}

TEST(Json, RefusesTextThatIsNotJson) {
    for (const char* text : {"",
                             " ",
                             "{",
                             "}",
                             "{]",
                             "[1,]",
                             "{\"a\":1,}",
                             "{\"a\"}",
                             "{a:1}",
                             "{'a':1}",
                             "\"abc",
                             "tru",
                             "nul",
                             "[1 2]",
                             "1 2",
                             "{} {}",
                             "{}x",
                             "/* c */ 1",
                             "// c\n1",
                             "\"\t\"",
                             "\"\\x\"",
                             "\"\\ud800\"",
                             "\"\\udc00\\ud800\"",
                             "\"\xFF\"",
                             "\"\xED\xA0\x80\"",
                             "\xEF\xBB\xBF{}"}) {
        EXPECT_EQ(word(parse_json(text)), "malformed_json") << text;
    }
    EXPECT_EQ(word(parse_json(std::string_view("{}\0", 3))), "malformed_json");
}

TEST(Json, SaysWhereTheTextBreaksOff) {
    EXPECT_EQ(parse_json(R"({"a":1 "b":2})").refusal(), refuse("malformed_json", "", {"7"}));
}

TEST(Json, LetsWhiteSpaceStandAroundTheValue) {
    EXPECT_EQ(word(parse_json(" \r\n\t{ } \r\n")), "ok");
}

TEST(Json, BoundsTheDepthOfNesting) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_EQ(word(parse_json(nested(32))), "ok");
    EXPECT_EQ(word(parse_json(nested(33))), "malformed_json");
    EXPECT_EQ(word(parse_json(nested(1'000'000))), "malformed_json");
    std::string objects;
    for (int i = 0; i < 100'000; ++i) {
        objects += R"({"a":)";
    }
    EXPECT_EQ(word(parse_json(objects)), "malformed_json");
}

TEST(Json, KeepsTextAsItIs) {
    const std::string text("引号\" 反斜\\ 换行\n 空\0字 𠮷", sizeof("引号\" 反斜\\ 换行\n 空\0字 𠮷") - 1);
    EXPECT_EQ(parse_as<std::string>(to_json_text(text)).value(), text);
    EXPECT_EQ(parse_as<std::string>(R"("\ud842\udfb7")").value(), "𠮷");
}

TEST(Json, DescribesAStructAsAClosedSchema) {
    EXPECT_EQ(
        boost::json::serialize(json_schema<Plot>()),
        R"({"type":"object","additionalProperties":false,"properties":{"number":{"type":"string"},)"
        R"("use":{"type":"string","enum":["residential","industrial"]},"terms":{"type":"array","items":)"
        R"({"type":"integer","minimum":-2147483648,"maximum":2147483647}}},)"
        R"("required":["number","use","terms"]})");
}

TEST(Json, RequiresInItsSchemaWhatIsNotOptional) {
    const auto schema = json_schema<Offer>();
    EXPECT_EQ(boost::json::serialize(schema.at("required")),
              R"(["lot","price","at","day","final","seq","plots","boundary"])");
    EXPECT_EQ(boost::json::serialize(schema.at("properties").at("note")),
              R"({"anyOf":[{"type":"string"},{"type":"null"}]})");
    EXPECT_EQ(boost::json::serialize(schema.at("properties").at("price")),
              R"({"type":"integer","minimum":0,"maximum":9007199254740991,"description":"whole fen"})");
}

}  // namespace
}  // namespace daylit
