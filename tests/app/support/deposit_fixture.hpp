// Applications and money on the memory store, through the use cases alone.
#pragma once

#include "server/app/messages.hpp"
#include "server/app/receipts.hpp"
#include "tests/app/support/land_fixture.hpp"

namespace daylit::app::testing {

class DepositTest : public LandTest {
protected:
    DepositTest() : first(bidder("甲置业有限公司")), second(bidder("乙置业有限公司")) {}

    Result<ApplicationView> apply(const Party& party, const LotId& lot, bool accepts_rules = true);
    // The deposit reference of a fresh application.
    std::string applied(const Party& party, const LotId& lot);
    ApplicationView application_of(const Party& party, const LotId& lot);
    std::vector<std::string> steps_of(const Party& party, const LotId& lot);

    BankLineInput line(const std::string& bank_reference, const std::string& reference,
                       const std::string& payer, Fen amount);
    Result<BankLineView> enter(const BankLineInput& input);
    // Enters, lets the program match, and tells the line as finance then sees it.
    BankLineView judged(const BankLineInput& input);
    std::vector<BankLineView> lines(const std::string& state = "");
    std::vector<RefundView> refunds_in(const std::string& state = "");
    Result<BankLineView> propose(const Party& who, const BankLineView& line, auction::Resolution resolution);
    Result<BankLineView> confirm(const Party& who, const BankLineView& line);
    Result<RefundView> pay_back(const RefundView& refund, const std::string& bank_reference);

    // Kind and values of the newest message, apart by spaces.
    std::string last_message(const Party& party);

    Party first;
    Party second;
    const Fen deposit = Fen::yuan(2'000'000);
};

template <class T>
std::string word(const Result<T>& result) {
    return result.ok() ? "ok" : result.refusal().code;
}

}  // namespace daylit::app::testing
