#include "schema/waiting_writes.hpp"

namespace daylit::schema {

WaitingRows& WaitingWrites::of(const TableSpec& table) {
    const auto [found, is_new] = rows.try_emplace(&table);
    if (is_new) {
        tables.push_back(&table);
    }
    return found->second;
}

std::size_t size_of(const Record& record) {
    std::size_t bytes = 0;
    for (const auto& value : record) {
        const auto* text = std::get_if<std::string>(&value);
        bytes += text != nullptr ? text->size() : sizeof(std::int64_t);
    }
    return bytes;
}

}  // namespace daylit::schema
