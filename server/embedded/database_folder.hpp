// The folder of the embedded database:
//   lock            held while a server uses the folder
//   passwords.json  the accounts' passwords, readable by the server's user alone
//   mariadbd.cnf    the database's options; no other option file is ever read
//   data/           MariaDB's own files, of the account that runs it
//   run/            its socket and log
#pragma once

#include "base/secret.hpp"
#include "server/embedded/process.hpp"

namespace daylit::embedded {

// Why the embedded database cannot start, for the operator.
class EmbeddedRefused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Passwords {
    Secret migrator;
    Secret app;
    Secret sequencer;
};

class DatabaseFolder {
public:
    // Makes what is missing, and holds the lock until destroyed. Refused when another server uses the folder,
    // when it belongs to another user, or when `account` cannot reach it.
    DatabaseFolder(const std::filesystem::path& folder, Account account);
    ~DatabaseFolder();
    DatabaseFolder(const DatabaseFolder&) = delete;
    DatabaseFolder& operator=(const DatabaseFolder&) = delete;

    std::filesystem::path data() const { return folder_ / "data"; }
    // Its own, since a database that starts sweeps the temporary tables of its folder away, whoever's they
    // are.
    std::filesystem::path temporary() const { return folder_ / "tmp"; }
    std::filesystem::path option_file() const { return folder_ / "mariadbd.cnf"; }
    std::filesystem::path log() const { return folder_ / "run" / "mariadbd.log"; }
    // In run/, or in a short folder under /run or /tmp where the path would pass what a socket's address
    // holds.
    std::filesystem::path socket() const { return socket_; }
    const Account& account() const { return account_; }

    // Made at random when the folder is new.
    Passwords passwords() const;
    void write_options(int buffer_pool_mebibytes) const;
    // MariaDB's own tables, made aside and renamed, so that a first start that broke off begins again.
    void install() const;
    bool is_installed() const;

private:
    void take_lock();
    void make_folders();
    void choose_socket();

    std::filesystem::path folder_;
    std::filesystem::path socket_;
    Account account_;
    int lock_ = -1;
};

// The last lines of a log, for an error's text.
std::string last_lines(const std::filesystem::path& log, std::size_t count);

}  // namespace daylit::embedded
