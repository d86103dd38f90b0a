#include "schema/unit_of_work.hpp"

namespace daylit::schema {

std::vector<std::optional<Record>> UnitOfWork::find_linked_records(const TableSpec& table,
                                                                   const std::vector<Value>& key,
                                                                   const std::vector<LinkedTable>& links) {
    std::vector<const TableSpec*> tables{&table};
    std::vector<std::optional<Record>> found{find_record(table, key, Lock::none)};
    for (const auto& [linked, link] : links) {
        const auto& from = found.at(link.of);
        const auto named =
            from ? from->at(column_index(*tables.at(link.of), link.column)) : Value(std::monostate());
        found.push_back(std::holds_alternative<std::monostate>(named)
                            ? std::nullopt
                            : find_record(*linked, {named}, Lock::none));
        tables.push_back(linked);
    }
    return found;
}

}  // namespace daylit::schema
