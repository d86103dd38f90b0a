// Thousands of short auctions by chance, each replayable by its seed, against an auditor that keeps its own
// books: every answer, the leader, the price and the moment of closing must be as the auditor says, and (in
// one auction of four, since it is slow) the stored stream must give the state again.
#include "tests/auction/plain_auditor.hpp"
#include "tests/auction/support.hpp"

#include <array>
#include <random>

namespace daylit::auction {
namespace {

using namespace testing;

constexpr unsigned first_seed = 20'261'124;
constexpr unsigned auctions = 2'000;

class Chance {
public:
    explicit Chance(unsigned seed) : engine_(seed) {}
    std::int64_t from(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(most - least + 1));
    }
    bool one_in(int count) { return from(1, count) == 1; }

private:
    std::mt19937_64 engine_;
};

Profile any_profile(Chance& chance) {
    static const std::array shipped{shipped_profile("jiangsu"), shipped_profile("shantou")};
    auto profile = shipped[chance.one_in(2) ? 0 : 1];
    // Nothing here looks at the law's figures, and shorter states are copied faster.
    profile.rules = {};
    profile.term_limits.clear();
    profile.source.clear();
    profile.freeze_seconds = static_cast<int>(chance.from(0, 3));
    profile.window_seconds = static_cast<int>(chance.from(1, 4));
    if (profile.question) {
        profile.question = Question{static_cast<int>(chance.from(1, 4)), static_cast<int>(chance.from(1, 3))};
    }
    profile.who_may_enter = chance.one_in(2) ? WhoMayEnter::qualified : WhoMayEnter::quoted_in_listing;
    profile.increments = chance.one_in(2) ? Increments::whole_steps : Increments::at_least_one_step;
    profile.leader_may_raise_itself = chance.one_in(3);
    profile.moment_of_closing = chance.one_in(2) ? MomentOfClosing::in_time : MomentOfClosing::too_late;
    return profile;
}

// Applications have closed before anything happens, so that a suspension merely shifts.
LotTerms short_lot(const Profile& profile, Chance& chance) {
    auto terms = lawful_terms(profile);
    auto& times = terms.times;
    times.listing_start = china_time("2026-12-03 10:00");
    times.listing_end = times.listing_start + std::chrono::seconds(chance.from(4, 12));
    if (times.timed_start) {
        times.timed_start = times.listing_end + std::chrono::seconds(chance.from(0, 3));
    }
    terms.parcel = {};
    terms.parcel.decision.date = Date(std::chrono::year(2026) / 10 / 30);
    terms.parcel.start_price = Fen(chance.from(1, 50));
    terms.parcel.step = Fen(chance.from(1, 5));
    return terms;
}

PlainRules plain(const LotTerms& terms, const Profile& profile) {
    PlainRules rules;
    rules.listing_start = terms.times.listing_start;
    rules.listing_end = terms.times.listing_end;
    rules.timed_start = terms.times.timed_start.value_or(terms.times.listing_end);
    rules.freeze = profile.freeze();
    rules.window = profile.window();
    if (profile.question) {
        rules.question = std::chrono::seconds(profile.question->seconds);
        rules.least_yes = profile.question->least_yes;
    }
    rules.only_quoters = profile.who_may_enter == WhoMayEnter::quoted_in_listing;
    rules.whole_steps = profile.increments == Increments::whole_steps;
    rules.may_raise_itself = profile.leader_may_raise_itself;
    rules.last_moment_counts = profile.moment_of_closing == MomentOfClosing::in_time;
    rules.start = terms.parcel.start_price.count();
    rules.step = terms.parcel.step.count();
    return rules;
}

class Auction {
public:
    explicit Auction(unsigned seed)
        : chance_(seed),
          profile_(any_profile(chance_)),
          terms_(short_lot(profile_, chance_)),
          auditor_(plain(terms_, profile_)),
          now_(terms_.times.listing_start - Milliseconds(700)) {
        enter(LotPublished{terms_, profile_});
    }

