// A bank statement as CSV text, read strictly: all lines or none.
//
//   reference,payer,amount,received_at,bank_reference
//   7K3M9QW2ZX4T,某某置业有限公司,20000000.00,2026-03-02T09:30:00+08:00,BOC20260302000123
//
// The amount is yuan with two decimals, the time RFC 3339. Fields are plain: no quotation marks and so no
// commas inside. A UTF-8 mark at the beginning and CR before the line feeds are taken.
#pragma once

#include "auction/bank_line.hpp"

namespace daylit::auction {

inline constexpr std::size_t most_statement_lines = 500;

// Refuses statement_header, malformed_text, forbidden_character, statement_quoted, statement_columns,
// statement_amount, statement_time (each names the line, the header being line 1), import_empty and
// import_too_large.
Result<std::vector<StatementLine>> parse_statement(std::string_view csv);

// Whole fen of an amount written "1234.56"; nullopt when it is not written so or too large to be carried.
std::optional<Fen> parse_yuan(std::string_view text);

}  // namespace daylit::auction
