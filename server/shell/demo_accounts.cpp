#include "server/shell/demo_accounts.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace daylit::shell {

namespace {

std::string accounts_text(const std::vector<app::FirstAdministrator>& administrators) {
    boost::json::array accounts;
    for (const auto& one : administrators) {
        accounts.push_back({{"role", "administrator"},
                            {"organisation", ""},
                            {"name", "首任管理员"},
                            {"login", one.login},
                            {"password", one.password}});
    }
    return boost::json::serialize(
        boost::json::object{{"format", "daylight/demo-accounts/1"}, {"accounts", std::move(accounts)}});
}

}  // namespace

void write_demo_accounts(const std::filesystem::path& data,
                         const std::vector<app::FirstAdministrator>& administrators) {
    const auto file = data / "demo-accounts.json";
    const auto text = accounts_text(administrators);
    const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool written =
        handle >= 0 && ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (handle >= 0) {
        ::close(handle);
    }
    if (!written) {
        throw std::runtime_error("cannot write " + file.string());
    }
}

}  // namespace daylit::shell
