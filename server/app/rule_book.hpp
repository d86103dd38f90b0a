// The rule data that the use cases work with: the working calendar, the agreement in force, the rule
// profiles. Loaded once at start.
#pragma once

#include "auction/profile.hpp"
#include "base/calendar.hpp"
#include "crypto/digest.hpp"
#include "tendering/method.hpp"

namespace daylit::app {

struct Agreement {
    std::string version;
    std::string text_zh;
    std::string text_en;
    Digest digest;  // of the Chinese text's bytes
};
BOOST_DESCRIBE_STRUCT(Agreement, (), (version, text_zh, text_en, digest))

class RuleBook {
public:
    // From the files compiled in; throws when one is damaged: a program with broken rules must not start.
    RuleBook();

    const WorkingCalendar& calendar() const { return calendar_; }
    const Agreement& agreement() const { return agreement_; }
    const std::vector<auction::Profile>& profiles() const { return profiles_; }  // the default first
    // Refuses profile_unknown.
    Result<auction::Profile> profile(const std::string& id, const std::string& field) const;
    const std::vector<tendering::Method>& methods() const { return methods_; }
    // nullptr where there is none.
    const tendering::Method* method(const std::string& id) const;

private:
    WorkingCalendar calendar_;
    Agreement agreement_;
    std::vector<auction::Profile> profiles_;
    std::vector<tendering::Method> methods_;
};

}  // namespace daylit::app
