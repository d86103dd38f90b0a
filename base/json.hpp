// One description a type: BOOST_DESCRIBE_STRUCT(T, (), (members)) gives strict JSON both ways and JSON
// Schema. Unknown, missing and repeated fields are refused by name, with their path ("parcels[0].area").
//
// Types carried: bool, std::int64_t, int, std::string, Fen (whole fen), Instant (RFC 3339), Date, Id<Tag>,
// described enums (by their snake_case names), std::optional (missing or null), std::vector, nested described
// structs, and boost::json::object (carried as it is). Another type joins by specialising JsonCodec.
#pragma once

#include "base/id.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace daylit {

// Parses UTF-8 JSON text; refuses repeated keys, depth over 32, numbers that overflow and
// anything after the value.
Result<boost::json::value> parse_json(std::string_view text);

template <class T>
struct JsonCodec;

template <class T>
Result<T> from_json(const boost::json::value& value, const std::string& path = {}) {
    return JsonCodec<T>::read(value, path);
}

template <class T>
boost::json::value to_json(const T& value) {
    return JsonCodec<T>::write(value);
}

template <class T>
boost::json::object json_schema() {
    return JsonCodec<T>::schema();
}

// Text to T in one step, as request bodies and stored states need it.
template <class T>
Result<T> parse_as(std::string_view text) {
    auto value = parse_json(text);
    if (!value) {
        return std::move(value).refusal();
    }
    return from_json<T>(*value);
}

template <class T>
std::string to_json_text(const T& value) {
    return boost::json::serialize(to_json(value));
}

namespace json_detail {

inline std::string join(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : path + "." + std::string(name);
}
inline std::string at(const std::string& path, std::size_t index) {
    return path + "[" + std::to_string(index) + "]";
}
Refusal wrong_type(const std::string& path, std::string_view wanted);
Result<std::int64_t> read_integer(const boost::json::value& value, const std::string& path,
                                  std::int64_t least, std::int64_t most);

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};

}  // namespace json_detail

template <>
struct JsonCodec<bool> {
    static Result<bool> read(const boost::json::value& value, const std::string& path) {
        return value.is_bool() ? Result<bool>(value.get_bool()) : json_detail::wrong_type(path, "boolean");
    }
    static boost::json::value write(bool value) { return value; }
    static boost::json::object schema() { return {{"type", "boolean"}}; }
};

template <class T>
requires(std::is_integral_v<T> && !std::is_same_v<T, bool>) struct JsonCodec<T> {
    static constexpr std::int64_t least =
        std::max<std::int64_t>(-Fen::most, static_cast<std::int64_t>(std::numeric_limits<T>::min()));
    static constexpr std::int64_t most =
        sizeof(T) < 8 ? static_cast<std::int64_t>(std::numeric_limits<T>::max()) : Fen::most;
    static Result<T> read(const boost::json::value& value, const std::string& path) {
        auto number = json_detail::read_integer(value, path, least, most);
        return number ? Result<T>(static_cast<T>(*number)) : Result<T>(number.refusal());
    }
    static boost::json::value write(T value) { return static_cast<std::int64_t>(value); }
    static boost::json::object schema() {
        return {{"type", "integer"}, {"minimum", least}, {"maximum", most}};
    }
};

template <>
struct JsonCodec<std::string> {
    static Result<std::string> read(const boost::json::value& value, const std::string& path) {
        return value.is_string() ? Result<std::string>(std::string(value.get_string()))
                                 : json_detail::wrong_type(path, "string");
    }
    static boost::json::value write(const std::string& value) { return boost::json::string(value); }
    static boost::json::object schema() { return {{"type", "string"}}; }
};

template <>
struct JsonCodec<Fen> {
    static Result<Fen> read(const boost::json::value& value, const std::string& path);
    static boost::json::value write(Fen value) { return value.count(); }
    static boost::json::object schema() {
        return {{"type", "integer"}, {"minimum", 0}, {"maximum", Fen::most}, {"description", "whole fen"}};
    }
};

template <>
struct JsonCodec<Instant> {
    static Result<Instant> read(const boost::json::value& value, const std::string& path);
    static boost::json::value write(Instant value) { return boost::json::string(to_rfc3339(value)); }
    static boost::json::object schema() { return {{"type", "string"}, {"format", "date-time"}}; }
};

template <>
struct JsonCodec<Date> {
    static Result<Date> read(const boost::json::value& value, const std::string& path);
    static boost::json::value write(Date value) { return boost::json::string(to_text(value)); }
    static boost::json::object schema() { return {{"type", "string"}, {"format", "date"}}; }
};

template <class Tag>
struct JsonCodec<Id<Tag>> {
    static Result<Id<Tag>> read(const boost::json::value& value, const std::string& path) {
        if (!value.is_string() || !is_id_text(value.get_string())) {
            return json_detail::wrong_type(path, "id");
        }
        return Id<Tag>{std::string(value.get_string())};
    }
    static boost::json::value write(const Id<Tag>& value) { return boost::json::string(value.text); }
    static boost::json::object schema() {
        return {{"type", "string"}, {"pattern", "^[0-9A-HJKMNP-TV-Z]{26}$"}};
    }
};

