#include "server/app/tendering/opened_files.hpp"

#include "base/encoding.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/tendering/closed_parts.hpp"
#include "server/app/tendering/submissions.hpp"

#include <algorithm>
#include <charconv>

namespace daylit::app {

namespace {

using registry::Role;
using schema::Lock;
using schema::SubmissionRow;
using schema::TenderLotRow;

struct Asked {
    SubmissionRow submission;
    tendering::TenderLotState lot;
    std::string part;
    schema::SealedUploadRow upload;
};

bool is_tenderers(const Caller& caller, const TenderLotRow& lot) {
    return caller.has(Role::tenderer_agent) && caller.organisation == lot.tenderer;
}

bool may_read(Act& act, const TenderLotRow& lot, const SubmissionRow& submission) {
    const auto& caller = act.caller();
    if (caller.has(Role::supervisor) || is_tenderers(caller, lot)) {
        return true;
    }
    const auto state = stored_state<tendering::SubmissionState>(submission.state);
    return caller.has(Role::bidder_agent) &&
           bidder_of(act.services(), submission.id, state).organisation == caller.organisation;
}

bool is_opened(const tendering::TenderLotState& lot, const SubmissionRow& submission) {
    const auto bid = std::ranges::find(lot.bids, submission.id.text, &tendering::OpenedBid::submission);
    return bid != lot.bids.end() && bid->verdict == tendering::BidVerdict::opened;
}

Result<Asked> find_asked(Act& act, const Params& params) {
    const auto id = params.id<LotTag>("id");
    const auto submission = params.id<SubmissionTag>("submission");
    const auto& part = params.path.at("part");
    if (!id || !submission) {
        return refuse("not_found", "id");
    }
    const auto lot = act.tx.find<TenderLotRow>(Lock::none, *id);
    auto row = act.tx.find<SubmissionRow>(Lock::none, *submission);
    if (!lot || lot->phase != "opened" || !row || row->lot != *id || row->phase != "complete" ||
        !may_read(act, *lot, *row)) {
        return refuse("not_found", "submission");
    }
    auto lot_state = stored_state<tendering::TenderLotState>(lot->state);
    // What a bidder spoilt or took back is not the tenderer's to read.
    if (is_tenderers(act.caller(), *lot) && !is_opened(lot_state, *row)) {
        return refuse("bid_not_opened", "submission");
    }
    const auto state = stored_state<tendering::SubmissionState>(row->state);
    if (std::ranges::find(state.parts, part, &tendering::SealedPart::part) == state.parts.end()) {
        return refuse("not_found", "part");
    }
    auto upload = act.tx.find<schema::SealedUploadRow>(Lock::none, upload_of(*row, part));
    ensure(upload.has_value(), "a submission's part is there");
    return Asked{std::move(*row), std::move(lot_state), part, std::move(*upload)};
}

}  // namespace

Result<SealedFileView> sealed_file(Call& call, const Params& params) {
    const auto asked = call.read<Asked>([&](Act& act) { return find_asked(act, params); });
    if (!asked) {
        return asked.refusal();
    }
    const auto parts = closed_parts(call.services, asked->lot);
    const auto found = std::ranges::find_if(parts, [&](const ClosedPart& one) {
        return one.submission == asked->submission.id.text && one.part == asked->part;
    });
    if (found == parts.end()) {
        return refuse("not_found", "submission");  // complete, but of no list: another stage's
    }
    return SealedFileView{found->submission,  found->part,        found->digest,
                          asked->upload.size, sealed_chunk_bytes, to_hex(found->agreed.compressed())};
}

Result<std::string> sealed_file_chunk(Call& call, const Params& params) {
    return call.read<std::string>([&](Act& act) -> Result<std::string> {
        const auto asked = find_asked(act, params);
        if (!asked) {
            return asked.refusal();
        }
        const auto& text = params.path.at("number");
        std::int64_t number = -1;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size() || number < 0 ||
            number > (asked->upload.size - 1) / sealed_chunk_bytes) {
            return refuse("not_found", "number");
        }
        auto chunk = act.tx.find<schema::SealedChunkRow>(Lock::none, asked->upload.id, number);
        if (!chunk) {
            return refuse("envelope_lost", "number");
        }
        return std::move(chunk->bytes);
    });
}

}  // namespace daylit::app
