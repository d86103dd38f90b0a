// Fetching what others publish: revocation lists.
#pragma once

#include "server/jobs/list_keeper.hpp"

#include <atomic>

namespace daylit::shell {

struct GetLimits {
    std::chrono::seconds longest{30};  // from the first byte asked to the last one received
    std::size_t most_bytes = app::most_list_bytes;
};

// Follows three redirects at most, to http or https alone and never from https to http; https is verified
// against the system's authorities; no compression is asked for. Gives up when the limits are reached, or
// within a second when `stopping` becomes true. Never throws for what the other side does: status 0 says that
// no whole answer came, and why.
jobs::GetAnswer http_get(const std::string& url, const GetLimits& limits, const std::atomic<bool>& stopping);

}  // namespace daylit::shell
