#include "base/cases.hpp"
#include "tendering/lot.hpp"

#include <algorithm>

namespace daylit::tendering {

namespace {

void keep_part(TenderLotState& state, const PartReleased& event) {
    const auto place = std::ranges::lower_bound(state.released, event.holder, {}, &ReleasedPart::holder);
    state.released.insert(place, ReleasedPart{event.holder, event.parts});
}

OpeningObjection& objection(TenderLotState& state, std::int64_t number) {
    const auto found = std::ranges::find(state.objections, number, &OpeningObjection::number);
    ensure(found != state.objections.end(), "what is answered was objected");
    return *found;
}

TenderLotState published(const TenderLotPublished& event) {
    TenderLotState state;
    state.phase = TenderPhase::open;
    state.tender = event.tender;
    state.terms = event.terms;
    state.times = event.times;
    state.method = event.method;
    state.key = event.key;
    state.documents_version = 1;
    return state;
}

void change(TenderLotState& state, const TenderLotPublished& e, Instant) {
    state = published(e);
}

void change(TenderLotState& state, const KeyCosigned& e, Instant) {
    state.cosigned.insert(std::ranges::lower_bound(state.cosigned, e.holder), e.holder);
}

void change(TenderLotState& state, const DocumentsChanged& e, Instant) {
    state.documents_version = e.version;
    state.terms = e.terms;
    state.times = e.times;
}

void change(TenderLotState& state, const TenderLotSuspended& e, Instant at) {
    state.suspended_at = at;
    state.reason = e.reason;
}

void change(TenderLotState& state, const TenderLotResumed& e, Instant) {
    state.suspended_at.reset();
    state.reason.clear();
    state.times = e.times;
}

void change(TenderLotState& state, const TenderLotTerminated& e, Instant at) {
    state.phase = TenderPhase::terminated;
    state.suspended_at.reset();
    state.closed_at = state.closed_at.value_or(at);
    state.reason = e.reason;
}

void change(TenderLotState& state, const DeadlineExtended& e, Instant) {
    state.times.deadline = e.deadline;
}

void change(TenderLotState& state, const SubmissionsClosed& e, Instant) {
    state.phase = TenderPhase::closed;
    state.closed_at = e.closed_at;
    state.waiting_since = e.closed_at;
    state.closing_list = e.closing_list;
    state.submissions = e.submissions;
}

void change(TenderLotState& state, const TenderLotFailed&, Instant) {
    state.phase = TenderPhase::failed;
}

void change(TenderLotState& state, const PartReleased& e, Instant) {
    keep_part(state, e);
}

void change(TenderLotState&, const PartRejected&, Instant) {}

void change(TenderLotState& state, const OpeningAdjourned&, Instant) {
    state.phase = TenderPhase::adjourned;
    state.waiting_since.reset();
}

void change(TenderLotState& state, const OpeningReconvened& e, Instant) {
    state.phase = TenderPhase::closed;
    state.waiting_since = e.at;
}

void change(TenderLotState& state, const OpeningBegun& e, Instant) {
    state.opening_with = e.officers;
}

void change(TenderLotState& state, const BidsOpened& e, Instant) {
    state.phase = TenderPhase::opened;
    state.bids = e.bids;
}

void change(TenderLotState& state, const FilesOpened& e, Instant) {
    state.files = e.files;
}

void change(TenderLotState& state, const OpeningObjected& e, Instant) {
    state.objections.push_back({e.number, e.bidder, e.text, std::nullopt});
}

void change(TenderLotState& state, const OpeningAnswered& e, Instant) {
    objection(state, e.number).answer = e.answer;
}

void change(TenderLotState& state, const OpeningRecorded& e, Instant) {
    state.record = e.record;
}

}  // namespace

TenderLotState evolve(TenderLotState state, const TenderLotEvent& event, Instant at) {
    std::visit([&](const auto& one) { change(state, one, at); }, event);
    return state;
}

}  // namespace daylit::tendering
