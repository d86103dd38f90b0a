#include "schema/row_audit.hpp"

#include "base/encoding.hpp"
#include "schema/audit_plan.hpp"
#include "schema/event.hpp"
#include "schema/row_statements.hpp"
#include "schema/tables.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace daylit::schema {

namespace {

using enum ColumnKind;

constexpr std::int64_t rows_at_once = 500;
constexpr std::size_t most_findings = 1000;

std::string text_of(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    const auto* bytes = std::get_if<std::string>(&value);
    if (bytes == nullptr) {
        return "NULL";
    }
    const bool plain =
        std::ranges::all_of(*bytes, [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; });
    return plain && is_utf8(*bytes) ? *bytes : to_hex(*bytes);
}

std::string key_text(const std::vector<std::string>& names, const std::vector<Value>& key) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += (text.empty() ? "" : ", ") + names[i] + "=" + text_of(key[i]);
    }
    return text;
}

std::string columns_of(const TableSpec& table) {
    std::string list;
    for (const auto& column : table.columns) {
        list += "t.`" + column.name + "`, ";
    }
    return list;
}

// "(a > ? OR (a = ? AND b > ?))": what follows a key, in the key's order.
void add_after(Statement& statement, const TableSpec& table, const std::vector<Value>& key) {
    std::string text;
    for (std::size_t i = 0; i < table.key.size(); ++i) {
        std::string part;
        for (std::size_t j = 0; j < i; ++j) {
            part += "t.`" + table.key[j] + "` = ? AND ";
            statement.values.push_back(key[j]);
        }
        statement.values.push_back(key[i]);
        text += (i == 0 ? "(" : " OR (") + part + "t.`" + table.key[i] + "` > ?)";
    }
    statement.sql += " WHERE (" + text + ")";
}

// One page of a table's rows after a key, each with its seal and, where rows have streams, its stream's
// number.
Statement page_statement(const TableSpec& table, const AuditPlan& plan, const std::vector<Value>& after) {
    const std::string stream(plan.stream);
    Statement statement;
    statement.sql = "SELECT " + columns_of(table) + "t.`" + seal_column + "`";
    if (!stream.empty()) {
        statement.sql += ", h.seq FROM `" + table.name +
                         "` t LEFT JOIN stream_head h ON h.stream = CONCAT('" + stream + ":', t.`" +
                         table.key.front() + "`)";
    } else {
        statement.sql += " FROM `" + table.name + "` t";
    }
    if (!after.empty()) {
        add_after(statement, table, after);
    }
    statement.sql += " ORDER BY ";
    for (std::size_t i = 0; i < table.key.size(); ++i) {
        statement.sql += (i == 0 ? "t.`" : ", t.`") + table.key[i] + "`";
    }
    statement.sql += " LIMIT ?";
    statement.values.emplace_back(rows_at_once);
    return statement;
}

// What must be there because something else is: each statement gives the keys of rows that are missing or at
// odds.
struct Requirement {
    const char* table;
    std::vector<std::string> key;
    const char* what;
    const char* sql;
};

