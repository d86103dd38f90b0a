// Pages of lists that are ordered by a column and then by id: a cursor names the last row that was given, so
// that rows which come and go meanwhile neither repeat nor hide others.
#pragma once

#include "server/app/call.hpp"
#include "server/app/params.hpp"

#include <charconv>

namespace daylit::app {

struct KeysetOrder {
    std::string column;
    schema::Order direction = schema::Order::ascending;
    schema::ColumnKind kind = schema::ColumnKind::bytes;
};

// Where a page ended: the column's value and the row's id.
struct Keyset {
    schema::Value value;
    std::string id;
};

// "1772413200000~01J…": opaque to callers.
inline std::string cursor_text(const Keyset& keyset) {
    const auto* number = std::get_if<std::int64_t>(&keyset.value);
    return (number != nullptr ? std::to_string(*number) : std::get<std::string>(keyset.value)) + "~" +
           keyset.id;
}

// Refuses wrong_type for what is no cursor of this order.
inline Result<std::optional<Keyset>> read_cursor(const std::optional<std::string>& text,
                                                 const KeysetOrder& order) {
    if (!text) {
        return std::optional<Keyset>();
    }
    const auto mark = text->rfind('~');
    if (mark == std::string::npos) {
        return refuse("wrong_type", "cursor", {"cursor"});
    }
    Keyset keyset{text->substr(0, mark), text->substr(mark + 1)};
    if (order.kind == schema::ColumnKind::number) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text->data(), text->data() + mark, number);
        if (error != std::errc() || end != text->data() + mark) {
            return refuse("wrong_type", "cursor", {"cursor"});
        }
        keyset.value = number;
    }
    return std::optional(std::move(keyset));
}

// At most `limit` rows after the cursor: first those that share its value, then those beyond it.
template <class Row>
std::vector<Row> rows_after(Act& act, const std::vector<schema::Condition>& where, const KeysetOrder& order,
                            const std::optional<Keyset>& after, int limit) {
    const auto beyond =
        order.direction == schema::Order::ascending ? schema::Compare::greater : schema::Compare::less;
    const std::vector<std::pair<std::string, schema::Order>> order_by{{order.column, order.direction},
                                                                      {"id", order.direction}};
    if (!after) {
        return act.tx.select<Row>({where, order_by, limit});
    }
    auto same = where;
    same.push_back({order.column, schema::Compare::equal, after->value, {}});
    same.push_back({"id", beyond, after->id, {}});
    auto rows = act.tx.select<Row>({same, order_by, limit});
    if (const int left = limit - static_cast<int>(rows.size()); left > 0) {
        auto rest = where;
        rest.push_back({order.column, beyond, after->value, {}});
        for (auto& row : act.tx.select<Row>({rest, order_by, left})) {
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

// One page in the column's order: ?cursor=, ?limit= over a row whose key is its `id`.
template <class Item, class Row, class Show>
Result<Page<Item>> page_of(Act& act, const Params& params, const std::vector<schema::Condition>& where,
                           const std::string& column, schema::Order direction, Show show) {
    const auto& table = schema::TableOf<Row>::spec;
    const auto place = schema::column_index(table, column);
    const KeysetOrder order{column, direction, table.columns[place].kind};
    const auto limit = params.limit();
    if (!limit) {
        return limit.refusal();
    }
    const auto after = read_cursor(params.text("cursor"), order);
    if (!after) {
        return after.refusal();
    }
    auto rows = rows_after<Row>(act, where, order, *after, *limit + 1);
    Page<Item> page;
    if (rows.size() > static_cast<std::size_t>(*limit)) {
        rows.pop_back();
        const auto last = schema::to_record(rows.back());
        page.next_cursor =
            cursor_text({last[place], std::get<std::string>(schema::key_of(table, last).front())});
    }
    for (const auto& row : rows) {
        page.items.push_back(show(row));
    }
    return page;
}

// The same for a desk's list, which ?state= narrows to one phase.
template <class Item, class Row, class Show>
Result<Page<Item>> ordered_page(Act& act, const Params& params, std::vector<schema::Condition> where,
                                const std::string& column, schema::Order direction, Show show) {
    if (const auto state = params.text("state")) {
        where.push_back(schema::equals("phase", *state));
    }
    return page_of<Item, Row>(act, params, where, column, direction, std::move(show));
}

}  // namespace daylit::app
