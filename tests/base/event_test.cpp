#include "base/event.hpp"

#include "tests/base/support.hpp"

#include <gtest/gtest.h>

namespace daylit {
namespace {

struct OldQuote {
    Fen price;
    bool operator==(const OldQuote&) const = default;
};
BOOST_DESCRIBE_STRUCT(OldQuote, (), (price))

struct Quote {
    Fen price;
    Instant at;
    bool operator==(const Quote&) const = default;
};
BOOST_DESCRIBE_STRUCT(Quote, (), (price, at))

struct Closing {
    bool operator==(const Closing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Closing, (), ())

}  // namespace

template <>
struct EventTag<OldQuote> : NamedEvent<"quote_placed", 1> {};
template <>
struct EventTag<Quote> : NamedEvent<"quote_placed", 2> {};
template <>
struct EventTag<Closing> : NamedEvent<"lot_closed", 1> {};

namespace {

using Event = std::variant<OldQuote, Quote, Closing>;

const Instant noon = parse_instant("2026-11-23T12:00:00Z", "").value();

TEST(Event, IsEncodedUnderItsNameAndVersion) {
    const auto encoded = encode_event(Event(Quote{Fen(100), noon}));

    EXPECT_EQ(encoded.type, "quote_placed");
    EXPECT_EQ(encoded.version, 2);
    EXPECT_EQ(boost::json::serialize(encoded.data), R"({"price":100,"at":"2026-11-23T12:00:00.000Z"})");
}

TEST(Event, ReadsBackInEveryVersion) {
    for (const Event& event : {Event(OldQuote{Fen(7)}), Event(Quote{Fen(7), noon}), Event(Closing{})}) {
        const auto encoded = encode_event(event);
        EXPECT_EQ(decode_event<Event>(encoded.type, encoded.version, encoded.data).value(), event);
    }
}

TEST(Event, IsRefusedUnderANameOrVersionThatIsNotKnown) {
    EXPECT_EQ(decode_event<Event>("quote_placed", 3, {}).refusal(),
              refuse("event_unknown", "", {"quote_placed", "3"}));
    EXPECT_EQ(decode_event<Event>("quote", 1, {}).refusal(), refuse("event_unknown", "", {"quote", "1"}));
    EXPECT_EQ(decode_event<Event>("", 1, {}).refusal().code, "event_unknown");
}

TEST(Event, IsRefusedWithFieldsOfAnotherVersion) {
    const auto old = encode_event(Event(OldQuote{Fen(7)}));
    EXPECT_EQ(decode_event<Event>("quote_placed", 2, old.data).refusal(), refuse("missing_field", "at"));
    const auto present = encode_event(Event(Quote{Fen(7), noon}));
    EXPECT_EQ(decode_event<Event>("quote_placed", 1, present.data).refusal(), refuse("unknown_field", "at"));
}

}  // namespace
}  // namespace daylit
