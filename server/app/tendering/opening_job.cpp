// Opening a lot: from the released parts to its letters.
#include "base/encoding.hpp"
#include "crypto/running_digest.hpp"
#include "crypto/sealing/ceremony.hpp"
#include "crypto/sealing/closing_list.hpp"
#include "crypto/sealing/opening.hpp"
#include "crypto/sealing/parts.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/envelopes.hpp"
#include "server/app/outbox.hpp"
#include "server/app/tendering/openings.hpp"
#include "server/app/tendering/sealed_uploads.hpp"
#include "server/app/tendering/submissions.hpp"
#include "server/app/tendering/texts.hpp"
#include "tendering/letter.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace daylit::app {

namespace {

using schema::Lock;
using sealing::Point;
using tendering::BidVerdict;
using tendering::OpenedBid;
using tendering::TenderLotState;
constexpr auto gate = static_cast<std::int64_t>(sealing::gate_holder);
constexpr const char* program = "program:opening";
constexpr int most_certificates = 10000;  // of one organisation

// What a submission was when its lot closed.
struct Sealed {
    SubmissionId id;
    tendering::SubmissionState state;
    std::string upload;  // of the letter
    std::int64_t size = 0;
    CheckedUpload checked;
    OrganisationId organisation;
    std::string uscc;
    std::string name;
};

// One holder's points, in the list's order. They were proved when they were taken.
std::vector<Point> points_in(const std::string& parts) {
    const auto text = parse_as<sealing::PartsText>(parts);
    ensure(text.ok(), "parts that were taken can be read again");
    std::vector<Point> points;
    for (const auto& hex : text->points) {
        points.push_back(Point::from_bytes(from_hex(hex).value()).value());
    }
    return points;
}

class Opening {
public:
    Opening(const Services& services, const LotId& id) : services_(services), id_(id) {}