const std::vector<Requirement>& requirements() {
    static const std::vector<Requirement> all{
        {"stream_head",
         {"stream"},
         "is not where its stream's last event stands",
         "SELECT h.stream FROM stream_head h LEFT JOIN event e ON e.stream = h.stream AND e.seq = h.seq "
         "WHERE h.seq > 0 AND (e.id IS NULL OR NOT (e.digest <=> h.digest) OR NOT (e.at <=> h.at))"},
        {"stream_head",
         {"stream"},
         "is missing, or lies before its stream's last event",
         "SELECT DISTINCT e.stream FROM event e LEFT JOIN stream_head h ON h.stream = e.stream "
         "WHERE h.stream IS NULL OR e.seq > h.seq"},
        {"password",
         {"person"},
         "is missing: its person has none",
         "SELECT p.id FROM person p LEFT JOIN password w ON w.person = p.id WHERE w.person IS NULL"},
        {"upload",
         {"digest"},
         "is missing: its bytes are there",
         "SELECT DISTINCT c.`blob` FROM blob_chunk c LEFT JOIN upload u ON u.digest = c.`blob` "
         "WHERE u.digest IS NULL"},
        {"blob_chunk",
         {"blob"},
         "has not as many bytes as were uploaded",
         "SELECT u.digest FROM upload u LEFT JOIN blob_chunk c ON c.`blob` = u.digest GROUP BY u.digest, "
         "u.size "
         "HAVING COALESCE(SUM(OCTET_LENGTH(c.bytes)), 0) <> u.size"},
        {"published_document",
         {"id"},
         "is missing: the document was released",
         "SELECT d.id FROM document d LEFT JOIN published_document p ON p.id = d.id "
         "WHERE d.release_digest IS NOT NULL AND p.id IS NULL"},
        {"published_document",
         {"id"},
         "has other bytes or another event than its release",
         "SELECT p.id FROM published_document p LEFT JOIN document d ON d.id = p.id WHERE d.id IS NULL OR "
         "p.html_digest <> UNHEX(SHA2(p.html, 256)) OR p.json_digest <> UNHEX(SHA2(p.json, 256)) OR "
         "NOT (p.event_digest <=> d.release_digest)"},
        {"document_lot",
         {"document"},
         "has not the lots that its document names",
         "SELECT d.id FROM document d WHERE JSON_LENGTH(CONVERT(d.state USING utf8mb4), '$.content.lots') <> "
         "(SELECT COUNT(*) FROM document_lot l WHERE l.document = d.id)"},
        {"serial",
         {"index numbers given, and last ones of all years"},
         "does not count the released documents",
         "SELECT CONCAT(d.given, ' and ', s.counted) FROM (SELECT COUNT(index_number) AS given FROM "
         "document) d, "
         "(SELECT COALESCE(SUM(last), 0) AS counted FROM serial WHERE name LIKE 'index_number/%') s "
         "WHERE d.given <> s.counted"},
        {"deal",
         {"lot"},
         "is missing: it was drawn up",
         "SELECT o.subject FROM outbox o LEFT JOIN deal d ON d.lot = o.subject WHERE "
         "o.kind = 'draw_up_confirmation' AND o.done_at IS NOT NULL AND d.lot IS NULL"},
        {"deal",
         {"lot"},
         "is missing, and so is the work to draw it up: the lot was sold",
         "SELECT l.id FROM lot l LEFT JOIN deal d ON d.lot = l.id LEFT JOIN outbox o ON o.subject = l.id AND "
         "o.kind = 'draw_up_confirmation' WHERE l.phase = 'sold' AND d.lot IS NULL AND o.id IS NULL"},
        {"receipt",
         {"id"},
         "acknowledges no event",
         "SELECT r.id FROM receipt r LEFT JOIN event e ON e.digest = r.event_digest WHERE e.id IS NULL"},
    };
    return all;
}

// Event types whose event is acknowledged by a receipt.
constexpr std::string_view acknowledged[] = {"quote_placed", "application_submitted", "question_answered",
                                             "confirmation_signed", "confirmation_refused"};

}  // namespace

struct RowAudit::Pass {
    MariaConnection connection;
    const RowSealer* sealer;
    std::vector<AuditFinding> findings = {};

    bool is_full() const { return findings.size() >= most_findings; }

    void add(std::string table, std::string row, std::string what) {
        if (!is_full()) {
            findings.push_back({std::move(table), std::move(row), std::move(what)});
        }
    }

    // --- rows with seals ---

    void check_table(const TableSpec& table, const AuditPlan& plan) {
        auto kinds = column_kinds(table);
        kinds.push_back(bytes);
        if (!plan.stream.empty()) {
            kinds.push_back(number);
        }
        std::vector<Value> after;
        for (bool more = true; more && !is_full();) {
            const auto statement = page_statement(table, plan, after);
            const auto rows = connection.query(statement.sql, statement.values, kinds);
            for (const auto& row : rows) {
                check_row(table, plan, row);
            }
            more = std::ssize(rows) == rows_at_once;
            if (more) {
                after = key_of(table,
                               Record(rows.back().begin(), rows.back().begin() + std::ssize(table.columns)));
            }
        }
    }

    void check_row(const TableSpec& table, const AuditPlan& plan, const Record& row) {
        const auto width = table.columns.size();
        const Record record(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(width));
        const auto name = key_text(table.key, key_of(table, record));
        std::string wanted;
        try {
            wanted = sealer->seal(table, record);
        } catch (const BrokenPromise&) {
            return add(table.name, name, "has values that no program of ours wrote");
        }
        if (row[width] != Value(wanted)) {
            return add(table.name, name, "was changed by another hand: its seal does not fit");
        }
        if (plan.stream.empty()) {
            return;
        }
        const auto seq = std::ranges::find(table.columns, "seq", &Column::name);
        const bool has_seq = seq != table.columns.end();
        if (std::holds_alternative<std::monostate>(row[width + 1])) {
            add(table.name, name, "has no stream of events");
        } else if (has_seq &&
                   record[static_cast<std::size_t>(seq - table.columns.begin())] != row[width + 1]) {
            add(table.name, name, "is older than its stream: it was set back");
        }
    }

