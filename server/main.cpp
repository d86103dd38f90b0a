// daylightd: the server. Configuration comes from the command line, from DATA/daylight.properties and from
// the defaults here, in this order (Poco's layered configuration).
#include "server/embedded/space.hpp"
#include "server/shell/house.hpp"
#include "server/shell/logging.hpp"
#include "server/shell/marks.hpp"

#include <Poco/Util/HelpFormatter.h>
#include <Poco/Util/ServerApplication.h>

#include <fmt/core.h>

#include <filesystem>
#include <iostream>

namespace {

using Poco::Util::Option;
using Poco::Util::OptionSet;

class Daylightd : public Poco::Util::ServerApplication {
protected:
    void defineOptions(OptionSet& options) override {
        ServerApplication::defineOptions(options);
        const auto add = [&](const char* name, const char* text, const char* argument,
                             const char* key = nullptr) {
            Option option(name, "", text);
            if (argument != nullptr) {
                option.argument(argument);
            }
            option.binding(key != nullptr ? key : name);
            options.addOption(option);
        };
        add("help", "say this", nullptr);
        add("demo", "accelerated clock; for the demonstration only", nullptr);
        add("new-marks", "start although what was acknowledged last is not known", nullptr);
        add("data", "the data folder", "DIR");
        add("web", "the folder of the built pages", "DIR");
        add("port", "the HTTPS port (8443)", "N");
        add("programs-port", "the port for programs with certificates (none)", "N", "programs.port");
    }

    void handleOption(const std::string& name, const std::string& value) override {
        ServerApplication::handleOption(name, value.empty() ? "true" : value);
        if (name == "help") {
            Poco::Util::HelpFormatter formatter(options());
            formatter.setCommand("daylightd");
            formatter.format(std::cout);
            stopOptionsProcessing();
        }
    }

    int main(const std::vector<std::string>&) override {
        if (config().hasProperty("help")) {
            return EXIT_OK;
        }
        try {
            return serve();
        } catch (const std::exception& error) {
            fmt::print(stderr, "daylightd: {}\n", error.what());
            return EXIT_SOFTWARE;
        }
    }

private:
    int serve() {
        const auto properties = config().getString("data", "data") + "/daylight.properties";
        if (std::filesystem::exists(properties)) {
            loadConfiguration(properties);
        }
        daylit::shell::set_up_logging(config().getString("log.level", "information"));
        daylit::shell::House house(read_options());
        fmt::print("{}", house.greeting());
        std::fflush(stdout);
        waitForTerminationRequest();
        house.stop();
        return EXIT_OK;
    }

    // Who tries the demonstration gets in with the passwords that it prints; everywhere else the default
    // protects.
    daylit::registry::SecondFactorPolicy second_factor_policy(bool demo) {
        const auto text = config().getString("accounts.second_factor", demo ? "optional" : "required");
        daylit::registry::SecondFactorPolicy policy{};
        if (!boost::describe::enum_from_string(text.c_str(), policy)) {
            throw std::runtime_error("accounts.second_factor is \"required\" or \"optional\", not \"" + text +
                                     "\"");
        }
        return policy;
    }

    std::chrono::minutes step_up_life() {
        const std::chrono::minutes life(config().getInt("accounts.step_up_minutes", 5));
        if (life < std::chrono::minutes(1) || life > std::chrono::minutes(60)) {
            throw std::runtime_error("accounts.step_up_minutes is from 1 to 60");
        }
        return life;
    }

    std::chrono::seconds seconds_of(const std::string& key, int otherwise) {
        const std::chrono::seconds time(config().getInt(key, otherwise));
        if (time < std::chrono::seconds(1) || time > std::chrono::hours(24)) {
            throw std::runtime_error(key + " is from 1 to 86400");
        }
        return time;
    }

    std::optional<daylit::jobs::StampSettings> time_stamps() {
        if (!config().hasProperty("timestamp.url") && !config().hasProperty("timestamp.ca")) {
            return std::nullopt;
        }
        if (!config().hasProperty("timestamp.url") || !config().hasProperty("timestamp.ca")) {
            throw std::runtime_error("timestamp.url and timestamp.ca are needed together");
        }
        return daylit::shell::stamp_settings(config().getString("timestamp.url"),
                                             config().getString("timestamp.ca"),
                                             seconds_of("timestamp.rest_seconds", 1));
    }

