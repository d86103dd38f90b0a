// The refusals of the HTTP layer itself, before any route is known.
#pragma once

#include "base/refusal_table.hpp"
#include "server/http/message.hpp"

namespace daylit::http {

std::span<const RefusalRow> http_refusals();

// RFC 9457. `language` is an Accept-Language value; Chinese unless it prefers English.
Response problem_response(const RefusalRow& row, const Refusal& refusal, std::string_view language,
                          const std::string& request_id);
bool prefers_english(std::string_view accept_language);
// The row of one of this layer's own refusals.
const RefusalRow& http_refusal_row(std::string_view code);

}  // namespace daylit::http