    // A stream that has events has its row.
    void check_streams(const TableSpec& table, const AuditPlan& plan) {
        const std::string prefix = std::string(plan.stream) + ":";
        const std::array<Value, 2> range{prefix, std::string(plan.stream) + ";"};
        const std::array kinds{bytes};
        const auto missing = connection.query(
            "SELECT h.stream FROM stream_head h LEFT JOIN `" + table.name + "` t ON t.`" + table.key.front() +
                "` = SUBSTRING(h.stream, " + std::to_string(prefix.size() + 1) +
                ") WHERE h.stream >= ? AND h.stream < ? AND h.seq > 0 AND t.`" + table.key.front() +
                "` IS NULL LIMIT 1000",
            range, kinds);
        for (const auto& row : missing) {
            add(table.name, table.key.front() + "=" + text_of(row[0]).substr(prefix.size()),
                "is missing: its stream has events");
        }
    }

    // --- what something else requires ---

    void check_requirement(const Requirement& requirement) {
        const std::vector<ColumnKind> kinds(requirement.key.size(), bytes);
        for (const auto& row : connection.query(std::string(requirement.sql) + " LIMIT 1000", {}, kinds)) {
            add(requirement.table, key_text(requirement.key, row), requirement.what);
        }
    }

    // --- events, stream by stream ---

    void check_events() {
        static const std::string page =
            "SELECT id, stream, seq, at, actor, type, version, body, digest FROM event WHERE stream >= ? AND "
            "(stream > ? OR seq > ?) ORDER BY stream, seq LIMIT 500";
        constexpr std::array kinds{number, bytes, number, number, bytes, bytes, number, bytes, bytes};
        StreamHead head;
        for (bool more = true; more && !is_full();) {
            const std::array<Value, 3> after{head.stream, head.stream, head.seq};
            const auto rows = connection.query(page, after, kinds);
            std::vector<StoredEvent> events;
            for (const auto& row : rows) {
                events.push_back(read_event(row));
                check_one(events.back(), head);
            }
            check_required(events);
            more = std::ssize(rows) == rows_at_once;
        }
    }

    static StoredEvent read_event(const Record& row) {
        using Number = ColumnCodec<std::int64_t>;
        using Text = ColumnCodec<std::string>;
        return {Number::read(row[0]),
                Text::read(row[1]),
                Number::read(row[2]),
                ColumnCodec<Instant>::read(row[3]),
                Text::read(row[4]),
                Text::read(row[5]),
                static_cast<int>(Number::read(row[6])),
                Text::read(row[7]),
                ColumnCodec<Digest>::read(row[8])};
    }

    void check_one(const StoredEvent& event, StreamHead& head) {
        if (event.stream != head.stream) {
            head = {event.stream, 0, std::nullopt, std::nullopt};
        }
        if (const auto sound = check_event(event, head); !sound) {
            add("event", "stream=" + event.stream + ", seq=" + std::to_string(event.seq),
                sound.refusal().code);
        }
        head = {event.stream, event.seq, event.digest, event.at};
    }

    // The digests of what is attached, wherever in the event it stands: {"attachments": [{"digest": …}]}.
    static void add_attachments(const boost::json::value& within, std::vector<Value>& uploads) {
        if (const auto* list = within.if_array()) {
            for (const auto& one : *list) {
                add_attachments(one, uploads);
            }
        } else if (const auto* object = within.if_object()) {
            for (const auto& [key, value] : *object) {
                if (key == "attachments" && value.is_array()) {
                    add_digests(value.get_array(), uploads);
                }
                add_attachments(value, uploads);
            }
        }
    }
    static void add_digests(const boost::json::array& attachments, std::vector<Value>& uploads) {
        for (const auto& one : attachments) {
            const auto* object = one.if_object();
            const auto* named = object != nullptr ? object->if_contains("digest") : nullptr;
            if (const auto digest = named != nullptr && named->is_string()
                                        ? Digest::from_hex(named->get_string())
                                        : std::nullopt) {
                uploads.push_back(ColumnCodec<Digest>::write(*digest));
            }
        }
    }

    // The references of bid securities that opened letters named: {"bids": [{"security": {"reference": …}}]}.
    static void add_references(const boost::json::object& data, std::vector<Value>& references) {
        for (const auto& bid : data.at("bids").as_array()) {
            const auto* security = bid.as_object().if_contains("security");
            if (security != nullptr && security->is_object()) {
                references.emplace_back(std::string(security->at("reference").as_string()));
            }
        }
    }

