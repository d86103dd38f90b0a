// The public files of a log (C2SP tlog-tiles): over HTTP, or from a folder that somebody copied.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace daylit::tools {

class LogFilesAway : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Not for threads to share: each opens its own.
class LogFiles {
public:
    virtual ~LogFiles() = default;
    // "checkpoint", "tile/0/000.p/5"; none when there is no such file. At most 64 KiB. Throws LogFilesAway.
    virtual std::optional<std::string> get(const std::string& name) = 0;
};

// `place` is the log's prefix as a web address ("https://center.example/log") or a folder. `authority` is a
// PEM file with the authority that the server's TLS certificate comes from; "" for the system's.
std::unique_ptr<LogFiles> open_log_files(const std::string& place, const std::string& authority);
bool is_web_address(const std::string& place);

}  // namespace daylit::tools
