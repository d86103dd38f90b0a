// The figures of a prototype of the sealing of bids, made with stock tools (openssl, pkijs, @noble/curves),
// and the published ones of RFC 9497 and FROST that stand beside them.
#pragma once

#include "crypto/random.hpp"
#include "crypto/sealing/dealing.hpp"
#include "tests/crypto/vectors.hpp"

#include <boost/json.hpp>

namespace daylit::sealing::testing {

using daylit::testing::bytes;

inline const boost::json::object& vectors() {
    static const auto parsed = boost::json::parse(
        daylit::testing::file_text(DAYLIGHT_SOURCE_DIR "/tests/crypto/data/crypto-vectors.json"));
    return parsed.get_object();
}

// The value at "dkg/platform_gate/Y_p"; lists by number.
inline const boost::json::value& at(std::string_view path, const boost::json::value& from) {
    const auto* value = &from;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        const auto name = path.substr(0, end);
        value = value->is_array() ? &value->get_array().at(std::stoul(std::string(name)))
                                  : &value->get_object().at(name);
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return *value;
}
inline const boost::json::value& at(std::string_view path) {
    static const boost::json::value all = vectors();
    return at(path, all);
}

inline std::string hex(const boost::json::value& value) {
    return bytes(std::string_view(value.get_string()));
}
inline Scalar scalar(const boost::json::value& value) {
    return Scalar::from_bytes(hex(value)).value();
}
inline Point point(const boost::json::value& value) {
    return Point::from_bytes(hex(value)).value();
}
inline Commitments points(const boost::json::value& list) {
    Commitments found;
    for (const auto& one : list.get_array()) {
        found.push_back(point(one));
    }
    return found;
}
inline Scalar some_scalar() {
    return Scalar::drawn(random_secret(drawn_bytes));
}
inline Dealing some_dealing(std::size_t threshold) {
    return Dealing::drawn(threshold, random_secret);
}
inline std::uint64_t number(const boost::json::value& value) {
    return value.to_number<std::uint64_t>();
}

}  // namespace daylit::sealing::testing