    // Rows that these events require: evidence by its digest, receipts by the event's, a deal by its lot,
    // uploads that are attached, references that are named.
    void check_required(const std::vector<StoredEvent>& events) {
        std::vector<Value> evidence;
        std::vector<Value> receipts;
        std::vector<Value> deals;
        std::vector<Value> uploads;
        std::vector<Value> references;
        for (const auto& event : events) {
            boost::json::object data;
            try {
                data = event_data(event);
            } catch (const BrokenPromise&) {
                continue;  // named already
            }
            if (const auto* named = data.if_contains("evidence"); named && named->is_string()) {
                if (const auto digest = Digest::from_hex(named->get_string())) {
                    evidence.push_back(ColumnCodec<Digest>::write(*digest));
                }
            }
            add_attachments(data, uploads);
            if (std::ranges::find(acknowledged, event.type) != std::end(acknowledged)) {
                receipts.push_back(ColumnCodec<Digest>::write(event.digest));
            }
            if (event.type == "confirmation_signed") {
                deals.emplace_back(event.stream.substr(event.stream.find(':') + 1));
            }
            if (event.type == "bids_opened") {
                add_references(data, references);
            }
        }
        need_rows("evidence", "digest", std::move(evidence));
        need_rows("receipt", "event_digest", std::move(receipts));
        need_rows("deal", "lot", std::move(deals));
        need_rows("upload", "digest", std::move(uploads));
        need_rows("security_reference", "reference", std::move(references));
    }

    // Looked for together: one by one they would cost the database more than the events themselves.
    void need_rows(const std::string& table, const std::string& column, std::vector<Value> wanted) {
        std::ranges::sort(wanted);
        const auto [from, to] = std::ranges::unique(wanted);
        wanted.erase(from, to);
        if (wanted.empty()) {
            return;
        }
        std::string places = "?";
        for (std::size_t i = 1; i < wanted.size(); ++i) {
            places += ", ?";
        }
        const std::array kinds{bytes};
        std::set<Value> there;
        for (auto& row : connection.query(
                 "SELECT `" + column + "` FROM `" + table + "` WHERE `" + column + "` IN (" + places + ")",
                 wanted, kinds)) {
            there.insert(std::move(row[0]));
        }
        for (const auto& value : wanted) {
            if (!there.contains(value)) {
                add(table, column + "=" + text_of(value), "is missing: an event names it");
            }
        }
    }

    // --- uploaded bytes ---

    void check_blobs() {
        static const std::string list =
            "SELECT DISTINCT `blob` FROM blob_chunk WHERE `blob` > ? ORDER BY `blob` LIMIT 500";
        static const std::string read = "SELECT bytes FROM blob_chunk WHERE `blob` = ? ORDER BY chunk_index";
        const std::array kinds{bytes};
        Value after = std::string();
        for (bool more = true; more && !is_full();) {
            const std::array<Value, 1> key{after};
            const auto blobs = connection.query(list, key, kinds);
            for (const auto& blob : blobs) {
                std::string whole;
                for (const auto& chunk : connection.query(read, blob, kinds)) {
                    whole += std::get<std::string>(chunk[0]);
                }
                after = blob[0];
                if (sha256(whole).view() != std::get<std::string>(after)) {
                    add("blob_chunk", "blob=" + text_of(after), "has other bytes than its digest");
                }
            }
            more = std::ssize(blobs) == rows_at_once;
        }
    }
};

RowAudit::RowAudit(const ConnectionSettings& settings, const StoreOptions& options)
    : settings_(settings.duplicate()), options_(options) {
    ensure(options_.sealer != nullptr, "an audit has the key of the seals");
}

std::vector<AuditFinding> RowAudit::run() {
    Pass pass{MariaConnection(settings_, options_, SessionKind::standing), options_.sealer.get()};
    for (const auto* table : all_tables()) {
        const auto* plan = find_audit_plan(table->name);
        if (plan != nullptr && plan->sealed) {
            pass.check_table(*table, *plan);
            if (!plan->stream.empty()) {
                pass.check_streams(*table, *plan);
            }
        }
    }
    for (const auto& requirement : requirements()) {
        pass.check_requirement(requirement);
    }
    pass.check_events();
    pass.check_blobs();
    return std::move(pass.findings);
}

void seal_every_row(const ConnectionSettings& settings, const RowSealer& sealer) {
    MariaConnection connection(settings, {}, SessionKind::standing);
    for (const auto* table : all_tables()) {
        if (!is_sealed(table->name)) {
            continue;
        }
        Statement all{"SELECT " + columns_of(*table), {}};
        all.sql.resize(all.sql.size() - 2);
        for (const auto& record :
             connection.query(all.sql + " FROM `" + table->name + "` t", {}, column_kinds(*table))) {
            std::string sql = "UPDATE `" + table->name + "` SET `" + seal_column + "` = ?";
            std::vector<Value> values{sealer.seal(*table, record)};
            const char* lead = " WHERE ";
            for (const auto& name : table->key) {
                sql += lead + ("`" + name + "` = ?");
                values.push_back(record[column_index(*table, name)]);
                lead = " AND ";
            }
            connection.execute(sql, values);
        }
    }
}

}  // namespace daylit::schema
