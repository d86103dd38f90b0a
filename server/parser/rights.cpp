#include "server/parser/rights.hpp"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <initializer_list>
#include <memory>
#include <system_error>
#include <vector>

namespace daylit::parser {

namespace {

// Measured: 21 MiB of addresses with an envelope of 100 MiB, most of them the program itself and the stacks
// of its two threads.
constexpr rlim_t address_space = 128UL * 1024 * 1024;
constexpr rlim_t processor_seconds = 60;

[[noreturn]] void fail(int error, const char* what) {
    throw std::system_error(error, std::generic_category(), what);
}

void need(int outcome, const char* what) {
    if (outcome != 0) {
        fail(errno, what);
    }
}

void limit(__rlimit_resource_t resource, rlim_t most, const char* what) {
    const rlimit both{most, most};
    need(::setrlimit(resource, &both), what);
}

void set_limits() {
    // A sanitizer's shadow takes terabytes of addresses, and it finds out by pipes what can be read.
    if constexpr (!DAYLIGHT_SANITIZED) {
        limit(RLIMIT_AS, address_space, "RLIMIT_AS");
        limit(RLIMIT_NOFILE, 0, "RLIMIT_NOFILE");
    }
    limit(RLIMIT_CPU, processor_seconds, "RLIMIT_CPU");
    limit(RLIMIT_CORE, 0, "RLIMIT_CORE");
    limit(RLIMIT_FSIZE, 0, "RLIMIT_FSIZE");
    limit(RLIMIT_NPROC, 0, "RLIMIT_NPROC");
    limit(RLIMIT_MEMLOCK, 0, "RLIMIT_MEMLOCK");
}

// What a call's argument has to be.
scmp_arg_cmp is(unsigned argument, std::uint64_t value, std::uint64_t mask = 0xffffffff) {
    return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

class Filter {
public:
    Filter() : filter_(::seccomp_init(SCMP_ACT_KILL_PROCESS)) {
        if (filter_ == nullptr) {
            fail(ENOMEM, "seccomp_init");
        }
        // Another architecture's numbering of the calls is no way around; threads that run already are bound
        // too.
        set(SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
        set(SCMP_FLTATR_CTL_TSYNC, 1);
    }

    void allow(int call, const std::vector<scmp_arg_cmp>& arguments = {}) {
        check(::seccomp_rule_add_array(filter_.get(), SCMP_ACT_ALLOW, call,
                                       static_cast<unsigned>(arguments.size()), arguments.data()),
              "seccomp_rule_add");
    }
    void load() { check(::seccomp_load(filter_.get()), "seccomp_load"); }

private:
    void set(scmp_filter_attr attribute, std::uint32_t value) {
        check(::seccomp_attr_set(filter_.get(), attribute, value), "seccomp_attr_set");
    }
    static void check(int outcome, const char* what) {
        if (outcome != 0) {
            fail(-outcome, what);
        }
    }

    std::unique_ptr<void, decltype([](void* filter) { ::seccomp_release(filter); })> filter_;
};

void allow_memory(Filter& filter) {
    constexpr std::uint64_t anonymous = 0xffffffff;  // no file
    filter.allow(SCMP_SYS(brk));
    filter.allow(SCMP_SYS(mmap), {is(2, 0, PROT_EXEC), is(4, anonymous)});
    filter.allow(SCMP_SYS(mprotect), {is(2, 0, PROT_EXEC)});
    filter.allow(SCMP_SYS(munmap));
    filter.allow(SCMP_SYS(mremap));
    filter.allow(SCMP_SYS(madvise));
}

void allow_threads(Filter& filter) {
    filter.allow(SCMP_SYS(futex));
    filter.allow(SCMP_SYS(rt_sigprocmask));
    filter.allow(SCMP_SYS(rt_sigreturn));
    filter.allow(SCMP_SYS(exit));
    filter.allow(SCMP_SYS(exit_group));
}

// OpenSSL's random numbers ask who and when they are.
void allow_randomness(Filter& filter) {
    filter.allow(SCMP_SYS(getrandom));
    filter.allow(SCMP_SYS(getpid));
    filter.allow(SCMP_SYS(clock_gettime));
}

// What a sanitizer's own threads, stacks and looks at memory do.
void allow_sanitizer(Filter& filter) {
    for (const int call :
         {SCMP_SYS(sigaltstack), SCMP_SYS(sched_yield), SCMP_SYS(gettid), SCMP_SYS(clock_nanosleep),
          SCMP_SYS(nanosleep), SCMP_SYS(rt_sigaction), SCMP_SYS(pipe2), SCMP_SYS(write), SCMP_SYS(close)}) {
        filter.allow(call);
    }
}

void allow_little() {
    Filter filter;
    filter.allow(SCMP_SYS(read), {is(0, STDIN_FILENO)});
    filter.allow(SCMP_SYS(write), {is(0, STDOUT_FILENO)});
    filter.allow(SCMP_SYS(write), {is(0, STDERR_FILENO)});
    allow_memory(filter);
    allow_threads(filter);
    allow_randomness(filter);
    if constexpr (DAYLIGHT_SANITIZED) {
        allow_sanitizer(filter);
    }
    filter.load();
}

}  // namespace

void give_up_rights() {
    need(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "PR_SET_NO_NEW_PRIVS");
    need(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "PR_SET_DUMPABLE");
    // A parent that has ended by now closed the other end of the input.
    need(::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0), "PR_SET_PDEATHSIG");
    need(::close_range(STDERR_FILENO + 1, ~0U, 0), "close_range");
    set_limits();
    allow_little();
}

}  // namespace daylit::parser
