#include "server/embedded/process.hpp"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace daylit::embedded {

namespace {

[[noreturn]] void fail(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

// glibc 2.36 declares pidfd_open for C alone.
int open_pidfd(pid_t id) {
    return static_cast<int>(::syscall(SYS_pidfd_open, id, 0));
}

bool readable_within(int handle, std::chrono::milliseconds wait) {
    pollfd poll_for{handle, POLLIN, 0};
    return ::poll(&poll_for, 1, static_cast<int>(wait.count())) == 1;
}

// Between fork and exec only calls that are safe there (no allocation, no locks): everything is prepared
// before.
[[noreturn]] void become(char* const* arguments, const Account& account, int log, pid_t parent) {
    ::setsid();
    const int nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, 0);
    ::dup2(log, 1);
    ::dup2(log, 2);
    ::close_range(3, ~0U, 0);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::signal(SIGPIPE, SIG_DFL);
    if (::geteuid() == 0 && account.user != 0 &&
        (::setgroups(0, nullptr) != 0 || ::setgid(account.group) != 0 || ::setuid(account.user) != 0)) {
        ::_exit(126);
    }
    // After the change of account, which clears it.
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent || ::chdir("/") != 0) {
        ::_exit(126);
    }
    ::execv(arguments[0], arguments);
    ::_exit(127);
}

bool has_argument(const std::filesystem::path& folder, const std::string& argument) {
    std::ifstream file(folder / "cmdline", std::ios::binary);
    for (std::string word; std::getline(file, word, '\0');) {
        if (word == argument) {
            return true;
        }
    }
    return false;
}

}  // namespace

Account own_account() {
    const passwd* entry = ::getpwuid(::geteuid());
    if (entry == nullptr) {
        throw std::runtime_error("user " + std::to_string(::geteuid()) + " has no account on this machine");
    }
    return {entry->pw_uid, entry->pw_gid, entry->pw_name};
}

std::optional<Account> find_account(const std::string& name) {
    const passwd* entry = ::getpwnam(name.c_str());
    if (entry == nullptr) {
        return std::nullopt;
    }
    return Account{entry->pw_uid, entry->pw_gid, entry->pw_name};
}

Process Process::start(const std::vector<std::string>& command, const Account& account,
                       const std::filesystem::path& log) {
    std::vector<char*> arguments;
    for (const auto& word : command) {
        arguments.push_back(const_cast<char*>(word.c_str()));  // execv's signature is older than const
    }
    arguments.push_back(nullptr);
    const int log_handle = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (log_handle < 0) {
        fail("cannot open " + log.string());
    }
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        become(arguments.data(), account, log_handle, parent);
    }
    ::close(log_handle);
    if (child < 0) {
        fail("cannot start " + command.front());
    }
    Process process;
    process.id_ = child;
    process.handle_ = open_pidfd(child);
    if (process.handle_ < 0) {
        process.kill();
        fail("pidfd_open");
    }
    return process;
}

Process& Process::operator=(Process&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(handle_, other.handle_);
    return *this;
}

Process::~Process() {
    if (id_ > 0) {
        kill();
        reap();
    }
}

bool Process::ended(std::chrono::milliseconds wait) const {
    return id_ <= 0 || readable_within(handle_, wait);
}

void Process::ask_to_end() const {
    ::kill(id_, SIGTERM);
}

void Process::kill() const {
    ::kill(id_, SIGKILL);
}

std::string Process::reap() {
    int status = 0;
    ::waitpid(id_, &status, 0);
    ::close(handle_);
    id_ = -1;
    handle_ = -1;
    return WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status))
                               : "exit status " + std::to_string(WEXITSTATUS(status));
}

std::vector<pid_t> find_processes(const std::string& argument) {
    std::vector<pid_t> found;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const auto name = entry.path().filename().string();
        pid_t id = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
        if (error == std::errc() && end == name.data() + name.size() && id != ::getpid() &&
            has_argument(entry.path(), argument)) {
            found.push_back(id);
        }
    }
    return found;
}

void end_stranger(pid_t id, std::chrono::seconds patience) {
    const int handle = open_pidfd(id);
    if (handle < 0) {
        return;  // it has ended
    }
    ::kill(id, SIGTERM);
    if (!readable_within(handle, patience)) {
        ::kill(id, SIGKILL);
        readable_within(handle, patience);
    }
    ::close(handle);
}

std::string find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(std::string(path == nullptr ? "" : path) +
                               ":/usr/sbin:/usr/bin:/usr/local/sbin");
    for (std::string folder; std::getline(folders, folder, ':');) {
        const auto file = std::filesystem::path(folder) / name;
        if (!folder.empty() && ::access(file.c_str(), X_OK) == 0) {
            return file.string();
        }
    }
    return {};
}

}  // namespace daylit::embedded
