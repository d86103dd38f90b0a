// Where quotes wait for each other. All that wait for a lot are judged in one transaction, in the order in
// which their requests arrived, under one lock and at one moment; each has its answer when that has
// committed.
//
// Within a batch a quote is judged exactly as it would be alone after those before it. A batch that fails is
// run again whole by the store (deadlock, lost connection, unknown commit: the keys claimed first tell what
// was done); where that fails too for another reason than the store's absence, each of its quotes is run
// alone, so that none suffers for another.
#pragma once

#include "server/app/combiner.hpp"
#include "server/app/quoting.hpp"
#include "server/app/signed_act.hpp"

namespace daylit::app {

struct WaitingQuote {
    Call call;
    LotId lot;
    QuoteStatement said;
    VerifiedAct verified;
    SignedAct in;
    Answered<QuoteAnswer> answered;
    std::string stream = {};
    std::string once = {};
    std::chrono::steady_clock::time_point arrived = {};
};

class QuoteDesk {
public:
    explicit QuoteDesk(CombinerLimits limits = {});

    // Where too many wait already, the answer is schema::Conflict.
    void take(WaitingQuote quote);
    std::size_t waiting() const { return combiner_.waiting(); }

    // Told the size of each batch after its commit.
    std::function<void(std::size_t)> committed;

private:
    void run(std::vector<WaitingQuote> batch) const;

    Combiner<WaitingQuote> combiner_;
};

}  // namespace daylit::app
