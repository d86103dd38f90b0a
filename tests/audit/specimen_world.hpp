// A database with a row at least in every table that the audit watches, as the server would have written
// them.
#pragma once

#include "crypto/note.hpp"
#include "schema/mariadb_store.hpp"
#include "schema/row_seal.hpp"
#include "tests/support/test_database.hpp"

namespace daylit::audit {

class SpecimenWorld {
public:
    explicit SpecimenWorld(testing_support::TestDatabase& database);

    const schema::StoreOptions& options() const { return options_; }
    NoteVerifier log() const { return {"log.example", key_.public_key()}; }

private:
    std::vector<schema::StoredEvent> append(schema::UnitOfWork& tx, const std::string& stream,
                                            const std::string& type, boost::json::object data = {});
    void write_registry(schema::UnitOfWork& tx);
    void write_lots(schema::UnitOfWork& tx);
    void write_tenders(schema::UnitOfWork& tx);
    void write_money(schema::UnitOfWork& tx);
    void write_documents(schema::UnitOfWork& tx);
    void write_what_may_go(schema::UnitOfWork& tx);
    void sequence();

    testing_support::TestDatabase& database_;
    testing_support::TemporaryFolder folder_;
    schema::StoreOptions options_;
    schema::MariaStore store_;
    schema::MariaLogStore log_store_;
    Ed25519PrivateKey key_ = Ed25519PrivateKey::generate();
    std::uint8_t salt_ = 0;
};

}  // namespace daylit::audit
