// How the jobs ask other machines.
#pragma once

#include <functional>
#include <string>

namespace daylit::jobs {

struct PostAnswer {
    int status = 0;  // 0: no answer came, and `body` says why
    std::string body;
};
// Sends the body and gives up after a few seconds.
using Post = std::function<PostAnswer(const std::string& url, const std::string& body)>;

}  // namespace daylit::jobs
