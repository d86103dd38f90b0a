// Seals of rows: a keyed digest over everything that a row says, kept beside it. The key is the server's and
// not the database's: whoever owns the database can change a row, and cannot make the seal that fits.
#pragma once

#include "base/secret.hpp"
#include "schema/record.hpp"

namespace daylit::schema {

class RowSealer {
public:
    explicit RowSealer(Secret key) : key_(std::move(key)) {}
    // HMAC-SHA-256 over the table's name and each column's kind, length and bytes: 32 bytes.
    std::string seal(const TableSpec& table, const Record& record) const;

private:
    Secret key_;
};

constexpr const char* seal_column = "row_seal";

}  // namespace daylit::schema
