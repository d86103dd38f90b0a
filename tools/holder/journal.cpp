#include "tools/holder/journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace daylit::tools {

namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

Journal::Journal(const std::filesystem::path& file)
    : file_(open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0) {
        fail("opening the journal");
    }
}

Journal::~Journal() {
    close(file_);
}

void Journal::append(Instant at, const std::string& what, const boost::json::object& details) const {
    const boost::json::object line{{"at", to_rfc3339(at)}, {"what", what}, {"details", details}};
    const auto text = boost::json::serialize(line) + "\n";
    if (write(file_, text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
        fdatasync(file_) != 0) {
        fail("writing the journal");
    }
}

}  // namespace daylit::tools
