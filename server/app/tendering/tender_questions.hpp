// Questions about tender documents: asked by bidders, seen without their names, answered to all at once.
#pragma once

#include "schema/rows_tendering.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"
#include "tendering/notice.hpp"
#include "tendering/question.hpp"

namespace daylit::app {

struct QuestionInput {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(QuestionInput, (), (text))

struct TenderQuestionView {
    std::string id;
    LotId lot;
    tendering::TenderQuestionPhase state = tendering::TenderQuestionPhase::none;
    std::string text;
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(TenderQuestionView, (), (id, lot, state, text, answer))

Result<TenderQuestionView> ask_tender_question(Call& call, const Params& params, const QuestionInput& in);
Result<Page<TenderQuestionView>> my_tender_questions(Call& call, const Params& params);
// Of the tenderer's own lot, those that wait; without their times, which would tell of who was online.
Result<Page<TenderQuestionView>> tender_questions(Call& call, const Params& params);

// --- for notices ---

// Puts each answered question's own text into the notice; refuses question_unknown and answer_given_already.
Outcome fill_questions(Act& act, const LotId& lot, tendering::TenderNoticeContent& content);
// Locks "tender_question:<id>", which sorts after notices.
void answer_questions(Act& act, const std::vector<tendering::AnsweredQuestion>& answers);

}  // namespace daylit::app
