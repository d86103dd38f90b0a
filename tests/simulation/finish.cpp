// Everything comes to its end: only jobs still meet trouble, what was lost is asked for again, every lot
// ends, and everybody does what is left to do.
#include "tests/simulation/simulation.hpp"

#include <algorithm>

namespace daylit::simulation {

namespace {
constexpr int most_rounds = 60;
}

void Simulation::finish() {
    say("from now on only jobs have trouble");
    mend();
    set_clock_right();
    beat();
    settle_what_was_lost();
    for (std::size_t i = 0; i < lots_.size(); ++i) {
        let_end(i);
    }
    quiet_down();
    for (std::size_t i = 0; i < lots_.size(); ++i) {
        close_deal(i);
        if (chance_.one_in(4)) {
            close_deal(i);
        }
    }
    quiet_down();
    for (std::size_t i = 0; i < lots_.size(); ++i) {
        look(i);
        ++tally_.ends[lots_[i].worlds.first().shown(moment()).phase];
    }
    sign_all();
}

// Three of four ask again; the others go away and never know.
void Simulation::settle_what_was_lost() {
    for (std::size_t i = 0; i < sent_.size(); ++i) {
        auto& sent = *sent_[i];
        if (sent.was_lost && !chance_.one_in(4)) {
            send({&sent});
        }
    }
    for (std::size_t i = 0; i < lots_.size(); ++i) {
        for (const auto& sent : sent_) {
            if (sent->lot == i) {
                lots_[i].worlds.forgotten(sent->command.key);
            }
        }
        look(i);
    }
}

void Simulation::let_end(std::size_t index) {
    auto& worlds = lots_[index].worlds;
    for (int round = 0; round < most_rounds; ++round) {
        wall_ += Milliseconds(1'000);
        set_clock();
        beat();
        if (worlds.size() > 1) {
            look(index);
        }
        const auto& books = worlds.first();
        if (worlds.is_over(moment())) {
            run_job_through_trouble(0);
            look(index);
            return;
        }
        if (books.is_suspended()) {
            staff_acts(index, Kind::resume);
        } else if (const auto next = books.next_moment(moment())) {
            now_ = std::max(now_, *next);
            set_clock();
            if (chance_.one_in(2)) {
                run_job_through_trouble(0);
            }
        }
    }
    throw Broken("lot " + std::to_string(index) + " does not end");
}

// Seller and winner sign in some order; the winner may decline instead, or nobody does anything.
void Simulation::close_deal(std::size_t lot) {
    switch (chance_.from(1, 6)) {
        case 1:
            return act_on_deal(lot, true, true);
        case 2:
            return;
        default:
            act_on_deal(lot, chance_.one_in(2), false);
            act_on_deal(lot, chance_.one_in(2), false);
    }
}

void Simulation::quiet_down() {
    run_all_jobs();
    resolve_lines();
    run_all_jobs();
    release_documents();
    pay_refunds();
}

}  // namespace daylit::simulation
