#include "tests/support/test_database.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <system_error>

namespace daylit::testing_support {

TemporaryFolder::TemporaryFolder() {
    auto text = (std::filesystem::temp_directory_path() / "daylight-test-XXXXXX").string();
    if (::mkdtemp(text.data()) == nullptr || ::chmod(text.c_str(), 0755) != 0) {
        throw std::system_error(errno, std::generic_category(), "cannot make a temporary folder");
    }
    path_ = text;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

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
