// How each bidder plays each lot: whether it takes part, how far it goes, how long it waits. Pure; time and
// what the bidder sees enter as values.
#pragma once

#include "tools/demo/scene.hpp"

#include <optional>

namespace daylit::tools {

struct Strategy {
    bool takes_part = false;
    bool pays_short_first = false;
    Fen limit;                  // the most that it gives
    int listing_quotes = 1;     // the most in the listing period
    int timed_quotes = 6;       // its patience in the timed bidding
    std::int64_t apply_at = 0;  // thousandths of the application period
};

// `bidder` counts the simulated bidders from 0, of which there are `bidders`.
Strategy strategy_of(const Scene& scene, const auction::ParcelTerms& terms, int bidder, int bidders);

enum class Stage { listing, question, timed };

// What a bidder sees of a lot, and what it did there so far.
struct Sight {
    Stage stage = Stage::listing;
    bool leads = false;
    Fen next_price;
    Fen step;
    int listing_quotes = 0;  // its own
    int timed_quotes = 0;
    std::string words;  // seeds what looks like whim: differs from look to look
};

// The price that it quotes now; nullopt when it waits or has given up.
std::optional<Fen> next_quote(const Strategy& strategy, const Sight& sight);
// Its answer to the question who goes on.
bool goes_on(const Strategy& strategy, const Sight& sight);
// How long it waits until it looks again: some days in a listing, part of a window in the timed bidding.
Milliseconds pause_before_look(Stage stage, const std::string& words);

}  // namespace daylit::tools
