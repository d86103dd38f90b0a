// Bank statements (CSV), the one upload that is parsed: what is taken and written again is the same lines.
#include "auction/bank_statement.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <fmt/format.h>

namespace daylit::fuzz {

void try_input(std::string_view bytes) {
    const auto lines = auction::parse_statement(bytes);
    if (!lines) {
        return;
    }
    ensure(!lines->empty() && lines->size() <= auction::most_statement_lines, "within the bounds");
    std::string again = "reference,payer,amount,received_at,bank_reference\n";
    for (const auto& line : *lines) {
        again += fmt::format("{},{},{}.{:02},{},{}\n", line.reference, line.payer, line.amount.count() / 100,
                             line.amount.count() % 100, to_rfc3339(line.received_at), line.bank_reference);
    }
    const auto second = auction::parse_statement(again);
    ensure(second.ok() && to_json_text(*second) == to_json_text(*lines), "what was written is read");
}

}  // namespace daylit::fuzz
