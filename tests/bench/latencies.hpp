// Times as a bench program collects them, and the figures that are shown of them.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

namespace daylit::bench {

using Stopwatch = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

inline double seconds_since(Stopwatch::time_point begin) {
    return Seconds(Stopwatch::now() - begin).count();
}

// The least time that `share` of all do not exceed, in milliseconds (nearest rank); 0 of none.
inline double percentile_ms(std::vector<Stopwatch::duration> times, double share) {
    if (times.empty()) {
        return 0;
    }
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(times.size())));
    const auto at = times.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
    std::nth_element(times.begin(), at, times.end());
    return std::chrono::duration<double, std::milli>(*at).count();
}

}  // namespace daylit::bench
