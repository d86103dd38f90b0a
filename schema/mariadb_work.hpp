// One transaction on MariaDB, seen through the two ports.
#pragma once

#include "schema/acknowledged_note.hpp"
#include "schema/mariadb_connection.hpp"
#include "schema/row_seal.hpp"
#include "schema/waiting_writes.hpp"
#include "schema/work_checks.hpp"

namespace daylit::schema {

class MariaWork : public UnitOfWork {
public:
    MariaWork(MariaConnection& connection, Access access, const RowSealer* sealer = nullptr)
        : connection_(connection), access_(access), sealer_(sealer) {}

    std::optional<Record> find_record(const TableSpec& table, const std::vector<Value>& key,
                                      Lock lock) override;
    std::vector<std::optional<Record>> find_linked_records(const TableSpec& table,
                                                           const std::vector<Value>& key,
                                                           const std::vector<LinkedTable>& links) override;
    std::vector<Record> select_records(const TableSpec& table, const Query& query, Lock lock) override;
    bool insert_record(const TableSpec& table, const Record& record) override;
    bool update_record(const TableSpec& table, const Record& record,
                       const std::vector<Condition>& where) override;
    void put_record(const TableSpec& table, const Record& record) override;
    void set_record(const TableSpec& table, const Record& record) override;
    std::int64_t erase_records(const TableSpec& table, const std::vector<Condition>& where) override;

    StreamHead lock_stream(const std::string& stream) override;
    std::vector<StreamHead> lock_streams(const std::vector<std::string>& streams) override;
    StreamHead stream_head(const std::string& stream) override;
    void append(const std::vector<StoredEvent>& events) override;
    std::vector<StoredEvent> events(const std::string& stream, std::int64_t after_seq, int limit) override;
    std::vector<StoredEvent> events_besides(const std::string& stream, const std::string& type,
                                            int limit) override;
    std::optional<StoredEvent> event_by_digest(const Digest& digest) override;

    std::optional<KeptAnswer> claim_key(const std::string& actor, const std::string& key,
                                        const Digest& request, Instant now) override;
    std::vector<std::optional<KeptAnswer>> claim_keys(const std::vector<KeyClaim>& claims,
                                                      Instant now) override;
    void keep_answer(const std::string& actor, const std::string& key, const KeptAnswer& answer) override;
    std::int64_t prune_keys(Instant before, int limit) override;

    void put_chunk(const Digest& blob, std::int64_t index, const std::string& bytes) override;
    std::optional<std::string> chunk(const Digest& blob, std::int64_t index) override;

    // Before the commit: what waited is stored, no statement failed unseen, every claimed key has its answer.
    void finish();
    // The last event that this transaction stored.
    const std::optional<AcknowledgedEvent>& last_event() const { return last_event_; }

private:
    void writes(Lock lock = Lock::update) const;
    std::optional<std::string> seal_of(const TableSpec& table, const Record& record) const;
    Record sealed(const TableSpec& table, Record record) const;
    std::optional<StreamHead> read_head(const std::string& sql, const std::string& stream);
    void store_events();
    void store_rows(const TableSpec& table);
    void set_together(const TableSpec& table, std::span<const Record> batch);
    void store_answers();

    MariaConnection& connection_;
    Access access_;
    const RowSealer* sealer_;
    WorkChecks checks_;
    WaitingWrites waiting_;
    std::optional<AcknowledgedEvent> last_event_;
};

class MariaLogWork : public LogWork {
public:
    MariaLogWork(MariaConnection& connection, Access access) : connection_(connection), access_(access) {}

    std::vector<PendingLeaf> pending(int limit) override;
    void assign(std::int64_t first_index, const std::vector<PendingLeaf>& leaves) override;
    std::vector<Digest> leaves(std::int64_t from, int limit) override;
    std::int64_t leaf_count() override;
    std::optional<std::int64_t> leaf_index(const Digest& event) override;
    void put_tile(const StoredTile& tile) override;
    std::optional<StoredTile> tile(int level, std::int64_t index) override;
    std::optional<StoredCheckpoint> checkpoint() override;
    bool swap_checkpoint(std::int64_t previous_size, const StoredCheckpoint& next) override;
    std::optional<StoredCheckpoint> published_checkpoint() override;
    void publish_checkpoint(const StoredCheckpoint& next) override;

    void check_promises() const;

private:
    void assign_batch(std::int64_t index, std::span<const PendingLeaf> leaves);
    bool insert_first(const StoredCheckpoint& next);
    std::optional<StoredCheckpoint> read_checkpoint(const std::string& sql);

    MariaConnection& connection_;
    Access access_;
};

}  // namespace daylit::schema
