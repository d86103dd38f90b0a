#include "tools/demo/fields.hpp"

namespace daylit::tools {

namespace {

const boost::json::value& expect(const object& from, std::string_view name) {
    const auto* found = find(from, name);
    if (found == nullptr) {
        throw DemoFailed("an answer without " + std::string(name));
    }
    return *found;
}

template <class T>
T expect_good(Result<T> read, std::string_view name) {
    if (!read) {
        throw DemoFailed("an answer whose " + std::string(name) + " cannot be read");
    }
    return std::move(read).value();
}

}  // namespace

const boost::json::value* find(const object& from, std::string_view name) {
    const auto* found = from.if_contains(name);
    return found == nullptr || found->is_null() ? nullptr : found;
}

std::string text_of(const object& from, std::string_view name) {
    return std::string(expect(from, name).as_string());
}

std::string text_or_nothing(const object& from, std::string_view name) {
    const auto* found = find(from, name);
    return found == nullptr ? std::string() : std::string(found->as_string());
}

std::int64_t number_of(const object& from, std::string_view name) {
    return expect(from, name).to_number<std::int64_t>();
}

bool flag_of(const object& from, std::string_view name) {
    const auto* found = find(from, name);
    return found != nullptr && found->as_bool();
}

Instant instant_of(const object& from, std::string_view name) {
    return expect_good(parse_instant(text_of(from, name), std::string(name)), name);
}

std::optional<Instant> instant_or_nothing(const object& from, std::string_view name) {
    return find(from, name) == nullptr ? std::nullopt : std::optional(instant_of(from, name));
}

Date date_of(const object& from, std::string_view name) {
    return expect_good(parse_date(text_of(from, name), std::string(name)), name);
}

const object& object_of(const object& from, std::string_view name) {
    return expect(from, name).as_object();
}

const array& array_of(const object& from, std::string_view name) {
    return expect(from, name).as_array();
}

}  // namespace daylit::tools
