// The whole server put together: database, keys, clocks, jobs, HTTP; started and stopped in the right order.
#pragma once

#include "registry/second_factors.hpp"
#include "server/embedded/memory.hpp"
#include "server/shell/guards.hpp"
#include "server/shell/instruments.hpp"
#include "server/shell/limits.hpp"
#include "server/shell/pacer.hpp"
#include "server/shell/parser_process.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace daylit::shell {

struct HouseOptions {
    std::filesystem::path data;
    std::filesystem::path web;  // the built pages
    std::filesystem::path marks;
    bool new_marks = false;  // begins without those that were lost
    std::string address = "127.0.0.1";
    int port = 8443;
    int programs_port = 0;  // where clients' certificates are demanded; 0: nowhere
    bool demo = false;
    DemoPace pace = {};  // of the demonstration's clock
    registry::SecondFactorPolicy second_factor = registry::SecondFactorPolicy::required;
    std::chrono::minutes step_up_life{5};
    Limits limits = {};
    std::string center_name_zh;
    std::string center_name_en;
    std::string center_code;
    std::string account_name;
    std::string account_bank;
    std::string account_number;
    GuardOptions guards = {};
    int longest_token_days = 365;                      // of programs
    std::optional<std::int64_t> storage_reserve = {};  // bytes (embedded::SpaceOptions)
    // Mebibytes that the database holds of its rows.
    int database_memory = embedded::fitting_buffer_pool();
    MetricsOptions metrics = {};
    ParserOptions parser = {};
};

class House {
public:
    // Starts everything; throws std::runtime_error with a text for the operator.
    explicit House(HouseOptions options);
    ~House();

    // What to print once it serves.
    std::string greeting() const;
    // Drains requests, ends jobs, stops the database.
    void stop();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace daylit::shell
