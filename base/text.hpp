// Checks of what people type, the same for every form. Each names the field that it refuses.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace daylit {

// Well-formed UTF-8 with something to read in it (white space, also the ideographic kind, does not count), at
// most `most` code points; newlines and tabs, but no other control characters and none of those that reorder
// or hide what surrounds them. Refuses malformed_text, forbidden_character, empty_text, text_too_long.
Outcome require_text(std::string_view text, std::string field, std::size_t most);
// The same for a name or a title, which stands on one line: no newline or tab either.
Outcome require_line(std::string_view text, std::string field, std::size_t most);

// A mobile number of mainland China: 11 digits, the first 1, the second 3 to 9. Refuses malformed_mobile.
Outcome require_mobile(std::string_view text, std::string field);

// local@domain.tld in ASCII, at most 254 characters (RFC 5321 less quoted local parts and literal addresses,
// which no real contact uses). Refuses malformed_email.
Outcome require_email(std::string_view text, std::string field);

}  // namespace daylit
