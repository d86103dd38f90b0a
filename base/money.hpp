// Money is whole fen (1/100 yuan) in a strong type; no floating point comes near it.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace daylit {

class Fen {
public:
    // The largest amount that JSON numbers carry exactly in every client: 2^53 - 1 fen (90 trillion yuan).
    static constexpr std::int64_t most = 9'007'199'254'740'991;

    constexpr Fen() = default;
    constexpr explicit Fen(std::int64_t count) : count_(count) {}
    static constexpr Fen yuan(std::int64_t yuan) { return Fen(yuan * 100); }

    constexpr std::int64_t count() const { return count_; }
    constexpr bool operator==(const Fen&) const = default;
    constexpr auto operator<=>(const Fen&) const = default;
    constexpr Fen operator+(Fen other) const { return Fen(count_ + other.count_); }
    constexpr Fen operator-(Fen other) const { return Fen(count_ - other.count_); }

private:
    std::int64_t count_ = 0;
};

// 123456789 fen -> "1,234,567.89"; no unit.
std::string grouped_yuan(Fen amount);

// The formal capitals that bind: 1,680,032.00 -> 人民币壹佰陆拾捌万零叁拾贰元整 (by the rules of
// 支付结算办法, annex 1; 整 follows yuan and jiao, never fen). The amount lies between 0 and Fen::most.
std::string in_capitals(Fen amount);

// (price - start) / start as an exact count of 1/10,000 percent, truncated as the field shows it: 12.3456 %
// is 123456. Start must be positive; a price below it gives a negative rate, truncated towards zero.
std::int64_t premium_rate_ten_thousandths(Fen start, Fen price);

}  // namespace daylit
