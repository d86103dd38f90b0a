#include "crypto/sealing/parts.hpp"

#include "base/encoding.hpp"

namespace daylit::sealing {

namespace {

std::vector<Multiple> batch_of(const std::vector<Point>& points, const std::vector<Point>& parts) {
    std::vector<Multiple> batch;
    for (std::size_t i = 0; i < points.size(); ++i) {
        batch.push_back({points[i], parts[i]});
    }
    return batch;
}

}  // namespace

std::string parts_text(const ClosingList& list, const Digest& digest, std::uint64_t holder,
                       const Scalar& key) {
    PartsText text;
    text.lot = list.lot;
    text.stage = list.stage;
    text.holder = static_cast<std::int64_t>(holder);
    text.closing_list = digest;
    const auto points = points_of(list);
    std::vector<Point> parts;
    for (const auto& point : points) {
        parts.push_back(point.times(key));
        text.points.push_back(to_hex(parts.back().compressed()));
    }
    text.proof = to_hex(prove_equality(key, Point::generator_times(key), batch_of(points, parts)));
    return to_json_text(text);
}

Result<std::vector<Point>> check_parts(std::string_view text, const ClosingList& list, const Digest& digest,
                                       std::uint64_t holder, const Point& public_key) {
    const auto parts = text.size() <= most_parts_text ? parse_as<PartsText>(text) : refuse("parts_malformed");
    if (!parts || parts->format != parts_format) {
        return refuse("parts_malformed", parts ? "format" : parts.refusal().field);
    }
    if (parts->closing_list != digest || parts->lot != list.lot || parts->stage != list.stage ||
        parts->holder != static_cast<std::int64_t>(holder)) {
        return refuse("parts_of_another");
    }
    const auto points = points_of(list);
    if (parts->points.size() != points.size()) {
        return refuse("parts_malformed", "points");
    }
    std::vector<Point> read;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto bytes = from_hex(parts->points[i]);
        auto point = Point::from_bytes(bytes && bytes->size() == point_bytes ? *bytes : std::string(),
                                       "points[" + std::to_string(i) + "]");
        if (!point) {
            return point.refusal();
        }
        read.push_back(*std::move(point));
    }
    const auto proof = from_hex(parts->proof);
    if (auto proved = verify_equality(public_key, batch_of(points, read), proof.value_or(""), "proof");
        !proved) {
        return proved.refusal();
    }
    return read;
}

}  // namespace daylit::sealing
