#include "schema/row_statements.hpp"

#include "schema/audit_plan.hpp"
#include "schema/row_seal.hpp"

#include <algorithm>

namespace daylit::schema {

namespace {

std::string quoted(const std::string& name) {
    const bool plain = std::ranges::all_of(
        name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    ensure(plain && !name.empty(), "tables and columns have plain names");
    return "`" + name + "`";
}

std::string column(const TableSpec& table, const std::string& name) {
    column_index(table, name);
    return quoted(name);
}

std::string column_list(const TableSpec& table) {
    std::string list;
    for (const auto& described : table.columns) {
        list += (list.empty() ? "" : ", ") + quoted(described.name);
    }
    return list;
}

std::string placeholders(std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) {
        list += i == 0 ? "?" : ", ?";
    }
    return list;
}

std::string key_condition(const TableSpec& table) {
    std::string text;
    for (const auto& name : table.key) {
        text += (text.empty() ? "" : " AND ") + column(table, name) + " = ?";
    }
    return text;
}

const char* lock_clause(Lock lock) {
    return lock == Lock::update ? " FOR UPDATE" : "";
}

bool is_key(const TableSpec& table, const std::string& name) {
    return std::ranges::find(table.key, name) != table.key.end();
}

// Text as itself in a LIKE pattern whose escape character is '!' (a backslash means too much to SQL).
std::string literal_pattern(const Value& text) {
    std::string pattern;
    for (const char c : std::get<std::string>(text)) {
        if (c == '%' || c == '_' || c == '!') {
            pattern += '!';
        }
        pattern += c;
    }
    return pattern;
}

class Builder {
public:
    explicit Builder(const TableSpec& table) : table_(table) {}

    Statement statement;

    void add(const std::string& text) { statement.sql += text; }
    void add(const std::string& text, const Value& value) {
        statement.sql += text;
        statement.values.push_back(value);
    }
    void where(const std::vector<Condition>& conditions, const char* lead) {
        for (const auto& condition : conditions) {
            add(lead);
            condition_text(condition);
            lead = " AND ";
        }
    }

private:
    void condition_text(const Condition& condition) {
        const auto name = column(table_, condition.column);
        switch (condition.compare) {
            case Compare::equal:
                return add(name + " = ?", condition.value);
            case Compare::less:
                return add(name + " < ?", condition.value);
            case Compare::greater:
                return add(name + " > ?", condition.value);
            case Compare::at_most:
                return add(name + " <= ?", condition.value);
            case Compare::at_least:
                return add(name + " >= ?", condition.value);
            case Compare::is_null:
                return add(name + " IS NULL");
            case Compare::not_null:
                return add(name + " IS NOT NULL");
            case Compare::one_of:
                return one_of(name, condition.values);
            case Compare::starts_with:
                return add(name + " LIKE ? ESCAPE '!'", literal_pattern(condition.value) + "%");
            case Compare::contains:
                return add(name + " LIKE ? ESCAPE '!'", "%" + literal_pattern(condition.value) + "%");
        }
    }

    // The list is filled up to a power of two with its last value, so that few different statements are
    // prepared.
    void one_of(const std::string& name, const std::vector<Value>& values) {
        if (values.empty()) {
            return add("1 = 0");
        }
        std::size_t count = 1;
        while (count < values.size()) {
            count *= 2;
        }
        add(name + " IN (" + placeholders(count) + ")");
        for (std::size_t i = 0; i < count; ++i) {
            statement.values.push_back(values[std::min(i, values.size() - 1)]);
        }
    }

