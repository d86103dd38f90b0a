#include "schema/record.hpp"

#include <algorithm>

namespace daylit::schema {

namespace {

bool fits(const Column& column, const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) {
        return column.optional;
    }
    return std::holds_alternative<std::int64_t>(value) == (column.kind == ColumnKind::number);
}

}  // namespace

std::size_t column_index(const TableSpec& table, const std::string& name) {
    const auto found = std::ranges::find(table.columns, name, &Column::name);
    if (found == table.columns.end()) {
        throw BrokenPromise("table " + table.name + " has no column " + name);
    }
    return static_cast<std::size_t>(found - table.columns.begin());
}

void check_record(const TableSpec& table, const Record& record) {
    ensure(record.size() == table.columns.size(), "a record has one value for each column");
    for (std::size_t i = 0; i < record.size(); ++i) {
        if (!fits(table.columns[i], record[i])) {
            throw BrokenPromise("a value does not fit column " + table.columns[i].name + " of " + table.name);
        }
    }
}

std::vector<Value> key_of(const TableSpec& table, const Record& record) {
    std::vector<Value> key;
    for (const auto& name : table.key) {
        key.push_back(record.at(column_index(table, name)));
    }
    return key;
}

}  // namespace daylit::schema
