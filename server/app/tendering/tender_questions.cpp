#include "server/app/tendering/tender_questions.hpp"

#include "server/app/aggregate.hpp"
#include "server/app/keyset.hpp"
#include "server/app/private_data.hpp"
#include "server/app/sealed_json.hpp"
#include "server/app/tendering/submissions.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using schema::Lock;
using schema::TenderLotRow;
using schema::TenderQuestionRow;
using tendering::TenderQuestionState;

// The stream's own actor: who it was stands sealed in the event, and nowhere in clear.
constexpr const char* asker_actor = "asker";

std::string stream_of(const std::string& id) {
    return "tender_question:" + id;
}

TenderQuestionView view_of(const TenderQuestionRow& row) {
    const auto state = stored_state<TenderQuestionState>(row.state);
    return {row.id, row.lot, state.phase, state.text, state.answer};
}

}  // namespace

Result<TenderQuestionView> ask_tender_question(Call& call, const Params& params, const QuestionInput& in) {
    const auto lot_id = params.id<LotTag>("id");
    if (!lot_id) {
        return lot_id.refusal();
    }
    const auto id = id_text(call.services.random.entropy());
    return call.transact<TenderQuestionView>([&](Act& act) -> Result<TenderQuestionView> {
        const auto lot = act.tx.find<TenderLotRow>(Lock::none, *lot_id);
        if (!lot) {
            return refuse("not_found", "id");
        }
        const auto organisation = *act.caller().organisation;
        const auto stands = stored_state<tendering::TenderLotState>(lot->state);
        auto stream = act.lock(stream_of(id));
        const auto events =
            decide(TenderQuestionState{},
                   tendering::AskQuestion{
                       *lot_id, stands, in.text,
                       seal_json(act.services(), Bidder{organisation, *act.caller().person}, stream_of(id))},
                   stream.now);
        if (!events) {
            return events.refusal();
        }
        TenderQuestionState state;
        apply(act, stream, state, *events, asker_actor);
        const TenderQuestionRow row{id,
                                    stream.head.seq,
                                    boost::describe::enum_to_string(state.phase, ""),
                                    *lot_id,
                                    organisation_key(act.services(), organisation),
                                    stream.now,
                                    to_json_text(state)};
        act.insert(row);
        return view_of(row);
    });
}

Result<Page<TenderQuestionView>> my_tender_questions(Call& call, const Params& params) {
    return call.read<Page<TenderQuestionView>>([&](Act& act) {
        const auto mine = organisation_key(act.services(), *act.caller().organisation);
        return page_of<TenderQuestionView, TenderQuestionRow>(act, params,
                                                              {schema::equals("asker_key", mine)}, "asked_at",
                                                              schema::Order::descending, &view_of);
    });
}

Result<Page<TenderQuestionView>> tender_questions(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<Page<TenderQuestionView>>([&](Act& act) -> Result<Page<TenderQuestionView>> {
        const auto lot = act.tx.find<TenderLotRow>(Lock::none, *id);
        if (!lot || lot->tenderer != *act.caller().organisation) {
            return refuse("not_found", "id");
        }
        return page_of<TenderQuestionView, TenderQuestionRow>(
            act, params, {schema::equals("lot", *id), schema::equals("phase", "asked")}, "id",
            schema::Order::ascending, &view_of);
    });
}

Outcome fill_questions(Act& act, const LotId& lot, tendering::TenderNoticeContent& content) {
    if (!content.change) {
        return Done{};
    }
    for (std::size_t i = 0; i < content.change->answers.size(); ++i) {
        auto& answer = content.change->answers[i];
        const auto field = "change.answers[" + std::to_string(i) + "].question";
        const auto row = act.tx.find<TenderQuestionRow>(Lock::none, answer.question);
        if (!row || row->lot != lot) {
            return refuse("question_unknown", field);
        }
        if (row->phase != "asked") {
            return refuse("answer_given_already", field);
        }
        answer.text = stored_state<TenderQuestionState>(row->state).text;
    }
    return Done{};
}

void answer_questions(Act& act, const std::vector<tendering::AnsweredQuestion>& answers) {
    auto sorted = answers;
    std::ranges::sort(sorted, {}, &tendering::AnsweredQuestion::question);
    for (const auto& answer : sorted) {
        auto stream = act.lock(stream_of(answer.question));
        auto row = act.tx.find<TenderQuestionRow>(Lock::update, answer.question);
        ensure(row.has_value(), "a question that is answered is there");
        auto state = stored_state<TenderQuestionState>(row->state);
        const auto events = decide(state, tendering::TellAnswer{answer.answer}, stream.now);
        if (!events) {
            // Answered by another notice since it was looked at.
            throw schema::Conflict("a question was answered meanwhile");
        }
        apply(act, stream, state, *events);
        row->seq = stream.head.seq;
        row->phase = boost::describe::enum_to_string(state.phase, "");
        row->state = to_json_text(state);
        act.update(*row);
    }
}

}  // namespace daylit::app
