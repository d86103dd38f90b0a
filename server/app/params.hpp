// The parts of a call that stand in its address: path parameters and the query, already percent-decoded.
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"

#include <boost/describe.hpp>

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace daylit::app {

struct Params {
    std::map<std::string, std::string> path;
    std::map<std::string, std::string> query;

    template <class Tag>
    Result<Id<Tag>> id(const std::string& name) const {
        const auto& text = path.at(name);
        if (!is_id_text(text)) {
            return refuse("not_found", name);
        }
        return Id<Tag>{text};
    }
    // An id of what has no type of its own.
    Result<std::string> plain_id(const std::string& name) const {
        const auto& text = path.at(name);
        return is_id_text(text) ? Result<std::string>(text) : refuse("not_found", name);
    }
    std::optional<std::string> text(const std::string& name) const {
        const auto found = query.find(name);
        return found == query.end() || found->second.empty() ? std::nullopt : std::optional(found->second);
    }
    // A whole number from 0 on, or `otherwise` where there is none. Refuses out_of_range.
    Result<std::int64_t> number(const std::string& name, std::int64_t otherwise) const {
        constexpr std::int64_t most = 1'000'000'000'000;
        const auto given = text(name);
        if (!given) {
            return otherwise;
        }
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), value);
        if (error != std::errc() || end != given->data() + given->size() || value < 0 || value > most) {
            return refuse("out_of_range", name, {"0", std::to_string(most)});
        }
        return value;
    }
    // 1 to 100, by default 20.
    Result<int> limit() const {
        const auto given = number("limit", 20);
        if (!given || *given < 1 || *given > 100) {
            return refuse("out_of_range", "limit", {"1", "100"});
        }
        return static_cast<int>(*given);
    }
};

// One page of a list, and where the next begins (a keyset cursor, opaque to the caller).
template <class Item>
struct Page {
    std::vector<Item> items;
    std::optional<std::string> next_cursor;
    BOOST_DESCRIBE_CLASS(Page, (), (items, next_cursor), (), ())
};

// For commands that say nothing back, and for those that take no body: {}.
struct Nothing {
    bool operator==(const Nothing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

}  // namespace daylit::app
