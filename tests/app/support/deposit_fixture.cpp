#include "tests/app/support/deposit_fixture.hpp"

namespace daylit::app::testing {

Result<ApplicationView> DepositTest::apply(const Party& party, const LotId& lot, bool accepts_rules) {
    auto applying = call(party);
    return apply_to_lot(applying, path({{"id", lot.text}}), {accepts_rules});
}

std::string DepositTest::applied(const Party& party, const LotId& lot) {
    const auto view = apply(party, lot);
    ensure(view.ok(), "a test's bidder may apply");
    return view->deposit_reference;
}

ApplicationView DepositTest::application_of(const Party& party, const LotId& lot) {
    auto reading = call(party);
    auto view = my_application(reading, path({{"id", lot.text}}));
    ensure(view.ok(), "a test's bidder has applied");
    return std::move(*view);
}

std::vector<std::string> DepositTest::steps_of(const Party& party, const LotId& lot) {
    std::vector<std::string> steps;
    for (const auto& step : application_of(party, lot).history) {
        std::string text = step.type;
        for (const auto& value : step.values) {
            text += " " + value;
        }
        steps.push_back(text);
    }
    return steps;
}

BankLineInput DepositTest::line(const std::string& bank_reference, const std::string& reference,
                                const std::string& payer, Fen amount) {
    return {bank_reference, reference, payer, amount, procedure.now()};
}

Result<BankLineView> DepositTest::enter(const BankLineInput& input) {
    auto entering = call(finance);
    return enter_bank_line(entering, {}, input);
}

BankLineView DepositTest::judged(const BankLineInput& input) {
    const auto entered = enter(input);
    ensure(entered.ok(), "a test's bank line is taken");
    match_bank_lines(*services);
    for (auto& seen : lines()) {
        if (seen.id == entered->id) {
            return seen;
        }
    }
    throw BrokenPromise("a line that was entered is listed");
}

std::vector<BankLineView> DepositTest::lines(const std::string& state) {
    auto reading = call(finance);
    const auto page = bank_lines(reading, with({}, {{"state", state}, {"limit", "100"}}));
    ensure(page.ok(), "finance may list bank lines");
    return page->items;
}

std::vector<RefundView> DepositTest::refunds_in(const std::string& state) {
    auto reading = call(finance);
    const auto page = refunds(reading, with({}, {{"state", state}, {"limit", "100"}}));
    ensure(page.ok(), "finance may list refunds");
    return page->items;
}

Result<BankLineView> DepositTest::propose(const Party& who, const BankLineView& seen,
                                          auction::Resolution resolution) {
    auto proposing = call(who);
    return propose_resolution(proposing, path({{"id", seen.id}}), {resolution, "与付款人核对"});
}

Result<BankLineView> DepositTest::confirm(const Party& who, const BankLineView& seen) {
    auto confirming = call(who);
    return confirm_resolution(confirming, path({{"id", seen.id}}), {});
}

Result<RefundView> DepositTest::pay_back(const RefundView& refund, const std::string& bank_reference) {
    auto paying = call(finance);
    return record_payment(paying, path({{"id", refund.id}}), {bank_reference});
}

std::string DepositTest::last_message(const Party& party) {
    auto reading = call(party);
    const auto page = my_messages(reading, {});
    ensure(page.ok() && !page->items.empty(), "the party was told something");
    std::string text = boost::describe::enum_to_string(page->items.front().kind, "");
    for (const auto& value : page->items.front().values) {
        text += " " + value;
    }
    return text;
}

}  // namespace daylit::app::testing
