#include "tendering/letter.hpp"

#include "base/codes.hpp"

#include <gmock/gmock.h>

namespace daylit::tendering {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string bidder = "91320102MA1XXXXX0E";

class OpeningLetter : public ::testing::Test {
protected:
    LetterTerms terms{
        "LOT",
        "price",
        2,
        {{"price", "投标报价", "Bid price", FieldKind::money, true, 1, 1'000'000'00, true},
         {"period", "工期（日历天）", "Period in days", FieldKind::days, true, {}, 365, false},
         {"leader", "项目负责人", "Project leader", FieldKind::text, true, {}, {}, false},
         {"quality", "质量合格承诺", "Sound quality", FieldKind::yes_or_no, true, {}, {}, false},
         {"remark", "备注", "Remark", FieldKind::text, false, {}, {}, false}},
        {"files"}};
    Letter letter{std::string(letter_format),
                  "LOT",
                  "price",
                  bidder,
                  std::string(32, 'a'),
                  2,
                  {{"price", 98'765'432},
                   {"price_in_words", in_capitals(Fen(98'765'432))},
                   {"period", 300},
                   {"leader", "王建国"},
                   {"quality", true}},
                  {{"files", sha256("files")}}};

    // "code field" of everything that is wrong.
    std::vector<std::string> found() const {
        std::vector<std::string> words;
        for (const auto& refusal : check_letter(letter, terms, bidder)) {
            words.push_back(refusal.code + " " + refusal.field);
        }
        return words;
    }
};

TEST_F(OpeningLetter, IsSoundAsTheDocumentsWantIt) {
    EXPECT_THAT(check_letter_terms(terms), IsEmpty());
    EXPECT_THAT(found(), IsEmpty());
    letter.fields["remark"] = "无";
    EXPECT_THAT(found(), IsEmpty());
}

TEST_F(OpeningLetter, KeepsTheCeilingToTheFen) {
    const auto priced = [&](std::int64_t fen) {
        letter.fields["price"] = fen;
        letter.fields["price_in_words"] = in_capitals(Fen(fen));
        return found();
    };
    EXPECT_THAT(priced(1'000'000'00), IsEmpty());
    EXPECT_THAT(priced(1'000'000'01), ElementsAre("amount_above_most fields.price"));
    EXPECT_THAT(priced(1), IsEmpty());
    EXPECT_THAT(priced(0), ElementsAre("amount_below_least fields.price"));
}

TEST_F(OpeningLetter, SaysTheSameInWordsAndDigits) {
    letter.fields["price_in_words"] = in_capitals(Fen(98'765'433));
    EXPECT_THAT(found(), ElementsAre("words_differ fields.price_in_words"));
    letter.fields["price_in_words"] = 5;
    EXPECT_THAT(found(), ElementsAre("words_differ fields.price_in_words"));
    letter.fields.erase("price_in_words");
    EXPECT_THAT(found(), ElementsAre("letter_field_missing fields.price_in_words"));
}

TEST_F(OpeningLetter, TellsEverythingThatIsWrongAtOnce) {
    letter.fields = {{"price", "1234"}, {"period", 366}, {"leader", " "}, {"quality", false}, {"more", 1}};
    EXPECT_THAT(found(), ElementsAre("letter_field_wrong_type fields.price",
                                     "amount_above_most fields.period", "empty_text fields.leader",
                                     "promise_not_made fields.quality", "letter_field_unknown fields.more"));
    letter.fields = {};
    EXPECT_THAT(found(),
                ElementsAre("letter_field_missing fields.price", "letter_field_missing fields.period",
                            "letter_field_missing fields.leader", "letter_field_missing fields.quality"));
}

TEST_F(OpeningLetter, TakesNoNumberThatIsNone) {
    for (const boost::json::value& value :
         {boost::json::value(1.5), boost::json::value(-1), boost::json::value(nullptr),
          boost::json::value(std::uint64_t(1) << 63U), boost::json::value(Fen::most + 1),
          boost::json::value(true)}) {
        letter.fields["price"] = value;
        EXPECT_THAT(found(), ::testing::Contains("letter_field_wrong_type fields.price")) << value;
    }
}

TEST_F(OpeningLetter, CountsNowhereElse) {
    letter.lot = "LOT2";
    letter.stage = "technical";
    letter.documents_version = 1;
    letter.bidder = "91320102MA1YYYYY0E";
    letter.nonce = std::string(31, 'a');
    letter.files.clear();
    EXPECT_THAT(found(), ElementsAre("letter_of_another lot", "letter_of_another stage",
                                     "letter_of_another bidder", "documents_outdated documents_version",
                                     "letter_nonce_short nonce", "letter_files_differ files"));
}

TEST_F(OpeningLetter, IsReadOnlyInItsForm) {
    const auto word = [](const std::string& text) {
        const auto read = parse_letter(text);
        return read ? std::string("read") : read.refusal().code + " " + read.refusal().field;
    };
    EXPECT_EQ(word("{}"), "letter_malformed format");
    letter.format = "daylight/letter/2";
    EXPECT_EQ(word(to_json_text(letter)), "letter_malformed format");
    letter.format = letter_format;
    EXPECT_EQ(word(to_json_text(letter)), "letter_malformed bidder") << "no organisation has this code";
    EXPECT_EQ(word(std::string(most_letter_bytes + 1, ' ')), "letter_malformed ");
}

TEST_F(OpeningLetter, HasSoundTerms) {
    const auto wrong = [&](const std::function<void(LetterTerms&)>& change) {
        auto other = terms;
        change(other);
        const auto refusals = check_letter_terms(other);
        return refusals.empty() ? std::string() : refusals.front().field;
    };
    EXPECT_EQ(wrong([](auto& t) { t.fields.clear(); }), "fields");
    EXPECT_EQ(wrong([](auto& t) { t.fields[1].name = "price"; }), "fields[1].name");
    EXPECT_EQ(wrong([](auto& t) { t.fields[1].name = "price_in_words"; }), "fields[1].name");
    EXPECT_EQ(wrong([](auto& t) { t.fields[1].name = "Period"; }), "fields[1].name");
    EXPECT_EQ(wrong([](auto& t) { t.fields[2].most = 5; }), "fields[2].most");
    EXPECT_EQ(wrong([](auto& t) { t.fields[0].least = *t.fields[0].most + 1; }), "fields[0].most");
    EXPECT_EQ(wrong([](auto& t) { t.fields[1].in_words = true; }), "fields[1].in_words");
    EXPECT_EQ(wrong([](auto& t) { t.files = {"files", "files"}; }), "files");
    EXPECT_EQ(wrong([](auto& t) { t.files = {"letter"}; }), "files");
}

}  // namespace
}  // namespace daylit::tendering
