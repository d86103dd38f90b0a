#include "crypto/sealing/dealing.hpp"

#include <algorithm>

namespace daylit::sealing {

Dealing::Dealing(std::vector<Scalar> coefficients) : coefficients_(std::move(coefficients)) {
    ensure(!coefficients_.empty(), "a polynomial has a constant coefficient");
}

Dealing Dealing::drawn(std::size_t threshold, const Draw& draw) {
    return of(Scalar::drawn(draw(drawn_bytes)), threshold, draw);
}

Dealing Dealing::of(const Scalar& number, std::size_t threshold, const Draw& draw) {
    std::vector<Scalar> coefficients;
    coefficients.push_back(number.duplicate());
    while (coefficients.size() < threshold) {
        coefficients.push_back(Scalar::drawn(draw(drawn_bytes)));
    }
    return Dealing(std::move(coefficients));
}

Commitments Dealing::commitments() const {
    Commitments points;
    for (const auto& coefficient : coefficients_) {
        points.push_back(Point::generator_times(coefficient));
    }
    return points;
}

Scalar Dealing::share(std::uint64_t holder) const {
    ensure(holder != 0, "the share of nobody is the number itself");
    const auto at = Scalar::of(holder);
    auto value = Scalar::zero();
    for (auto coefficient = coefficients_.rbegin(); coefficient != coefficients_.rend(); ++coefficient) {
        value = value.times(at).plus(*coefficient);
    }
    return value;
}

Outcome check_degree(const Commitments& commitments, std::size_t threshold, const std::string& field) {
    const bool fits =
        commitments.size() == threshold &&
        std::ranges::none_of(commitments, [](const auto& point) { return point.is_infinity(); });
    return fits ? Outcome(Done{}) : Outcome(refuse("dealing_wrong_degree", field));
}

Outcome check_share(const Commitments& commitments, std::uint64_t holder, const Scalar& share,
                    const std::string& field) {
    return Point::generator_times(share) == share_point(commitments, holder)
               ? Outcome(Done{})
               : Outcome(refuse("share_invalid", field));
}

Point share_point(const Commitments& commitments, std::uint64_t holder) {
    ensure(holder != 0, "the share of nobody is the number itself");
    const auto at = Scalar::of(holder);
    auto value = Point::infinity();
    for (auto point = commitments.rbegin(); point != commitments.rend(); ++point) {
        value = value.times(at).plus(*point);
    }
    return value;
}

Commitments added(std::span<const Commitments> dealers) {
    ensure(!dealers.empty(), "somebody deals");
    auto sum = dealers.front();
    for (const auto& one : dealers.subspan(1)) {
        ensure(one.size() == sum.size(), "dealers have the same degree");
        for (std::size_t i = 0; i < sum.size(); ++i) {
            sum[i] = sum[i].plus(one[i]);
        }
    }
    return sum;
}

Scalar weight_at_zero(std::span<const std::uint64_t> holders, std::uint64_t holder) {
    auto above = Scalar::of(1);
    auto below = Scalar::of(1);
    const auto own = Scalar::of(holder);
    for (const auto other : holders) {
        if (other != holder) {
            const auto at = Scalar::of(other);
            above = above.times(at);
            below = below.times(at.minus(own));
        }
    }
    return above.times(below.inverse());
}

}  // namespace daylit::sealing
