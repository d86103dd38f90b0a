#include "server/app/tendering/practice.hpp"

#include "base/encoding.hpp"
#include "crypto/sealing/lot_key.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/keys.hpp"
#include "server/app/private_data.hpp"
#include "server/app/tendering/closed_parts.hpp"
#include "server/app/tendering/texts.hpp"
#include "tendering/letter.hpp"

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

PartContents open_trial(const Services& services, const Trial& trial, const SealedUploadRow& upload,
                        const sealing::ByteSink& sink) {
    const auto checked = stored_state<CheckedUpload>(*upload.checked);
    const auto frame = sealing::envelope_of(checked.envelope);
    ensure(frame.has_value(), "an envelope that was checked can be read again");
    const ClosedPart part{"", "", checked.digest, frame->ephemeral.times(practice_key(services, trial.lot))};
    return open_part(services, part, {upload.id, upload.size, checked, trial.organisation, trial.uscc, ""},
                     sink);
}

// The letter's text and what came of its envelope.
std::string open_letter(const Services& services, const Trial& trial, const SealedUploadRow& upload,
                        TriedPart& tried) {
    std::string text;
    const auto contents = open_trial(services, trial, upload, [&](std::string_view piece) {
        const bool fits = text.size() + piece.size() <= tendering::most_letter_bytes;
        text += fits ? piece : std::string_view();
    });
    tried.verdict = contents.verdict;
    tried.fault = contents.fault;
    tried.size = contents.size;
    if (contents.verdict == BidVerdict::opened && contents.size > std::ssize(text)) {
        tried.verdict = BidVerdict::revoked;
        tried.fault = "letter_malformed";
    }
    return text;
}

std::optional<tendering::Letter> judge_letter(const Trial& trial, const std::string& text, TriedPart& tried,
                                              TrialAnswer& answer) {
    if (tried.verdict != BidVerdict::opened) {
        return std::nullopt;
    }
    auto letter = tendering::parse_letter(text);
    if (!letter) {
        tried.verdict = BidVerdict::revoked;
        tried.fault = letter.refusal().code;
        return std::nullopt;
    }
    const auto terms =
        letter_terms(trial.lot, practice_stage, trial.state.documents_version, trial.state.terms);
    for (const auto& finding : check_letter(*letter, terms, trial.uscc)) {
        answer.findings.push_back(finding.code + " " + finding.field);
    }
    answer.letter = letter->fields;
    return std::move(*letter);
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
    TrialAnswer answer;
    std::optional<tendering::Letter> letter;
    for (std::size_t i = 0; i < in.parts.size(); ++i) {
        answer.parts.push_back({in.parts[i].part, BidVerdict::opened, "", 0});
        if (in.parts[i].part == "letter") {
            const auto text = open_letter(call.services, *trial, trial->uploads[i], answer.parts.back());
            letter = judge_letter(*trial, text, answer.parts.back(), answer);
        }
    }
    for (std::size_t i = 0; i < in.parts.size(); ++i) {
        auto& tried = answer.parts[i];
        if (tried.part == "letter") {
            continue;
        }
        const auto contents = open_trial(call.services, *trial, trial->uploads[i], [](std::string_view) {});
        tried.verdict = contents.verdict;
        tried.fault = contents.fault;
        tried.size = contents.size;
        if (letter && tried.verdict == BidVerdict::opened &&
            contents.digest != named_in(*letter, tried.part)) {
            tried.verdict = BidVerdict::revoked;
            tried.fault = "file_differs";
        }
    }
    answer.would_stand =
        answer.findings.empty() && letter && std::ranges::all_of(answer.parts, [](const TriedPart& part) {
            return part.verdict == BidVerdict::opened;
        });
    drop_trial(call, *trial);
    return answer;
}

}  // namespace daylit::app
