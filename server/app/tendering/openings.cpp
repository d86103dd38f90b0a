#include "server/app/tendering/openings.hpp"

#include "base/encoding.hpp"
#include "crypto/sealing/parts.hpp"
#include "crypto/sealing/transcript.hpp"
#include "disclosure/tender_announcements.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/documents.hpp"
#include "server/app/log.hpp"
#include "server/app/names.hpp"
#include "server/app/signed_act.hpp"
#include "server/app/tendering/ceremonies.hpp"
#include "server/app/tendering/closing.hpp"
#include "server/app/tendering/sealed_uploads.hpp"
#include "server/app/tendering/submissions.hpp"
#include "server/app/tendering/texts.hpp"
#include "tendering/letter.hpp"

#include <algorithm>
#include <array>

namespace daylit::app {

namespace {

using schema::Lock;
using schema::TenderLotRow;
using tendering::TenderLotState;
constexpr int most_events = 1000;
constexpr std::int64_t most_shown_envelope = std::int64_t{8} * 1024 * 1024;

// What a lot's closed envelopes are checked against.
struct Closing {
    TenderLotRow row;
    TenderLotState state;
    tendering::CeremonyState ceremony;
    std::string list;
    std::string transcript;
};

Result<Closing> read_closing(Act& act, const LotId& id) {
    const auto row = act.tx.find<TenderLotRow>(Lock::none, id);
    if (!row) {
        return refuse("not_found", "id");
    }
    Closing closing;
    closing.row = *row;
    closing.state = stored_state<TenderLotState>(row->state);
    if (!closing.state.closing_list) {
        return refuse("tender_wrong_phase", "", {boost::describe::enum_to_string(closing.state.phase, "")});
    }
    const auto ceremony = act.tx.find<schema::CeremonyRow>(Lock::none, closing.state.key.ceremony);
    ensure(ceremony.has_value(), "a lot's key comes of a ceremony");
    closing.ceremony = stored_state<tendering::CeremonyState>(ceremony->state);
    closing.list = kept_text(act.tx, *closing.state.closing_list);
    closing.transcript = kept_text(act.tx, *closing.ceremony.transcript);
    return closing;
}

const schema::StoredEvent& closing_event(const std::vector<schema::StoredEvent>& events) {
    const auto found = std::ranges::find(events, std::string(EventTag<tendering::SubmissionsClosed>::name),
                                         &schema::StoredEvent::type);
    ensure(found != events.end(), "a closed lot has closed");
    return *found;
}

std::string certificate_pem(Act& act, const TenderLotState& state) {
    const auto certificate = Certificate::from_der(kept_text(act.tx, state.key.certificate));
    ensure(certificate.ok(), "a certificate that we issued can be read");
    return certificate->pem();
}

// What is wrong with the parts; nothing where they hold.
Result<std::optional<std::string>> fault_of(const Closing& closing, std::int64_t holder,
                                            const std::string& parts) {
    const auto list = sealing::parse_closing_list(closing.list);
    const auto transcript = sealing::parse_transcript(closing.transcript);
    ensure(list.ok() && transcript.ok(), "what we kept can be read again");
    if (list->submissions.empty()) {
        return refuse("too_few_submissions", "", {std::to_string(closing.state.method.quorum.least)});
    }
    const auto key =
        sealing::holders_point(*transcript, closing.state.key.number, static_cast<std::uint64_t>(holder));
    ensure(key.ok(), "a transcript's points lie on the curve");
    const auto checked = sealing::check_parts(parts, *list, *closing.state.closing_list,
                                              static_cast<std::uint64_t>(holder), *key);
    return checked ? std::optional<std::string>() : std::optional(checked.refusal().code);
}

// Changes a lot by one command, under its lock.
template <class Make>
Result<TenderLotView> change(Call& call, const LotId& id, Make make) {
    return call.transact<TenderLotView>([&](Act& act) -> Result<TenderLotView> {
        auto lot = lock_tender_lot(act, id);
        if (!lot) {
            return refuse("not_found", "id");
        }
        Result<tendering::TenderLotCommand> command = make(act, *lot);
        if (!command) {
            return command.refusal();
        }
        const auto now = lot->stream.now;
        const auto events = decide(lot->state, *command, now, tender_facts(act, id, lot->state, now));
        if (!events) {
            return events.refusal();
        }
        store_tender_events(act, *lot, *events, act.caller().actor());
        return tender_lot_view(act, lot->row);
    });
}

bool is_host(const Caller& caller, const TenderLotRow& row) {
    return caller.organisation == row.tenderer;
}

std::optional<std::string> letter_of(Act& act, const tendering::OpenedBid& bid) {
    return bid.letter ? std::optional(kept_text(act.tx, *bid.letter)) : std::nullopt;
}

// The record's text: the lot's own words in one order, so that it can be drawn up again at any time.
std::string record_text(Act& act, const TenderLotRow& row, const TenderLotState& state) {
    boost::json::array bids;
    for (const auto& bid : state.bids) {
        auto said = to_json(bid).as_object();
        const auto letter = letter_of(act, bid);
        said["letter_text"] = letter ? boost::json::value(*letter) : boost::json::value(nullptr);
        bids.push_back(std::move(said));
    }
    const boost::json::object record{{"format", "daylight/opening-record/1"},
                                     {"lot", row.id.text},
                                     {"number", row.number},
                                     {"title", row.title},
                                     {"tenderer", organisation_name(act, row.tenderer)},
                                     {"deadline", to_rfc3339(state.times.deadline)},
                                     {"closing_list", state.closing_list->hex()},
                                     {"officers", to_json(state.opening_with)},
                                     {"bids", std::move(bids)},
                                     {"objections", to_json(state.objections)}};
    return boost::json::serialize(record);
}

std::optional<LogProof> proof_if_there(const Services& services, const Digest& event) {
    auto proof = proof_of_event(services, event.hex());
    return proof ? std::optional(std::move(*proof)) : std::nullopt;
}

std::vector<std::optional<boost::json::object>> letter_fields(Act& act, const TenderLotState& state) {
    std::vector<std::optional<boost::json::object>> fields;
    for (const auto& bid : state.bids) {
        const auto text = letter_of(act, bid);
        fields.push_back(text ? std::optional(tendering::parse_letter(*text).value().fields) : std::nullopt);
    }
    return fields;
}

}  // namespace

Result<ClosingEvidence> closing_evidence(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    Digest event;
    auto evidence = call.read<ClosingEvidence>([&](Act& act) -> Result<ClosingEvidence> {
        auto closing = read_closing(act, *id);
        if (!closing) {
            return closing.refusal();
        }
        const auto events = act.tx.events(tender_lot_stream(*id), 0, most_events);
        event = closing_event(events).digest;
        return ClosingEvidence{std::move(closing->list), to_base64(closing_event(events).body), std::nullopt,
                               certificate_pem(act, closing->state), std::move(closing->transcript)};
    });
    if (evidence) {
        evidence->log_proof = proof_if_there(call.services, event);
    }
    return evidence;
}

Result<TenderLotView> release_parts(Call& call, const Params& params, const PartsInput& in) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    const auto signed_text = read_act<ReleaseStatement>(call, {in.statement}, "daylight-release+jws", *id);
    if (!signed_text) {
        return signed_text.refusal();
    }
    const auto& [statement, verified] = *signed_text;
    if (statement.parts != sha256(in.parts)) {
        return refuse("word_about_another", "parts");
    }
    const auto closing = call.read<Closing>([&](Act& act) { return read_closing(act, *id); });
    if (!closing) {
        return closing.refusal();
    }
    const auto holder = holder_of(call.caller, closing->ceremony);
    if (holder == 0) {
        return refuse("not_a_holder", "holder");
    }
    const auto fault = fault_of(*closing, holder, in.parts);
    if (!fault) {
        return fault.refusal();
    }
    (void)keep_text(call.services, in.statement);
    (void)keep_text(call.services, in.parts);
    return change(call, *id, [&](Act& act, const LockedTenderLot&) -> Result<tendering::TenderLotCommand> {
        if (auto good = check_good_now(act, verified); !good) {
            return good.refusal();
        }
        return tendering::TenderLotCommand(
            tendering::ReleasePart{holder, statement.closing_list, statement.parts, *fault});
    });
}

