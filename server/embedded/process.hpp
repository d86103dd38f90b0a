// Child processes: started with nothing inherited but what is named, in a session of their own (so that
// Ctrl-C in the server's terminal reaches the server alone), asked to end when the thread that started them
// ends.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace daylit::embedded {

struct Account {
    uid_t user = 0;
    gid_t group = 0;
    std::string name;
};

// The account of this process, and a system account by its name.
Account own_account();
std::optional<Account> find_account(const std::string& name);

// A child that this process must end or await; its end is told by a pidfd.
class Process {
public:
    // Starts the program as `account`, its output appended to `log`. Must be called from a thread that lives
    // as long as the child should: the kernel sends SIGTERM to the child when that thread ends.
    static Process start(const std::vector<std::string>& command, const Account& account,
                         const std::filesystem::path& log);

    Process() = default;
    Process(Process&& other) noexcept { *this = std::move(other); }
    Process& operator=(Process&& other) noexcept;
    ~Process();

    pid_t id() const { return id_; }
    int handle() const { return handle_; }  // readable when the process has ended
    bool ended(std::chrono::milliseconds wait) const;
    void ask_to_end() const;  // SIGTERM
    void kill() const;        // SIGKILL
    // After its end: "exit status 1" or "signal 9".
    std::string reap();

private:
    pid_t id_ = -1;
    int handle_ = -1;
};

// The processes (not ours) whose command line has this very argument.
std::vector<pid_t> find_processes(const std::string& argument);
// Ends a process that is not our child: SIGTERM, and SIGKILL when that did not help in time.
void end_stranger(pid_t id, std::chrono::seconds patience);

// "/usr/sbin/mariadbd" for "mariadbd"; "" when it is not installed.
std::string find_program(const std::string& name);

}  // namespace daylit::embedded
