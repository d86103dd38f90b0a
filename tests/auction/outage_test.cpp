// A thousand timed biddings under outages by chance, each replayable by its seed: whatever happens, nobody
// wins in a window that an outage touched, no quote is lost, and the stored stream gives the state again.
#include "tests/auction/support.hpp"

#include <random>

namespace daylit::auction {
namespace {

using namespace testing;

constexpr unsigned first_seed = 20'261'124;
constexpr unsigned biddings = 1'000;

class Bidding {
public:
    explicit Bidding(unsigned seed) : engine_(seed) {
        auto profile = shipped_profile(from(0, 1) == 0 ? "jiangsu" : "shantou");
        // Nothing here looks at the law's figures, and shorter states are copied faster.
        profile.rules = {};
        profile.term_limits.clear();
        profile.source.clear();
        profile.outages->article.clear();
        profile.question.reset();
        profile.who_may_enter = WhoMayEnter::qualified;
        profile.increments = Increments::at_least_one_step;
        profile.leader_may_raise_itself = true;
        profile.timed_start = from(0, 1) == 0 ? TimedStart::fixed_time : TimedStart::after_listing;
        profile.freeze_seconds = static_cast<int>(from(0, 1) * 3600);
        profile.window_seconds = static_cast<int>(from(5, 20));
        profile.outages->last_stretch_seconds = static_cast<int>(from(5, 30));
        profile.moment_of_closing = from(0, 1) == 0 ? MomentOfClosing::too_late : MomentOfClosing::in_time;
        auto terms = lawful_terms(profile);
        terms.parcel = {};
        terms.parcel.decision.date = Date(std::chrono::year(2026) / 10 / 30);
        terms.parcel.start_price = Fen(100);
        terms.parcel.step = Fen(1);
        enter(LotPublished{terms, profile});
        now_ = terms.times.listing_end - profile.freeze() - std::chrono::seconds(from(0, 40));
    }

    void run() {
        for (int i = 0; i < 40 && !is_closed(state_.phase); ++i) {
            work_or_fail();
        }
        for (int i = 0; i < 100 && !is_closed(state_.phase); ++i) {
            now_ = std::max(now_, next_due(state_).value());
            settled_ = now_;
            act(Advance{});
        }
        expect_all_is_well();
    }

    bool saw_outage() const { return saw_outage_; }

private:
    std::int64_t from(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(most - least + 1));
    }

    // The platform works on, or stands still for a while; what it knows follows a little later.
    void work_or_fail() {
        const auto begin = now_;
        if (from(1, 5) == 1) {
            now_ += Milliseconds(from(3'000, 30'000));
            act(from(0, 1) == 0 ? LotCommand(Advance{}) : quote());  // the first to act knows of nothing yet
            outages_.push_back({begin, now_, now_ - begin, OutageCause::server_silent});
        } else {
            now_ += Milliseconds(from(1, from(1, 8) == 1 ? 4'000'000 : 2'500));
        }
        settled_ = now_ - Milliseconds(from(0, 3) == 0 ? from(0, 900) : 0);
        if (!outages_.empty() && *settled_ < outages_.back().to) {
            settled_ = outages_.back().to;
        }
        act(from(0, 2) == 0 ? LotCommand(Advance{}) : quote());
    }

    LotCommand quote() {
        return PlaceQuote{from(0, 1) == 0 ? "A" : "B", true, next_price(state_), state_.quotes, {}};
    }

    void act(const LotCommand& command) {
        const auto decided = decide(state_, command, now_, Facts{{}, settled_, outages_});
        if (!decided) {
            return;
        }
        for (const auto& event : *decided) {
            enter(event);
        }
        // What is recorded once is recorded for good.
        EXPECT_TRUE(due_events(state_, now_, Facts{{}, settled_, outages_}).empty());
    }

    void enter(const LotEvent& event) {
        stream_.emplace_back(event, now_);
        state_ = evolve(std::move(state_), event, now_);
        quotes_ += std::holds_alternative<QuotePlaced>(event) ? 1 : 0;
        saw_outage_ = saw_outage_ || std::holds_alternative<OutageRecorded>(event);
    }

    void expect_all_is_well() const {
        ASSERT_TRUE(is_closed(state_.phase));
        const auto end = *state_.closed_at;
        const auto begin = end - state_.profile.window();
        for (const auto& outage : outages_) {
            EXPECT_FALSE(outage.to > begin && outage.from < end)
                << to_rfc3339(outage.from) << " " << to_rfc3339(outage.to) << " in the window to "
                << to_rfc3339(end);
        }
        EXPECT_EQ(state_.quotes, quotes_);
        EXPECT_EQ(state_.phase, quotes_ == 0 ? LotPhase::failed : LotPhase::sold);
        EXPECT_EQ(replayed(stream_), state_);
    }

    std::mt19937_64 engine_;
    Instant now_ = published_at;
    LotState state_;
    std::optional<Instant> settled_;
    std::vector<Outage> outages_;
    std::vector<std::pair<LotEvent, Instant>> stream_;
    std::int64_t quotes_ = 0;
    bool saw_outage_ = false;
};

TEST(Outages, NeverFallIntoTheWindowInWhichSomebodyWon) {
    unsigned with_outages = 0;
    for (unsigned seed = first_seed; seed < first_seed + biddings; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Bidding bidding(seed);
        bidding.run();
        with_outages += bidding.saw_outage() ? 1U : 0U;
        ASSERT_FALSE(HasFailure());
    }
    EXPECT_GT(with_outages, biddings / 4);
}

TEST(Outages, AreReadOnlyFromTheMomentOnAtWhichTheyMatter) {
    const auto profile = shipped_profile("jiangsu");
    const auto terms = lawful_terms(profile);
    auto state = evolve({}, LotPublished{terms, profile}, published_at);

    EXPECT_EQ(outages_matter_from(state), terms.times.listing_end - std::chrono::hours(2));
    state = advanced(state, *terms.times.timed_start, Facts{{}, *terms.times.timed_start, {}});
    EXPECT_EQ(outages_matter_from(state), terms.times.timed_start);
    state = evolve(state, LotSuspended{"故障"}, *terms.times.timed_start);
    EXPECT_EQ(outages_matter_from(state), std::nullopt);
}

}  // namespace
}  // namespace daylit::auction
