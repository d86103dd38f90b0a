#include "server/embedded/database_folder.hpp"

#include "base/encoding.hpp"
#include "base/json.hpp"
#include "crypto/digest.hpp"
#include "crypto/random.hpp"
#include "crypto/synced_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <fstream>
#include <sstream>
#include <system_error>
#include <thread>

namespace daylit::embedded {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_socket_path = sizeof(sockaddr_un::sun_path) - 1;

struct PasswordFile {
    std::string migrator;
    std::string app;
    std::string sequencer;
};
BOOST_DESCRIBE_STRUCT(PasswordFile, (), (migrator, app, sequencer))

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
    throw std::system_error(errno, std::generic_category(), what + " " + path.string());
}

struct stat status_of(const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        fail("cannot look at", path);
    }
    return status;
}

void make_folder(const fs::path& path, const Account& owner, mode_t mode) {
    if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST) {
        fail("cannot make", path);
    }
    if (::geteuid() == 0 &&
        (::chown(path.c_str(), owner.user, owner.group) != 0 || ::chmod(path.c_str(), mode) != 0)) {
        fail("cannot hand over", path);
    }
    if (status_of(path).st_uid != owner.user) {
        throw EmbeddedRefused(path.string() + " belongs to another user than " + owner.name +
                              ", who would run the database: start the server as the user who made it");
    }
}

bool may_pass(const struct stat& status, const Account& account) {
    if (status.st_uid == account.user) {
        return (status.st_mode & S_IXUSR) != 0;
    }
    return (status.st_mode & (status.st_gid == account.group ? S_IXGRP : S_IXOTH)) != 0;
}

void check_reachable(const fs::path& folder, const Account& account) {
    for (auto at = folder; at != at.root_path(); at = at.parent_path()) {
        if (account.user != 0 && !may_pass(status_of(at), account)) {
            throw EmbeddedRefused("the user " + account.name +
                                  ", who runs the database, cannot pass through " + at.string() +
                                  ": choose another data folder (such as /var/lib/daylight) or run "
                                  "chmod o+x " +
                                  at.string());
        }
    }
}

int redo_log_mebibytes(int buffer_pool_mebibytes) {
    return std::clamp(buffer_pool_mebibytes / 8, 48, 256);
}

std::string option_text(const DatabaseFolder& folder, int buffer_pool_mebibytes) {
    std::ostringstream text;
    text << "# Written by the server at each start.\n[mariadbd]\n"
         << "datadir = " << folder.data().string() << "\n"
         << "socket = " << folder.socket().string() << "\n"
         << "tmpdir = " << folder.temporary().string() << "\n"
         << "pid-file = " << (folder.log().parent_path() / "mariadbd.pid").string() << "\n"
         << "skip-networking\nskip-name-resolve\n"
         << "# Durable: a commit that was answered survives a power cut.\n"
         << "innodb_flush_log_at_trx_commit = 1\ninnodb_doublewrite = ON\nskip-log-bin\nsync_binlog = 1\n"
         << "# Exact: no statement acts on what it did not see, no byte is changed.\n"
         << "innodb_snapshot_isolation = ON\ntransaction-isolation = READ-COMMITTED\n"
         << "sql_mode = STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO\n"
         << "character-set-server = utf8mb4\ncollation-server = utf8mb4_nopad_bin\nlocal-infile = OFF\n"
         << "# What is written often stays in memory between checkpoints, and a crash is made good in "
            "seconds.\n"
         << "innodb_buffer_pool_size = " << buffer_pool_mebibytes << "M\n"
         << "innodb_log_file_size = " << redo_log_mebibytes(buffer_pool_mebibytes) << "M\n"
         << "innodb_flush_neighbors = 0\n"
         << "# Small, but with room for a document's chunk.\n"
         << "max_allowed_packet = 64M\naria_pagecache_buffer_size = 8M\nkey_buffer_size = 1M\n"
         << "performance_schema = OFF\nquery_cache_type = OFF\nquery_cache_size = 0\nmax_connections = 150\n"
         << "table_open_cache = 400\nthread_cache_size = 32\n"
         << "# What was in memory is read again after a restart, in the background.\n"
         << "innodb_buffer_pool_dump_at_shutdown = ON\ninnodb_buffer_pool_dump_pct = 100\n"
         << "innodb_buffer_pool_load_at_startup = ON\n"
         << "innodb_lock_wait_timeout = 5\nwait_timeout = 604800\n";
    return text.str();
}

}  // namespace

