// A bid security that is paid by transfer, under a reference that names neither bidder nor lot: the bidder
// makes it on its own machine out of a secret, and the secret stands in the sealed letter. Until the letter
// is open nobody can tell for which lot the money came (the bank's statement still says from whom); from then
// on anybody can.
//
//   reference = "BS" and the first 20 hex digits, in capitals, of
//   SHA-256("daylight bid security\n" lot "\n" unified social credit code "\n" secret "\n")
#pragma once

#include "base/id.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

namespace daylit::tendering {

// A bid security of zero is none. `guarantee`: a bank's or insurer's letter, sealed with the bid;
// `transfer`: to the center's account.
struct BidSecurity {
    Fen amount;
    bool guarantee = true;
    bool transfer = false;
    bool operator==(const BidSecurity&) const = default;
};
BOOST_DESCRIBE_STRUCT(BidSecurity, (), (amount, guarantee, transfer))

// 16 to 32 random bytes in lower-case hex.
bool is_security_secret(std::string_view text);
std::string blind_reference(const std::string& lot, const std::string& bidder, const std::string& secret);
bool is_blind_reference(std::string_view text);

// Money that came in under a bid's reference.
struct ReceivedTransfer {
    Fen amount;
    Instant received_at;
    bool from_own_account = false;  // the bidder's, by its registered name
};

// What came in time from the bidder's own account: before the deadline, whose moment itself is late.
Fen counted(const std::vector<ReceivedTransfer>& transfers, Instant deadline);
// What is wrong with it, for the committee to judge: security_not_received, security_too_small,
// security_late, security_of_another; "" for nothing (招标投标法实施条例第二十六条).
std::string security_finding(Fen wanted, const std::vector<ReceivedTransfer>& transfers, Instant deadline);

}  // namespace daylit::tendering