    void run() {
        for (int i = 0; i < 50 && !auditor_.is_over(); ++i) {
            step_forward();
            act();
            compare();
        }
        let_it_end();
        if (chance_.one_in(4)) {
            EXPECT_EQ(replayed(stream_), state_);
            EXPECT_EQ(parse_as<LotState>(to_json_text(state_)).value(), state_);
        }
        expect_rising_prices();
    }

    std::int64_t accepted() const { return state_.quotes; }
    LotPhase end() const { return state_.phase; }
    const std::set<std::string>& words() const { return words_; }

private:
    // Often to the very moment at which something happens, or a millisecond beside it.
    void step_forward() {
        if (chance_.one_in(8)) {
            const auto next = next_moment(state_, now_, facts()).value_or(now_);
            now_ = std::max(now_, next + Milliseconds(chance_.from(-1, 1)));
        } else if (chance_.one_in(2)) {
            now_ += Milliseconds(chance_.from(1, 900));
        }
    }

    void act() {
        const std::string plate(1, static_cast<char>('A' + chance_.from(0, 3)));
        switch (chance_.from(1, 20)) {
            case 1:
                return expect(auditor_.suspend(now_), SuspendLot{"故障"});
            case 2:
            case 3:
            case 4:
                return expect(auditor_.resume(now_), ResumeLot{});
            case 5: {
                auto terms = state_.terms;
                terms.parcel.step = Fen(terms.parcel.step.count() + chance_.from(0, 1));
                if (now_ < terms.times.listing_start) {
                    return;  // before the listing begins other rules hold; they have their tables
                }
                return expect(auditor_.raise_step(terms.parcel.step.count(), now_),
                              SupplementTerms{terms, "提高增价幅度"});
            }
            case 6:
                auditor_.wait(now_);
                return expect("ok", Advance{});
            case 7:
            case 8:
            case 9:
            case 10: {
                const bool yes = !chance_.one_in(3);
                return answer(plate, yes);
            }
            default: {
                const auto price = next_price(state_).count() + chance_.from(-2, 6);
                return expect(auditor_.quote(plate, price, now_),
                              PlaceQuote{plate, true, Fen(price), state_.quotes, {}});
            }
        }
    }

    void answer(const std::string& plate, bool yes) {
        const bool answered = std::any_of(answers_.begin(), answers_.end(),
                                          [&](const auto& one) { return one.plate == plate; });
        const auto decided =
            decide_answer(state_, AnswerQuestion{plate, true, answered, yes, {}}, now_, facts());
        EXPECT_EQ(word(decided), auditor_.answer(plate, yes, now_)) << "at " << to_rfc3339(now_);
        words_.insert(word(decided));
        if (decided) {
            answers_.push_back(Answer{plate, yes, {}});
        }
    }

    void expect(const std::string& predicted, const LotCommand& command) {
        const auto decided = decide(state_, command, now_, facts());
        EXPECT_EQ(word(decided), predicted) << "at " << to_rfc3339(now_);
        words_.insert(word(decided));
        if (!decided) {
            EXPECT_EQ(decide(state_, command, now_, facts()).refusal(), decided.refusal());
            return;
        }
        for (const auto& event : *decided) {
            enter(event);
        }
    }

    // The platform works all the time.
    Facts facts() const { return facts(now_); }
    Facts facts(Instant at) const { return {answers_, at, {}}; }

    void enter(const LotEvent& event) {
        stream_.emplace_back(event, now_);
        state_ = evolve(std::move(state_), event, now_);
        if (const auto* quote = std::get_if<QuotePlaced>(&event)) {
            // Nothing is accepted at or after the close.
            EXPECT_FALSE(is_closed(state_.phase));
            steps_.emplace_back(quote->price, state_.terms.parcel.step);
        }
    }