DatabaseFolder::DatabaseFolder(const fs::path& folder, Account account)
    : folder_(fs::absolute(folder)), account_(std::move(account)) {
    fs::create_directories(folder_);
    folder_ = fs::canonical(folder_);
    take_lock();
    try {
        make_folders();
        choose_socket();
    } catch (...) {
        ::close(lock_);
        throw;
    }
}

DatabaseFolder::~DatabaseFolder() {
    if (socket_.parent_path() != folder_ / "run") {
        std::error_code ignored;
        fs::remove(socket_, ignored);
        fs::remove(socket_.parent_path(), ignored);
    }
    ::close(lock_);
}

void DatabaseFolder::take_lock() {
    const auto file = folder_ / "lock";
    lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0) {
        fail("cannot open", file);
    }
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_);
        throw EmbeddedRefused("another server is using " + folder_.string());
    }
}

void DatabaseFolder::make_folders() {
    check_reachable(folder_, account_);
    make_folder(folder_ / "run", account_, 0755);
    make_folder(temporary(), account_, 0700);
    if (is_installed()) {
        make_folder(data(), account_, 0700);
    }
}

void DatabaseFolder::choose_socket() {
    socket_ = folder_ / "run" / "mariadbd.sock";
    if (socket_.string().size() <= longest_socket_path) {
        return;
    }
    const auto name = "daylight-" + sha256(folder_.string()).hex().substr(0, 16);
    const auto parent = ::geteuid() == 0 ? fs::path("/run") : fs::path("/tmp");
    make_folder(parent / name, account_, 0755);
    if (fs::is_symlink(parent / name) || (status_of(parent / name).st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        throw EmbeddedRefused((parent / name).string() + " is not ours alone");
    }
    socket_ = parent / name / "mariadbd.sock";
}

Passwords DatabaseFolder::passwords() const {
    const auto file = folder_ / "passwords.json";
    if (!fs::exists(file)) {
        const auto fresh = [] { return to_hex(random_bytes(24)); };
        write_synced(file, to_json_text(PasswordFile{fresh(), fresh(), fresh()}));
    }
    auto kept = parse_as<PasswordFile>(read_needed(file));
    if (!kept) {
        throw EmbeddedRefused(file.string() + " is damaged");
    }
    return {Secret(std::move(kept->migrator)), Secret(std::move(kept->app)),
            Secret(std::move(kept->sequencer))};
}

void DatabaseFolder::write_options(int buffer_pool_mebibytes) const {
    write_synced(option_file(), option_text(*this, buffer_pool_mebibytes), 0644);
}

bool DatabaseFolder::is_installed() const {
    return fs::exists(data());
}

void DatabaseFolder::install() const {
    const auto program = find_program("mariadb-install-db");
    if (program.empty()) {
        throw EmbeddedRefused("mariadb-install-db is not installed (package mariadb-server-core)");
    }
    const auto aside = folder_ / "data.new";
    fs::remove_all(aside);
    make_folder(aside, account_, 0700);
    const auto output = folder_ / "run" / "install.log";
    auto installer = Process::start(
        {program, "--no-defaults", "--datadir=" + aside.string(), "--tmpdir=" + temporary().string(),
         "--skip-test-db", "--skip-name-resolve", "--force",  // also where the machine's name means nothing
         "--auth-root-authentication-method=socket", "--auth-root-socket-user=" + own_account().name,
         "--innodb-log-file-size=48M"},
        account_, output);
    const bool in_time = installer.ended(std::chrono::seconds(120));
    if (!in_time) {
        installer.kill();
    }
    if (const auto end = installer.reap(); end != "exit status 0") {
        throw EmbeddedRefused("mariadb-install-db failed (" + end + "):\n" + last_lines(output, 20));
    }
    fs::rename(aside, data());
}

std::string last_lines(const fs::path& log, std::size_t count) {
    std::ifstream in(log);
    std::deque<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
        if (lines.size() > count) {
            lines.pop_front();
        }
    }
    std::string text;
    for (const auto& line : lines) {
        text += line + "\n";
    }
    return text;
}

}  // namespace daylit::embedded
