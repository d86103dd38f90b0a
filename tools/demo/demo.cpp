#include "tools/demo/demo.hpp"

#include "tools/demo/director.hpp"

#include <fmt/core.h>

#include <csignal>
#include <fstream>
#include <thread>

namespace daylit::tools {

namespace {

constexpr const char* usage =
    "usage: daylight demo --address URL --authority CA.pem --accounts FILE [--quiet]\n"
    "  --address    the server, started with --demo: https://localhost:8443\n"
    "  --authority  DATA/tls/local-authority.pem\n"
    "  --accounts   DATA/demo-accounts.json: the server wrote the first administrators into it; the\n"
    "               demonstration adds its own accounts and the bidders' keys\n"
    "  --quiet      no line for each thing that happens\n";

constexpr const char* guest_text =
    "  guest 留给您体验：演示为它报名并交纳保证金，报价由您自己来。登录后在“数字证书”页生成私钥并申请证书，\n"
    "  再到已取得竞买资格的标的页面报价。\n"
    "  The guest is yours: the demonstration applies and pays for it, you quote. Sign in, make a key and "
    "have it\n"
    "  certified on the page 数字证书 (Certificate), then quote for a lot that it is qualified for.\n";

std::atomic<bool> stop_asked = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal may set it");

extern "C" void ask_to_stop(int) {
    stop_asked = true;
}

struct Options {
    std::string address;
    std::string authority;
    std::string accounts;
    bool quiet = false;
};

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool has_value = i + 1 < arguments.size();
        if (arguments[i] == "--quiet") {
            options.quiet = true;
        } else if (arguments[i] == "--address" && has_value) {
            options.address = arguments[++i];
        } else if (arguments[i] == "--authority" && has_value) {
            options.authority = arguments[++i];
        } else if (arguments[i] == "--accounts" && has_value) {
            options.accounts = arguments[++i];
        } else {
            return std::nullopt;
        }
    }
    const bool whole = !options.address.empty() && !options.authority.empty() && !options.accounts.empty();
    return whole ? std::optional(options) : std::nullopt;
}

// The site once the server is ready; nullopt when told to stop before.
std::optional<object> wait_for_server(const Options& options) {
    while (!stop_asked) {
        try {
            if (std::ifstream(options.authority).good()) {
                Client visitor(options.address, options.authority);
                if (visitor.get("/readyz").ok()) {
                    return expect_object(visitor.get("/api/v1/site"), "the site");
                }
            }
        } catch (const ServerAway&) {
            // not yet
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return std::nullopt;
}

void hear_signals() {
    struct sigaction action {};
    action.sa_handler = ask_to_stop;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

int run(const Options& options) {
    const auto facts = wait_for_server(options);
    if (!facts) {
        return 0;
    }
    if (!flag_of(*facts, "demo")) {
        fmt::print(stderr, "daylight demo: {} does not run with --demo; nothing was done\n", options.address);
        return 1;
    }
    if (!Accounts::exists(options.accounts)) {
        fmt::print(
            stderr,
            "daylight demo: {} is not there; it is written when a server first starts with --demo on an "
            "empty data folder\n",
            options.accounts);
        return 1;
    }
    const SiteFacts site{options.address, options.authority, text_of(object_of(*facts, "log"), "origin")};
    Accounts accounts(options.accounts);
    const Told told = [&](const std::string& text) {
        if (!options.quiet) {
            fmt::print(stderr, "demo: {}\n", text);
        }
    };
    Director director(site, accounts, told, stop_asked);
    if (director.assemble()) {
        fmt::print("\n演示账号（保存在 {}）The demonstration's accounts (kept in {})\n{}{}\n",
                   options.accounts, options.accounts, accounts_table(accounts.all()), guest_text);
        std::fflush(stdout);
        director.play();
    }
    return 0;
}

}  // namespace

int demo(const std::vector<std::string>& arguments) {
    const auto options = read_options(arguments);
    if (!options) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    hear_signals();
    try {
        return run(*options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "daylight demo: {}\n", error.what());
        return 1;
    }
}

}  // namespace daylit::tools
