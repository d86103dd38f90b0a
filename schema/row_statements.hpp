// SQL for the rows of a described table. Table and column names come from TableSpecs alone (they are checked
// to be plain names), every value is a placeholder: no text from outside ever becomes SQL.
#pragma once

#include "schema/unit_of_work.hpp"

namespace daylit::schema {

struct Statement {
    std::string sql;
    std::vector<Value> values;
};

std::string find_sql(const TableSpec& table, Lock lock);
// The columns of the table's row and of the linked rows, one after another; the key is all that is bound.
std::string find_linked_sql(const TableSpec& table, const std::vector<LinkedTable>& links);
// Each row's last value is its seal, where the table's rows have one (schema/audit_plan.hpp).
std::string insert_sql(const TableSpec& table, std::size_t rows = 1);
Statement select_statement(const TableSpec& table, const Query& query, Lock lock);
// Sets all columns but the key's, and the seal, where key and conditions hold. `seal`: none for rows without
// one.
Statement update_statement(const TableSpec& table, const Record& record, const std::vector<Condition>& where,
                           const std::optional<std::string>& seal = {});
// Gives rows that are there, at least two of them, all their values at once; each row's last value is its
// seal, as in insert_sql. Only for tables without further unique keys: another row's value would be taken for
// the row's own.
std::string set_sql(const TableSpec& table, std::size_t rows);
// How many of the rows with these keys (of one column) are there; as many keys as told are bound.
std::string count_sql(const TableSpec& table, std::size_t keys);
Statement erase_statement(const TableSpec& table, const std::vector<Condition>& where);
std::vector<ColumnKind> column_kinds(const TableSpec& table);

}  // namespace daylit::schema
