#include "tools/demo/floor.hpp"

#include "tools/demo/chance.hpp"

#include <fmt/format.h>

#include <set>

namespace daylit::tools {

namespace {

using std::chrono::hours;

std::optional<Stage> stage_of(const std::string& phase) {
    if (phase == "listing") {
        return Stage::listing;
    }
    if (phase == "question") {
        return Stage::question;
    }
    return phase == "timed" ? std::optional(Stage::timed) : std::nullopt;
}

template <class T>
T expect_described(const boost::json::value& value, const std::string& what) {
    auto read = from_json<T>(value);
    if (!read) {
        throw DemoFailed(what + " cannot be read: " + read.refusal().field);
    }
    return std::move(*read);
}

// Refusals after which a bidder has no more business with the lot.
bool is_final(const std::string& code) {
    static const std::set<std::string> codes{"did_not_quote_in_listing", "did_not_go_on", "not_qualified",
                                             "lot_closed", "application_too_late"};
    return codes.contains(code);
}

}  // namespace

void BiddingFloor::work(const Reading& reading) {
    if (!looked_back_) {
        look_back();
    }
    std::set<std::string> open;
    for (const auto& lot : reading.open) {
        open.insert(lot.id);
        auto& play = play_of(lot);
        for (auto& seat : play.seats) {
            if (lot.suspended || seat.out) {
                continue;
            }
            try {
                let_act(lot, play, seat, reading);
            } catch (const DemoFailed& failed) {
                seat.out = seat.is_guest;  // the user may have changed its password
                seat.next_look = reading.now + hours(6);
                told_(failed.what());
            }
        }
    }
    std::erase_if(plays_, [&](const auto& play) { return !open.contains(play.first); });
}

void BiddingFloor::look_back() {
    applications_.clear();
    auto players = cast_.bidders();
    players.push_back(&cast_.guest());
    for (auto* player : players) {
        for (const auto& value : player->items("/api/v1/my/applications?limit=100")) {
            applications_[player->login()][text_of(value.as_object(), "lot")] = value.as_object();
        }
    }
    looked_back_ = true;
}

BiddingFloor::Play& BiddingFloor::play_of(const OpenLot& lot) {
    const auto known = plays_.find(lot.id);
    const bool fresh = known != plays_.end() && known->second.suspended == lot.suspended &&
                       known->second.listing_end == lot.listing_end;
    if (fresh) {
        return known->second;
    }
    const auto view = cast_.at("clerk").get("/api/v1/lots/" + lot.id);
    auto& play = plays_[lot.id];
    play.terms = expect_described<auction::LotTerms>(view.at("terms"), "the terms of " + lot.number);
    play.suspended = lot.suspended;
    play.listing_end = lot.listing_end;
    if (play.seats.empty()) {
        set_seats(lot, play);
    }
    return play;
}

void BiddingFloor::set_seats(const OpenLot& lot, Play& play) {
    const auto scene = scene_of(lot.number);
    const auto& bidders = cast_.bidders();
    const auto count = static_cast<int>(bidders.size());
    const auto seat_for = [&](Party& party, Strategy strategy, bool is_guest) {
        Seat seat;
        seat.party = &party;
        seat.strategy = strategy;
        seat.is_guest = is_guest;
        seat.words = lot.number + " " + party.login();
        take_up(lot, seat);
        play.seats.push_back(std::move(seat));
    };
    for (int i = 0; i < count; ++i) {
        const auto strategy = strategy_of(scene, play.terms.parcel, i, count);
        if (strategy.takes_part) {
            seat_for(*bidders[static_cast<std::size_t>(i)], strategy, false);
        }
    }
    if (scene.turn.guest) {
        Strategy early;
        early.apply_at = 10;
        seat_for(cast_.guest(), early, true);
    }
}

// Goes on from an application that was there when the demonstration started.
void BiddingFloor::take_up(const OpenLot& lot, Seat& seat) {
    const auto& mine = applications_[seat.party->login()];
    const auto found = mine.find(lot.id);
    if (found == mine.end()) {
        return;
    }
    seat.applied = true;
    seat.taken_up = true;
    seat.reference = text_of(found->second, "deposit_reference");
    seat.deposit = Fen(number_of(found->second, "deposit"));
    seat.plate = text_or_nothing(found->second, "plate");
    seat.out = text_of(found->second, "state") != "applied" && seat.plate.empty();
}

void BiddingFloor::let_act(const OpenLot& lot, const Play& play, Seat& seat, const Reading& reading) {
    if (!seat.applied) {
        apply(lot, play, seat, reading);
    } else if (seat.plate.empty()) {
        if (seat.next_look && reading.now < *seat.next_look) {
            return;
        }
        seat.paid == Paid::all ? ask_for_plate(lot, seat, reading) : pay(lot, play, seat, reading);
    } else if (!seat.is_guest) {
        bid(lot, seat, reading);
    }
}

void BiddingFloor::apply(const OpenLot& lot, const Play& play, Seat& seat, const Reading& reading) {
    const auto& times = play.terms.times;
    const auto length = times.application_until - times.application_from;
    const auto moment = times.application_from + length * seat.strategy.apply_at / 1000;
    if (reading.now < moment || (seat.next_look && reading.now < *seat.next_look)) {
        return;
    }
    if (reading.now >= times.application_until) {
        seat.out = true;
        return;
    }
    const auto application = expect_object(
        seat.party->try_post("/api/v1/lots/" + lot.id + "/applications", {{"accepts_rules", true}}),
        lot.number + " application");
    seat.applied = true;
    seat.reference = text_of(application, "deposit_reference");
    seat.deposit = Fen(number_of(application, "deposit"));
    told_(fmt::format("{} {} 提交竞买申请", lot.number, seat.party->organisation()));
}

void BiddingFloor::pay(const OpenLot& lot, const Play& play, Seat& seat, const Reading& reading) {
    if (reading.now >= play.terms.times.deposit_until) {
        seat.out = true;
        return;
    }
    const bool too_little = seat.strategy.pays_short_first && seat.paid == Paid::nothing;
    const auto amount = too_little ? Fen(seat.deposit.count() / 2) : seat.deposit;
    auto& finance = cast_.at(chance("entry " + seat.reference, 2) == 0 ? "finance-1" : "finance-2");
    const auto entered = finance.try_post("/api/v1/bank-lines",
                                          {{"bank_reference", (too_little ? "DZ0" : "DZ1") + seat.reference},
                                           {"reference", seat.reference},
                                           {"payer", seat.party->organisation()},
                                           {"amount", amount.count()},
                                           {"received_at", to_rfc3339(reading.now)}});
    if (!entered.ok() && entered.code() != "bank_reference_taken") {
        expect_object(entered, lot.number + " deposit");
    }
    seat.paid = too_little ? Paid::short_amount : Paid::all;
    seat.next_look = reading.now + hours(too_little ? 24 : 2);
    told_(fmt::format("{} {} 的保证金 {} 到账{}", lot.number, seat.party->organisation(), money_text(amount),
                      too_little ? "（金额不足）" : ""));
}

void BiddingFloor::ask_for_plate(const OpenLot& lot, Seat& seat, const Reading& reading) {
    const auto application = seat.party->get("/api/v1/my/lots/" + lot.id + "/application");
    seat.plate = text_or_nothing(application, "plate");
    seat.out = seat.plate.empty() && text_of(application, "state") != "applied";
    seat.next_look = reading.now + hours(4);
    if (!seat.plate.empty()) {
        told_(fmt::format("{} {} 取得竞买资格，号牌 {}", lot.number, seat.party->organisation(), seat.plate));
        if (seat.is_guest && !std::exchange(guest_is_told_, true)) {
            told_(fmt::format("账号 {} 现在可以对 {} 报价。The account {} may quote for it now.",
                              seat.party->login(), lot.number, seat.party->login()));
        }
    }
}

void BiddingFloor::bid(const OpenLot& lot, Seat& seat, const Reading& reading) {
    const auto stage = stage_of(lot.phase);
    if (!stage) {
        return;
    }
    const auto words = seat.words + " " + std::to_string(seat.looks);
    if (seat.phase != lot.phase) {  // a first look takes some time
        seat.phase = lot.phase;
        seat.next_look = reading.now + pause_before_look(*stage, words) / 2;
    }
    if (seat.next_look && reading.now < *seat.next_look) {
        return;
    }
    ++seat.looks;
    seat.next_look = reading.now + pause_before_look(*stage, words);
    // Only who quoted in the listing is asked; what somebody did before a restart is not known here.
    seat.out = *stage == Stage::question && seat.listing_quotes == 0 && !seat.taken_up;
    if (seat.out) {
        return;
    }
    if (*stage == Stage::question) {
        answer(lot, seat, reading);
    } else {
        quote(lot, seat, reading);
    }
}

Sight BiddingFloor::look(const OpenLot& lot, Seat& seat, Stage stage, std::int64_t& seen_number) {
    const auto view = seat.party->get("/api/v1/lots/" + lot.id);
    Sight sight;
    sight.stage = stage;
    sight.next_price = Fen(number_of(view, "next_price"));
    sight.step = Fen(number_of(object_of(object_of(view, "terms"), "parcel"), "step"));
    sight.listing_quotes = seat.listing_quotes;
    sight.timed_quotes = seat.timed_quotes;
    sight.words = seat.words + " " + std::to_string(seat.looks);
    if (const auto* leader = find(view, "leader")) {
        sight.leads = flag_of(leader->as_object(), "mine");
        seen_number = number_of(leader->as_object(), "number");
    }
    return sight;
}

void BiddingFloor::quote(const OpenLot& lot, Seat& seat, const Reading& reading) {
    const auto stage = *stage_of(lot.phase);
    std::int64_t seen_number = 0;
    const auto price = next_quote(seat.strategy, look(lot, seat, stage, seen_number));
    if (!price) {
        return;
    }
    const auto placed = seat.party->try_act(
        "/api/v1/lots/" + lot.id + "/quotes", "daylight-quote+jws",
        {{"lot", lot.id}, {"plate", seat.plate}, {"price", price->count()}, {"seen_number", seen_number}},
        reading.wall_now);
    if (!placed.ok()) {
        seat.out = is_final(placed.code());
        told_(fmt::format("{} 号牌 {} 报价 {} 被拒绝：{}", lot.number, seat.plate, money_text(*price),
                          placed.code()));
        return;
    }
    (stage == Stage::timed ? seat.timed_quotes : seat.listing_quotes) += 1;
    told_(fmt::format("{} 号牌 {} {}报价 {}", lot.number, seat.plate, stage == Stage::timed ? "限时" : "",
                      money_text(*price)));
}

void BiddingFloor::answer(const OpenLot& lot, Seat& seat, const Reading& reading) {
    if (seat.answered) {
        return;
    }
    std::int64_t seen_number = 0;
    const bool go_on = goes_on(seat.strategy, look(lot, seat, Stage::question, seen_number));
    const auto answered =
        seat.party->try_act("/api/v1/lots/" + lot.id + "/answers", "daylight-answer+jws",
                            {{"lot", lot.id}, {"plate", seat.plate}, {"go_on", go_on}}, reading.wall_now);
    seat.answered = answered.ok() || answered.code() == "already_answered";
    seat.out = !answered.ok() && is_final(answered.code());
    if (answered.ok()) {
        seat.out = !go_on;
        told_(fmt::format("{} 号牌 {} {}继续竞价", lot.number, seat.plate, go_on ? "愿意" : "不愿意"));
    } else if (!seat.answered) {
        told_(fmt::format("{} 号牌 {} 的答复被拒绝：{}", lot.number, seat.plate, answered.code()));
    }
}

}  // namespace daylit::tools
