#include "tests/support/test_database.hpp"

namespace daylit::testing_support {

TestDatabase& TestDatabase::shared() {
    static TestDatabase database;
    return database;
}

TestDatabase::TestDatabase() : embedded_({folder_.path(), 64}) {
    access_ = embedded_.start();
    schema::prepare_database(access_);
}

TestDatabase::~TestDatabase() {
    embedded_.stop();
}

schema::ConnectionSettings TestDatabase::administrator() const {
    auto settings = embedded_.administrator();
    settings.database = access_.app.database;
    return settings;
}

void TestDatabase::empty_all_tables() {
    schema::MariaConnection root(administrator(), {}, schema::SessionKind::standing);
    for (const auto& row : root.show("SELECT table_name FROM information_schema.tables WHERE table_schema = "
                                     "DATABASE() AND table_name <> 'migration'")) {
        root.run("DELETE FROM `" + std::get<std::string>(row[0]) + "`");
    }
}

}  // namespace daylit::testing_support
