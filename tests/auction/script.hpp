// A lot's life as a table of text: when, what, and what comes of it.
//
//   = A leader is not overbid by less than the step | jiangsu
//   S             | A quotes 1000    | quote_placed
//   S+00:00:01    | B quotes 1009.99 | below_next_step
//
// Moments count from P (published), A (applications close), S (the listing starts), L (it ends), T (the timed
// bidding is fixed to start), all as first published, and N (the row before); or from l, t and u, the
// listing's end, the timed start and the running window's end as they then stand. "+2d", "-00:00:00.001" and
// "+1d01:00:00" come after. After the profile's name come the words that alter it or the lot.
//
// "outage FROM TO", with "slow" or "probe" behind it for another cause, makes an outage known, and "settled
// AT" until when it is settled that there was no other; without such a row it always is until now.
//
// A command is answered with the names of its events, or the code of its refusal; a question ("phase",
// "leader", …) with what the state says. After every command the stored stream is replayed from its JSON text
// and must give the same state, and the decision is made twice and must be the same.
#pragma once

#include "tests/auction/support.hpp"

namespace daylit::auction::testing {

struct Line {
    std::string when;
    std::string what;
    std::string expected;
};

struct Script {
    std::string name;
    std::string setting;
    std::vector<Line> lines;
};

inline std::ostream& operator<<(std::ostream& out, const Script& script) {
    return out << script.name;
}

std::vector<Script> scripts_of(const std::string& text);

class Stage {
public:
    explicit Stage(const std::string& setting);

    // What a line comes to; a command that is accepted changes the lot.
    std::string answer(const Line& line);
    const LotState& state() const { return state_; }

private:
    Instant moment(std::string_view spec) const;
    std::string spoken_moment(std::optional<Instant> at) const;
    std::string command(const std::string& what);
    std::string answer_question(const AnswerQuestion& answer);
    bool learn(const std::string& what);
    Facts facts() const;
    std::string question(const std::string& what) const;
    std::optional<AnswerQuestion> read_answer(const std::string& what) const;
    LotCommand read_command(const std::string& what) const;
    SupplementTerms read_supplement(const std::string& what) const;
    LotTerms first_;
    LotState state_;
    std::vector<Outage> outages_;
    std::optional<Instant> settled_;
    Answers answers_;  // each in a stream of its own, which the lot reads when its question is over
    std::vector<std::pair<LotEvent, Instant>> stream_;
    Instant now_;
};

}  // namespace daylit::auction::testing
