// A holder's own journal: one line of JSON an act, appended and synced before the act is sent. Nothing here
// is secret, and nothing is ever taken away.
#pragma once

#include "base/time.hpp"

#include <boost/json.hpp>

#include <filesystem>
#include <string>

namespace daylit::tools {

class Journal {
public:
    // Throws std::system_error where the file cannot be appended to.
    explicit Journal(const std::filesystem::path& file);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    void append(Instant at, const std::string& what, const boost::json::object& details) const;

private:
    int file_;
};

}  // namespace daylit::tools
