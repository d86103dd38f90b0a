// The bidders: they apply, pay, quote, answer and give up, each by its own strategy. The guest applies and
// pays alone.
#pragma once

#include "tools/demo/center.hpp"
#include "tools/demo/strategy.hpp"

namespace daylit::tools {

class BiddingFloor {
public:
    BiddingFloor(Cast& cast, Told told) : cast_(cast), told_(std::move(told)) {}
    void work(const Reading& reading);

private:
    enum class Paid { nothing, short_amount, all };

    // One bidder's business with one lot.
    struct Seat {
        Party* party = nullptr;
        Strategy strategy;
        bool is_guest = false;
        std::string words;  // seeds its whims
        bool applied = false;
        bool taken_up = false;  // from before this start
        bool out = false;       // nothing more to do here
        std::string reference;
        Fen deposit;
        Paid paid = Paid::nothing;
        std::string plate;
        std::string phase;  // of the lot, when it last looked
        std::optional<Instant> next_look;
        int looks = 0;
        int listing_quotes = 0;
        int timed_quotes = 0;
        bool answered = false;
    };
    struct Play {
        auction::LotTerms terms;
        bool suspended = false;
        Instant listing_end;
        std::vector<Seat> seats;
    };

    void look_back();
    Play& play_of(const OpenLot& lot);
    void set_seats(const OpenLot& lot, Play& play);
    void take_up(const OpenLot& lot, Seat& seat);
    void let_act(const OpenLot& lot, const Play& play, Seat& seat, const Reading& reading);
    void apply(const OpenLot& lot, const Play& play, Seat& seat, const Reading& reading);
    void pay(const OpenLot& lot, const Play& play, Seat& seat, const Reading& reading);
    void ask_for_plate(const OpenLot& lot, Seat& seat, const Reading& reading);
    void bid(const OpenLot& lot, Seat& seat, const Reading& reading);
    Sight look(const OpenLot& lot, Seat& seat, Stage stage, std::int64_t& seen_number);
    void quote(const OpenLot& lot, Seat& seat, const Reading& reading);
    void answer(const OpenLot& lot, Seat& seat, const Reading& reading);

    Cast& cast_;
    Told told_;
    bool looked_back_ = false;
    std::map<std::string, Play> plays_;                                  // by lot
    std::map<std::string, std::map<std::string, object>> applications_;  // as found at the start: login, lot
    bool guest_is_told_ = false;
};

}  // namespace daylit::tools
