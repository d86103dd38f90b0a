// Events as they are stored and read again, for tests that compare a replay with the state.
#pragma once

#include "base/event.hpp"

#include <gtest/gtest.h>

namespace daylit::testing {

template <class... Events>
std::string name_of(const std::variant<Events...>& event) {
    return encode_event(event).type;
}

// The names of what was decided, apart by spaces, or the refusal's code; "-" for no event at all.
template <class Event>
std::string told(const Result<std::vector<Event>>& decision) {
    if (!decision) {
        return decision.refusal().code;
    }
    std::string names;
    for (const auto& event : *decision) {
        names += (names.empty() ? "" : " ") + name_of(event);
    }
    return names.empty() ? "-" : names;
}

// Evolves a state by events that went through their stored form.
template <class State, class Event>
State replayed(const std::vector<Event>& events) {
    State state;
    for (const auto& event : events) {
        const auto stored = encode_event(event);
        const auto read = decode_event<Event>(stored.type, stored.version, stored.data);
        EXPECT_TRUE(read.ok()) << stored.type;
        state = evolve(std::move(state), *read);
    }
    return state;
}

}  // namespace daylit::testing
