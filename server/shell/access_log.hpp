// What is said of each request in the log.
#pragma once

#include "server/http/server.hpp"

namespace daylit::shell {

// Nothing to call where such lines are not wanted: then requests need not be described at all.
std::function<void(const http::AccessRecord&)> access_log();

}  // namespace daylit::shell
