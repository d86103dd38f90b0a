// The command line `daylight`: what a bidder, a citizen or a court needs to check the platform without
// trusting it.
#include "tools/custody/command.hpp"
#include "tools/demo/demo.hpp"
#include "tools/holder/command.hpp"
#include "tools/probe/probe.hpp"
#include "tools/seal/command.hpp"
#include "tools/seal/reference.hpp"
#include "tools/verify.hpp"
#include "tools/witness/command.hpp"

#include <fmt/core.h>

namespace {

constexpr const char* usage =
    "usage: daylight COMMAND …\n"
    "  verify   check a receipt's proof bundle offline, or a whole log from its public files\n"
    "  witness  cosign a log's checkpoints as an outsider, and keep evidence when it is rolled back or "
    "forked\n"
    "  probe    try from another place whether the platform decides signed acts, and report when not\n"
    "  seal     check a bid, seal it to its lot's certificate, and submit it\n"
    "  reference  make the reference under which a bid security is transferred, offline\n"
    "  officer  hold a part of opening keys: speak in ceremonies, sign lots' certificates, release parts\n"
    "  custody  share the gate's half of the keys among custodians against its loss, and restore it\n"
    "  demo     fill a server that runs with --demo with a living center\n";

}  // namespace

int main(int count, char** values) {
    const std::vector<std::string> arguments(values + 1, values + count);
    if (arguments.empty()) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
    if (arguments[0] == "verify") {
        return daylit::tools::verify(rest);
    }
    if (arguments[0] == "witness") {
        return daylit::tools::witness(rest);
    }
    if (arguments[0] == "demo") {
        return daylit::tools::demo(rest);
    }
    if (arguments[0] == "seal") {
        return daylit::tools::seal(rest);
    }
    if (arguments[0] == "reference") {
        return daylit::tools::reference_command(rest);
    }
    if (arguments[0] == "officer") {
        return daylit::tools::officer(rest);
    }
    if (arguments[0] == "custody") {
        return daylit::tools::custody(rest);
    }
    if (arguments[0] == "probe") {
        return daylit::tools::probe(rest);
    }
    fmt::print(arguments[0] == "--help" ? stdout : stderr, "{}", usage);
    return arguments[0] == "--help" ? 0 : 2;
}
