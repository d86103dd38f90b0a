#include "server/shell/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <system_error>

namespace daylit::shell {

namespace {

constexpr std::size_t piece = 64 * 1024;

[[noreturn]] void fail(int error, const std::string& what) {
    throw ChildFailed(what + ": " + std::generic_category().message(error));
}

void need(int error, const char* what) {
    if (error != 0) {
        fail(error, what);
    }
}

// Nothing that the child is to inherit is open in between, so that another thread's child does not get it
// either.
std::array<int, 2> socket_pair() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        fail(errno, "socketpair");
    }
    return ends;
}

class Actions {
public:
    explicit Actions(int end) {
        need(::posix_spawn_file_actions_init(&actions_), "posix_spawn_file_actions_init");
        need(::posix_spawn_file_actions_adddup2(&actions_, end, STDIN_FILENO), "adddup2");
        need(::posix_spawn_file_actions_adddup2(&actions_, end, STDOUT_FILENO), "adddup2");
        need(::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0),
             "addopen");
        need(::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1), "addclosefrom");
    }
    ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;
    const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

// In a session of its own, so that Ctrl-C reaches the server alone; every signal as it is by default.
class Attributes {
public:
    Attributes() {
        sigset_t all;
        sigset_t none;
        ::sigfillset(&all);
        ::sigemptyset(&none);
        need(::posix_spawnattr_init(&attributes_), "posix_spawnattr_init");
        need(::posix_spawnattr_setflags(&attributes_,
                                        POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK),
             "setflags");
        need(::posix_spawnattr_setsigdefault(&attributes_, &all), "setsigdefault");
        need(::posix_spawnattr_setsigmask(&attributes_, &none), "setsigmask");
    }
    ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;
    const posix_spawnattr_t* get() const { return &attributes_; }

private:
    posix_spawnattr_t attributes_{};
};

int milliseconds_to(Child::Deadline deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Child::Deadline::clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1'000'000));
}

// True when something of `events` came before the deadline. An interrupted wait has seen nothing yet.
bool waited(pollfd& on, Child::Deadline deadline) {
    const int count = ::poll(&on, 1, milliseconds_to(deadline));
    if (count < 0 && errno != EINTR) {
        fail(errno, "poll");
    }
    if (count < 0) {
        on.revents = 0;
        return true;
    }
    return count > 0;
}

// The other side is gone, whatever it left unread.
bool is_gone(int error) {
    return error == EPIPE || error == ECONNRESET;
}

}  // namespace

Child::Child(const std::filesystem::path& program, const std::string& mode) {
    auto name = program.string();
    auto argument = mode;
    const std::array<char*, 3> arguments{name.data(), argument.data(), nullptr};
    const std::array<char*, 1> environment{nullptr};
    const auto ends = socket_pair();
    socket_ = ends[0];
    int error = 0;
    try {
        const Actions actions(ends[1]);
        const Attributes attributes;
        error = ::posix_spawn(&id_, name.c_str(), actions.get(), attributes.get(), arguments.data(),
                              environment.data());
    } catch (...) {
        ::close(ends[1]);
        close();
        throw;
    }
    ::close(ends[1]);
    if (error != 0) {
        id_ = -1;
        close();
        fail(error, name);
    }
}

Child::~Child() {
    close();
    if (id_ > 0) {
        ::kill(id_, SIGKILL);
        reap();
    }
}

void Child::close() {
    if (socket_ >= 0) {
        ::close(socket_);
        socket_ = -1;
    }
}

int Child::reap() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {}
    id_ = -1;
    return status;
}

void Child::say(const sealing::ByteSource& source) {
    if (said_ < words_.size()) {
        return;
    }
    words_.resize(piece);
    words_.resize(source(words_));
    said_ = 0;
    if (words_.empty()) {
        speaking_ = false;
        ::shutdown(socket_, SHUT_WR);
    }
}

// MSG_NOSIGNAL: a child that has ended is no reason for SIGPIPE.
void Child::send() {
    const auto size =
        ::send(socket_, words_.data() + said_, words_.size() - said_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size >= 0) {
        said_ += static_cast<std::size_t>(size);
    } else if (is_gone(errno)) {
        speaking_ = false;
    } else if (errno != EAGAIN && errno != EINTR) {
        fail(errno, "send");
    }
}

Child::Talk Child::heard(const Hear& hear) {
    std::array<char, piece> bytes;
    const auto size = ::recv(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (size > 0) {
        return hear({bytes.data(), static_cast<std::size_t>(size)}) ? Talk::over : Talk::unheard;
    }
    if (size < 0 && !is_gone(errno) && errno != EAGAIN && errno != EINTR) {
        fail(errno, "recv");
    }
    hearing_ = size < 0 && (errno == EAGAIN || errno == EINTR);
    return Talk::over;
}

Child::Talk Child::talk(const sealing::ByteSource& source, const Hear& hear, Deadline deadline) {
    while (hearing_) {
        if (Deadline::clock::now() >= deadline) {
            return Talk::too_slow;  // however busy both sides are
        }
        if (speaking_) {
            say(source);
        }
        pollfd on{socket_, static_cast<short>(speaking_ ? POLLIN | POLLOUT : POLLIN), 0};
        if (!waited(on, deadline)) {
            return Talk::too_slow;
        }
        if ((on.revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
            if (const auto now = heard(hear); now != Talk::over) {
                return now;
            }
        }
        if (hearing_ && speaking_ && (on.revents & POLLOUT) != 0) {
            send();
        }
    }
    return Talk::over;
}

std::string Child::end(Deadline deadline) {
    close();
    // glibc 2.36 declares pidfd_open for C alone.
    const int handle = static_cast<int>(::syscall(SYS_pidfd_open, id_, 0));
    if (handle < 0) {
        fail(errno, "pidfd_open");
    }
    pollfd on{handle, POLLIN, 0};
    bool in_time = false;
    do {
        in_time = waited(on, deadline);
    } while (in_time && on.revents == 0);
    ::close(handle);
    if (!in_time) {
        ::kill(id_, SIGKILL);
    }
    const int status = reap();
    if (WIFSIGNALED(status)) {
        return "signal " + std::to_string(WTERMSIG(status));
    }
    return WEXITSTATUS(status) == 0 ? "" : "status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace daylit::shell
