// daylight-parser: reads what bidders sealed, apart from everything that is worth attacking. The server
// starts it for one envelope each; messages.hpp says what the two say to each other.
//
// Its status: 0 it has answered; 64 asked for nothing that it does; 65 an order that is none; 70 it could not
// give up its rights, or something else broke: its last words are on the standard error.
#include "crypto/openssl_start.hpp"
#include "server/parser/program.hpp"
#include "server/parser/reading.hpp"
#include "server/parser/rights.hpp"

#include <malloc.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <exception>
#include <optional>
#include <string>

namespace {

constexpr int asked_wrongly = 64;
constexpr int order_malformed = 65;
constexpr int broken = 70;

// Nothing runs at the end that could want a right.
[[noreturn]] void end(int status) {
    std::_Exit(status);
}

[[noreturn]] void end(int status, const std::string& words) {
    const auto line = "daylight-parser: " + words + "\n";
    const auto written = ::write(STDERR_FILENO, line.data(), line.size());
    end(written < 0 ? broken : status);
}

// What the C library looks up in files when it is first wanted is told beforehand, or is not wanted.
void start_library() {
    // A second arena would ask how many processors there are, and how memory is given out.
    ::mallopt(M_ARENA_MAX, 1);
    // The times in certificates are UTC, and yet make it look for the zone.
    ::setenv("TZ", "UTC0", 1);
    ::tzset();
}

int check() {
    daylit::parser::run_check();
    return EXIT_SUCCESS;
}

int open(daylit::parser::Opener& opener) {
    return daylit::parser::run_open(opener) ? EXIT_SUCCESS : order_malformed;
}

}  // namespace

int main(int count, char** words) {
    const std::string mode = count == 2 ? words[1] : "";
    if (mode != "check" && mode != "open") {
        end(asked_wrongly, "usage: daylight-parser check|open");
    }
    try {
        start_library();
        daylit::start_openssl();
        std::optional<daylit::parser::Opener> opener;
        if (mode == "open") {
            opener.emplace();
        }
        daylit::parser::give_up_rights();
        end(opener ? open(*opener) : check());
    } catch (const std::exception& error) {
        end(broken, error.what());
    }
}