Result<TenderLotView> reconvene_opening(Call& call, const Params& params, const ReconveneInput& in) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return change(call, *id, [&](Act&, const LockedTenderLot&) -> Result<tendering::TenderLotCommand> {
        return tendering::TenderLotCommand(tendering::ReconveneOpening{in.at});
    });
}

Result<TenderLotView> object_to_opening(Call& call, const Params& params, const ObjectionInput& in) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return change(call, *id, [&](Act& act, const LockedTenderLot&) -> Result<tendering::TenderLotCommand> {
        const auto own = act.tx.find<schema::OrganisationRow>(Lock::none, *act.caller().organisation);
        ensure(own.has_value(), "a signed-in person is in the registry");
        return tendering::TenderLotCommand(tendering::ObjectToOpening{own->uscc, in.text});
    });
}

Result<TenderLotView> answer_objection(Call& call, const Params& params, const AnswerInput& in) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return change(call, *id,
                  [&](Act& act, const LockedTenderLot& lot) -> Result<tendering::TenderLotCommand> {
                      if (!is_host(act.caller(), lot.row)) {
                          return refuse("not_your_right");
                      }
                      return tendering::TenderLotCommand(tendering::AnswerObjection{in.number, in.answer});
                  });
}

Result<RecordView> opening_record(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<RecordView>([&](Act& act) -> Result<RecordView> {
        const auto row = act.tx.find<TenderLotRow>(Lock::none, *id);
        if (!row || row->phase != "opened") {
            return refuse("not_found", "id");
        }
        const auto state = stored_state<TenderLotState>(row->state);
        if (!may_watch(act, *row, state)) {
            return refuse("opening_not_public");
        }
        auto text = record_text(act, *row, state);
        const auto digest = sha256(text);
        return RecordView{std::move(text), digest};
    });
}

