// The names of requests, in answers and in the log.
#pragma once

#include <string>

namespace daylit::http {

// Another for each request, also after a restart and of other servers. It names, and protects nothing: who
// has seen one can tell the next.
std::string next_request_id();

}  // namespace daylit::http
