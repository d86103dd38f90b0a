#include "tools/probe/probe.hpp"

#include "crypto/jws.hpp"
#include "tools/demo/party.hpp"
#include "tools/probe/watch.hpp"

#include <fmt/core.h>

#include <charconv>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

namespace daylit::tools {

namespace {

using Steady = Watch::Steady;

constexpr const char* usage =
    "usage: daylight probe --server https://HOST:PORT --authority CA.pem --login NAME --password-file FILE\n"
    "                      --key KEY.pem --certificate SERIAL [--every 5] [--patience 3] [--once]\n"
    "  completes a signed act every so many seconds, each within its patience, and reports what it could "
    "not\n";

struct Options {
    SiteFacts site;
    Account account;
    std::chrono::seconds every{5};
    std::chrono::seconds patience{3};
    bool once = false;
};

std::string file_text(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    if (!in) {
        throw std::runtime_error("cannot read " + file);
    }
    return text.str();
}

std::chrono::seconds seconds_of(const std::string& text) {
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || seconds < 1 || seconds > 600) {
        throw std::runtime_error("between 1 and 600 seconds, not '" + text + "'");
    }
    return std::chrono::seconds(seconds);
}

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
    std::map<std::string, std::string> given{{"--every", "5"}, {"--patience", "3"}};
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--once") {
            options.once = true;
        } else if (i + 1 < arguments.size()) {
            given[arguments[i]] = arguments[i + 1];
            ++i;
        } else {
            return std::nullopt;
        }
    }
    for (const auto* name :
         {"--server", "--authority", "--login", "--password-file", "--key", "--certificate"}) {
        if (!given.contains(name)) {
            return std::nullopt;
        }
    }
    if (given.size() != 8) {
        return std::nullopt;  // something that we do not know
    }
    options.site.address = given["--server"];
    options.site.authority = given["--authority"];
    options.account.role = "probe";
    options.account.login = given["--login"];
    options.account.password = file_text(given["--password-file"]);
    while (options.account.password.ends_with('\n')) {
        options.account.password.pop_back();
    }
    options.account.key_pem = file_text(given["--key"]);
    options.account.certificate = given["--certificate"];
    options.every = seconds_of(given["--every"]);
    options.patience = seconds_of(given["--patience"]);
    return options;
}

// What the server says of itself, and its wall clock: the first answer.
Instant read_site(Options& options) {
    Client client(options.site.address, options.site.authority);
    client.set_patience(options.patience);
    const auto site = expect_object(client.get("/api/v1/site"), "the site");
    options.site.audience = std::string(site.at("log").at("origin").as_string());
    return parse_instant(std::string(site.at("wall_now").as_string()), "wall_now").value();
}

class Probe {
public:
    explicit Probe(const Options& options, Instant server_time)
        : options_(options), party_(options_.site, options_.account) {
        party_.set_patience(options_.patience);
        watch_.completed(server_time, Steady::now());
    }

    // One attempt; whether it was completed in time.
    bool attempt() {
        const auto began = Steady::now();
        try {
            const auto reply = act(began);
            if (reply.code() == "probe_was_answered" || reply.code() == "probe_not_known" ||
                reply.code() == "probe_reports_too_often") {
                say(reply.code());
                watch_.not_believed();
                return true;
            }
            const auto answer = expect_object(reply, "the act");
            if (Steady::now() - began > options_.patience) {
                return note_failure(began, "completed too late");
            }
            const auto at = parse_instant(std::string(answer.at("at").as_string()), "at").value();
            watch_.completed(at, Steady::now());
            const auto& outage = answer.at("outage_from");
            say(outage.is_string()
                    ? "completed; an outage is recorded from " + std::string(outage.as_string())
                    : "completed");
            return true;
        } catch (const std::exception& error) {
            return note_failure(began, error.what());
        }
    }

private:
    Reply act(Steady::time_point began) {
        const auto failed = watch_.failed_from();
        boost::json::object payload;
        payload["failed_from"] =
            failed ? boost::json::value(to_rfc3339(*failed)) : boost::json::value(nullptr);
        return party_.try_act("/api/v1/probes", "daylight-probe+jws", std::move(payload),
                              *watch_.server_time(began));
    }

    bool note_failure(Steady::time_point began, const std::string& why) {
        watch_.failed(began);
        say("NOT completed: " + why);
        return false;
    }

    void say(const std::string& what) const {
        fmt::print("{} {}\n", to_china_rfc3339(*watch_.server_time(Steady::now())), what);
        std::fflush(stdout);
    }

    const Options& options_;
    Party party_;
    Watch watch_;
};

int run(Options options) {
    std::optional<Instant> server_time;
    while (!server_time) {
        try {
            server_time = read_site(options);
        } catch (const std::exception& error) {
            fmt::print(stderr, "daylight probe: {}\n", error.what());
            if (options.once) {
                return 1;
            }
            std::this_thread::sleep_for(options.every);
        }
    }
    Probe probe(options, *server_time);
    if (options.once) {
        return probe.attempt() ? 0 : 1;
    }
    for (auto next = Steady::now();;) {
        (void)probe.attempt();
        next = std::max(next + options.every, Steady::now());
        std::this_thread::sleep_until(next);
    }
}

}  // namespace

int probe(const std::vector<std::string>& arguments) {
    try {
        auto options = read_options(arguments);
        if (!options) {
            fmt::print(stderr, "{}", usage);
            return 2;
        }
        return run(std::move(*options));
    } catch (const std::exception& error) {
        fmt::print(stderr, "daylight probe: {}\n", error.what());
        return 2;
    }
}

}  // namespace daylit::tools
