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
// Each row's last value is its seal, where the table's rows have one (schema/audit_plan.hpp).
std::string insert_sql(const TableSpec& table, std::size_t rows = 1);
Statement select_statement(const TableSpec& table, const Query& query, Lock lock);
// Sets all columns but the key's, and the seal, where key and conditions hold. `seal`: none for rows without
// one.
Statement update_statement(const TableSpec& table, const Record& record, const std::vector<Condition>& where,
                           const std::optional<std::string>& seal = {});
Statement erase_statement(const TableSpec& table, const std::vector<Condition>& where);
std::vector<ColumnKind> column_kinds(const TableSpec& table);

}  // namespace daylit::schema
