// The prototype's envelopes, by openssl and by pkijs.
#pragma once

#include "crypto/sealing/opening.hpp"
#include "tests/crypto/sealing/vectors.hpp"

#include <algorithm>

namespace daylit::sealing::testing {

inline std::string base64(const boost::json::value& text) {
    return from_base64(std::string_view(text.get_string())).value();
}
inline std::string envelope_of(const boost::json::value& opening) {
    return base64(at("envelope_der_b64", opening));
}
inline Envelope read(const std::string& bytes) {
    return read_envelope(bytes_in(bytes)).value();
}
inline std::string word(const std::string& bytes) {
    const auto envelope = read_envelope(bytes_in(bytes));
    return envelope ? "fits" : envelope.refusal().code;
}
// A stream that hands out so many bytes at once.
inline ByteSource in_pieces(std::string bytes, std::size_t size) {
    return [bytes = std::move(bytes), size, at = std::size_t(0)](std::span<char> to) mutable {
        const auto now = std::min({size, to.size(), bytes.size() - at});
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), now, to.begin());
        at += now;
        return now;
    };
}

}  // namespace daylit::sealing::testing
