// The contract of the ports, on MariaDB.
#include "schema/mariadb_store.hpp"
#include "tests/schema/db/fault_proxy.hpp"
#include "tests/schema/db/specimen_tables.hpp"
#include "tests/schema/support/contract.hpp"

namespace daylit::schema {

namespace {

using testing_support::TestDatabase;

StoreOptions test_options() {
    StoreOptions options;
    options.pool_size = 8;
    options.patience = std::chrono::milliseconds(700);
    options.lock_wait = std::chrono::seconds(5);
    return options;
}

ConnectionSettings through(const FaultProxy& proxy, const ConnectionSettings& settings) {
    auto changed = settings.duplicate();
    changed.socket = proxy.socket().string();
    return changed;
}

class MariaUnderTest : public StoreUnderTest {
public:
    MariaUnderTest()
        : proxy_(socket_folder_.path() / "proxy.sock", database().access().app.socket),
          store_(through(proxy_, database().access().app), test_options()),
          log_(through(proxy_, database().access().sequencer), test_options()) {
        make_specimen_tables(database());
        database().empty_all_tables();
    }

    Store& store() override { return store_; }
    LogStore& log() override { return log_; }
    std::unique_ptr<LogStore> second_log() override {
        return std::make_unique<MariaLogStore>(database().access().sequencer, test_options());
    }
    void lose_connection_before_commit() override { proxy_.cut_next(FaultProxy::Cut::before_commit); }
    void lose_answer_to_commit() override { proxy_.cut_next(FaultProxy::Cut::after_commit); }
    void stop() override { database().stop(); }
    void start() override { database().start(); }

private:
    static TestDatabase& database() { return TestDatabase::shared(); }

    testing_support::TemporaryFolder socket_folder_;
    FaultProxy proxy_;
    MariaStore store_;
    MariaLogStore log_;
};

}  // namespace

Implementation implementation() {
    return {"MariaDB", [] { return std::make_unique<MariaUnderTest>(); }};
}

}  // namespace daylit::schema
