// Rows as the port carries them: a described struct becomes a record of plain values by its description, so
// that one BOOST_DESCRIBE_STRUCT line gives the column list, the row mapping and the tests' memory store.
//
//   struct LotRow { LotId id; std::int64_t seq; std::string phase; std::optional<Instant> next_due; ... };
//   BOOST_DESCRIBE_STRUCT(LotRow, (), (id, seq, phase, next_due, ...))
//   template <> inline const TableSpec TableOf<LotRow>::spec = describe_table<LotRow>("lot", {"id"},
//   {{"number"}});
//
// Columns: text and bytes are std::string, whole numbers and truths BIGINT, an Instant milliseconds since
// 1970 UTC in a BIGINT, an optional one may be NULL, a Digest 32 bytes, a described enum its name.
#pragma once

#include "base/json.hpp"
#include "crypto/digest.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace daylit::schema {

using Value = std::variant<std::monostate, std::int64_t, std::string>;
using Record = std::vector<Value>;  // in the order of TableSpec::columns

enum class ColumnKind { number, bytes };

struct Column {
    std::string name;
    ColumnKind kind = ColumnKind::bytes;
    bool optional = false;
};

struct TableSpec {
    std::string name;
    std::vector<Column> columns;
    std::vector<std::string> key;                   // the primary key's columns
    std::vector<std::vector<std::string>> uniques;  // further unique keys
};

// The place of a column; an unknown name is our own bug, as is a record that does not fit the table.
std::size_t column_index(const TableSpec& table, const std::string& name);
void check_record(const TableSpec& table, const Record& record);
std::vector<Value> key_of(const TableSpec& table, const Record& record);

template <class Row>
struct TableOf {
    static const TableSpec spec;  // specialised beside the row
};

// --- one value ---

template <class T>
struct ColumnCodec;

template <class T>
requires std::is_integral_v<T>
struct ColumnCodec<T> {
    static constexpr ColumnKind kind = ColumnKind::number;
    static Value write(T value) { return static_cast<std::int64_t>(value); }
    static T read(const Value& value) { return static_cast<T>(std::get<std::int64_t>(value)); }
};

template <>
struct ColumnCodec<std::string> {
    static constexpr ColumnKind kind = ColumnKind::bytes;
    static Value write(const std::string& value) { return value; }
    static std::string read(const Value& value) { return std::get<std::string>(value); }
};

template <class Tag>
struct ColumnCodec<Id<Tag>> {
    static constexpr ColumnKind kind = ColumnKind::bytes;
    static Value write(const Id<Tag>& value) { return value.text; }
    static Id<Tag> read(const Value& value) { return {std::get<std::string>(value)}; }
};

template <>
struct ColumnCodec<Fen> {
    static constexpr ColumnKind kind = ColumnKind::number;
    static Value write(Fen value) { return value.count(); }
    static Fen read(const Value& value) { return Fen(std::get<std::int64_t>(value)); }
};

template <>
struct ColumnCodec<Instant> {
    static constexpr ColumnKind kind = ColumnKind::number;
    static Value write(Instant value) { return static_cast<std::int64_t>(value.time_since_epoch().count()); }
    static Instant read(const Value& value) { return Instant(Milliseconds(std::get<std::int64_t>(value))); }
};

template <>
struct ColumnCodec<Date> {
    static constexpr ColumnKind kind = ColumnKind::bytes;
    static Value write(Date value) { return to_text(value); }
    static Date read(const Value& value) { return parse_date(std::get<std::string>(value), "").value(); }
};

template <>
struct ColumnCodec<Digest> {
    static constexpr ColumnKind kind = ColumnKind::bytes;
    static Value write(const Digest& value) { return std::string(value.view()); }
    static Digest read(const Value& value) {
        return Digest::from_bytes(std::get<std::string>(value)).value();
    }
};

template <class T>
requires(boost::describe::has_describe_enumerators<T>::value) struct ColumnCodec<T> {
    static constexpr ColumnKind kind = ColumnKind::bytes;
    static Value write(T value) { return std::string(boost::describe::enum_to_string(value, "")); }
    static T read(const Value& value) {
        T found{};
        ensure(boost::describe::enum_from_string(std::get<std::string>(value).c_str(), found),
               "a stored name is one of its enum's");
        return found;
    }
};

template <class T>
struct ColumnCodec<std::optional<T>> {
    static constexpr ColumnKind kind = ColumnCodec<T>::kind;
    static Value write(const std::optional<T>& value) {
        return value ? ColumnCodec<T>::write(*value) : Value(std::monostate());
    }
    static std::optional<T> read(const Value& value) {
        return std::holds_alternative<std::monostate>(value) ? std::nullopt
                                                             : std::optional<T>(ColumnCodec<T>::read(value));
    }
};

// --- one row ---

template <class Row>
using RowMembers = boost::describe::describe_members<Row, boost::describe::mod_public>;

template <class Row>
TableSpec describe_table(std::string name, std::vector<std::string> key,
                         std::vector<std::vector<std::string>> uniques = {}) {
    TableSpec spec{std::move(name), {}, std::move(key), std::move(uniques)};
    boost::mp11::mp_for_each<RowMembers<Row>>([&](auto member) {
        using M = std::remove_cvref_t<decltype(std::declval<Row&>().*member.pointer)>;
        spec.columns.push_back({member.name, ColumnCodec<M>::kind, json_detail::is_optional<M>::value});
    });
    return spec;
}

template <class Row>
Record to_record(const Row& row) {
    Record record;
    boost::mp11::mp_for_each<RowMembers<Row>>([&](auto member) {
        using M = std::remove_cvref_t<decltype(row.*member.pointer)>;
        record.push_back(ColumnCodec<M>::write(row.*member.pointer));
    });
    return record;
}

template <class Row>
Row from_record(const Record& record) {
    Row row{};
    std::size_t index = 0;
    boost::mp11::mp_for_each<RowMembers<Row>>([&](auto member) {
        using M = std::remove_cvref_t<decltype(row.*member.pointer)>;
        row.*member.pointer = ColumnCodec<M>::read(record.at(index++));
    });
    return row;
}

}  // namespace daylit::schema
