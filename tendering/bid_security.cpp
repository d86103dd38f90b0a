#include "tendering/bid_security.hpp"

#include "crypto/digest.hpp"

#include <algorithm>
#include <numeric>

namespace daylit::tendering {

namespace {

constexpr std::string_view prefix = "BS";
constexpr std::size_t reference_digits = 20;
constexpr std::size_t least_secret = 32;
constexpr std::size_t most_secret = 64;

Fen sum(const std::vector<ReceivedTransfer>& transfers, const auto& counts) {
    return std::accumulate(
        transfers.begin(), transfers.end(), Fen(),
        [&](Fen sum, const ReceivedTransfer& one) { return counts(one) ? sum + one.amount : sum; });
}

}  // namespace

bool is_security_secret(std::string_view text) {
    return text.size() >= least_secret && text.size() <= most_secret && text.size() % 2 == 0 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string blind_reference(const std::string& lot, const std::string& bidder, const std::string& secret) {
    auto digits = sha256("daylight bid security\n" + lot + "\n" + bidder + "\n" + secret + "\n")
                      .hex()
                      .substr(0, reference_digits);
    std::ranges::transform(digits, digits.begin(),
                           [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
    return std::string(prefix) + digits;
}

bool is_blind_reference(std::string_view text) {
    return text.size() == prefix.size() + reference_digits && text.starts_with(prefix) &&
           text.find_first_not_of("0123456789ABCDEF", prefix.size()) == std::string_view::npos;
}

Fen counted(const std::vector<ReceivedTransfer>& transfers, Instant deadline) {
    return sum(transfers, [&](const ReceivedTransfer& one) {
        return one.from_own_account && one.received_at < deadline;
    });
}

std::string security_finding(Fen wanted, const std::vector<ReceivedTransfer>& transfers, Instant deadline) {
    if (transfers.empty()) {
        return "security_not_received";
    }
    if (counted(transfers, deadline) >= wanted) {
        return "";
    }
    if (sum(transfers, [](const ReceivedTransfer& one) { return one.from_own_account; }) >= wanted) {
        return "security_late";
    }
    if (sum(transfers, [](const ReceivedTransfer&) { return true; }) >= wanted) {
        return "security_of_another";
    }
    return "security_too_small";
}

}  // namespace daylit::tendering