template <>
struct JsonCodec<boost::json::object> {
    static Result<boost::json::object> read(const boost::json::value& value, const std::string& path) {
        return value.is_object() ? Result<boost::json::object>(value.get_object())
                                 : json_detail::wrong_type(path, "object");
    }
    static boost::json::value write(const boost::json::object& value) { return value; }
    static boost::json::object schema() { return {{"type", "object"}}; }
};

template <class T>
struct JsonCodec<std::optional<T>> {
    static Result<std::optional<T>> read(const boost::json::value& value, const std::string& path) {
        if (value.is_null()) {
            return std::optional<T>();
        }
        auto inner = JsonCodec<T>::read(value, path);
        return inner ? Result<std::optional<T>>(std::optional<T>(std::move(*inner)))
                     : Result<std::optional<T>>(inner.refusal());
    }
    static boost::json::value write(const std::optional<T>& value) {
        return value ? JsonCodec<T>::write(*value) : boost::json::value(nullptr);
    }
    static boost::json::object schema() {
        boost::json::array either;
        either.push_back(JsonCodec<T>::schema());
        either.push_back(boost::json::object{{"type", "null"}});
        return {{"anyOf", std::move(either)}};
    }
};

template <class T>
struct JsonCodec<std::vector<T>> {
    static Result<std::vector<T>> read(const boost::json::value& value, const std::string& path) {
        if (!value.is_array()) {
            return json_detail::wrong_type(path, "array");
        }
        std::vector<T> items;
        items.reserve(value.get_array().size());
        for (const auto& element : value.get_array()) {
            auto item = JsonCodec<T>::read(element, json_detail::at(path, items.size()));
            if (!item) {
                return std::move(item).refusal();
            }
            items.push_back(std::move(*item));
        }
        return items;
    }
    static boost::json::value write(const std::vector<T>& value) {
        boost::json::array items;
        items.reserve(value.size());
        for (const auto& item : value) {
            items.push_back(JsonCodec<T>::write(item));
        }
        return items;
    }
    static boost::json::object schema() { return {{"type", "array"}, {"items", JsonCodec<T>::schema()}}; }
};

template <class T>
requires(boost::describe::has_describe_enumerators<T>::value) struct JsonCodec<T> {
    static Result<T> read(const boost::json::value& value, const std::string& path) {
        std::optional<T> found;
        if (value.is_string()) {
            const std::string_view name(value.get_string());
            boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto described) {
                found = name == described.name ? std::optional(described.value) : found;
            });
        }
        return found ? Result<T>(*found) : json_detail::wrong_type(path, "one of the listed names");
    }
    static boost::json::value write(T value) {
        return boost::json::string(boost::describe::enum_to_string(value, ""));
    }
    static boost::json::object schema() {
        boost::json::array names;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto described) { names.push_back(boost::json::string(described.name)); });
        return {{"type", "string"}, {"enum", std::move(names)}};
    }
};

template <class T>
requires(boost::describe::has_describe_members<T>::value && !std::is_union_v<T>) struct JsonCodec<T> {
    using Members =
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

    static Result<T> read(const boost::json::value& value, const std::string& path) {
        if (!value.is_object()) {
            return json_detail::wrong_type(path, "object");
        }
        const auto& object = value.get_object();
        if (auto stranger = first_unknown(object)) {
            return refuse("unknown_field", json_detail::join(path, *stranger));
        }
        T result{};
        std::optional<Refusal> problem;
        boost::mp11::mp_for_each<Members>([&](auto member) {
            if (!problem) {
                problem = read_member(object, path, member.name, result.*member.pointer);
            }
        });
        if (problem) {
            return std::move(*problem);
        }
        return result;
    }

    static boost::json::value write(const T& value) {
        boost::json::object object;
        boost::mp11::mp_for_each<Members>(
            [&](auto member) { object[member.name] = to_json(value.*member.pointer); });
        return object;
    }

    static boost::json::object schema() {
        boost::json::object properties;
        boost::json::array required;
        boost::mp11::mp_for_each<Members>([&](auto member) {
            using M = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
            properties[member.name] = JsonCodec<M>::schema();
            if constexpr (!json_detail::is_optional<M>::value) {
                required.push_back(boost::json::string(member.name));
            }
        });
        boost::json::object schema{{"type", "object"}, {"additionalProperties", false}};
        schema["properties"] = std::move(properties);
        schema["required"] = std::move(required);
        return schema;
    }

private:
    static std::optional<std::string> first_unknown(const boost::json::object& object) {
        for (const auto& entry : object) {
            bool known = false;
            boost::mp11::mp_for_each<Members>(
                [&](auto member) { known = known || entry.key() == member.name; });
            if (!known) {
                return std::string(entry.key());
            }
        }
        return std::nullopt;
    }

    template <class M>
    static std::optional<Refusal> read_member(const boost::json::object& object, const std::string& path,
                                              const char* name, M& into) {
        const auto* found = object.if_contains(name);
        if (found == nullptr) {
            if constexpr (json_detail::is_optional<M>::value) {
                return std::nullopt;
            } else {
                return refuse("missing_field", json_detail::join(path, name));
            }
        }
        auto read = JsonCodec<M>::read(*found, json_detail::join(path, name));
        if (!read) {
            return std::move(read).refusal();
        }
        into = std::move(*read);
        return std::nullopt;
    }
};

}  // namespace daylit
