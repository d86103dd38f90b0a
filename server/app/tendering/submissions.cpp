#include "server/app/tendering/submissions.hpp"

#include "base/encoding.hpp"
#include "crypto/certificate.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/application_record.hpp"
#include "server/app/keyset.hpp"
#include "server/app/receipts.hpp"
#include "server/app/sealed_json.hpp"
#include "server/app/signed_act.hpp"
#include "server/app/tendering/sealed_uploads.hpp"
#include "server/app/tendering/tender_lots.hpp"
#include "server/app/tendering/texts.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using schema::Lock;
using schema::SealedUploadRow;
using schema::SubmissionRow;
using tendering::SubmissionFacts;
using tendering::SubmissionState;
using tendering::TenderLotState;

// The stream's own actor: who it was stands sealed in the event, and nowhere in clear.
constexpr const char* bidder_actor = "bidder";

// All letters of a lot open together: none of them may keep the others waiting.
constexpr std::int64_t most_sealed_letter = sealed_chunk_bytes;

std::string stream_of(const SubmissionId& id) {
    return "submission:" + id.text;
}

Digest bidder_key(const Act& act, const LotId& lot) {
    return keyed_digest(act.services(), "tender-bidder", lot.text + ":" + act.caller().organisation->text);
}

std::vector<std::string> uploads_of(const SubmissionRow& row) {
    return stored_state<std::vector<std::string>>(row.uploads);
}

// A submission under its lock, and its lot's after it.
struct Locked {
    std::optional<SubmissionRow> row;
    SubmissionId id;
    SubmissionState state;
    Stream stream;
    LockedTenderLot lot;
};

