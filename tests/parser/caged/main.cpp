// Gives up its rights as the parser program does, and then tries what its argument says. Its status is 0 when
// that went well, 1 when it was refused, 2 for what it does not know.
#include "server/parser/rights.hpp"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <latch>
#include <map>
#include <string>
#include <thread>

namespace {

using Try = std::function<bool()>;

bool executable_memory() {
    return ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

bool execute_written_memory() {
    static char* page =
        static_cast<char*>(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    return ::mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

bool run_a_program() {
    char name[] = "/bin/true";
    char* arguments[] = {name, nullptr};
    char* environment[] = {nullptr};
    ::execve(name, arguments, environment);
    return false;
}

bool much_memory() {
    void* memory = std::malloc(192UL * 1024 * 1024);
    const bool had = memory != nullptr;
    std::free(memory);
    return had;
}

const std::map<std::string, Try> tries{
    {"nothing", [] { return true; }},
    {"some_memory", [] { return std::string(32UL * 1024 * 1024, 'x').back() == 'x'; }},
    {"much_memory", &much_memory},
    {"open_to_read", [] { return ::open("/etc/passwd", O_RDONLY) >= 0; }},
    {"open_to_write", [] { return ::open("/tmp/caged", O_WRONLY | O_CREAT, 0600) >= 0; }},
    {"socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
    {"unix_socket", [] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }},
    {"fork", [] { return ::fork() >= 0; }},
    {"thread", [] { return std::thread([] {}).joinable(); }},
    {"exec", &run_a_program},
    {"kill", [] { return ::kill(::getppid(), 0) == 0; }},
    {"ptrace", [] { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; }},
    {"executable_memory", &executable_memory},
    {"execute_written_memory", &execute_written_memory},
    {"read_elsewhere",
     [] {
         char byte = 0;
         return ::read(9, &byte, 1) == 1;
     }},
    {"dumpable_again", [] { return ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0; }},
};

// A thread that was there before is bound as well.
bool in_a_thread_from_before(const Try& what) {
    bool done = false;
    int ready[2] = {};
    if (::pipe(ready) != 0 || ::dup2(ready[0], STDIN_FILENO) < 0 || ::dup2(ready[1], STDERR_FILENO) < 0) {
        return false;
    }
    std::latch runs(1);
    std::thread before([&] {
        char byte = 0;
        runs.count_down();
        done = ::read(STDIN_FILENO, &byte, 1) == 1 && what();
    });
    runs.wait();  // how it starts is no matter of rights
    daylit::parser::give_up_rights();
    const bool told = ::write(STDERR_FILENO, "x", 1) == 1;
    before.join();
    return told && done;
}

}  // namespace

int main(int count, char** words) {
    std::string name = count == 2 ? words[1] : "";
    const bool threaded = name.starts_with("thread:");
    name = threaded ? name.substr(7) : name;
    const auto found = tries.find(name);
    if (found == tries.end()) {
        std::_Exit(2);
    }
    ::mallopt(M_ARENA_MAX, 1);
    if (threaded) {
        std::_Exit(in_a_thread_from_before(found->second) ? 0 : 1);
    }
    daylit::parser::give_up_rights();
    std::_Exit(found->second() ? 0 : 1);
}
