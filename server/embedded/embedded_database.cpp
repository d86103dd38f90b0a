#include "server/embedded/embedded_database.hpp"

#include "server/embedded/supervisor.hpp"

#include <unistd.h>

#include <algorithm>

namespace daylit::embedded {

namespace {

constexpr const char* database_name = "daylight";
constexpr const char* migrator_name = "daylight_migrator";

// mariadbd refuses to run as root, and should not: it becomes the system user that scripts/setup makes.
Account choose_account() {
    if (::geteuid() != 0) {
        return own_account();
    }
    if (auto account = find_account("daylight")) {
        return *account;
    }
    throw EmbeddedRefused(
        "run by root, the database needs the system user \"daylight\": "
        "useradd --system --no-create-home --shell /usr/sbin/nologin daylight");
}

// Of a server that was killed: mariadbd was told to end, and may still be writing.
void end_leftovers(const DatabaseFolder& folder) {
    for (const auto id : find_processes("--defaults-file=" + folder.option_file().string())) {
        end_stranger(id, std::chrono::seconds(60));
    }
}

schema::ConnectionSettings settings_for(const DatabaseFolder& folder, const std::string& user,
                                        Secret password) {
    return {folder.socket().string(), "", 0, "", user, std::move(password), database_name};
}

// Names are ours and passwords are hex digits, so that nothing needs quoting.
std::vector<std::string> account_statements(const std::string& user, const Secret& password) {
    const auto account = "'" + user + "'@'localhost'";
    const auto secret = " IDENTIFIED BY '" + std::string(password.reveal()) + "'";
    return {"CREATE USER IF NOT EXISTS " + account + secret, "ALTER USER " + account + secret};
}

void make_accounts(schema::MariaConnection& root, const Passwords& passwords,
                   const schema::DatabaseUsers& users) {
    root.run(std::string("CREATE DATABASE IF NOT EXISTS ") + database_name +
             " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin");
    const std::pair<std::string, const Secret*> accounts[] = {{migrator_name, &passwords.migrator},
                                                              {users.app, &passwords.app},
                                                              {users.sequencer, &passwords.sequencer}};
    for (const auto& [user, password] : accounts) {
        for (const auto& statement : account_statements(user, *password)) {
            root.run(statement);
        }
    }
    root.run(
        std::string("GRANT CREATE, ALTER, DROP, INDEX, REFERENCES, SELECT, INSERT, UPDATE, DELETE ON `") +
        database_name + "`.* TO '" + migrator_name + "'@'localhost' WITH GRANT OPTION");
}

}  // namespace

EmbeddedDatabase::EmbeddedDatabase(EmbeddedOptions options) : options_(std::move(options)) {}

EmbeddedDatabase::~EmbeddedDatabase() {
    stop();
}

schema::DatabaseAccess EmbeddedDatabase::start() {
    ensure(!supervisor_, "an embedded database is stopped before it is started again");
    folder_ = std::make_unique<DatabaseFolder>(options_.folder, choose_account());
    try {
        end_leftovers(*folder_);
        if (options_.space) {
            space_ = std::make_unique<SpaceGuard>(options_.folder, *options_.space);
        }
        folder_->write_options(options_.buffer_pool_mebibytes);
        auto passwords = folder_->passwords();
        if (!folder_->is_installed()) {
            folder_->install();
        }
        supervisor_ = std::make_unique<Supervisor>(*folder_, options_, administrator(), space_.get());
        supervisor_->start();
        schema::DatabaseUsers users;
        schema::MariaConnection root(administrator(), {}, schema::SessionKind::standing);
        make_accounts(root, passwords, users);
        return {settings_for(*folder_, migrator_name, std::move(passwords.migrator)),
                settings_for(*folder_, users.app, std::move(passwords.app)),
                settings_for(*folder_, users.sequencer, std::move(passwords.sequencer)), users};
    } catch (...) {
        stop();
        throw;
    }
}

void EmbeddedDatabase::stop() {
    supervisor_.reset();
    space_.reset();
    folder_.reset();
}

schema::ConnectionSettings EmbeddedDatabase::administrator() const {
    ensure(folder_ != nullptr, "the embedded database is started");
    return {folder_->socket().string(), "", 0, "", own_account().name, Secret(), ""};
}

pid_t EmbeddedDatabase::process_id() const {
    return supervisor_ ? supervisor_->process_id() : -1;
}

}  // namespace daylit::embedded
