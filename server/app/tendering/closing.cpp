#include "server/app/tendering/closing.hpp"

#include "schema/rows_tendering.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/tendering/texts.hpp"
#include "tendering/submission.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using schema::SubmissionRow;
using tendering::SubmissionState;

sealing::ClosedSubmission closed(const SubmissionRow& row) {
    sealing::ClosedSubmission one{row.id.text, {}};
    for (const auto& part : stored_state<SubmissionState>(row.state).parts) {
        one.envelopes.push_back({part.part, part.digest, part.point});
    }
    return one;
}

}  // namespace

sealing::ClosingList closing_list_of(Act& act, const LotId& id, const tendering::TenderLotState& state) {
    sealing::ClosingList list;
    list.lot = id.text;
    list.stage = state.method.stage;
    list.deadline = state.times.deadline;
    const auto rows =
        act.tx.select<SubmissionRow>({{schema::equals("lot", id), schema::equals("phase", "complete")},
                                      {{"id", schema::Order::ascending}},
                                      static_cast<int>(sealing::most_submissions) + 1});
    ensure(rows.size() <= sealing::most_submissions, "no bid is left out because there are too many");
    for (const auto& row : rows) {
        list.submissions.push_back(closed(row));
    }
    return list;
}

tendering::ClosingFacts closing_facts(Act& act, const LotId& id, const tendering::TenderLotState& state) {
    const auto list = closing_list_of(act, id, state);
    return {sha256(sealing::closing_list_text(list)), std::ssize(list.submissions)};
}

Result<std::string> closing_list(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<std::string>([&](Act& act) -> Result<std::string> {
        const auto row = act.tx.find<schema::TenderLotRow>(schema::Lock::none, *id);
        const auto list =
            row ? stored_state<tendering::TenderLotState>(row->state).closing_list : std::nullopt;
        return list ? Result<std::string>(kept_text(act.tx, *list)) : refuse("not_found", "id");
    });
}

}  // namespace daylit::app