std::optional<SubmissionRow> find_own(Act& act, const LotId& lot) {
    auto rows = act.tx.select<SubmissionRow>({{schema::equals("bidder_key", bidder_key(act, lot))}, {}, 1});
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

Result<Locked> lock_own(Act& act, const LotId& lot_id) {
    auto found = find_own(act, lot_id);
    const auto id = found ? found->id : SubmissionId{id_text(act.services().random.entropy())};
    auto stream = act.lock(stream_of(id));
    if (found) {
        found = act.tx.find<SubmissionRow>(Lock::update, id);
    }
    auto lot = lock_tender_lot(act, lot_id);
    if (!lot) {
        return refuse("not_found", "id");
    }
    // The moment of judging is the lot's too: what was closed is never judged as open.
    stream.now = std::max(stream.now, lot->stream.now);
    auto state = found ? stored_state<SubmissionState>(found->state) : SubmissionState{};
    return Locked{std::move(found), id, std::move(state), std::move(stream), std::move(*lot)};
}

std::vector<std::string> parts_of(const TenderLotState& state) {
    auto parts = state.terms.files;
    parts.emplace_back("letter");
    std::ranges::sort(parts);
    return parts;
}

// What the lot says of this moment, outages included that it has not recorded yet.
Result<SubmissionFacts> facts_of(Act& act, const Locked& locked) {
    const auto& lot = locked.lot;
    const auto facts = tender_facts(act, lot.row.id, lot.state, locked.stream.now);
    if (awaits_settling(lot.state, locked.stream.now, facts)) {
        act.services().ask_pulse();
        return refuse("deadline_unsettled");
    }
    const auto reached = with_outages(lot.state, facts);
    return SubmissionFacts{reached.method.stage,   lot.row.published_at,
                           reached.times.deadline, reached.documents_version,
                           parts_of(reached),      reached.phase != tendering::TenderPhase::open,
                           reached.suspended_at};
}

// The named uploads, each the caller's, whole, and exactly what was signed.
Result<std::vector<SealedUploadRow>> read_uploads(Act& act, const SubmissionStatement& statement,
                                                  const SubmissionInput& in) {
    if (in.uploads.size() != statement.parts.size()) {
        return refuse("parts_differ", "uploads");
    }
    const auto mine = organisation_key(act.services(), *act.caller().organisation);
    std::vector<SealedUploadRow> rows;
    for (std::size_t i = 0; i < in.uploads.size(); ++i) {
        const auto field = "uploads[" + std::to_string(i) + "]";
        auto row = is_id_text(in.uploads[i]) ? act.tx.find<SealedUploadRow>(Lock::update, in.uploads[i])
                                             : std::nullopt;
        if (!row || row->owner_key != mine) {
            return refuse("upload_missing", field);
        }
        if (row->submitted) {
            return refuse("upload_is_submitted", field);
        }
        // One that was dropped or replaced may have lost chunks since it was whole.
        if (!row->checked || row->received.find('0') != std::string::npos) {
            return refuse("upload_incomplete", field);
        }
        if (statement.parts[i].part == "letter" && row->size > most_sealed_letter) {
            return refuse("sealed_too_large", field,
                          {std::to_string(most_sealed_letter / sealed_chunk_bytes)});
        }
        if (stored_state<CheckedUpload>(*row->checked).digest != statement.parts[i].digest) {
            return refuse("part_digest_differs", field);
        }
        rows.push_back(std::move(*row));
    }
    return rows;
}

// Sealed to this lot's certificate and no other: a stock tool names it by issuer and number.
Outcome check_recipient(const Certificate& certificate, const std::vector<SealedUploadRow>& uploads) {
    const auto serial = from_hex(certificate.serial());
    for (std::size_t i = 0; i < uploads.size(); ++i) {
        const auto envelope = stored_state<CheckedUpload>(*uploads[i].checked).envelope;
        if (from_hex(envelope.serial) != serial) {
            return refuse("envelope_for_another", "uploads[" + std::to_string(i) + "]");
        }
    }
    return Done{};
}

Certificate certificate_of(Act& act, const TenderLotState& state) {
    auto certificate = Certificate::from_der(kept_text(act.tx, state.key.certificate));
    ensure(certificate.ok(), "a certificate that we issued can be read");
    return std::move(*certificate);
}

std::vector<tendering::SealedPart> sealed_parts(const SubmissionStatement& statement,
                                                const std::vector<SealedUploadRow>& uploads) {
    std::vector<tendering::SealedPart> parts;
    for (std::size_t i = 0; i < uploads.size(); ++i) {
        const auto checked = stored_state<CheckedUpload>(*uploads[i].checked);
        parts.push_back(
            {statement.parts[i].part, checked.digest, uploads[i].size, checked.envelope.ephemeral});
    }
    return parts;
}

// Its bytes go when the job comes by.
void give_up(Act& act, const std::vector<std::string>& uploads) {
    for (const auto& id : uploads) {
        auto row = act.tx.find<SealedUploadRow>(Lock::update, id);
        ensure(row.has_value(), "a submission's files are there");
        row->submitted = false;
        row->begun_at = Instant();
        act.update(*row);
    }
}

SubmissionAnswer store(Act& act, Locked& locked, const std::vector<tendering::SubmissionEvent>& events,
                       const std::vector<std::string>& uploads, boost::json::object subject) {
    SubmissionRow row;
    row.id = locked.id;
    row.lot = locked.lot.row.id;
    row.bidder_key = bidder_key(act, row.lot);
    row.organisation_key = organisation_key(act.services(), *act.caller().organisation);
    row.uploads = to_json_text(uploads);
    const auto stored = apply(act, locked.stream, locked.state, events, bidder_actor);
    row.seq = locked.stream.head.seq;
    row.phase = boost::describe::enum_to_string(locked.state.phase, "");
    row.state = to_json_text(locked.state);
    if (locked.row) {
        act.update(row);
    } else {
        act.insert_unless_raced(row);
    }
    subject["lot"] = row.lot.text;
    subject["submission"] = row.id.text;
    subject["number"] = locked.state.number;
    auto receipt =
        give_receipt(act, *act.caller().organisation,
                     locked.state.phase == tendering::SubmissionPhase::complete ? "submission" : "withdrawal",
                     row.lot, stored.back(), std::move(subject));
    return {row.id,
            row.lot,
            locked.state.phase,
            locked.state.number,
            stored.back().at,
            stored.back().digest,
            std::move(receipt)};
}

bool is_active(Act& act) {
    const auto row = act.tx.find<schema::OrganisationRow>(Lock::none, *act.caller().organisation);
    return row && row->phase == "active";
}

SubmissionView view_of(Act& act, const SubmissionRow& row) {
    const auto lot = act.tx.find<schema::TenderLotRow>(Lock::none, row.lot);
    ensure(lot.has_value(), "a submission's lot is there");
    const auto state = stored_state<SubmissionState>(row.state);
    const auto version = stored_state<TenderLotState>(lot->state).documents_version;
    const bool complete = state.phase == tendering::SubmissionPhase::complete;
    return {row.id,
            row.lot,
            lot->number,
            lot->title,
            state.phase,
            state.number,
            state.documents_version,
            complete && state.documents_version != version,
            state.parts};
}

}  // namespace

bool has_bid(Act& act, const LotId& lot) {
    const auto own = find_own(act, lot);
    return own && own->phase == "complete";
}

Bidder bidder_of(const Services& services, const SubmissionId& id, const SubmissionState& state) {
    return unseal_json<Bidder>(services, state.bidder, stream_of(id));
}

