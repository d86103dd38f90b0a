// What answers requests: called on a worker thread, at once or later.
#pragma once

#include "server/http/message.hpp"

#include <optional>

namespace daylit::http {

class Handler {
public:
    virtual ~Handler() = default;
    virtual Answer handle(const Request& request) = 0;
    // What can be answered from memory, without waiting for anything; asked first, on the connection's own
    // thread. Most requests have nothing here.
    virtual std::optional<Response> answer_at_once(const Request&) { return std::nullopt; }
    // How many bytes a body may have; asked before it is read.
    virtual std::size_t body_limit(std::string_view method, std::string_view path) const = 0;
};

}  // namespace daylit::http
