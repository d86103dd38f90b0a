// Something that must not be overlooked.
#pragma once

#include "base/json.hpp"
#include "base/time.hpp"

#include <string>

namespace daylit::app {

struct Alarm {
    std::string source;   // who found it: "witness", "audit", "parser", "revocation-list", "time-stamp"
    std::string subject;  // what it is about: the witness's or authority's name, or table and row
    std::string text;     // for the operator, in English, without personal data
    Instant since;
    bool operator==(const Alarm&) const = default;
};
BOOST_DESCRIBE_STRUCT(Alarm, (), (source, subject, text, since))

}  // namespace daylit::app
