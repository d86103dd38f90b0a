#include "crypto/tile.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace daylit::merkle {

namespace {

constexpr std::string_view tile_prefix = "tile/";
constexpr std::string_view entries_prefix = "tile/entries/";
constexpr std::string_view partial_mark = ".p/";

std::string three_digits(std::uint64_t number) {
    auto digits = std::to_string(number);
    return std::string(3 - digits.size(), '0') + digits;
}

// 1234067 -> "x001/x234/067"
std::string index_text(std::uint64_t index) {
    auto text = three_digits(index % 1000);
    while (index >= 1000) {
        index /= 1000;
        text = "x" + three_digits(index % 1000) + "/" + text;
    }
    return text;
}

std::string with_width(std::string path, int width) {
    ensure(width >= 1 && width <= tile_width, "a tile has 1 to 256 hashes");
    return width == tile_width ? path : path + std::string(partial_mark) + std::to_string(width);
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && number >= 0;
    return whole ? std::optional(number) : std::nullopt;
}

// Lenient about spelling: the callers compare with the one right spelling.
std::optional<EntriesCoordinate> read_place(std::string_view text) {
    EntriesCoordinate place;
    if (const auto mark = text.find(partial_mark); mark != text.npos) {
        const auto width = number_in<int>(text.substr(mark + partial_mark.size()));
        if (!width || *width < 1 || *width >= tile_width) {
            return std::nullopt;
        }
        place.width = *width;
        text = text.substr(0, mark);
    }
    std::string digits(text);
    std::erase_if(digits, [](char c) { return c == 'x' || c == '/'; });
    const auto index = number_in<std::uint64_t>(digits);
    if (!index) {
        return std::nullopt;
    }
    place.index = *index;
    return place;
}

}  // namespace

std::string tile_path(const TileCoordinate& at) {
    ensure(at.level >= 0 && at.level < 64, "a tile's level is 0 to 63");
    return with_width(std::string(tile_prefix) + std::to_string(at.level) + "/" + index_text(at.index),
                      at.width);
}

Result<TileCoordinate> parse_tile_path(std::string_view path) {
    const auto slash = path.find('/', tile_prefix.size());
    if (path.size() > 64 || !path.starts_with(tile_prefix) || slash == path.npos) {
        return refuse("malformed_tile_path");
    }
    const auto level = number_in<int>(path.substr(tile_prefix.size(), slash - tile_prefix.size()));
    const auto place = read_place(path.substr(slash + 1));
    if (!level || *level >= 64 || !place) {
        return refuse("malformed_tile_path");
    }
    const TileCoordinate at{*level, place->index, place->width};
    return tile_path(at) == path ? Result<TileCoordinate>(at) : refuse("malformed_tile_path");
}

std::string entries_path(std::uint64_t index, int width) {
    return with_width(std::string(entries_prefix) + index_text(index), width);
}

Result<EntriesCoordinate> parse_entries_path(std::string_view path) {
    if (path.size() > 64 || !path.starts_with(entries_prefix)) {
        return refuse("malformed_tile_path");
    }
    const auto place = read_place(path.substr(entries_prefix.size()));
    return place && entries_path(place->index, place->width) == path ? Result<EntriesCoordinate>(*place)
                                                                     : refuse("malformed_tile_path");
}

std::uint64_t hashes_at_level(std::uint64_t size, int level) {
    const int levels = level * tile_height;
    return levels < 64 ? size >> levels : 0;
}

int tile_width_at(std::uint64_t size, int level, std::uint64_t index) {
    const auto hashes = hashes_at_level(size, level);
    const auto tiles_before = hashes / tile_width;
    if (index < tiles_before) {
        return tile_width;
    }
    return index == tiles_before ? static_cast<int>(hashes % tile_width) : 0;
}

}  // namespace daylit::merkle
