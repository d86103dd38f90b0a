// The answers that are kept for idempotency keys, so that a request that comes again gets the first one's.
#pragma once

#include "server/app/services.hpp"

namespace daylit::app {

// After so long nobody waits for the answer to the same request any more: it is forgotten, and an act that
// comes again then is judged as expired.
constexpr std::chrono::days kept_answers_life{30};

// Some of those whose time is over; tells how many.
int prune_kept_answers(const Services& services);

}  // namespace daylit::app