    std::optional<std::int64_t> storage_reserve() {
        const std::string key = "storage.reserve_mebibytes";
        if (!config().hasProperty(key)) {
            return std::nullopt;
        }
        const auto reserve = config().getInt64(key) * daylit::embedded::mebibyte;
        if (reserve < daylit::embedded::least_reserve || reserve > daylit::embedded::mebibyte * 1024 * 1024) {
            throw std::runtime_error(key + " is from 64 to 1048576");
        }
        return reserve;
    }

    int database_memory(int fitting) {
        const std::string key = "database.memory_mebibytes";
        const auto memory = config().getInt(key, fitting);
        if (memory < 96 || memory > 1024 * 1024) {
            throw std::runtime_error(key + " is from 96 to 1048576");
        }
        return memory;
    }

    daylit::shell::HouseOptions read_options() {
        daylit::shell::HouseOptions options;
        options.data = std::filesystem::absolute(config().getString("data", "data"));
        options.web = config().getString("web", "web/dist");
        options.marks = std::filesystem::absolute(
            config().getString("marks.folder", daylit::shell::usual_marks_folder(options.data)));
        options.new_marks = config().hasProperty("new-marks");
        options.address = config().getString("address", "127.0.0.1");
        options.port = config().getInt("port", 8443);
        options.programs_port = config().getInt("programs.port", 0);
        if (options.programs_port < 0 || options.programs_port > 65535 ||
            options.programs_port == options.port) {
            throw std::runtime_error("programs.port must be a port of its own, or 0 for none");
        }
        options.limits = daylit::shell::read_limits(config());
        options.metrics = daylit::shell::read_metrics_options(config());
        options.parser = daylit::shell::read_parser_options(config());
        options.demo = config().hasProperty("demo");
        options.second_factor = second_factor_policy(options.demo);
        options.step_up_life = step_up_life();
        options.pace.first_rate = config().getInt64("demo.first_rate", options.pace.first_rate);
        options.pace.first_stretch = std::chrono::hours(24 * config().getInt("demo.first_days", 45));
        options.pace.rate = config().getInt64("demo.rate", options.pace.rate);
        options.center_name_zh = config().getString("center.name_zh", "岱阳市公共资源交易中心");
        options.center_name_en =
            config().getString("center.name_en", "Daiyang Public Resource Trading Center");
        options.center_code = config().getString("center.code", "000000000");
        options.account_name = config().getString("account.name", "岱阳市公共资源交易中心");
        options.account_bank = config().getString("account.bank", "示例银行岱阳分行");
        options.account_number = config().getString("account.number", "0000 0000 0000 0000");
        options.guards.cover_mean =
            std::chrono::milliseconds(config().getInt("log.cover_milliseconds", 20000));
        options.guards.audit_rest = seconds_of("audit.rest_seconds", 40);
        options.guards.lists.pause = seconds_of("authorities.list_seconds", 3600);
        options.guards.lists.retry = seconds_of("authorities.retry_seconds", 60);
        options.guards.list_timeout = seconds_of("authorities.fetch_seconds", 30);
        for (int i = 1; config().hasProperty("witness." + std::to_string(i) + ".url"); ++i) {
            const auto prefix = "witness." + std::to_string(i);
            options.guards.witnesses.push_back(
                {config().getString(prefix + ".url"), config().getString(prefix + ".key")});
        }
        if (config().hasProperty("witness.quorum")) {
            options.guards.quorum = config().getInt("witness.quorum");
        }
        options.guards.stamps = time_stamps();
        options.longest_token_days =
            config().getInt("programs.longest_token_days", options.longest_token_days);
        if (options.longest_token_days < 1 || options.longest_token_days > 365) {
            throw std::runtime_error("programs.longest_token_days must be 1 to 365");
        }
        options.storage_reserve = storage_reserve();
        options.database_memory = database_memory(options.database_memory);
        return options;
    }
};

}  // namespace

int main(int count, char** values) {
    Daylightd daylightd;
    return daylightd.run(count, values);
}
