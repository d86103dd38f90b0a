#include "server/shell/limits.hpp"

#include "server/shell/logging.hpp"

#include <Poco/Exception.h>
#include <Poco/Message.h>

#include <sys/resource.h>

#include <algorithm>
#include <stdexcept>

namespace daylit::shell {

namespace {

using Configuration = Poco::Util::AbstractConfiguration;
constexpr std::int64_t most_of_anything = 1'000'000'000;
constexpr std::size_t other_files = 128;  // the database's sockets, the log, what the libraries hold

template <class Number>
void read(const Configuration& configuration, const std::string& key, Number& number) {
    try {
        const auto value = configuration.getInt64(key, static_cast<std::int64_t>(number));
        if (value < 1 || value > most_of_anything) {
            throw std::out_of_range("");
        }
        number = static_cast<Number>(value);
    } catch (const std::exception&) {
        throw std::runtime_error("the configuration's " + key + " is no whole number from 1 on");
    }
}

void read(const Configuration& configuration, const std::string& key, std::chrono::seconds& time) {
    auto count = time.count();
    read(configuration, key, count);
    time = std::chrono::seconds(count);
}

// From 0, which turns the thing off, to a second.
std::chrono::milliseconds read_milliseconds(const Configuration& configuration, const std::string& key,
                                            std::chrono::milliseconds usual) {
    try {
        const auto value = configuration.getInt64(key, usual.count());
        if (value >= 0 && value <= 1000) {
            return std::chrono::milliseconds(value);
        }
    } catch (const Poco::SyntaxException&) {
        // said below
    }
    throw std::runtime_error("the configuration's " + key + " is no whole number from 0 to 1000");
}

void read(const Configuration& configuration, const std::string& key, http::Rate& rate) {
    read(configuration, key + ".burst", rate.burst);
    read(configuration, key + ".each_second", rate.each_second);
}

// How many files the process may have open, once it has asked for `wanted`.
std::size_t open_files(std::size_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        throw std::runtime_error("the bound on open files cannot be read");
    }
    const rlim_t raised = std::min<rlim_t>(std::max<rlim_t>(limit.rlim_cur, wanted), limit.rlim_max);
    const rlimit asked{raised, limit.rlim_max};
    return setrlimit(RLIMIT_NOFILE, &asked) == 0 ? raised : limit.rlim_cur;
}

}  // namespace

void Limits::apply(http::ServerOptions& options) const {
    options.most_connections = network.most_connections;
    options.most_connections_an_address = network.most_connections_an_address;
    options.new_connections = network.new_connections;
    options.most_body_bytes = network.most_body_bytes;
    options.head_timeout = network.head_timeout;
    options.body_timeout = network.body_timeout;
    options.write_timeout = network.write_timeout;
    options.idle_timeout = network.idle_timeout;
    options.handshake_timeout = network.handshake_timeout;
    const auto others = other_files + program_connections;
    const auto files = open_files(network.most_connections + others);
    if (files < network.most_connections + others) {
        options.most_connections = std::max(files, 2 * others) - others;
        log("house", Poco::Message::PRIO_WARNING,
            "the system allows fewer open files than connections are wanted",
            {{"files", files}, {"connections", options.most_connections}});
    }
}

Limits read_limits(const Configuration& configuration) {
    Limits limits;
    read(configuration, "limit.connections", limits.network.most_connections);
    read(configuration, "limit.connections_an_address", limits.network.most_connections_an_address);
    read(configuration, "limit.new_connections", limits.network.new_connections);
    constexpr std::size_t mebibyte = std::size_t{1024} * 1024;
    auto mebibytes = limits.network.most_body_bytes / mebibyte;
    read(configuration, "limit.body_mebibytes", mebibytes);
    limits.network.most_body_bytes = mebibytes * mebibyte;
    if (configuration.getInt("programs.port", 0) != 0) {
        limits.program_connections = 512;
        read(configuration, "limit.program_connections", limits.program_connections);
    }
    read(configuration, "limit.sign_in", limits.requests.sign_in);
    read(configuration, "limit.device_sign_in", limits.requests.device_sign_in);
    read(configuration, "limit.devices_sign_in", limits.requests.devices_sign_in);
    read(configuration, "limit.reads", limits.requests.reads);
    read(configuration, "limit.commands", limits.requests.commands);
    read(configuration, "limit.feeds", limits.requests.feeds);
    auto& life = limits.shared_answers.life;
    life = read_milliseconds(configuration, "reads.kept_milliseconds", life);
    read(configuration, "timeout.head", limits.network.head_timeout);
    read(configuration, "timeout.body", limits.network.body_timeout);
    read(configuration, "timeout.write", limits.network.write_timeout);
    read(configuration, "timeout.idle", limits.network.idle_timeout);
    read(configuration, "timeout.handshake", limits.network.handshake_timeout);
    return limits;
}

}  // namespace daylit::shell
