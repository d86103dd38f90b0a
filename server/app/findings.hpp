// What is wrong with a draft, all of it at once, as a desk shows it: the same codes and sentences as
// refusals.
#pragma once

#include "base/result.hpp"

#include <boost/describe.hpp>

namespace daylit::app {

struct Finding {
    std::string code;
    std::string field;
    std::string zh;
    std::string en;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (code, field, zh, en))

std::vector<Finding> findings_of(const std::vector<Refusal>& refusals);

}  // namespace daylit::app
