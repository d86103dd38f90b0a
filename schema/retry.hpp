// Runs a transaction again while that makes sense.
#pragma once

#include "schema/connection_settings.hpp"

#include <functional>

namespace daylit::schema {

using Deadline = std::chrono::steady_clock::time_point;

// `attempt` runs the whole transaction once; it is given the moment until which a connection may be waited
// for. A Conflict or ConnectionLost from it runs it again, anything else comes through.
void run_with_retries(const StoreOptions& options, const std::function<void(Deadline)>& attempt);

}  // namespace daylit::schema
