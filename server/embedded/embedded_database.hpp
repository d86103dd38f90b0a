// The database that the server runs for itself when no other is configured: a private mariadbd on a unix
// socket in a folder of its own. It touches no system database, reads no system option file and opens no
// port.
#pragma once

#include "schema/database_setup.hpp"
#include "server/embedded/database_folder.hpp"
#include "server/embedded/memory.hpp"
#include "server/embedded/space.hpp"

#include <functional>
#include <memory>

namespace daylit::embedded {

struct EmbeddedOptions {
    std::filesystem::path folder;
    int buffer_pool_mebibytes = fitting_buffer_pool();
    // How long a start may take, recovery after a crash included.
    std::chrono::seconds start_patience{180};
    // Told in plain words when the database ended by itself and when it runs again; from the supervising
    // thread.
    std::function<void(const std::string&)> told = [](const std::string&) {};
    // Watches the folder's disk and holds ballast on it; not at all when not told.
    std::optional<SpaceOptions> space = {};
};

class EmbeddedDatabase {
public:
    explicit EmbeddedDatabase(EmbeddedOptions options);
    ~EmbeddedDatabase();  // stops
    EmbeddedDatabase(const EmbeddedDatabase&) = delete;
    EmbeddedDatabase& operator=(const EmbeddedDatabase&) = delete;

    // Installs at first, ends what a killed server left behind, starts and waits until the database answers,
    // makes the database and its three users. From then on a database that dies is started again, with
    // growing pauses. Throws EmbeddedRefused with a text for the operator. Run as root, mariadbd becomes the
    // system user "daylight". What comes back goes to schema::prepare_database.
    schema::DatabaseAccess start();
    // Ends the database cleanly and waits for it.
    void stop();

    // The account that may do anything, by the unix account of this process; for tests and the admin tool.
    schema::ConnectionSettings administrator() const;
    // The running mariadbd; -1 while there is none.
    pid_t process_id() const;

private:
    class Supervisor;
    EmbeddedOptions options_;
    std::unique_ptr<DatabaseFolder> folder_;
    std::unique_ptr<SpaceGuard> space_;
    std::unique_ptr<Supervisor> supervisor_;
};

}  // namespace daylit::embedded
