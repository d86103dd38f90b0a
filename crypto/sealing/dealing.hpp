// Sharing a number among n holders so that any k of them stand for it and fewer know nothing (Shamir), each
// share checkable against published commitments (Feldman, 1987). Several dealers' sharings added up make a
// number that nobody ever holds (Pedersen, 1991); who deals falsely is found by `check_share`.
//
// Holders have the indices 1 … n. Refusals: dealing_wrong_degree, share_invalid.
#pragma once

#include "crypto/sealing/group.hpp"

#include <functional>
#include <span>
#include <vector>

namespace daylit::sealing {

// What a dealer publishes: its coefficients times the generator, the constant one first. Exactly k of them:
// one more would raise the number of holders that are needed, unseen.
using Commitments = std::vector<Point>;

// A dealer's secret polynomial.
class Dealing {
public:
    // Gives as many random bytes as it is asked for.
    using Draw = std::function<Secret(std::size_t)>;
    static Dealing drawn(std::size_t threshold, const Draw& draw);
    // Shares a number that is there already: for a backup among custodians.
    static Dealing of(const Scalar& number, std::size_t threshold, const Draw& draw);
    explicit Dealing(std::vector<Scalar> coefficients);

    const Scalar& number() const { return coefficients_.front(); }
    Commitments commitments() const;
    Scalar share(std::uint64_t holder) const;

private:
    std::vector<Scalar> coefficients_;
};

Outcome check_degree(const Commitments& commitments, std::size_t threshold, const std::string& field = {});
// That the share is the one which these commitments promise to this holder.
Outcome check_share(const Commitments& commitments, std::uint64_t holder, const Scalar& share,
                    const std::string& field = {});
// What a holder's share times the generator must be.
Point share_point(const Commitments& commitments, std::uint64_t holder);
// Of several dealers together: the same degree each.
Commitments added(std::span<const Commitments> dealers);

// What the share of `holder` counts for where these holders' shares make the number: Lagrange's coefficient
// at zero. Holders are different from each other, and `holder` is one of them.
Scalar weight_at_zero(std::span<const std::uint64_t> holders, std::uint64_t holder);

}  // namespace daylit::sealing
