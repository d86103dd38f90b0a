// A database with its log as the server runs them, and events of the size of a quote's.
#pragma once

#include "crypto/random.hpp"
#include "schema/event.hpp"
#include "schema/mariadb_store.hpp"
#include "server/embedded/embedded_database.hpp"
#include "server/jobs/sequencer.hpp"

#include <filesystem>

namespace daylit::bench {

class LogPlace {
public:
    LogPlace(const std::filesystem::path& database_folder, const std::filesystem::path& note_file)
        : database({.folder = database_folder}),
          access(prepared(database)),
          note(note_file),
          store(access.app, {}, &note),
          log(access.sequencer, {}) {}

    embedded::EmbeddedDatabase database;
    schema::DatabaseAccess access;
    schema::AcknowledgedNote note;
    schema::MariaStore store;
    schema::MariaLogStore log;

private:
    static schema::DatabaseAccess prepared(embedded::EmbeddedDatabase& database) {
        auto access = database.start();
        schema::prepare_database(access);
        return access;
    }
};

// The stream's next event; moves the head on.
inline schema::StoredEvent next_event(schema::StreamHead& head, Instant at) {
    boost::json::object data{{"plate", "8806"},
                             {"price", 1'000'000'000 + head.seq * 1'000'000},
                             {"number", head.seq + 1},
                             {"evidence", std::string(64, 'e')}};
    return schema::seal_event(head, "plate:8806", {"QuotePlaced", 1, at, std::move(data)}, random_entropy());
}

}  // namespace daylit::bench
