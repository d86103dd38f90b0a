#include "server/app/alarms.hpp"

namespace daylit::app {

bool AlarmBoard::raise(const std::string& source, const std::string& subject, const std::string& text,
                       Instant now) {
    const std::lock_guard lock(mutex_);
    const auto [at, is_new] = alarms_.try_emplace({source, subject}, Alarm{source, subject, text, now});
    if (!is_new && at->second.text == text) {
        return false;
    }
    at->second.text = text;
    return true;
}

void AlarmBoard::clear(const std::string& source, const std::string& subject) {
    const std::lock_guard lock(mutex_);
    alarms_.erase({source, subject});
}

std::vector<Alarm> AlarmBoard::standing() const {
    const std::lock_guard lock(mutex_);
    std::vector<Alarm> list;
    for (const auto& [key, alarm] : alarms_) {
        list.push_back(alarm);
    }
    return list;
}

Result<AlarmList> alarms(Call& call, const Params&) {
    return AlarmList{call.services.alarms()};
}

}  // namespace daylit::app
