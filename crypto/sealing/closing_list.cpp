#include "crypto/sealing/closing_list.hpp"

#include "base/encoding.hpp"

#include <algorithm>

namespace daylit::sealing {

namespace {

constexpr std::size_t most_text = 2 * 1024 * 1024;
constexpr std::size_t most_id = 64;

template <class Range, class Name>
bool is_in_order(const Range& range, Name name) {
    return std::ranges::adjacent_find(range, std::ranges::greater_equal(), name) == range.end();
}

bool is_point(const std::string& hex) {
    const auto bytes = from_hex(hex);
    return bytes && bytes->size() == point_bytes && Point::from_bytes(*bytes);
}

bool is_submission(const ClosedSubmission& submission) {
    return !submission.submission.empty() && submission.submission.size() <= most_id &&
           !submission.envelopes.empty() && submission.envelopes.size() <= most_parts &&
           is_in_order(submission.envelopes, &ClosedEnvelope::part) &&
           std::ranges::all_of(submission.envelopes, [](const auto& one) { return is_point(one.point); });
}

}  // namespace

std::string closing_list_text(const ClosingList& list) {
    return to_json_text(list);
}

Result<ClosingList> parse_closing_list(std::string_view text) {
    if (text.size() > most_text) {
        return refuse("closing_list_malformed");
    }
    auto list = parse_as<ClosingList>(text);
    if (!list) {
        return refuse("closing_list_malformed", list.refusal().field);
    }
    if (list->format != closing_list_format || list->submissions.size() > most_submissions ||
        !is_in_order(list->submissions, &ClosedSubmission::submission) ||
        !std::ranges::all_of(list->submissions, is_submission)) {
        return refuse("closing_list_malformed");
    }
    return list;
}

std::vector<Point> points_of(const ClosingList& list) {
    std::vector<Point> points;
    for (const auto& submission : list.submissions) {
        for (const auto& envelope : submission.envelopes) {
            points.push_back(Point::from_bytes(from_hex(envelope.point).value()).value());
        }
    }
    return points;
}

}  // namespace daylit::sealing
