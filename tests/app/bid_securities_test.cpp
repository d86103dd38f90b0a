// Money that comes for a sealed bid: nobody knows for which until the letter is open.
#include "server/app/tendering/bid_securities.hpp"
#include "server/app/bank_lines.hpp"
#include "server/app/refunds.hpp"
#include "tests/app/support/tender_fixture.hpp"

#include <gmock/gmock.h>

namespace daylit::app::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string secret(64, '7');
const Fen wanted = Fen::yuan(500'000);

class BidSecurities : public TenderTest {
protected:
    BidSecurities() : finance(staff(registry::Role::finance)), second(staff(registry::Role::finance)) {}

    LotId lot_by_transfer() {
        return open_lot_with([](tendering::TenderTerms& terms) { terms.security = {wanted, false, true}; });
    }
    std::string reference_of(const LotId& lot, const Party& bidder) {
        return tendering::blind_reference(lot.text, uscc_of(bidder), secret);
    }
    BankLineView received(const std::string& reference, const std::string& payer, Fen amount,
                          std::optional<Instant> at = {}) {
        auto entering = call(finance);
        const BankLineInput line{"BANK-" + std::to_string(++numbers_), reference, payer, amount,
                                 at.value_or(procedure.now())};
        const auto entered = enter_bank_line(entering, {}, line);
        ensure(entered.ok(), "a test's line is taken");
        (void)match_bank_lines(*services);
        return *entered;
    }
    std::vector<BankLineView> lines() {
        auto reading = call(finance);
        return bank_lines(reading, {})->items;
    }
    std::vector<RefundView> due() {
        auto reading = call(finance);
        return refunds(reading, {})->items;
    }
    Result<SecurityTransfersView> look(const Party& who, const std::string& reference) {
        auto looking = call(who);
        return my_security_transfers(looking, with({}, {{"reference", reference}}));
    }
    Result<SecurityTransfersView> ask_back(const Party& who, const std::string& reference) {
        auto asking = call(who);
        return return_security(asking, {}, {reference});
    }
    void opening_of_three(const LotId& lot, const std::vector<Party>& bidders) {
        Bid bid;
        bid.security = secret;
        for (const auto& one : bidders) {
            ASSERT_EQ(word(submit(one, lot, bid)), "ok");
        }
        close(lot);
        open(lot);
    }
    std::vector<std::string> found(const LotId& lot, const std::string& name) {
        for (const auto& bid : lot_of(lot).bids) {
            if (bid.bidder_name == name) {
                return bid.findings;
            }
        }
        return {"no such bid"};
    }

    Party finance;
    Party second;

private:
    int numbers_ = 0;
};

TEST_F(BidSecurities, IsHeldForNobodyKnowsWhatUntilTheLetterNamesIt) {
    const auto lot = lot_by_transfer();
    const std::vector bidders{bidder("甲建设"), bidder("乙建设"), bidder("丙建设")};
    (void)received(reference_of(lot, bidders[0]), "甲建设", wanted);
    (void)received(reference_of(lot, bidders[1]), "乙建设", Fen::yuan(300'000));
    (void)received(reference_of(lot, bidders[1]), "别人", Fen::yuan(200'000));
    for (const auto& line : lines()) {
        EXPECT_EQ(line.state, auction::BankLinePhase::held);
    }
    const auto seen = look(bidders[1], reference_of(lot, bidders[1]));
    ASSERT_EQ(word(seen), "ok");
    EXPECT_EQ(seen->payer, "乙建设");
    EXPECT_EQ(seen->received, Fen::yuan(300'000));
    EXPECT_EQ(seen->items.size(), 2U);

    opening_of_three(lot, bidders);
    EXPECT_THAT(found(lot, "甲建设"), IsEmpty());
    EXPECT_THAT(found(lot, "乙建设"), ElementsAre("security_of_another security"));
    EXPECT_THAT(found(lot, "丙建设"), ElementsAre("security_not_received security"));
    const auto bids = lot_of(lot).bids;
    const auto first = std::ranges::find(bids, "甲建设", &tendering::OpenedBid::bidder_name);
    EXPECT_EQ(*first->security, (tendering::NamedSecurity{reference_of(lot, bidders[0]), wanted}));
    // What a bid has named goes back as the law says, and not when its payer likes.
    EXPECT_EQ(word(ask_back(bidders[0], reference_of(lot, bidders[0]))), "security_in_use");
    EXPECT_THAT(due(), IsEmpty());
}

TEST_F(BidSecurities, GoesBackToItsPayerWhereNoBidNamedIt) {
    const auto lot = lot_by_transfer();
    const auto one = bidder("甲建设");
    const auto other = bidder("乙建设");
    const auto reference = reference_of(lot, one);
    EXPECT_EQ(word(ask_back(one, reference)), "not_found");
    (void)received(reference, "甲建设", wanted);
    EXPECT_EQ(word(ask_back(other, reference)), "not_found");  // the reference alone is no right to it
    const auto back = ask_back(one, reference);
    ASSERT_EQ(word(back), "ok");
    EXPECT_EQ(back->received, Fen());
    ASSERT_EQ(due().size(), 1U);
    EXPECT_EQ(due().front().payee, "甲建设");
    EXPECT_EQ(due().front().amount, wanted);
    EXPECT_EQ(lines().front().state, auction::BankLinePhase::returned);
    EXPECT_EQ(word(ask_back(one, reference)), "not_found");
    // Asked for before the program came by that matches lines.
    auto entering = call(finance);
    ASSERT_EQ(word(enter_bank_line(entering, {}, {"BANK-X", reference, "甲建设", wanted, procedure.now()})),
              "ok");
    for (int i = 0; i < 8; ++i) {  // and several at once
        (void)received(reference, "甲建设", Fen::yuan(1));
    }
    EXPECT_EQ(word(ask_back(one, reference)), "ok");
    EXPECT_EQ(match_bank_lines(*services), 0);
    EXPECT_EQ(due().size(), 10U);

    // A bid that names what was given back has none.
    opening_of_three(lot, {one, other, bidder("丙建设")});
    EXPECT_THAT(found(lot, "甲建设"), ElementsAre("security_not_received security"));
    EXPECT_EQ(word(look(one, "BS0")), "malformed_reference");
    EXPECT_EQ(word(ask_back(one, "DY-1")), "malformed_reference");
}

TEST_F(BidSecurities, CountsOnlyUntilTheDeadline) {
    const auto lot = lot_by_transfer();
    const std::vector bidders{bidder("甲建设"), bidder("乙建设"), bidder("丙建设")};
    Bid bid;
    bid.security = secret;
    for (const auto& one : bidders) {
        ASSERT_EQ(word(submit(one, lot, bid)), "ok");
    }
    const auto deadline = lot_of(lot).times.deadline;
    close(lot);
    (void)received(reference_of(lot, bidders[0]), "甲建设", wanted, deadline);
    (void)received(reference_of(lot, bidders[1]), "乙建设", wanted, deadline - Milliseconds(1));
    (void)received(reference_of(lot, bidders[2]), "丙建设", wanted - Fen(1), deadline - Milliseconds(1));
    open(lot);
    EXPECT_THAT(found(lot, "甲建设"), ElementsAre("security_late security"));
    EXPECT_THAT(found(lot, "乙建设"), IsEmpty());
    EXPECT_THAT(found(lot, "丙建设"), ElementsAre("security_too_small security"));
}

TEST_F(BidSecurities, IsGivenBackByTwoPeopleToo) {
    const auto lot = lot_by_transfer();
    const auto one = bidder("甲建设");
    const auto line = received(reference_of(lot, one), "甲建设", wanted);
    auto proposing = call(finance);
    ASSERT_EQ(word(propose_resolution(proposing, path({{"id", line.id}}),
                                      {auction::Resolution::return_to_payer, "合同已经签订"})),
              "ok");
    auto alone = call(finance);
    EXPECT_EQ(word(confirm_resolution(alone, path({{"id", line.id}}), {})), "proposer_cannot_confirm");
    auto confirming = call(second);
    EXPECT_EQ(word(confirm_resolution(confirming, path({{"id", line.id}}), {})), "ok");
    EXPECT_EQ(due().size(), 1U);
}

TEST_F(BidSecurities, IsAskedForByTheLetterOnlyWhereTheDocumentsDo) {
    const auto lot = open_lot();  // which wants none
    const std::vector bidders{bidder("甲建设"), bidder("乙建设"), bidder("丙建设")};
    opening_of_three(lot, bidders);
    EXPECT_THAT(found(lot, "甲建设"), ElementsAre("security_not_asked security"));
    EXPECT_EQ(lot_of(lot).bids.front().security, std::nullopt);
}

}  // namespace
}  // namespace daylit::app::testing