    void run() {
        if (!begin()) {
            return;
        }
        read();
        std::vector<OpenedBid> bids;
        std::size_t place = 0;  // of an envelope in the list
        for (const auto& submission : list_.submissions) {
            for (const auto& envelope : submission.envelopes) {
                if (envelope.part == "letter") {
                    bids.push_back(open(submission.submission, envelope, place));
                }
                ++place;
            }
        }
        finish(bids);
    }

private:
    // The intent stands in the lot's stream before anything is opened. False where nothing is to be done.
    bool begin() {
        bool open = false;
        Call call(services_, {});
        (void)call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
            auto lot = lock_tender_lot(act, id_);
            ensure(lot.has_value(), "a lot stays");
            open = lot->state.phase == tendering::TenderPhase::closed;
            if (open && lot->state.opening_with.empty()) {
                const auto events = decide(lot->state, tendering::BeginOpening{}, lot->stream.now,
                                           tender_facts(act, id_, lot->state, lot->stream.now));
                ensure(events.ok(), "a lot whose parts are there can be opened");
                store_tender_events(act, *lot, *events, program);
            }
            state_ = lot->state;
            return Nothing{};
        });
        return open;
    }

    void read() {
        services_.store.read([&](schema::UnitOfWork& tx) {
            list_ = sealing::parse_closing_list(kept_text(tx, *state_.closing_list)).value();
            for (const auto& part : state_.released) {
                const bool used =
                    part.holder == gate ||
                    std::ranges::find(state_.opening_with, part.holder) != state_.opening_with.end();
                if (used) {
                    parts_.emplace(part.holder, points_in(kept_text(tx, part.parts)));
                }
            }
        });
    }

    Point agreed(std::size_t place) const {
        std::vector<sealing::Part> officers;
        for (const auto holder : state_.opening_with) {
            officers.push_back({static_cast<std::uint64_t>(holder), parts_.at(holder)[place]});
        }
        return sealing::agreed_point(parts_.at(gate)[place], officers);
    }

    Sealed sealed(const std::string& id) const {
        Sealed one;
        one.id = {id};
        services_.store.read([&](schema::UnitOfWork& tx) {
            const auto row = tx.find<schema::SubmissionRow>(Lock::none, one.id);
            ensure(row.has_value(), "a closed submission is there");
            one.state = stored_state<tendering::SubmissionState>(row->state);
            one.upload = letter_upload(*row);
            const auto upload = tx.find<schema::SealedUploadRow>(Lock::none, one.upload);
            ensure(upload && upload->checked, "a submission's letter is there");
            one.size = upload->size;
            one.checked = stored_state<CheckedUpload>(*upload->checked);
            one.organisation = bidder_of(services_, one.id, one.state).organisation;
            const auto organisation = tx.find<schema::OrganisationRow>(Lock::none, one.organisation);
            ensure(organisation.has_value(), "a bidder is registered");
            one.uscc = organisation->uscc;
            one.name = organisation->name;
        });
        return one;
    }

    // Whether the bytes are still those that were submitted: if not, the platform has lost them.
    bool is_intact(const Sealed& one, const sealing::ClosedEnvelope& envelope) const {
        RunningSha256 running;
        const auto source = sealed_bytes(services_, one.upload, one.size);
        std::array<char, 64 * 1024> piece;
        for (auto size = source(piece); size > 0; size = source(piece)) {
            running.add({piece.data(), size});
        }
        return running.digest() == envelope.digest;
    }

    // The bidder's own certificate signed it, whoever uploaded it.
    bool is_signed_by(const std::string& certificate, const OrganisationId& organisation) const {
        bool found = false;
        services_.store.read([&](schema::UnitOfWork& tx) {
            const auto rows = tx.select<schema::CertificateRow>(
                {{schema::equals("organisation", organisation)}, {}, most_certificates});
            found = std::ranges::find(rows, certificate, &schema::CertificateRow::certificate) != rows.end();
        });
        return found;
    }

    OpenedBid open(const std::string& id, const sealing::ClosedEnvelope& envelope, std::size_t place) const {
        const auto one = sealed(id);
        OpenedBid bid{id, BidVerdict::opened, "", one.uscc, one.name, std::nullopt, {}};
        const auto at_fault = [&](BidVerdict verdict, std::string code) {
            bid.verdict = verdict;
            bid.fault = std::move(code);
            return bid;
        };
        if (!is_intact(one, envelope)) {
            return at_fault(BidVerdict::taken_back, "envelope_lost");
        }
        const auto frame = sealing::envelope_of(one.checked.envelope);
        ensure(frame.has_value(), "an envelope that was checked can be read again");
        std::string text;
        bool too_long = false;
        const auto opened = services_.envelopes->open(
            *frame, agreed(place), sealed_bytes(services_, one.upload, one.size),
            [&](std::string_view piece) {
                too_long = too_long || text.size() + piece.size() > tendering::most_letter_bytes;
                text += too_long ? std::string_view() : piece;
            });
        if (!opened) {
            if (opened.refusal().code == "envelope_reader_failed") {
                throw std::runtime_error("the parser program could not open a letter");
            }
            return at_fault(BidVerdict::revoked, opened.refusal().code);
        }
        if (too_long) {
            return at_fault(BidVerdict::revoked, "letter_malformed");
        }
        if (!is_signed_by(opened->signer, one.organisation)) {
            return at_fault(BidVerdict::revoked, "letter_of_another");
        }
        return judged(one, std::move(bid), text);
    }

    OpenedBid judged(const Sealed& one, OpenedBid bid, const std::string& text) const {
        const auto letter = tendering::parse_letter(text);
        if (!letter) {
            bid.verdict = BidVerdict::revoked;
            bid.fault = letter.refusal().code;
            return bid;
        }
        const auto terms = letter_terms(id_, state_.method.stage, state_.documents_version, state_.terms);
        for (const auto& finding : check_letter(*letter, terms, one.uscc)) {
            if (finding.code == "letter_of_another") {
                bid.verdict = BidVerdict::revoked;
                bid.fault = finding.code;
                bid.findings.clear();
                return bid;
            }
            bid.findings.push_back(finding.code + " " + finding.field);
        }
        bid.letter = keep_text(services_, text);
        return bid;
    }

    void finish(const std::vector<OpenedBid>& bids) {
        Call call(services_, {});
        (void)call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
            auto lot = lock_tender_lot(act, id_);
            ensure(lot.has_value(), "a lot stays");
            if (lot->state.phase != tendering::TenderPhase::closed) {
                return Nothing{};  // another server was faster
            }
            const auto events = decide(lot->state, tendering::OpenBids{bids}, lot->stream.now);
            ensure(events.ok(), "an opening that began ends");
            store_tender_events(act, *lot, *events, program);
            return Nothing{};
        });
    }

    const Services& services_;
    LotId id_;
    TenderLotState state_;
    sealing::ClosingList list_;
    std::map<std::int64_t, std::vector<Point>> parts_;
};

}  // namespace

int open_due_bids(const Services& services) {
    return work_off_outbox(services, "open_bids",
                           [&](const std::string& subject) { Opening(services, LotId{subject}).run(); });
}

}  // namespace daylit::app
