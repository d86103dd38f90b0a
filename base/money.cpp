#include "base/money.hpp"

#include "base/result.hpp"

#include <array>
#include <limits>
#include <string_view>

namespace daylit {

namespace {

// Standard C++ has no 128-bit integer; both compilers do.
__extension__ using Wide = __int128;

constexpr std::array<std::string_view, 10> capitals{"零", "壹", "贰", "叁", "肆",
                                                    "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 4> within_group{"", "拾", "佰", "仟"};

// The unit that closes the group of four digits whose lowest has this place.
std::string_view group_unit(std::size_t place) {
    return place == 4 || place == 12 ? "万" : place == 8 ? "亿" : "";
}

// Whole yuan without the word. A run of zeros inside is one 零; zeros just before 万, 亿 or the end are
// silent. Where the annex allows both (a zero at 万 before a figure at 仟), the shorter form is written.
std::string spell(std::int64_t yuan) {
    const auto digits = std::to_string(yuan);
    std::string text;
    bool skipped_zero = false;
    bool group_spoken = false;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::size_t place = digits.size() - 1 - i;
        const auto digit = static_cast<std::size_t>(digits[i] - '0');
        if (digit == 0) {
            skipped_zero = true;
        } else {
            text += skipped_zero && !text.empty() ? capitals[0] : "";
            text += capitals[digit];
            text += within_group[place % 4];
            skipped_zero = false;
            group_spoken = true;
        }
        if (place % 4 == 0 && (group_spoken || place == 8)) {  // 万亿 must still say 亿
            text += group_unit(place);
            skipped_zero = false;
            group_spoken = false;
        }
    }
    return text;
}

// 角 and 分 after `yuan`. The annex lets 整 after 角 stand or fall; it stands here, since nothing can then be
// added behind it.
std::string spell_part(std::int64_t yuan, std::size_t jiao, std::size_t fen) {
    if (jiao == 0 && fen == 0) {
        return "整";
    }
    std::string text;
    const bool zero_between = jiao == 0 || yuan % 10 == 0;
    text += yuan > 0 && zero_between ? capitals[0] : "";
    if (jiao > 0) {
        text.append(capitals[jiao]).append("角");
    }
    if (fen > 0) {
        return text.append(capitals[fen]).append("分");
    }
    return text.append("整");
}

}  // namespace

std::string grouped_yuan(Fen amount) {
    const bool negative = amount.count() < 0;
    const Wide size = negative ? -Wide(amount.count()) : Wide(amount.count());
    auto text = std::to_string(static_cast<std::int64_t>(size / 100));
    for (auto at = text.size(); at > 3; at -= 3) {
        text.insert(at - 3, ",");
    }
    const auto part = static_cast<int>(size % 100);
    text.push_back('.');
    text.push_back(static_cast<char>('0' + part / 10));
    text.push_back(static_cast<char>('0' + part % 10));
    return negative ? "-" + text : text;
}

std::string in_capitals(Fen amount) {
    ensure(amount.count() >= 0 && amount.count() <= Fen::most, "an amount that can be written in capitals");
    const auto yuan = amount.count() / 100;
    const auto part = static_cast<std::size_t>(amount.count() % 100);
    std::string text = "人民币";
    if (amount == Fen(0)) {
        return text + "零元整";
    }
    if (yuan > 0) {
        text += spell(yuan) + "元";
    }
    return text + spell_part(yuan, part / 10, part % 10);
}

std::int64_t premium_rate_ten_thousandths(Fen start, Fen price) {
    ensure(start > Fen(0), "a start price is positive");
    const Wide rate = (Wide(price.count()) - start.count()) * 1'000'000 / start.count();
    ensure(rate <= std::numeric_limits<std::int64_t>::max() && rate >= -Wide(1'000'000),
           "a premium rate that fits 64 bits, of a price that is not negative");
    return static_cast<std::int64_t>(rate);
}

}  // namespace daylit
