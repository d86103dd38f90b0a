#include "server/app/tendering/practice.hpp"

#include "base/encoding.hpp"
#include "crypto/sealing/lot_key.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/keys.hpp"
#include "server/app/private_data.hpp"
#include "server/app/tendering/part_reading.hpp"
#include "server/app/tendering/texts.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using schema::Lock;
using schema::SealedUploadRow;
using schema::TenderLotRow;
using sealing::Point;
using sealing::Scalar;
using tendering::BidVerdict;
using tendering::TenderLotState;

// The same for as long as the platform's keys are.
Scalar practice_key(const Services& services, const LotId& lot) {
    const auto first = keyed_digest(services, "tender-practice-1", lot.text);
    const auto second = keyed_digest(services, "tender-practice-2", lot.text);
    const Secret wide(std::string(first.view()) + std::string(second.view()));
    return Scalar::reduced(wide.reveal());
}

// Fetched twice it is signed twice, but of one key, number and life: what was sealed to either fits.
std::string practice_serial(const Services& services, const LotId& lot) {
    const auto digest = keyed_digest(services, "tender-practice-serial", lot.text).hex();
    return "5" + digest.substr(0, 31);  // positive, and of the length that all serials have
}

std::optional<TenderLotRow> find_lot(Act& act, const Params& params) {
    const auto id = params.id<LotTag>("id");
    return id ? act.tx.find<TenderLotRow>(Lock::none, *id) : std::nullopt;
}

struct Trial {
    LotId lot;
    TenderLotState state;
    OrganisationId organisation;
    std::string uscc;
    std::vector<SealedUploadRow> uploads;  // in the order of the parts
};

Outcome check_upload(const Services& services, const LotId& lot, const std::optional<SealedUploadRow>& row,
                     const Digest& mine, const std::string& field) {
    if (!row || row->owner_key != mine) {
        return refuse("upload_missing", field);
    }
    if (row->submitted) {
        return refuse("upload_is_submitted", field);
    }
    if (!row->checked || row->received.find('0') != std::string::npos) {
        return refuse("upload_incomplete", field);
    }
    const auto envelope = stored_state<CheckedUpload>(*row->checked).envelope;
    return from_hex(envelope.serial) == from_hex(practice_serial(services, lot))
               ? Outcome(Done{})
               : refuse("envelope_for_another", field);
}

Result<Trial> read_trial(Act& act, const Params& params, const TrialInput& in) {
    const auto row = find_lot(act, params);
    if (!row) {
        return refuse("not_found", "id");
    }
    Trial trial;
    trial.lot = row->id;
    trial.state = stored_state<TenderLotState>(row->state);
    if (trial.state.phase != tendering::TenderPhase::open) {
        return refuse("tender_wrong_phase", "", {boost::describe::enum_to_string(trial.state.phase, "")});
    }
    auto wanted = trial.state.terms.files;
    wanted.emplace_back("letter");
    std::ranges::sort(wanted);
    if (!std::ranges::equal(in.parts, wanted, {}, &TrialPart::part)) {
        return refuse("parts_differ", "parts");
    }
    const auto own = act.tx.find<schema::OrganisationRow>(Lock::none, *act.caller().organisation);
    ensure(own.has_value(), "a signed-in person is in the registry");
    trial.organisation = own->id;
    trial.uscc = own->uscc;
    const auto mine = organisation_key(act.services(), own->id);
    for (std::size_t i = 0; i < in.parts.size(); ++i) {
        auto upload = is_id_text(in.parts[i].upload)
                          ? act.tx.find<SealedUploadRow>(Lock::none, in.parts[i].upload)
                          : std::nullopt;
        auto good =
            check_upload(act.services(), trial.lot, upload, mine, "parts[" + std::to_string(i) + "].upload");
        if (!good) {
            return good.refusal();
        }
        trial.uploads.push_back(std::move(*upload));
    }
    return trial;
}

ClosedPart agreed_part(const Services& services, const Trial& trial, const CheckedUpload& checked,
                       const std::string& part) {
    const auto frame = sealing::envelope_of(checked.envelope);
    ensure(frame.has_value(), "an envelope that was checked can be read again");
    return {"", part, checked.digest, frame->ephemeral.times(practice_key(services, trial.lot))};
}

