#include "tools/demo/accounts.hpp"

#include "crypto/synced_file.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>

namespace daylit::tools {

namespace {

AccountFile read_accounts(const std::string& file) {
    auto content = parse_as<AccountFile>(read_needed(file));
    if (!content || content->format != AccountFile().format) {
        throw std::runtime_error(file + " holds no accounts that can be read");
    }
    return std::move(*content);
}

// How many columns a terminal takes for it: CJK characters take two.
std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool begins = byte < 0x80 || byte >= 0xC0;
        count += byte >= 0xE0 ? 2U : begins ? 1U : 0U;
    }
    return count;
}

std::string padded(const std::string& text, std::size_t width) {
    const auto taken = columns(text);
    return text + std::string(taken < width ? width - taken : 1, ' ');
}

}  // namespace

bool Accounts::exists(const std::string& file) {
    return std::ifstream(file).good();
}

Accounts::Accounts(std::string file) : file_(std::move(file)), content_(read_accounts(file_)) {}

const Account* Accounts::find(std::string_view login) const {
    const auto found = std::find_if(content_.accounts.begin(), content_.accounts.end(),
                                    [&](const auto& one) { return one.login == login; });
    return found == content_.accounts.end() ? nullptr : &*found;
}

void Accounts::keep(Account account) {
    const auto same = std::find_if(content_.accounts.begin(), content_.accounts.end(),
                                   [&](const auto& one) { return one.login == account.login; });
    if (same == content_.accounts.end()) {
        content_.accounts.push_back(std::move(account));
    } else {
        *same = std::move(account);
    }
    write_synced(file_, to_json_text(content_));
}

std::string accounts_table(const std::vector<Account>& accounts) {
    std::string table;
    const auto row = [&](const std::string& role, const std::string& organisation, const std::string& login,
                         const std::string& password) {
        table += "  " + padded(role, 20) + padded(organisation, 30) + padded(login, 13) + password + "\n";
    };
    row("角色 role", "单位 organisation", "登录名 login", "密码 password");
    for (const auto& one : accounts) {
        row(one.role, one.organisation, one.login, one.password);
    }
    return table;
}

}  // namespace daylit::tools