Result<TenderLotView> sign_opening_record(Call& call, const Params& params, const SignedInput& in) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    const auto signed_text =
        read_act<RecordStatement>(call, {in.statement}, "daylight-opening-record+jws", *id);
    if (!signed_text) {
        return signed_text.refusal();
    }
    const auto& [statement, verified] = *signed_text;
    (void)keep_text(call.services, in.statement);
    return call.transact<TenderLotView>([&](Act& act) -> Result<TenderLotView> {
        auto place = place_document(act);
        auto lot = lock_tender_lot(act, *id);
        if (!lot) {
            return refuse("not_found", "id");
        }
        if (!is_host(act.caller(), lot->row)) {
            return refuse("not_your_right");
        }
        if (auto good = check_good_now(act, verified); !good) {
            return good.refusal();
        }
        const bool opened = lot->state.phase == tendering::TenderPhase::opened;
        const auto text = opened ? record_text(act, lot->row, lot->state) : "";
        const auto events =
            decide(lot->state, tendering::RecordOpening{statement.record, sha256(text), verified.digest},
                   lot->stream.now);
        if (!events) {
            return events.refusal();
        }
        (void)keep_text_here(act, text);
        store_tender_events(act, *lot, *events, act.caller().actor());
        const disclosure::TenderLotFacts facts{act.services().settings.center_name_zh,
                                               organisation_name(act, lot->row.tenderer), lot->row.id,
                                               lot->state};
        (void)release_at_once(act, std::move(place),
                              disclosure::opening_announcement(facts, letter_fields(act, lot->state)),
                              "program:opening");
        return tender_lot_view(act, lot->row);
    });
}

Result<tendering::OpeningBundle> opening_bundle(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    Digest event;
    auto made = call.read<tendering::OpeningBundle>([&](Act& act) -> Result<tendering::OpeningBundle> {
        auto closing = read_closing(act, *id);
        if (!closing || closing->state.phase != tendering::TenderPhase::opened) {
            return refuse("not_found", "id");
        }
        if (!may_watch(act, closing->row, closing->state)) {
            return refuse("opening_not_public");
        }
        const auto events = act.tx.events(tender_lot_stream(*id), 0, most_events);
        event = closing_event(events).digest;
        tendering::OpeningBundle bundle;
        bundle.certificate = certificate_pem(act, closing->state);
        bundle.transcript = std::move(closing->transcript);
        bundle.list = std::move(closing->list);
        bundle.event_body = to_base64(closing_event(events).body);
        bundle.officers = closing->state.opening_with;
        for (const auto& part : closing->state.released) {
            bundle.released.push_back({part.holder, kept_text(act.tx, part.parts)});
        }
        for (const auto& bid : closing->state.bids) {
            bundle.letters.push_back({bid.submission, letter_of(act, bid)});
        }
        bundle.bids = std::move(closing->state.bids);
        return bundle;
    });
    const auto proof = made ? proof_if_there(call.services, event) : std::nullopt;
    if (proof) {
        made->log_proof = to_json(*proof).as_object();
    }
    return made;
}

Result<std::string> sealed_letter(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    const auto submission = params.id<SubmissionTag>("submission");
    if (!id || !submission) {
        return refuse("not_found", "id");
    }
    const auto found = call.read<schema::SealedUploadRow>([&](Act& act) -> Result<schema::SealedUploadRow> {
        const auto lot = act.tx.find<TenderLotRow>(Lock::none, *id);
        const auto row = act.tx.find<schema::SubmissionRow>(Lock::none, *submission);
        if (!lot || lot->phase != "opened" || !row || row->lot != *id || row->phase != "complete") {
            return refuse("not_found", "submission");
        }
        if (!may_watch(act, *lot, stored_state<TenderLotState>(lot->state))) {
            return refuse("opening_not_public");
        }
        auto upload = act.tx.find<schema::SealedUploadRow>(Lock::none, upload_of(*row, "letter"));
        ensure(upload.has_value(), "a submission's letter is there");
        return std::move(*upload);
    });
    if (!found) {
        return found.refusal();
    }
    if (found->size > most_shown_envelope) {
        return refuse("sealed_too_large", "submission",
                      {std::to_string(most_shown_envelope / (1024 * 1024))});
    }
    std::string bytes;
    const auto source = sealed_bytes(call.services, found->id, found->size);
    std::array<char, 64 * 1024> piece;
    for (auto size = source(piece); size > 0; size = source(piece)) {
        bytes.append(piece.data(), size);
    }
    return bytes;
}

}  // namespace daylit::app
