// The gate: holds the platform's half of every opening key, in a process, under a system user and in files of
// its own, and uses it for what outside witnesses have seen in time. It opens no port and has no database: it
// asks the platform's public API, as any holder does.
#include "tools/holder/command.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

int main(int count, char** values) {
    // Its memory holds its half of the keys: nobody takes a picture of it.
    const rlimit none{0, 0};
    if (prctl(PR_SET_DUMPABLE, 0) != 0 || setrlimit(RLIMIT_CORE, &none) != 0) {
        return 1;
    }
    return daylit::tools::gate({values + 1, values + count});
}
