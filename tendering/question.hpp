// A question about the tender documents. Who asked stands sealed in its stream and is shown to nobody; the
// answer is told to all at once, with a published change or clarification (BR article 21). decide and evolve
// are pure.
#pragma once

#include "base/event.hpp"
#include "tendering/lot.hpp"

namespace daylit::tendering {

enum class TenderQuestionPhase { none, asked, answered };
BOOST_DESCRIBE_ENUM(TenderQuestionPhase, none, asked, answered)

struct TenderQuestionAsked {
    LotId lot;
    std::string text;
    std::string asker;  // sealed: organisation and person
};
BOOST_DESCRIBE_STRUCT(TenderQuestionAsked, (), (lot, text, asker))

struct TenderQuestionAnswered {
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(TenderQuestionAnswered, (), (answer))

using TenderQuestionEvent = std::variant<TenderQuestionAsked, TenderQuestionAnswered>;

struct TenderQuestionState {
    TenderQuestionPhase phase = TenderQuestionPhase::none;
    LotId lot;
    std::string text;
    std::string asker;  // sealed
    std::string answer;
    bool operator==(const TenderQuestionState&) const = default;
};
BOOST_DESCRIBE_STRUCT(TenderQuestionState, (), (phase, lot, text, asker, answer))

struct AskQuestion {
    LotId lot;
    const TenderLotState& stands;
    std::string text;
    std::string asker;
};
struct TellAnswer {
    std::string answer;
};
using TenderQuestionCommand = std::variant<AskQuestion, TellAnswer>;

// Refuses what texts refuse, tender_wrong_phase, questions_closed, answer_given_already.
Result<std::vector<TenderQuestionEvent>> decide(const TenderQuestionState& state,
                                                const TenderQuestionCommand& command, Instant now);
TenderQuestionState evolve(TenderQuestionState state, const TenderQuestionEvent& event);

}  // namespace daylit::tendering

namespace daylit {
template <>
struct EventTag<tendering::TenderQuestionAsked> : NamedEvent<"tender_question_asked", 1> {};
template <>
struct EventTag<tendering::TenderQuestionAnswered> : NamedEvent<"tender_question_answered", 1> {};
}  // namespace daylit
