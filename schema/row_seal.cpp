#include "schema/row_seal.hpp"

#include "crypto/hmac.hpp"

namespace daylit::schema {

namespace {

void add_part(std::string& message, char kind, std::string_view bytes) {
    message += kind;
    message += std::to_string(bytes.size());
    message += ':';
    message += bytes;
}

void add_value(std::string& message, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        add_part(message, 'i', std::to_string(*number));
    } else if (const auto* bytes = std::get_if<std::string>(&value)) {
        add_part(message, 'b', *bytes);
    } else {
        add_part(message, 'n', "");
    }
}

}  // namespace

std::string RowSealer::seal(const TableSpec& table, const Record& record) const {
    check_record(table, record);
    std::string message;
    add_part(message, 't', table.name);
    for (std::size_t i = 0; i < record.size(); ++i) {
        add_part(message, 'c', table.columns[i].name);
        add_value(message, record[i]);
    }
    return std::string(hmac_sha256(key_, message).view());
}

}  // namespace daylit::schema