    void compare() {
        auditor_.wait(now_);
        const auto reached = advanced(state_, now_, facts());
        EXPECT_EQ(is_closed(reached.phase), auditor_.is_over());
        EXPECT_EQ(reached.closed_at, auditor_.over_at());
        EXPECT_EQ(reached.leader ? reached.leader->plate : "", auditor_.leader());
        EXPECT_EQ(reached.leader ? reached.leader->price : Fen(0), Fen(auditor_.price()));
        EXPECT_EQ(reached.quotes, auditor_.quotes());
        if (chance_.one_in(8)) {
            compare_next_moment(reached);
        }
    }

    // Until the moment that is announced the shown phase stays, and then it is another one.
    void compare_next_moment(const LotState& reached) {
        const auto next = next_moment(state_, now_, facts());
        EXPECT_TRUE(!next || *next > now_);
        EXPECT_EQ(next.has_value(), !is_closed(reached.phase) && !reached.suspended_at);
        if (next) {
            EXPECT_NE(shown_phase(advanced(state_, *next, facts(*next)), *next), shown_phase(reached, now_));
            const auto before = *next - Milliseconds(1);
            EXPECT_EQ(shown_phase(advanced(state_, before, facts(before)), before),
                      shown_phase(reached, now_));
        }
    }

    // Resumed where it is suspended and woken only at next_due, it ends where the auditor says.
    void let_it_end() {
        if (state_.suspended_at) {
            expect(auditor_.resume(now_), ResumeLot{});
        }
        for (auto due = next_due(state_); due; due = next_due(state_)) {
            now_ = std::max(now_, *due);
            auditor_.wait(now_);
            expect("ok", Advance{});
        }
        compare();
        EXPECT_TRUE(auditor_.is_over());
        EXPECT_EQ(state_.phase, auditor_.leader().empty() ? LotPhase::failed : LotPhase::sold);
    }

    void expect_rising_prices() const {
        for (std::size_t i = 1; i < steps_.size(); ++i) {
            EXPECT_GE(steps_[i].first, steps_[i - 1].first + steps_[i].second);
        }
        if (!steps_.empty()) {
            EXPECT_GE(steps_.front().first, terms_.parcel.start_price);
            EXPECT_EQ(state_.deal.value().premium, steps_.back().first - terms_.parcel.start_price);
        }
    }

    Chance chance_;
    Profile profile_;
    LotTerms terms_;
    PlainAuditor auditor_;
    Instant now_;
    LotState state_;
    Answers answers_;
    std::vector<std::pair<LotEvent, Instant>> stream_;
    std::vector<std::pair<Fen, Fen>> steps_;  // each quote's price and the step that held
    std::set<std::string> words_;
};

TEST(LotSimulation, AnswersAsThePlainAuditorSaysInEveryAuction) {
    std::int64_t accepted = 0;
    std::map<LotPhase, int> ends;
    std::set<std::string> words;

    for (unsigned seed = first_seed; seed < first_seed + auctions; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Auction auction(seed);
        auction.run();
        accepted += auction.accepted();
        ++ends[auction.end()];
        words.insert(auction.words().begin(), auction.words().end());
        ASSERT_FALSE(HasFailure());
    }

    // Chance met what it should: many quotes, both ends, and every word that the auditor knows.
    EXPECT_GT(accepted, std::int64_t{2} * auctions);
    EXPECT_GT(ends[LotPhase::sold], static_cast<int>(auctions / 2));
    EXPECT_GT(ends[LotPhase::failed], 10);
    const std::set<std::string> known{"ok",
                                      "lot_closed",
                                      "lot_suspended",
                                      "question_is_open",
                                      "between_phases",
                                      "listing_frozen",
                                      "listing_not_begun",
                                      "did_not_quote_in_listing",
                                      "did_not_go_on",
                                      "already_leading",
                                      "below_start_price",
                                      "below_next_step",
                                      "not_whole_steps",
                                      "already_answered",
                                      "question_not_open",
                                      "lot_wrong_phase",
                                      "lot_not_suspended",
                                      "only_step_may_rise"};
    EXPECT_EQ(words, known);
}

}  // namespace
}  // namespace daylit::auction
