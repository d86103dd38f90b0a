// A parcel's boundary as GeoJSON: checked element by element, never computed with.
#include "auction/terms.hpp"

namespace daylit::auction {

namespace {

namespace json = boost::json;
constexpr std::size_t most_positions = 10'000;

Outcome wrong(const std::string& path) {
    return refuse("malformed_boundary", path, {std::to_string(most_positions)});
}

std::string element(const std::string& path, std::size_t index) {
    return path + "[" + std::to_string(index) + "]";
}

// Within the range of degrees; compared as the numbers were written. Nothing but nought is nearer to it than
// a millionth of a degree (0.1 m): Boost.JSON 1.81 moves such small numbers again and again as they are
// written and read, and what is stored must replay to what was decided.
bool is_degree(const json::value& value, int most) {
    if (value.is_int64()) {
        return value.get_int64() >= -most && value.get_int64() <= most;
    }
    if (!value.is_double() || value.get_double() < -most || value.get_double() > most) {
        return false;
    }
    constexpr auto least = 1e-6;
    return value.get_double() == 0 || value.get_double() >= least || value.get_double() <= -least;
}

bool is_position(const json::value& value) {
    const auto* pair = value.if_array();
    return pair != nullptr && pair->size() == 2 && is_degree((*pair)[0], 180) && is_degree((*pair)[1], 90);
}

// 120 and 120.0 are the same degree. Both lie in the range.
bool is_same_degree(const json::value& one, const json::value& other) {
    if (one.is_int64() == other.is_int64()) {
        return one == other;
    }
    const auto& whole = one.is_int64() ? one : other;
    const auto& decimal = one.is_int64() ? other : one;
    return static_cast<int>(whole.get_int64()) == decimal.get_double();
}

bool is_same_position(const json::value& one, const json::value& other) {
    return is_same_degree(one.get_array()[0], other.get_array()[0]) &&
           is_same_degree(one.get_array()[1], other.get_array()[1]);
}

// A ring that goes nowhere, or there and back, bounds nothing.
bool has_three_corners(const json::array& ring) {
    const auto& first = ring.front();
    const json::value* second = nullptr;
    for (const auto& position : ring) {
        if (is_same_position(position, first)) {
            continue;
        }
        if (second == nullptr) {
            second = &position;
        } else if (!is_same_position(position, *second)) {
            return true;
        }
    }
    return false;
}

Outcome check_ring(const json::value& value, const std::string& path, std::size_t& positions) {
    const auto* ring = value.if_array();
    if (ring == nullptr || ring->size() < 4) {
        return wrong(path);
    }
    positions += ring->size();
    if (positions > most_positions) {
        return wrong(path);
    }
    for (std::size_t i = 0; i < ring->size(); ++i) {
        if (!is_position((*ring)[i])) {
            return wrong(element(path, i));
        }
    }
    return is_same_position(ring->front(), ring->back()) && has_three_corners(*ring) ? Outcome(Done{})
                                                                                     : wrong(path);
}

// Every element of a non-empty array by one check.
template <class Check>
Outcome check_each(const json::value& value, const std::string& path, Check check_one) {
    const auto* elements = value.if_array();
    if (elements == nullptr || elements->empty()) {
        return wrong(path);
    }
    for (std::size_t i = 0; i < elements->size(); ++i) {
        if (auto good = check_one((*elements)[i], element(path, i)); !good) {
            return good;
        }
    }
    return Done{};
}

}  // namespace

Outcome check_boundary(const json::object& boundary, const std::string& path) {
    const auto* type = boundary.if_contains("type");
    const auto* coordinates = boundary.if_contains("coordinates");
    if (type == nullptr || !type->is_string() || coordinates == nullptr || boundary.size() != 2) {
        return wrong(path);
    }
    std::size_t positions = 0;
    const auto ring = [&](const json::value& value, const std::string& at) {
        return check_ring(value, at, positions);
    };
    const auto polygon = [&](const json::value& value, const std::string& at) {
        return check_each(value, at, ring);
    };
    if (type->get_string() == "Polygon") {
        return polygon(*coordinates, path + ".coordinates");
    }
    return type->get_string() == "MultiPolygon" ? check_each(*coordinates, path + ".coordinates", polygon)
                                                : wrong(path + ".type");
}

}  // namespace daylit::auction
