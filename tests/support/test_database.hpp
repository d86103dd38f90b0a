// One embedded database for a test program, in a temporary folder: started when it is first asked for,
// stopped and removed when the program ends. Tests that share it begin on empty tables.
#pragma once

#include "server/embedded/embedded_database.hpp"
#include "tests/support/temporary_folder.hpp"

namespace daylit::testing_support {

class TestDatabase {
public:
    static TestDatabase& shared();

    // A further database with a folder of its own, for tests that stop or spoil theirs.
    TestDatabase();
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    const schema::DatabaseAccess& access() const { return access_; }
    embedded::EmbeddedDatabase& embedded() { return embedded_; }
    // As the account that may do anything, in the database.
    schema::ConnectionSettings administrator() const;
    void empty_all_tables();
    void stop() { embedded_.stop(); }
    void start() { embedded_.start(); }

private:
    TemporaryFolder folder_;
    embedded::EmbeddedDatabase embedded_;
    schema::DatabaseAccess access_;
};

}  // namespace daylit::testing_support
