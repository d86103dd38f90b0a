// A lot's terms and times against the law.
#include "tests/tendering/support.hpp"

#include <functional>

namespace daylit::tendering {
namespace {

using namespace testing;

TEST(TenderTerms, ThatAreSoundHaveNoFindings) {
    EXPECT_EQ(codes(check_terms(some_terms(), shipped_method(), "terms")), "");
    EXPECT_EQ(codes(check_times(some_times(), shipped_method(), published_at, "times")), "");
}

TEST(TenderTerms, AreHeldAgainstTheLaw) {
    struct Case {
        std::function<void(TenderTerms&)> change;
        const char* found;
    };
    const std::vector<Case> cases{
        {[](auto& t) { t.number = ""; }, "empty_text@terms.number"},
        {[](auto& t) { t.region = "3201"; }, "malformed_region@terms.region"},
        {[](auto& t) {
             t.estimate = Fen(0);
             t.security.amount = Fen(0);
         },
         "amount_not_positive@terms.estimate"},
        // BR 26: two percent of the estimate and not a fen more …
        {[](auto& t) {
             t.estimate = Fen(100'00);
             t.security.amount = Fen(2'00);
         },
         ""},
        {[](auto& t) {
             t.estimate = Fen(100'00);
             t.security.amount = Fen(2'01);
         },
         "security_too_high@terms.security.amount"},
        // … and never more than 800,000 yuan (order 30, article 37).
        {[](auto& t) {
             t.estimate = Fen(100'000'000'00);
             t.security.amount = Fen(800'000'01);
         },
         "security_too_high@terms.security.amount"},
        {[](auto& t) { t.security.guarantee = t.security.transfer = false; },
         "security_without_way@terms.security"},
        {[](auto& t) { t.validity_days = 29; }, "validity_too_short@terms.validity_days"},
        {[](auto& t) { t.sections.clear(); }, "documents_without_sections@terms.sections"},
        {[](auto& t) { t.sections.front().text = std::string(512 * 1024 + 1, 'x'); },
         "text_too_long@terms.sections[0].text documents_too_large@terms.sections"},
        {[](auto& t) { t.fields.erase(t.fields.begin()); }, "price_missing@terms.fields"},
        {[](auto& t) { t.fields[0].required = false; }, "price_missing@terms.fields"},
        // BR 27: a ceiling may be set, a floor may not.
        {[](auto& t) { t.fields[0].least = 1; }, "floor_price_forbidden@terms.fields[0].least"},
        {[](auto& t) { t.fields[0].most.reset(); }, ""},
        {[](auto& t) { t.fields[1].name = "price"; }, "letter_terms_unsound@terms.fields[1].name"},
        {[](auto& t) { t.files = {"letter"}; }, "letter_terms_unsound@terms.files"},
    };
    for (const auto& one : cases) {
        auto terms = some_terms();
        one.change(terms);
        EXPECT_EQ(codes(check_terms(terms, shipped_method(), "terms")), one.found);
    }
}

TEST(TenderTimes, AreCountedInDaysOfChina) {
    struct Case {
        std::function<void(TenderTimes&)> change;
        const char* found;
    };
    const std::vector<Case> cases{
        // BL 24: the twentieth day after the day of the notice is enough, at whatever hour.
        {[](auto& t) { t.deadline = china("2027-03-22", "00:00:00"); }, ""},
        {[](auto& t) { t.deadline = china("2027-03-21", "23:59:59"); }, "tender_too_short@times.deadline"},
        // BR 16: five days.
        {[](auto& t) { t.documents_until = china("2027-03-07"); }, ""},
        {[](auto& t) { t.documents_until = china("2027-03-06", "23:59:59"); },
         "documents_too_short@times.documents_until"},
        {[](auto& t) { t.documents_until = deadline + Milliseconds(1); },
         "times_out_of_order@times.documents_until"},
        {[](auto& t) { t.questions_until = published_at; }, "times_out_of_order@times.questions_until"},
        {[](auto& t) { t.deadline = published_at + std::chrono::days(731); }, "times_too_far@times.deadline"},
    };
    for (const auto& one : cases) {
        auto times = some_times();
        one.change(times);
        EXPECT_EQ(codes(check_times(times, shipped_method(), published_at, "times")), one.found);
    }
}

TEST(TenderMethod, ThatMakesNoSenseNamesThePart) {
    const auto refused = [](const std::function<void(Method&)>& change) {
        auto method = shipped_method();
        change(method);
        const auto parsed = parse_method(to_json_text(method));
        return parsed ? "ok" : parsed.refusal().code + " " + parsed.refusal().field;
    };
    EXPECT_EQ(refused([](auto&) {}), "ok");
    EXPECT_EQ(refused([](auto& m) { m.quorum.least = 0; }), "method_unsound quorum");
    EXPECT_EQ(refused([](auto& m) { m.quorum.article.clear(); }), "method_unsound quorum");
    EXPECT_EQ(refused([](auto& m) { m.rules.issue_to_deadline.value = 14; }),
              "method_unsound rules.change_before_deadline");
    EXPECT_EQ(refused([](auto& m) { m.rules.most_bid_security.value = 101; }),
              "method_unsound rules.most_bid_security");
    EXPECT_EQ(refused([](auto& m) { m.rules.issue_to_deadline.unit = RuleUnit::working_days; }),
              "method_unsound rules.issue_to_deadline");
    EXPECT_EQ(refused([](auto& m) { m.outages.silence_seconds = 1; }), "method_unsound outages");
    EXPECT_EQ(refused([](auto& m) { m.stage = "投标"; }), "method_unsound stage");
}

}  // namespace
}  // namespace daylit::tendering
