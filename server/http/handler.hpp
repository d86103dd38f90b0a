// What answers requests: called on a worker thread, at once or later.
#pragma once

#include "server/http/message.hpp"

namespace daylit::http {

class Handler {
public:
    virtual ~Handler() = default;
    virtual Answer handle(const Request& request) = 0;
    // How many bytes a body may have; asked before it is read.
    virtual std::size_t body_limit(std::string_view method, std::string_view path) const = 0;
};

}  // namespace daylit::http
