// What the disk's state means for the running server: who may write, which alarm stands, what /readyz says.
#pragma once

#include "schema/write_gate.hpp"
#include "server/app/alarms.hpp"
#include "server/embedded/space.hpp"

#include <atomic>
#include <filesystem>

namespace daylit::shell {

class Storage {
public:
    Storage(const std::filesystem::path& data, const Clock& clock, app::AlarmBoard& alarms)
        : data_(data.string()), clock_(clock), alarms_(alarms) {}

    void told(embedded::SpaceLevel level, const embedded::Space& space);

    const schema::WriteGate& gate() const { return gate_; }
    // "roomy", "low" or "scarce".
    const char* word() const;

private:
    const std::string data_;
    const Clock& clock_;
    app::AlarmBoard& alarms_;
    schema::WriteGate gate_;
    std::atomic<embedded::SpaceLevel> level_ = embedded::SpaceLevel::roomy;
};

}  // namespace daylit::shell
