// `daylight probe`: a program at another place (a supervisor's office, another network) that completes a
// signed act at the platform every few seconds, by the way that a bidder's quote goes, and reports what it
// could not complete as soon as it can again (server/app/probes.hpp).
#pragma once

#include <string>
#include <vector>

namespace daylit::tools {

// Arguments after "probe"; runs until it is ended, 0 for --once with a completed act, 1 where it failed, 2
// when it was called wrongly.
int probe(const std::vector<std::string>& arguments);

}  // namespace daylit::tools
