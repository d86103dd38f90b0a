#include "tendering/question.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"
#include "tendering/lot_rules.hpp"

namespace daylit::tendering {

namespace {

using Events = std::vector<TenderQuestionEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_question = 4000;

Decision ask(const TenderQuestionState& state, const AskQuestion& command, Instant now) {
    if (auto text = require_text(command.text, "text", longest_question); !text) {
        return text.refusal();
    }
    ensure(state.phase == TenderQuestionPhase::none, "a question has a fresh stream");
    if (command.stands.phase != TenderPhase::open) {
        return wrong_phase(command.stands);
    }
    if (now >= command.stands.times.questions_until) {
        return refuse("questions_closed", "", {to_china_rfc3339(command.stands.times.questions_until)});
    }
    return Events{TenderQuestionAsked{command.lot, command.text, command.asker}};
}

Decision tell(const TenderQuestionState& state, const TellAnswer& command) {
    if (state.phase != TenderQuestionPhase::asked) {
        return refuse("answer_given_already");
    }
    return Events{TenderQuestionAnswered{command.answer}};
}

}  // namespace

Result<std::vector<TenderQuestionEvent>> decide(const TenderQuestionState& state,
                                                const TenderQuestionCommand& command, Instant now) {
    return std::visit(Cases{[&](const AskQuestion& c) { return ask(state, c, now); },
                            [&](const TellAnswer& c) { return tell(state, c); }},
                      command);
}

TenderQuestionState evolve(TenderQuestionState state, const TenderQuestionEvent& event) {
    std::visit(Cases{[&](const TenderQuestionAsked& e) {
                         state.phase = TenderQuestionPhase::asked;
                         state.lot = e.lot;
                         state.text = e.text;
                         state.asker = e.asker;
                     },
                     [&](const TenderQuestionAnswered& e) {
                         state.phase = TenderQuestionPhase::answered;
                         state.answer = e.answer;
                     }},
               event);
    return state;
}

}  // namespace daylit::tendering
