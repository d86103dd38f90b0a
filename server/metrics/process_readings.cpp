#include "server/metrics/process_readings.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace daylit::metrics {

namespace {

std::string whole(const char* file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        throw std::runtime_error(std::string("cannot read ") + file);
    }
    return text.str();
}

// The fields of /proc/self/stat from the third on: the second, the program's name, may hold anything.
std::vector<std::string> status_fields() {
    const auto text = whole("/proc/self/stat");
    std::istringstream rest(text.substr(text.rfind(')') + 1));
    std::vector<std::string> fields;
    for (std::string field; rest >> field;) {
        fields.push_back(field);
    }
    return fields;
}

double number(const std::vector<std::string>& fields, std::size_t field) {
    return std::stod(fields.at(field - 3));  // as proc(5) numbers them
}

// The kernel counts a process's start from booting. The service unit hides /proc/stat
// (ProcSubset=pid), so the moment of booting comes from the clocks.
double started_at(double ticks_after_boot, double ticks_a_second) {
    timespec since_boot{};
    timespec since_epoch{};
    if (clock_gettime(CLOCK_BOOTTIME, &since_boot) != 0 || clock_gettime(CLOCK_REALTIME, &since_epoch) != 0) {
        throw std::runtime_error("the system's clocks cannot be read");
    }
    const auto seconds = [](const timespec& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    };
    return seconds(since_epoch) - seconds(since_boot) + ticks_after_boot / ticks_a_second;
}

double open_files() {
    double count = -1;  // the one that lists them
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        ++count;
    }
    return count;
}

double most_files() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        throw std::runtime_error("the bound on open files cannot be read");
    }
    return static_cast<double>(limit.rlim_cur);
}

}  // namespace

std::vector<Reading> process_readings() {
    const auto fields = status_fields();
    const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
    const auto page = static_cast<double>(sysconf(_SC_PAGESIZE));
    // Once: a clock that is set later does not make another process of it.
    static const double start = started_at(number(fields, 22), ticks);
    return {{"process_cpu_seconds_total", (number(fields, 14) + number(fields, 15)) / ticks},
            {"process_start_time_seconds", start},
            {"process_resident_memory_bytes", number(fields, 24) * page},
            {"process_threads", number(fields, 20)},
            {"process_open_fds", open_files()},
            {"process_max_fds", most_files()}};
}

}  // namespace daylit::metrics
