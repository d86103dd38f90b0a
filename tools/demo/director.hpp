// Plays the demonstration until it is told to stop: assembles the cast, then lets every desk and bidder do
// what is due, round after round.
#pragma once

#include "tools/demo/desks.hpp"
#include "tools/demo/floor.hpp"

#include <atomic>

namespace daylit::tools {

class Director {
public:
    // `stop` ends the play between two steps.
    Director(const SiteFacts& site, Accounts& accounts, Told told, const std::atomic<bool>& stop);

    // Makes what is missing of the cast; false when it was told to stop before that.
    bool assemble();
    void play();

private:
    using Milliseconds = std::chrono::milliseconds;
    Milliseconds round();
    void rest(Milliseconds length) const;

    Told told_;
    const std::atomic<bool>& stop_;
    Cast cast_;
    Client visitor_;
    PublishingDesk publishing_;
    NoticeDesk notices_;
    BiddingFloor floor_;
    DealDesk deals_;
    MoneyDesk money_;
    DisclosureDesk disclosure_;
    bool away_ = false;
};

}  // namespace daylit::tools
