// A second opinion on an auction: one plain class without events, phases or profiles' types, which keeps its
// own books and says beforehand what a lot must answer.
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace daylit::auction::testing {

struct PlainRules {
    Instant listing_start;
    Instant listing_end;
    Instant timed_start;  // where nothing is asked
    Milliseconds freeze{0};
    Milliseconds window{0};
    std::optional<Milliseconds> question;
    int least_yes = 1;
    bool only_quoters = false;
    bool whole_steps = false;
    bool may_raise_itself = false;
    bool last_moment_counts = false;
    std::int64_t start = 0;  // fen
    std::int64_t step = 0;
};

class PlainAuditor {
public:
    explicit PlainAuditor(PlainRules rules) : rules_(rules) {}

    // The word that the lot must answer, "ok" or a refusal's code; what is ok is entered in the books.
    std::string quote(const std::string& plate, std::int64_t price, Instant now);
    std::string answer(const std::string& plate, bool yes, Instant now);
    std::string suspend(Instant now);
    std::string resume(Instant now);
    std::string raise_step(std::int64_t step, Instant now);

    // Enters what time did until now.
    void wait(Instant now);

    bool is_over() const { return over_at_.has_value(); }
    std::optional<Instant> over_at() const { return over_at_; }
    const std::string& leader() const { return leader_; }  // "" for none
    std::int64_t price() const { return price_; }
    int quotes() const { return quotes_; }

private:
    enum class Room { listing, question, timed };
    bool may_enter(const std::string& plate) const;

    PlainRules rules_;
    Room room_ = Room::listing;
    Instant room_ends_;  // of the question or the window
    std::optional<Instant> suspended_;
    std::optional<Instant> over_at_;
    std::string leader_;
    std::int64_t price_ = 0;
    int quotes_ = 0;
    std::set<std::string> quoted_in_listing_;
    std::map<std::string, bool> answers_;
};

}  // namespace daylit::auction::testing