// One part of a trial, and what its sealed bytes were uploaded as.
struct TrialPiece {
    ClosedPart part;
    SubmittedPart submitted;
};
TrialPiece piece_of(const Services& services, const Trial& trial, const SealedUploadRow& upload,
                    const std::string& part) {
    const auto checked = stored_state<CheckedUpload>(*upload.checked);
    return {agreed_part(services, trial, checked, part),
            {upload.id, upload.size, checked, trial.organisation, trial.uscc, ""}};
}

TriedPart tried(const std::string& part, const PartContents& contents) {
    return {part, contents.verdict, contents.fault, contents.size};
}

void drop_trial(Call& call, const Trial& trial) {
    (void)call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        for (const auto& upload : trial.uploads) {
            auto row = act.tx.find<SealedUploadRow>(Lock::update, upload.id);
            if (row && !row->submitted) {
                row->begun_at = Instant();
                act.update(*row);
            }
        }
        return Nothing{};
    });
}

}  // namespace

Result<std::string> practice_certificate(Call& call, const Params& params) {
    return call.read<std::string>([&](Act& act) -> Result<std::string> {
        const auto row = find_lot(act, params);
        if (!row) {
            return refuse("not_found", "id");
        }
        const auto& services = act.services();
        const auto state = stored_state<TenderLotState>(row->state);
        sealing::LotKeyStatement statement;
        statement.lot = row->id.text;
        statement.stage = practice_stage;
        statement.ceremony = practice_stage;
        statement.number = 1;
        statement.opens_at = row->published_at;
        const auto& authority = services.keys.authority;
        const auto lots = Certificate::from_der(kept_text(act.tx, state.key.certificate));
        ensure(lots.ok(), "a certificate that we issued can be read");
        CertificateOrder order{
            sealing::public_key_at(Point::generator_times(practice_key(services, row->id))),
            {state.terms.number, services.settings.center_name_zh},
            practice_serial(services, row->id),
            lots->validity(),
            CertificateUse::bid_sealing};
        order.statement = sealing::lot_key_text(statement);
        const auto certificate = authority.issue(order);
        return certificate ? Result<std::string>(certificate->pem()) : certificate.refusal();
    });
}

Result<TrialAnswer> try_bid(Call& call, const Params& params, const TrialInput& in) {
    const auto trial = call.read<Trial>([&](Act& act) { return read_trial(act, params, in); });
    if (!trial) {
        return trial.refusal();
    }
    std::vector<TrialPiece> pieces;
    for (std::size_t i = 0; i < in.parts.size(); ++i) {
        pieces.push_back(piece_of(call.services, *trial, trial->uploads[i], in.parts[i].part));
    }
    const auto letter_piece = std::ranges::find(
        pieces, "letter", [](const TrialPiece& piece) -> const std::string& { return piece.part.part; });
    const auto terms =
        letter_terms(trial->lot, practice_stage, trial->state.documents_version, trial->state.terms);
    const auto letter =
        read_letter(call.services, letter_piece->part, letter_piece->submitted, terms, Patience::in_passing);
    if (!letter) {
        return letter.refusal();
    }
    TrialAnswer answer;
    answer.findings = letter->findings;
    if (letter->letter) {
        answer.letter = letter->letter->fields;
    }
    for (const auto& piece : pieces) {
        const auto& name = piece.part.part;
        const auto contents =
            name == "letter" ? Result<PartContents>(letter->contents)
                             : read_file(call.services, piece.part, piece.submitted,
                                         letter->letter ? &*letter->letter : nullptr, Patience::in_passing);
        if (!contents) {
            return contents.refusal();
        }
        answer.parts.push_back(tried(name, *contents));
    }
    answer.would_stand = answer.findings.empty() && letter->letter &&
                         std::ranges::all_of(answer.parts, [](const TriedPart& part) {
                             return part.verdict == BidVerdict::opened;
                         });
    drop_trial(call, *trial);
    return answer;
}

}  // namespace daylit::app