std::string upload_of(const SubmissionRow& row, const std::string& part) {
    const auto state = stored_state<SubmissionState>(row.state);
    const auto found = std::ranges::find(state.parts, part, &tendering::SealedPart::part);
    ensure(found != state.parts.end(), "a complete submission has all its parts");
    return uploads_of(row)[static_cast<std::size_t>(found - state.parts.begin())];
}

Result<SubmissionAnswer> submit_bid(Call& call, const Params& params, const SubmissionInput& in) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    const auto signed_text =
        read_act<SubmissionStatement>(call, {in.statement}, "daylight-submission+jws", *id);
    if (!signed_text) {
        return signed_text.refusal();
    }
    const auto& [statement, verified] = *signed_text;
    return call.transact<SubmissionAnswer>([&](Act& act) -> Result<SubmissionAnswer> {
        auto locked = lock_own(act, *id);
        if (!locked) {
            return locked.refusal();
        }
        if (auto good = check_good_now(act, verified); !good) {
            return good.refusal();
        }
        const auto facts = facts_of(act, *locked);
        if (!facts) {
            return facts.refusal();
        }
        tendering::CompleteSubmission command{
            *id,
            *facts,
            statement.stage,
            statement.documents_version,
            {},
            is_active(act),
            locked->lot.row.tenderer == *act.caller().organisation,
            seal_json(act.services(), Bidder{*act.caller().organisation, *act.caller().person},
                      stream_of(locked->id)),
            verified.digest};
        for (const auto& part : statement.parts) {
            command.parts.push_back({part.part, part.digest, 0, ""});
        }
        // Right, time and form first: what the files are is looked at only where they could be taken.
        if (auto taken = decide(locked->state, tendering::SubmissionCommand(command), locked->stream.now);
            !taken) {
            return taken.refusal();
        }
        if (!locked->lot.state.takes_bids()) {
            return refuse("lot_key_not_ready");
        }
        auto uploads = read_uploads(act, statement, in);
        if (!uploads) {
            return uploads.refusal();
        }
        if (auto ours = check_recipient(certificate_of(act, locked->lot.state), *uploads); !ours) {
            return ours.refusal();
        }
        command.parts = sealed_parts(statement, *uploads);
        const auto events = decide(locked->state, tendering::SubmissionCommand(command), locked->stream.now);
        ensure(events.ok(), "sizes and points decide nothing");
        for (auto& upload : *uploads) {
            upload.submitted = true;
            act.update(upload);
        }
        if (locked->row) {
            give_up(act, uploads_of(*locked->row));
        }
        keep_evidence(act, {in.statement}, verified.digest);
        boost::json::array parts;
        for (const auto& part : statement.parts) {
            parts.push_back({{"part", part.part}, {"digest", part.digest.hex()}});
        }
        return store(act, *locked, *events, in.uploads,
                     {{"stage", statement.stage}, {"parts", std::move(parts)}});
    });
}

Result<SubmissionAnswer> withdraw_bid(Call& call, const Params& params, const WithdrawalInput& in) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    const auto signed_text =
        read_act<WithdrawalStatement>(call, {in.statement}, "daylight-withdrawal+jws", *id);
    if (!signed_text) {
        return signed_text.refusal();
    }
    const auto& verified = signed_text->second;
    return call.transact<SubmissionAnswer>([&](Act& act) -> Result<SubmissionAnswer> {
        auto locked = lock_own(act, *id);
        if (!locked) {
            return locked.refusal();
        }
        if (auto good = check_good_now(act, verified); !good) {
            return good.refusal();
        }
        const auto facts = facts_of(act, *locked);
        if (!facts) {
            return facts.refusal();
        }
        const auto events =
            decide(locked->state,
                   tendering::SubmissionCommand(tendering::WithdrawSubmission{*facts, verified.digest}),
                   locked->stream.now);
        if (!events) {
            return events.refusal();
        }
        give_up(act, uploads_of(*locked->row));
        keep_evidence(act, {in.statement}, verified.digest);
        return store(act, *locked, *events, {}, {});
    });
}

Result<SubmissionView> my_submission(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<SubmissionView>([&](Act& act) -> Result<SubmissionView> {
        const auto row = find_own(act, *id);
        return row ? Result<SubmissionView>(view_of(act, *row)) : refuse("not_found", "id");
    });
}

Result<Page<SubmissionView>> my_submissions(Call& call, const Params& params) {
    return call.read<Page<SubmissionView>>([&](Act& act) {
        const auto mine = organisation_key(act.services(), *act.caller().organisation);
        return ordered_page<SubmissionView, SubmissionRow>(
            act, params, {schema::equals("organisation_key", mine)}, "id", schema::Order::descending,
            [&](const SubmissionRow& row) { return view_of(act, row); });
    });
}

}  // namespace daylit::app
