#include "schema/memory_state.hpp"

#include <algorithm>

namespace daylit::schema {

namespace {

bool is_null(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

const std::string& bytes(const Value& value) {
    return std::get<std::string>(value);
}

bool compares(const Value& value, const Condition& condition) {
    switch (condition.compare) {
        case Compare::equal:
            return value == condition.value;
        case Compare::less:
            return value < condition.value;
        case Compare::greater:
            return value > condition.value;
        case Compare::at_most:
            return value <= condition.value;
        case Compare::at_least:
            return value >= condition.value;
        case Compare::one_of:
            return std::ranges::find(condition.values, value) != condition.values.end();
        case Compare::starts_with:
            return bytes(value).starts_with(bytes(condition.value));
        case Compare::contains:
            return bytes(value).find(bytes(condition.value)) != std::string::npos;
        case Compare::is_null:
        case Compare::not_null:
            break;
    }
    return true;
}

// The unique values of a record; a NULL among them keeps the key from being unique, as SQL has it.
std::optional<RowKey> unique_values(const TableSpec& table, const std::vector<std::string>& columns,
                                    const Record& record) {
    RowKey values;
    for (const auto& name : columns) {
        values.push_back(record.at(column_index(table, name)));
        if (is_null(values.back())) {
            return std::nullopt;
        }
    }
    return values;
}

bool unique_taken(const MemoryTable& rows, const TableSpec& table, const Record& record,
                  const RowKey& own_key) {
    for (std::size_t i = 0; i < table.uniques.size(); ++i) {
        const auto values = unique_values(table, table.uniques[i], record);
        if (!values) {
            continue;
        }
        const auto found = rows.uniques[i].find(*values);
        if (found != rows.uniques[i].end() && found->second != own_key) {
            return true;
        }
    }
    return false;
}

void put_row(MemoryTransaction& transaction, const TableSpec& table, const Record& record) {
    auto& rows = transaction.table(table);
    const auto key = key_of(table, record);
    transaction.put(rows.rows, key, record);
    for (std::size_t i = 0; i < table.uniques.size(); ++i) {
        if (const auto values = unique_values(table, table.uniques[i], record)) {
            transaction.put(rows.uniques[i], *values, key);
        }
    }
}

std::vector<std::pair<std::size_t, Order>> total_order(const TableSpec& table, const Query& query) {
    std::vector<std::pair<std::size_t, Order>> order;
    for (const auto& [name, direction] : query.order_by) {
        order.emplace_back(column_index(table, name), direction);
    }
    const auto last = order.empty() ? Order::ascending : order.back().second;
    for (const auto& name : table.key) {
        order.emplace_back(column_index(table, name), last);
    }
    return order;
}

}  // namespace

MemoryTable& MemoryTransaction::table(const TableSpec& spec) {
    auto& table = state_.tables[spec.name];
    table.uniques.resize(spec.uniques.size());
    return table;
}

void MemoryTransaction::rollback() {
    while (!undo_.empty()) {
        undo_.back()();
        undo_.pop_back();
    }
}

bool holds(const TableSpec& table, const Record& record, const Condition& condition) {
    const auto& value = record.at(column_index(table, condition.column));
    if (condition.compare == Compare::is_null || condition.compare == Compare::not_null) {
        return is_null(value) == (condition.compare == Compare::is_null);
    }
    return !is_null(value) && compares(value, condition);
}

std::vector<Record> select_rows(MemoryTransaction& transaction, const TableSpec& table, const Query& query) {
    std::vector<Record> found;
    for (const auto& [key, record] : transaction.table(table).rows) {
        if (std::ranges::all_of(query.where, [&](const auto& c) { return holds(table, record, c); })) {
            found.push_back(record);
        }
    }
    const auto order = total_order(table, query);
    std::ranges::sort(found, [&](const Record& left, const Record& right) {
        for (const auto& [column, direction] : order) {
            if (left[column] != right[column]) {
                return (left[column] < right[column]) == (direction == Order::ascending);
            }
        }
        return false;
    });
    found.resize(std::min(found.size(), static_cast<std::size_t>(query.limit)));
    return found;
}

bool insert_row(MemoryTransaction& transaction, const TableSpec& table, const Record& record) {
    auto& rows = transaction.table(table);
    const auto key = key_of(table, record);
    if (rows.rows.contains(key) || unique_taken(rows, table, record, key)) {
        return false;
    }
    put_row(transaction, table, record);
    return true;
}

bool replace_row(MemoryTransaction& transaction, const TableSpec& table, const Record& record) {
    const auto key = key_of(table, record);
    if (unique_taken(transaction.table(table), table, record, key)) {
        return false;
    }
    erase_row(transaction, table, key);
    put_row(transaction, table, record);
    return true;
}

void erase_row(MemoryTransaction& transaction, const TableSpec& table, const RowKey& key) {
    auto& rows = transaction.table(table);
    const auto record = rows.rows.at(key);
    for (std::size_t i = 0; i < table.uniques.size(); ++i) {
        if (const auto values = unique_values(table, table.uniques[i], record)) {
            transaction.drop(rows.uniques[i], *values);
        }
    }
    transaction.drop(rows.rows, key);
}

}  // namespace daylit::schema
