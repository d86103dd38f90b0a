// What must not be overlooked: each alarm stands from when it was raised until its cause is gone. The board
// is this process's own and not the database's, so that whoever rewrites the database cannot wipe it; what
// causes an alarm is found again after a restart.
#pragma once

#include "server/app/alarm.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"

#include <map>
#include <mutex>

namespace daylit::app {

class AlarmBoard {
public:
    // True when this very alarm is new: then it is to be told.
    bool raise(const std::string& source, const std::string& subject, const std::string& text, Instant now);
    void clear(const std::string& source, const std::string& subject);
    std::vector<Alarm> standing() const;  // by source and subject

private:
    mutable std::mutex mutex_;
    std::map<std::pair<std::string, std::string>, Alarm> alarms_;
};

struct AlarmList {
    std::vector<Alarm> items;
};
BOOST_DESCRIBE_STRUCT(AlarmList, (), (items))

// GET /alarms: those of the answering process, which is all of them where one process serves.
Result<AlarmList> alarms(Call& call, const Params& params);

}  // namespace daylit::app