    const TableSpec& table_;
};

std::string order_text(const TableSpec& table, const Query& query) {
    std::string text;
    auto direction = Order::ascending;
    const auto add = [&](const std::string& name) {
        text += (text.empty() ? " ORDER BY " : ", ") + column(table, name);
        text += direction == Order::descending ? " DESC" : "";
    };
    for (const auto& [name, order] : query.order_by) {
        direction = order;
        add(name);
    }
    for (const auto& name : table.key) {
        if (std::ranges::find(query.order_by, name, [](const auto& by) { return by.first; }) ==
            query.order_by.end()) {
            add(name);
        }
    }
    return text;
}

}  // namespace

std::string find_sql(const TableSpec& table, Lock lock) {
    return "SELECT " + column_list(table) + " FROM " + quoted(table.name) + " WHERE " + key_condition(table) +
           lock_clause(lock);
}

std::string find_linked_sql(const TableSpec& table, const std::vector<LinkedTable>& links) {
    std::vector<const TableSpec*> tables{&table};
    const auto name = [](std::size_t at) { return "t" + std::to_string(at); };
    const auto list = [&](std::size_t at) {
        std::string text;
        for (const auto& described : tables.at(at)->columns) {
            text += (text.empty() ? "" : ", ") + name(at) + "." + quoted(described.name);
        }
        return text;
    };
    auto columns = list(0);
    std::string joins;
    for (const auto& [linked, link] : links) {
        ensure(linked->key.size() == 1, "a linked row is found by one column");
        const auto from = column(*tables.at(link.of), link.column);
        joins += " LEFT JOIN " + quoted(linked->name) + " " + name(tables.size()) + " ON " +
                 name(tables.size()) + "." + column(*linked, linked->key.front()) + " = " + name(link.of) +
                 "." + from;
        tables.push_back(linked);
        columns += ", " + list(tables.size() - 1);
    }
    ensure(table.key.size() == 1, "linked rows begin with one that has a key of one column");
    return "SELECT " + columns + " FROM " + quoted(table.name) + " t0" + joins + " WHERE t0." +
           key_condition(table);
}

std::string insert_sql(const TableSpec& table, std::size_t rows) {
    const bool sealed = is_sealed(table.name);
    auto sql = "INSERT INTO " + quoted(table.name) + " (" + column_list(table) +
               (sealed ? ", " + quoted(seal_column) : "") + ") VALUES ";
    const auto row = "(" + placeholders(table.columns.size() + (sealed ? 1 : 0)) + ")";
    for (std::size_t i = 0; i < rows; ++i) {
        sql += i == 0 ? row : ", " + row;
    }
    return sql;
}

std::string set_sql(const TableSpec& table, std::size_t rows) {
    ensure(table.uniques.empty(), "rows that are set together have no further unique keys");
    auto sql = insert_sql(table, rows);
    const char* comma = " ON DUPLICATE KEY UPDATE ";
    const auto take = [&](const std::string& name) {
        sql += comma + quoted(name) + " = VALUES(" + quoted(name) + ")";
        comma = ", ";
    };
    for (const auto& described : table.columns) {
        if (!is_key(table, described.name)) {
            take(described.name);
        }
    }
    if (is_sealed(table.name)) {
        take(seal_column);
    }
    return sql;
}

std::string count_sql(const TableSpec& table, std::size_t keys) {
    ensure(table.key.size() == 1, "rows are counted by a key of one column");
    return "SELECT COUNT(*) FROM " + quoted(table.name) + " WHERE " + column(table, table.key.front()) +
           " IN (" + placeholders(keys) + ")";
}

Statement select_statement(const TableSpec& table, const Query& query, Lock lock) {
    ensure(query.limit >= 0, "a limit is not negative");
    Builder builder(table);
    builder.add("SELECT " + column_list(table) + " FROM " + quoted(table.name));
    builder.where(query.where, " WHERE ");
    builder.add(order_text(table, query));
    builder.add(" LIMIT ?", std::int64_t(query.limit));
    builder.add(lock_clause(lock));
    return std::move(builder.statement);
}

Statement update_statement(const TableSpec& table, const Record& record, const std::vector<Condition>& where,
                           const std::optional<std::string>& seal) {
    Builder builder(table);
    builder.add("UPDATE " + quoted(table.name) + " SET ");
    const char* comma = "";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (!is_key(table, table.columns[i].name)) {
            builder.add(comma + quoted(table.columns[i].name) + " = ?", record[i]);
            comma = ", ";
        }
    }
    ensure(*comma != '\0', "a row that is all key is never updated");
    if (seal) {
        builder.add(comma + quoted(seal_column) + " = ?", *seal);
    }
    builder.add(" WHERE " + key_condition(table));
    for (auto& value : key_of(table, record)) {
        builder.statement.values.push_back(std::move(value));
    }
    builder.where(where, " AND ");
    return std::move(builder.statement);
}

Statement erase_statement(const TableSpec& table, const std::vector<Condition>& where) {
    Builder builder(table);
    builder.add("DELETE FROM " + quoted(table.name));
    builder.where(where, " WHERE ");
    return std::move(builder.statement);
}

std::vector<ColumnKind> column_kinds(const TableSpec& table) {
    std::vector<ColumnKind> kinds;
    for (const auto& described : table.columns) {
        kinds.push_back(described.kind);
    }
    return kinds;
}

}  // namespace daylit::schema
