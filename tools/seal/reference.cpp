#include "tools/seal/reference.hpp"

#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "crypto/synced_file.hpp"
#include "tendering/bid_security.hpp"

#include <fmt/core.h>

#include <filesystem>
#include <map>
#include <stdexcept>

namespace daylit::tools {

namespace {

constexpr std::size_t secret_bytes = 32;
constexpr const char* usage =
    "usage: daylight reference --lot ID --bidder CODE --secret FILE\n"
    "  prints the reference under which a bid security is transferred. The secret in FILE is made where "
    "there\n"
    "  is none yet; `daylight seal --security FILE` puts it into the sealed letter. Whoever loses it has "
    "paid\n"
    "  what no bid can name: keep a copy.\n";

}  // namespace

std::string read_security_secret(const std::string& path) {
    auto secret = read_needed(path);
    secret.resize(std::min(secret.find_first_of("\r\n"), secret.size()));
    if (!tendering::is_security_secret(secret)) {
        throw std::runtime_error(path + " holds no secret of a bid security");
    }
    return secret;
}

int reference_command(const std::vector<std::string>& arguments) try {
    std::map<std::string, std::string> given;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
        given[arguments[i]] = arguments[i + 1];
    }
    const bool complete = given.size() == 3 && arguments.size() == 6 && given.contains("--lot") &&
                          given.contains("--bidder") && given.contains("--secret");
    if (!complete) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    const auto& file = given.at("--secret");
    if (!std::filesystem::exists(file)) {
        write_synced(file, to_hex(random_bytes(secret_bytes)) + "\n");
    }
    fmt::print("{}\n", tendering::blind_reference(given.at("--lot"), given.at("--bidder"),
                                                  read_security_secret(file)));
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "daylight reference: {}\n", error.what());
    return 1;
}

}  // namespace daylit::tools
