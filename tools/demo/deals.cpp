// After a lot was sold: both sign the confirmation or the winner refuses, then the contract.
#include "tools/demo/chance.hpp"
#include "tools/demo/desks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace daylit::tools {

namespace {

using std::chrono::hours;

constexpr auto before_seller_signs = hours(20);
constexpr auto before_winner_signs = hours(34);
constexpr auto before_contract = hours(24 * 4);

}  // namespace

void DealDesk::work(const Reading& reading) {
    if (!pause_.is_over(reading.now)) {
        return;
    }
    for (const auto& lot : reading.closed) {
        if (lot.phase != "sold") {
            done_.insert(lot.id);
        }
        if (!done_.contains(lot.id)) {
            attempt(told_, [&] { attend(lot, reading); });
        }
    }
}

void DealDesk::attend(const OpenLot& lot, const Reading& reading) {
    auto& seller = cast_.at("seller");
    const auto view = seller.get("/api/v1/lots/" + lot.id);
    const auto* found = find(view, "deal");
    if (found == nullptr) {
        return;
    }
    const auto& deal = found->as_object();
    const auto seller_signed = instant_or_nothing(deal, "seller_signed_at");
    const auto winner_signed = instant_or_nothing(deal, "winner_signed_at");
    const bool ours = text_of(view, "seller_name") == seller.organisation();
    if (find(deal, "refused_at") != nullptr || find(deal, "contract_signed_on") != nullptr) {
        done_.insert(lot.id);
        return;
    }
    if (seller_signed && winner_signed) {
        if (ours && reading.now >= std::max(*seller_signed, *winner_signed) + before_contract) {
            record_contract(lot, reading);
        }
        return;
    }
    const auto closed_at = instant_of(object_of(view, "result"), "closed_at");
    if (ours && !seller_signed && reading.now >= closed_at + before_seller_signs) {
        sign(seller, lot, reading);
    }
    if (!winner_signed && reading.now >= closed_at + before_winner_signs) {
        let_winner_act(lot, reading);
    }
}

void DealDesk::record_contract(const OpenLot& lot, const Reading& reading) {
    const auto number =
        fmt::format("岱地合〔{}〕{} 号", static_cast<int>(reading.today().year()), number_in(lot.number));
    cast_.at("seller").post("/api/v1/lots/" + lot.id + "/contract",
                            {{"number", number}, {"signed_on", to_text(reading.today())}});
    told_(fmt::format("{} 签订出让合同 {}", lot.number, number));
}

void DealDesk::sign(Party& party, const OpenLot& lot, const Reading& reading) {
    const auto path = "/api/v1/lots/" + lot.id + "/confirmation";
    const auto drawn_up = party.try_get(path);
    if (drawn_up.status == 404) {
        return;  // the program draws it up in a moment
    }
    const auto view = expect_object(drawn_up, lot.number + " confirmation");
    if (!flag_of(view, "may_sign")) {
        return;
    }
    const auto answer =
        party.try_act(path, "daylight-confirmation+jws",
                      {{"lot", lot.id}, {"confirmation_digest", text_of(view, "digest")}}, reading.wall_now);
    expect_object(answer, lot.number + " signature");
    told_(fmt::format("{} {} 签署成交确认书", lot.number, party.organisation()));
}

void DealDesk::let_winner_act(const OpenLot& lot, const Reading& reading) {
    auto* winner = winner_of(lot.id);
    if (winner == nullptr) {
        return;  // the guest's own business, or not settled yet
    }
    if (!scene_of(lot.number).turn.winner_refuses) {
        sign(*winner, lot, reading);
        return;
    }
    const auto answer = winner->try_act(
        "/api/v1/lots/" + lot.id + "/confirmation/refuse", "daylight-refusal+jws",
        {{"lot", lot.id}, {"reason", "公司资金安排发生变化，放弃竞得资格。"}}, reading.wall_now);
    expect_object(answer, lot.number + " refusal");
    told_(fmt::format("{} 竞得人 {} 拒签成交确认书，保证金不予退还", lot.number, winner->organisation()));
}

Party* DealDesk::winner_of(const std::string& lot) {
    if (const auto known = winners_.find(lot); known != winners_.end()) {
        return known->second;
    }
    for (auto* bidder : cast_.bidders()) {
        for (const auto& value : bidder->items("/api/v1/my/applications?state=won&limit=20")) {
            winners_[text_of(value.as_object(), "lot")] = bidder;
        }
    }
    const auto found = winners_.find(lot);
    return found == winners_.end() ? nullptr : found->second;
}

}  // namespace daylit::tools
