// What the system tells about this process, under the names that every client library of Prometheus uses.
#pragma once

#include "server/metrics/metrics.hpp"

namespace daylit::metrics {

// Out of /proc/self (proc(5)). Throws std::runtime_error where that cannot be read.
std::vector<Reading> process_readings();

}  // namespace daylit::metrics
