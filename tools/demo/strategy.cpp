#include "tools/demo/strategy.hpp"

#include "tools/demo/chance.hpp"

#include <algorithm>

namespace daylit::tools {

namespace {

std::string seed(const Scene& scene, const auction::ParcelTerms& terms, const std::string& what, int bidder) {
    return what + " " + std::to_string(scene.number) + " " + terms.number + " " + std::to_string(bidder);
}

// The bidder's place among all, drawn anew for each lot.
int rank_of(const Scene& scene, const auction::ParcelTerms& terms, int bidder, int bidders) {
    const auto key = [&](int one) { return chance(seed(scene, terms, "rank", one), 1'000'000'007); };
    int before = 0;
    for (int other = 0; other < bidders; ++other) {
        const bool first = key(other) < key(bidder) || (key(other) == key(bidder) && other < bidder);
        before += first ? 1 : 0;
    }
    return before;
}

int takers_of(const Scene& scene, const auction::ParcelTerms& terms) {
    switch (scene.turn.takers) {
        case Takers::none:
            return 0;
        case Takers::one:
            return 1;
        default:
            return 2 + static_cast<int>(chance(seed(scene, terms, "takers", 0), 3));
    }
}

}  // namespace

Strategy strategy_of(const Scene& scene, const auction::ParcelTerms& terms, int bidder, int bidders) {
    const auto draw = [&](const char* what, std::int64_t bound) {
        return chance(seed(scene, terms, what, bidder), bound);
    };
    const int rank = rank_of(scene, terms, bidder, bidders);
    Strategy strategy;
    strategy.takes_part = rank < takers_of(scene, terms);
    strategy.pays_short_first = scene.turn.short_deposit && rank == 0;
    const auto steps = 8 + draw("limit", 24);
    strategy.limit = Fen(terms.start_price.count() + steps * terms.step.count());
    strategy.listing_quotes = 1 + static_cast<int>(draw("listing", 3));
    strategy.timed_quotes = 4 + static_cast<int>(draw("timed", 5));
    strategy.apply_at = 50 + draw("apply", 700);
    return strategy;
}

std::optional<Fen> next_quote(const Strategy& strategy, const Sight& sight) {
    const bool patient = sight.stage == Stage::timed ? sight.timed_quotes < strategy.timed_quotes
                                                     : sight.listing_quotes < strategy.listing_quotes;
    if (sight.leads || !patient || sight.next_price > strategy.limit) {
        return std::nullopt;
    }
    const auto bold = chance("bold " + sight.words, 6) == 0 ? chance("steps " + sight.words, 3) + 1 : 0;
    const auto price = Fen(sight.next_price.count() + bold * sight.step.count());
    return price > strategy.limit ? sight.next_price : price;
}

bool goes_on(const Strategy& strategy, const Sight& sight) {
    return sight.next_price <= strategy.limit && (!sight.leads || chance("on " + sight.words, 2) == 0);
}

Milliseconds pause_before_look(Stage stage, const std::string& words) {
    using std::chrono::hours;
    using std::chrono::seconds;
    switch (stage) {
        case Stage::listing:
            return hours(14 + chance("pause " + words, 60));
        case Stage::question:
            return seconds(20 + chance("pause " + words, 120));
        default:
            return seconds(12 + chance("pause " + words, 55));
    }
}

}  // namespace daylit::tools
