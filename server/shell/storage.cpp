#include "server/shell/storage.hpp"

#include "server/shell/logging.hpp"

#include <Poco/Message.h>

namespace daylit::shell {

namespace {

using embedded::SpaceLevel;
constexpr const char* source = "storage";

schema::Writing writing_at(SpaceLevel level) {
    switch (level) {
        case SpaceLevel::roomy:
            return schema::Writing::everybody;
        case SpaceLevel::low:
            return schema::Writing::own_work;
        default:
            return schema::Writing::nobody;
    }
}

std::string alarm_text(SpaceLevel level, const std::string& data) {
    const auto begin = "the disk of " + data + " is running full: commands are refused";
    return level == SpaceLevel::low
               ? begin
               : begin + ", and the server's own work (closing lots, the log) stands still";
}

}  // namespace

void Storage::told(SpaceLevel level, const embedded::Space& space) {
    gate_.let(writing_at(level));
    const auto before = level_.exchange(level);
    const boost::json::object seen{{"free_mebibytes", space.free / embedded::mebibyte},
                                   {"ballast_mebibytes", space.ballast / embedded::mebibyte}};
    if (level == SpaceLevel::roomy) {
        alarms_.clear(source, data_);
        if (before != SpaceLevel::roomy) {
            log(source, Poco::Message::PRIO_WARNING, "there is room on the disk again: commands are taken",
                seen);
        }
        return;
    }
    const auto text = alarm_text(level, data_);
    if (alarms_.raise(source, data_, text, clock_.now())) {
        log(source, Poco::Message::PRIO_CRITICAL, text, seen);
    }
}

const char* Storage::word() const {
    switch (level_) {
        case SpaceLevel::roomy:
            return "roomy";
        case SpaceLevel::low:
            return "low";
        default:
            return "scarce";
    }
}

}  // namespace daylit::shell
