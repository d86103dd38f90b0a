// Reading the API's answers. A field that should be there and is not ends the step (DemoFailed).
#pragma once

#include "base/time.hpp"
#include "tools/demo/party.hpp"

#include <optional>
#include <string_view>

namespace daylit::tools {

using boost::json::array;
using boost::json::object;

// The value, or nullptr when it is missing or null.
const boost::json::value* find(const object& from, std::string_view name);

std::string text_of(const object& from, std::string_view name);
std::string text_or_nothing(const object& from, std::string_view name);  // "" when missing or null
std::int64_t number_of(const object& from, std::string_view name);
bool flag_of(const object& from, std::string_view name);  // false when missing or null
Instant instant_of(const object& from, std::string_view name);
std::optional<Instant> instant_or_nothing(const object& from, std::string_view name);
Date date_of(const object& from, std::string_view name);
const object& object_of(const object& from, std::string_view name);
const array& array_of(const object& from, std::string_view name);
// What is only passing through has nothing to refer to.
const object& object_of(object&& from, std::string_view name) = delete;
const array& array_of(object&& from, std::string_view name) = delete;
const boost::json::value* find(object&& from, std::string_view name) = delete;

}  // namespace daylit::tools
