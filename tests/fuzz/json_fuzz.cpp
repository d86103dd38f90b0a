// JSON that was taken is written and read again: as a value, and as a described struct with every kind of
// member.
#include "base/area.hpp"
#include "base/json.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <cmath>

namespace daylit::fuzz {

enum class Kind { first_kind, second_kind };
BOOST_DESCRIBE_ENUM(Kind, first_kind, second_kind)

struct Inner {
    Fen price;
    std::optional<Instant> at;
    bool operator==(const Inner&) const = default;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (price, at))

struct Sample {
    bool flag = false;
    std::int64_t count = 0;
    int small = 0;
    std::string text;
    Kind kind = Kind::first_kind;
    std::optional<Date> day;
    std::optional<LotId> lot;
    std::optional<Area> area;
    std::vector<Inner> parts;
    bool operator==(const Sample&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (flag, count, small, text, kind, day, lot, area, parts))

// Boost.JSON 1.81 moves the last bits of very large and very small numbers each time that they are written
// and read. No document of ours keeps one: money is whole fen, and a boundary's coordinates are within bounds
// (boundary_fuzz.cpp).
bool has_wild_fraction(const boost::json::value& value) {
    if (const auto* number = value.if_double()) {
        const auto size = std::abs(*number);
        return size != 0 && (size < 1e-6 || size > 1e12);
    }
    if (const auto* array = value.if_array()) {
        return std::any_of(array->begin(), array->end(), has_wild_fraction);
    }
    const auto* object = value.if_object();
    return object != nullptr && std::any_of(object->begin(), object->end(), [](const auto& member) {
               return has_wild_fraction(member.value());
           });
}

void try_input(std::string_view bytes) {
    const auto value = parse_json(bytes);
    if (!value) {
        return;
    }
    const auto once = parse_json(boost::json::serialize(*value));
    ensure(once.ok(), "what was written is read");
    const auto text = boost::json::serialize(*once);
    const auto twice = parse_json(text);
    ensure(twice.ok(), "and again");
    ensure(has_wild_fraction(*value) || boost::json::serialize(*twice) == text, "a value settles");

    const auto sample = from_json<Sample>(*value);
    if (sample) {
        const auto again = parse_as<Sample>(to_json_text(*sample));
        ensure(again.ok() && *again == *sample, "a struct survives its own text");
    }
}

}  // namespace daylit::fuzz
