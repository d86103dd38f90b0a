// The scenarios of data/land-auctions.json, which others worked out from published rules and source code.
//
// Played: those of the profiles JS-gtmap (our jiangsu) and ST-2009 (our shantou). Their sealed reserves are
// not built, so a reserve is left out and what would then follow is what is expected. Skipped:
// GX-QZ-auction-2021, which is an auction and not a listing, and the scenario of a client's broken
// connection, which has nothing that a pure core could decide. The profiles SD-DZ-mining (mining rights) and
// NJ-2021-3rd (price caps) have no scenarios; X-3min is played in tables/lot_question.txt as "two must be
// willing".
#include "tests/auction/support.hpp"

#include <map>

namespace daylit::auction {
namespace {

using namespace testing;
namespace json = boost::json;

class LandCases : public ::testing::Test {
protected:
    const json::value file = parse_json(source_file("tests/auction/data/land-auctions.json")).value();

    const json::object& profile(std::string_view id) const {
        for (const auto& one : file.at("profiles").as_array()) {
            if (one.at("id").as_string() == id) {
                return one.as_object();
            }
        }
        throw std::runtime_error("no profile " + std::string(id));
    }
    const json::object& scenario(std::size_t index, std::string_view of) const {
        const auto& one = file.at("scenarios").as_array().at(index).as_object();
        EXPECT_EQ(one.at("p").as_string(), of);
        return one;
    }
};

// A lot whose moments are seconds from its listing's end, its prices yuan.
class Play {
public:
    explicit Play(const std::string& id) : terms_(lawful_terms(shipped_profile(id))) {
        state_ = evolve({}, LotPublished{terms_, shipped_profile(id)}, published_at);
    }
    Instant at(std::int64_t second) const { return terms_.times.listing_end + std::chrono::seconds(second); }
    std::string command(std::int64_t second, const LotCommand& command) {
        auto decided = decide(state_, command, at(second), Facts{answers_, at(second), {}});
        if (!decided) {
            return decided.refusal().code;
        }
        for (const auto& event : *decided) {
            state_ = evolve(std::move(state_), event, at(second));
        }
        return "ok";
    }
    std::string quote(const json::value& event) {
        const auto price = Fen::yuan(event.at(2).as_int64());
        const std::string plate(event.at(0).as_string());
        return command(event.at(1).as_int64(), PlaceQuote{plate, true, price, state_.quotes, {}});
    }
    std::string answer(const std::string& plate, bool go_on) {
        const auto decided =
            decide_answer(state_, AnswerQuestion{plate, true, false, go_on, {}}, at(1), Facts{{}, at(1), {}});
        if (decided) {
            answers_.push_back(Answer{plate, go_on, {}});
        }
        return word(decided);
    }
    const LotState& state() const { return state_; }

private:
    LotTerms terms_;
    LotState state_;
    Answers answers_;
};

TEST_F(LandCases, AgreeWithTheShippedProfilesInTheirFigures) {
    const auto jiangsu = shipped_profile("jiangsu");
    const auto shantou = shipped_profile("shantou");

    EXPECT_EQ(profile("JS-gtmap").at("freeze_before_listing_end_s").as_int64(), jiangsu.freeze_seconds);
    EXPECT_EQ(profile("JS-gtmap").at("window_s").as_int64(), jiangsu.window_seconds);
    EXPECT_EQ(profile("ST-2009").at("ask_s").as_int64(), shantou.question.value().seconds);
    EXPECT_EQ(profile("ST-2009").at("window_s").as_int64(), shantou.window_seconds);
    EXPECT_EQ(profile("ST-2009").at("min_joiners").as_int64(), shantou.question->least_yes);
    EXPECT_EQ(profile("ST-2009").at("must_bid_in_listing").as_bool(),
              shantou.who_may_enter == WhoMayEnter::quoted_in_listing);
}

TEST_F(LandCases, TheLeaderOfTheListingWinsAWindowWithoutQuotesFourMinutesAfterItsFixedHour) {
    const auto& scene = scenario(0, "JS-gtmap");
    Play play("jiangsu");
    ASSERT_EQ(play.at(scene.at("xs").as_int64()), *play.state().terms.times.timed_start);
    for (const auto& event : scene.at("events").as_array()) {
        ASSERT_EQ(play.quote(event), "ok");
    }

    EXPECT_EQ(play.command(3600 + 240, Advance{}), "ok");

    EXPECT_EQ(play.state().phase, LotPhase::sold);  // "流拍" by the reserve of 1050, which is not built
    EXPECT_EQ(play.state().leader->plate, "B");
    EXPECT_EQ(play.state().leader->price, Fen::yuan(1010));
    EXPECT_EQ(play.state().closed_at, play.at(3600 + 240));
}

TEST_F(LandCases, TheLastHourOfTheListingIsFrozen) {
    Play play("jiangsu");

    for (const auto& event : scenario(1, "JS-gtmap").at("events").as_array()) {
        EXPECT_EQ(play.quote(event), "listing_frozen");
    }
    EXPECT_FALSE(play.state().leader.has_value());
}

TEST_F(LandCases, WhoNeverQuotedInTheListingIsNotAdmittedAndTheOnlyOneWins) {
    const auto& scene = scenario(2, "ST-2009");
    Play play("shantou");
    for (const auto& event : scene.at("events").as_array()) {
        ASSERT_EQ(play.quote(event), "ok");
    }
    std::map<std::string, std::string> answers;

    for (const auto& ask : scene.at("asks").as_object()) {
        const std::string plate(ask.key());
        answers[plate] = play.answer(plate, ask.value().as_bool());
    }
    EXPECT_EQ(play.command(600, Advance{}), "ok");

    EXPECT_EQ(answers["A"], "ok");
    EXPECT_EQ(answers["B"], "did_not_quote_in_listing");
    EXPECT_EQ(play.state().phase, LotPhase::sold);
    EXPECT_EQ(play.state().leader->plate, "A");
    EXPECT_EQ(play.state().closed_at, play.at(600));
}

}  // namespace
}  // namespace daylit::auction
