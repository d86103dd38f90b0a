// Asking other machines: the outside witnesses, the time stamp authority.
#pragma once

#include "server/jobs/post.hpp"

namespace daylit::shell {

// Gives up after 5 seconds, follows nowhere, reads at most 64 KiB; https is verified against the system's
// authorities. Never throws for what the other side does: status 0 says that no answer came.
jobs::PostAnswer http_post(const std::string& url, const std::string& body, const std::string& content_type);

}  // namespace daylit::shell
