// One number of the law with its article: a time limit, a percentage, a quorum. Rules stand in profiles and
// method tables, which are data, and are frozen into each procedure when it is published.
#pragma once

#include "base/json.hpp"

namespace daylit {

enum class RuleUnit { calendar_days, working_days, percent };
BOOST_DESCRIBE_ENUM(RuleUnit, calendar_days, working_days, percent)

struct Rule {
    int value = 0;
    RuleUnit unit = RuleUnit::calendar_days;
    std::string article;
    bool operator==(const Rule&) const = default;
};
BOOST_DESCRIBE_STRUCT(Rule, (), (value, unit, article))

// Whether the number makes sense: a period of 1 to 366 days in this unit, a share of 1 to 100 percent, each
// with its article. Whether it is lawful is for the article to say.
bool is_period(const Rule& rule, RuleUnit unit);
bool is_share(const Rule& rule);

}  // namespace daylit
