// What is played: one parcel after the other, each with its terms, its profile and what befalls it. Pure: the
// same number is the same scene.
#pragma once

#include "auction/terms.hpp"

#include <string>
#include <vector>

namespace daylit::tools {

enum class Takers { none, one, several };
// When the disclosure officers release the result: soon, on its last day (its light is yellow by then), or
// too late (red).
enum class Release { prompt, last_day, late };
enum class Happening { nothing, words, step_raised, suspension, termination };

struct Turn {
    std::string_view profile;
    Takers takers = Takers::several;
    Happening happening = Happening::nothing;
    Release release = Release::prompt;
    bool winner_refuses = false;
    bool short_deposit = false;  // one bidder pays too little first
    bool guest = true;           // the guest applies too
    bool joined = false;         // stands in one listing announcement with the next scene
};

struct Scene {
    int number = 0;  // 1, 2, 3 …
    Turn turn;
};
Scene scene_of(int number);
// The scene of a lot's number ("岱挂2026-07"); a lively one for lots that somebody else published.
Scene scene_of(const std::string& lot_number);
// The scene's number in a lot's number, 0 for another's lot.
int number_in(const std::string& lot_number);

// The scenes that stand in one listing announcement with the first.
std::vector<Scene> scenes_with(int first);
// How many scenes stand in the announcement of this one, itself included.
std::size_t lots_beside(int number);

// "岱挂2026-07"
std::string lot_number(const Scene& scene, Date today);
auction::ParcelTerms parcel_terms(const Scene& scene, Date today);
std::string listing_title(const Scene& first, Date today);
std::string listing_statement();

// Lawful times for a listing that is published at `now` or up to `margin_days` days later; `first` is its
// first scene.
auction::LotTimes lot_times(const Scene& first, Instant now, int margin_days);

}  // namespace daylit::tools
