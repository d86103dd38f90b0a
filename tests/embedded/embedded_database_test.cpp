#include "server/embedded/embedded_database.hpp"
#include "tests/support/test_database.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>

namespace daylit::embedded {

namespace {

using std::chrono::seconds;
using testing_support::TemporaryFolder;

schema::MariaConnection connect(const schema::ConnectionSettings& settings) {
    return schema::MariaConnection(settings, {}, schema::SessionKind::standing);
}

// What the supervising thread told, for a test that waits for it.
class Told {
public:
    void operator()(const std::string& text) {
        const std::lock_guard lock(mutex_);
        texts_.push_back(text);
        changed_.notify_all();
    }
    bool wait_for(const std::string& part) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, seconds(30), [&] {
            return std::ranges::any_of(texts_,
                                       [&](const auto& text) { return text.find(part) != text.npos; });
        });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> texts_;
};

std::string refusal(const std::filesystem::path& folder) {
    try {
        EmbeddedDatabase database({folder, 32});
        database.start();
    } catch (const EmbeddedRefused& refused) {
        return refused.what();
    }
    return "none";
}

bool runs(pid_t id) {
    return ::kill(id, 0) == 0;
}

bool ends_within(pid_t id, seconds patience) {
    for (const auto deadline = std::chrono::steady_clock::now() + patience;
         std::chrono::steady_clock::now() < deadline;) {
        if (!runs(id)) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

bool appears(const std::filesystem::path& file) {
    for (int i = 0; i < 1000 && !std::filesystem::exists(file); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return std::filesystem::exists(file);
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

class EmbeddedTest : public testing::Test {
protected:
    EmbeddedOptions options() { return {folder.path() / "database", 32, seconds(60), std::ref(told)}; }
    TemporaryFolder folder;
    Told told;
};

TEST_F(EmbeddedTest, KeepsItsDataFromOneStartToTheNext) {
    {
        EmbeddedDatabase database(options());
        const auto access = database.start();
        EXPECT_EQ(schema::prepare_database(access), static_cast<int>(schema::migrations().size()));
        connect(access.app).run("INSERT INTO heartbeat VALUES ('one', 1)");
    }
    EmbeddedDatabase database(options());
    const auto access = database.start();

    EXPECT_EQ(schema::prepare_database(access), 0);
    EXPECT_EQ(connect(access.app).show("SELECT server FROM heartbeat").size(), 1U);
}

TEST_F(EmbeddedTest, StopsCleanlyAndLeavesNoProcess) {
    EmbeddedDatabase database(options());
    database.start();
    const auto id = database.process_id();
    ASSERT_TRUE(runs(id));

    database.stop();

    EXPECT_FALSE(runs(id));
    EXPECT_EQ(database.process_id(), -1);
    EXPECT_NE(read_file(folder.path() / "database/run/mariadbd.log").find("Shutdown complete"),
              std::string::npos);
}

TEST_F(EmbeddedTest, ADatabaseThatDiesIsStartedAgainWithWhatWasCommitted) {
    EmbeddedDatabase database(options());
    const auto access = database.start();
    schema::prepare_database(access);
    connect(access.app).run("INSERT INTO heartbeat VALUES ('one', 1)");
    const auto id = database.process_id();

    ::kill(id, SIGKILL);

    ASSERT_TRUE(told.wait_for("ended by itself (signal 9)"));
    ASSERT_TRUE(told.wait_for("runs again"));
    EXPECT_NE(database.process_id(), id);
    EXPECT_EQ(connect(access.app).show("SELECT server FROM heartbeat").size(), 1U);
}

TEST_F(EmbeddedTest, ASecondServerOnTheSameFolderIsRefused) {
    EmbeddedDatabase database(options());
    database.start();

    EXPECT_EQ(refusal(options().folder).rfind("another server is using", 0), 0U);
    EXPECT_TRUE(runs(database.process_id()));
}

TEST_F(EmbeddedTest, NoOrphanOutlivesAServerThatIsKilled) {
    const auto log = folder.path() / "holder.log";
    auto holder = Process::start({DAYLIGHT_HOLDER, options().folder.string()}, own_account(), log);
    pid_t database_id = -1;
    for (int i = 0; i < 3000 && database_id < 0; ++i) {
        std::istringstream words(read_file(log));
        std::string word;
        words >> word >> database_id;
        database_id = word == "ready" && words ? database_id : -1;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ASSERT_GT(database_id, 0) << read_file(log);

    holder.kill();
    ASSERT_TRUE(holder.ended(seconds(10)));
    EmbeddedDatabase next(options());
    const auto access = next.start();

    EXPECT_TRUE(ends_within(database_id, seconds(10)));
    EXPECT_EQ(schema::prepare_database(access), 0);
}

TEST_F(EmbeddedTest, ALeftoverThatWasNotToldToEndIsFoundAndEnded) {
    std::vector<std::string> command;
    Account account;
    {
        EmbeddedDatabase database(options());
        database.start();
        command = {
            find_program("mariadbd"),
            "--defaults-file=" + (std::filesystem::canonical(options().folder) / "mariadbd.cnf").string()};
        account = ::geteuid() == 0 ? find_account("daylight").value() : own_account();
    }
    auto leftover = Process::start(command, account, folder.path() / "leftover.log");
    ASSERT_TRUE(appears(options().folder / "run" / "mariadbd.sock"));
    EmbeddedDatabase database(options());

    database.start();

    EXPECT_TRUE(leftover.ended(seconds(0)));
    EXPECT_NE(database.process_id(), leftover.id());
}

TEST_F(EmbeddedTest, ALongPathStillHasASocketAndLeavesNoneBehind) {
    auto long_options = options();
    long_options.folder = folder.path() / std::string(100, 'x') / "database";
    EmbeddedDatabase database(long_options);

    const auto access = database.start();

    EXPECT_LT(access.app.socket.size(), 108U);
    EXPECT_NO_THROW(schema::prepare_database(access));
    database.stop();
    EXPECT_FALSE(std::filesystem::exists(std::filesystem::path(access.app.socket).parent_path()));
}

TEST_F(EmbeddedTest, ListensOnNoPortAndReadsNoOtherOptions) {
    EmbeddedDatabase database(options());
    database.start();
    auto root = connect(database.administrator());

    EXPECT_EQ(root.show("SELECT @@skip_networking, @@port").at(0)[0], schema::Value("1"));
    EXPECT_EQ(read_file("/proc/" + std::to_string(database.process_id()) + "/cmdline"),
              find_program("mariadbd") + std::string(1, '\0') + "--defaults-file=" +
                  (std::filesystem::canonical(options().folder) / "mariadbd.cnf").string() +
                  std::string(1, '\0'));
}

TEST_F(EmbeddedTest, AccountsHavePasswordsThatOnlyTheServersUserCanRead) {
    EmbeddedDatabase database(options());
    const auto access = database.start();
    struct stat status {};
    ASSERT_EQ(::stat((options().folder / "passwords.json").c_str(), &status), 0);

    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(status.st_uid, ::geteuid());
    EXPECT_EQ(access.app.password.reveal().size(), 48U);
    EXPECT_NE(access.app.password.reveal(), access.sequencer.password.reveal());
    auto without = access.app.duplicate();
    without.password = Secret();
    EXPECT_THROW(connect(without), schema::StoreUnavailable);
    // Nobody but the known accounts is there, and root has no password.
    auto root = connect(database.administrator());
    EXPECT_TRUE(
        root.show("SELECT user FROM mysql.user WHERE user NOT IN ('root', 'mariadb.sys', 'daylight_app', "
                  "'daylight_migrator', 'daylight_sequencer') AND plugin <> 'unix_socket'")
            .empty());
}

TEST_F(EmbeddedTest, AFirstStartThatBrokeOffBeginsAgain) {
    std::filesystem::create_directories(options().folder / "data.new" / "mysql");
    std::ofstream(options().folder / "data.new" / "ibdata1") << "half";
    EmbeddedDatabase database(options());

    EXPECT_NO_THROW(schema::prepare_database(database.start()));
}

TEST_F(EmbeddedTest, ADatabaseThatCannotStartSaysWhatItsLogSays) {
    {
        EmbeddedDatabase database(options());
        database.start();
    }
    std::filesystem::resize_file(options().folder / "data" / "ibdata1", 100);

    const auto text = refusal(options().folder);

    EXPECT_EQ(text.rfind("the database did not start:", 0), 0U) << text;
    EXPECT_NE(text.find("InnoDB"), std::string::npos) << text;
}

TEST_F(EmbeddedTest, AsRootAFolderThatTheDatabasesUserCannotReachIsRefusedInPlainWords) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root runs the database as another user";
    }
    const auto closed = folder.path() / "closed";
    std::filesystem::create_directory(closed);
    ::chmod(closed.c_str(), 0700);

    const auto text = refusal(closed / "database");

    EXPECT_NE(text.find("cannot pass through " + closed.string()), std::string::npos) << text;
}

TEST_F(EmbeddedTest, AsRootTheDatabaseRunsAsTheSystemUser) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root runs the database as another user";
    }
    EmbeddedDatabase database(options());
    database.start();
    struct stat status {};
    ASSERT_EQ(::stat(("/proc/" + std::to_string(database.process_id())).c_str(), &status), 0);

    EXPECT_EQ(status.st_uid, find_account("daylight")->user);
}

}  // namespace

}  // namespace daylit::embedded
