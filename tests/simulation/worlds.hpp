// What may be so. A command whose answer was lost may have been done or not; the auditor keeps books for both
// worlds until an answer or a look tells which one is real.
#pragma once

#include "tests/simulation/lot_books.hpp"

#include <stdexcept>
#include <vector>

namespace daylit::simulation {

// What the simulated center did and must not have done.
class Broken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Worlds {
public:
    explicit Worlds(LotBooks books) : worlds_{std::move(books)} {}

    // The command was answered so; throws Broken where no world allows it.
    void answered(const Command& command, const Verdict& verdict, const Moment& moment);
    // Commands of one transaction whose answers were lost: all were done, or none.
    void lost(const std::vector<Command>& commands, const Moment& moment);
    // Commands that were under way in several transactions, in this order, when the process died: some first
    // ones were done.
    void cut_off(const std::vector<Command>& commands, const Moment& moment);
    // Somebody judged the command without the lot's lock, and changed nothing.
    void judged_aside(const Command& command, const std::string& word, const Moment& moment) const;
    void forgotten(const std::string& key);
    // The clock job's transaction on this lot was committed; or nobody knows.
    void advanced(const Moment& moment);
    void perhaps_advanced(const Moment& moment);
    void perhaps_noted_outages(const Moment& moment);
    // So the lot was shown; throws Broken where no world allows it.
    void seen(const Shown& shown, const Moment& moment);

    std::size_t size() const { return worlds_.size(); }
    // One of them: what an actor believes.
    const LotBooks& first() const { return worlds_.front(); }
    bool is_over(const Moment& moment) const;

private:
    void merge();
    void add(std::vector<LotBooks> more);

    std::vector<LotBooks> worlds_;
};

}  // namespace daylit::simulation
