// The head of every answer: the status line, the handler's headers, and those that every page needs to be
// safe.
#pragma once

#include "server/http/message.hpp"

#include <cstddef>
#include <optional>

namespace daylit::http {

// Whether no header could end its line early: a value that came from outside must not write headers.
bool is_writable(const Response& response);

// Ends with the empty line. The safety headers stand by default and give way to the handler's own. Our own
// bug when the response is not writable.
std::string head_text(const Response& response, bool close, std::optional<std::size_t> length,
                      const std::string& request_id);

}  // namespace daylit::http
