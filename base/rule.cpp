#include "base/rule.hpp"

namespace daylit {

namespace {

constexpr int longest_period_days = 366;
constexpr int most_percent = 100;

}  // namespace

bool is_period(const Rule& rule, RuleUnit unit) {
    return rule.unit == unit && rule.value >= 1 && rule.value <= longest_period_days && !rule.article.empty();
}

bool is_share(const Rule& rule) {
    return rule.unit == RuleUnit::percent && rule.value >= 1 && rule.value <= most_percent &&
           !rule.article.empty();
}

}  // namespace daylit
