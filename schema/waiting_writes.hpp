// What a transaction has written but not yet sent to the database: rows of one table go together there, and
// of a row that was set several times only the last.
#pragma once

#include "schema/unit_of_work.hpp"

#include <algorithm>
#include <map>
#include <span>

namespace daylit::schema {

struct WaitingAnswer {
    std::string actor;
    std::string key;
    KeptAnswer answer;
};

struct WaitingRows {
    std::vector<Record> added;                   // in order
    std::map<std::vector<Value>, Record> given;  // by key: rows to set
};

struct WaitingWrites {
    std::vector<StoredEvent> events;
    std::map<const TableSpec*, WaitingRows> rows;
    std::vector<const TableSpec*> tables;  // in the order in which they were first written
    std::vector<WaitingAnswer> answers;

    WaitingRows& of(const TableSpec& table);
};

// Multi-row statements take up to eight rows or a multiple of eight, so that few different ones are prepared
// and two are enough for most; a big row goes alone.
template <class Row, class Size, class Send>
void in_batches(std::span<const Row> rows, Size size, Send send) {
    constexpr std::size_t most_rows = 64;
    constexpr std::size_t few_rows = 8;
    constexpr std::size_t most_bytes = 1'048'576;
    while (!rows.empty()) {
        std::size_t count = 0;
        for (std::size_t bytes = 0; count < std::min(rows.size(), most_rows); ++count) {
            bytes += size(rows[count]);
            if (count > 0 && bytes > most_bytes) {
                break;
            }
        }
        count -= count > few_rows ? count % few_rows : 0;
        send(rows.first(count));
        rows = rows.subspan(count);
    }
}

// Bytes that a row's values take in a statement, about.
std::size_t size_of(const Record& record);

}  // namespace daylit::schema
