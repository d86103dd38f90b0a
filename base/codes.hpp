// Codes that others issue or that we issue for others to read: the unified social credit code of an
// organisation (GB 32100-2015) and the unified deal code of a transaction.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <string>
#include <string_view>

namespace daylit {

// 18 characters of 0-9A-Z without I O S V Z: registering department, category, six digits of region (GB/T
// 2260), nine of organisation code with its own check character (GB 11714), check character. Refuses
// malformed_uscc (structure) and uscc_wrong_check (either check character).
Outcome require_uscc(std::string_view text, std::string field);

// 统一交易标识码, written "B01-12350100MB02709751-20161231-211018-T".
struct DealCode {
    std::string kind;    // a letter and two digits: the class of transaction
    std::string issuer;  // the USCC of the system that issued it
    Date date;
    std::string serial;  // six digits
    char check = '0';    // 0-9, A-Z or *

    bool operator==(const DealCode&) const = default;
};

// Judges the structure alone, strictly. Published codes follow no known check algorithm and their issuers'
// codes do not always check either, so neither refuses an imported code. Refuses malformed_deal_code.
Result<DealCode> parse_deal_code(std::string_view text, std::string field);

// The code with the check character that we give: ISO 7064 MOD 37-2 over kind, issuer, date and serial
// without hyphens. `kind`, `issuer` and `serial` must be well formed.
DealCode issue_deal_code(std::string kind, std::string issuer, Date date, int serial);
std::string to_text(const DealCode& code);

// ISO 7064 MOD 37-2: the check character (0-9, A-Z, *) of a text of digits and capital letters.
char mod_37_2(std::string_view body);

}  // namespace daylit
