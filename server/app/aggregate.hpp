// The step that every use case ends with: what was decided is sealed, stored and evolved into the state.
#pragma once

#include "base/event.hpp"
#include "server/app/call.hpp"

namespace daylit::app {

// Stores the events under the stream (each at its own instant where `at_of` says one, else at the stream's
// now) and evolves the state by them.
template <class Event, class State>
std::vector<schema::StoredEvent> apply(Act& act, Stream& stream, State& state,
                                       const std::vector<Event>& events, const std::string& actor) {
    std::vector<schema::NewEvent> encoded;
    for (const auto& event : events) {
        auto data = encode_event(event);
        encoded.push_back({std::move(data.type), data.version, stream.now, std::move(data.data)});
        state = evolve(std::move(state), event);
    }
    return act.append_as(actor, stream, std::move(encoded));
}

template <class Event, class State>
std::vector<schema::StoredEvent> apply(Act& act, Stream& stream, State& state,
                                       const std::vector<Event>& events) {
    return apply(act, stream, state, events, act.caller().actor());
}

// A row's stored state; what we stored ourselves can be read.
template <class State>
State stored_state(const std::string& text) {
    auto state = parse_as<State>(text);
    ensure(state.ok(), "a stored state can be read again");
    return std::move(*state);
}

}  // namespace daylit::app
