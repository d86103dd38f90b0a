// Events of a procedure as a std::variant of described structs, each under a stable name and version. A
// version that was stored is never altered; a changed event gets the next version and the old struct stays to
// read the old ones.
//
//   struct QuotePlaced { … }; BOOST_DESCRIBE_STRUCT(QuotePlaced, (), (…))
//   template <> struct EventTag<QuotePlaced> : NamedEvent<"quote_placed", 1> {};
#pragma once

#include "base/json.hpp"

#include <algorithm>
#include <array>
#include <variant>

namespace daylit {

template <std::size_t N>
struct EventName {
    constexpr EventName(const char (&literal)[N]) { std::copy_n(literal, N, text.begin()); }
    std::array<char, N> text{};
};

template <EventName Name, int Version>
struct NamedEvent {
    static constexpr std::string_view name{Name.text.data(), Name.text.size() - 1};
    static constexpr int version = Version;
};

template <class Event>
struct EventTag;

struct EncodedEvent {
    std::string type;
    int version = 1;
    boost::json::object data;
};

template <class... Events>
EncodedEvent encode_event(const std::variant<Events...>& event) {
    return std::visit(
        []<class Event>(const Event& one) {
            return EncodedEvent{std::string(EventTag<Event>::name), EventTag<Event>::version,
                                to_json(one).as_object()};
        },
        event);
}

// Refuses event_unknown (a name or version that this program does not know) and whatever the fields refuse.
template <class Variant>
Result<Variant> decode_event(std::string_view type, int version, const boost::json::object& data) {
    std::optional<Result<Variant>> decoded;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Variant>>([&](auto identity) {
        using Event = typename decltype(identity)::type;
        if (!decoded && EventTag<Event>::name == type && EventTag<Event>::version == version) {
            auto event = from_json<Event>(data);
            decoded.emplace(event ? Result<Variant>(Variant(std::move(*event)))
                                  : Result<Variant>(event.refusal()));
        }
    });
    return decoded
               ? std::move(*decoded)
               : Result<Variant>(refuse("event_unknown", "", {std::string(type), std::to_string(version)}));
}

}  // namespace daylit
