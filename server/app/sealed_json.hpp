// Described values sealed into text, for states and events that must not be read by whoever reads the store.
#pragma once

#include "base/encoding.hpp"
#include "server/app/private_data.hpp"

namespace daylit::app {

// `place` is where the text will stand ("application:<id>"): moved elsewhere it does not open.
template <class T>
std::string seal_json(const Services& services, const T& value, const std::string& place) {
    return to_base64(seal(services, to_json_text(value), place));
}

template <class T>
T unseal_json(const Services& services, const std::string& text, const std::string& place) {
    const auto box = from_base64(text);
    ensure(box.has_value(), "what we sealed is kept as base64");
    auto value = parse_as<T>(unseal(services, *box, place));
    ensure(value.ok(), "what we sealed can be read again");
    return std::move(*value);
}

}  // namespace daylit::app
