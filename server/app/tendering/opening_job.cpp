// Opening a lot: from the released parts to its letters, and then to its files.
#include "server/app/aggregate.hpp"
#include "server/app/outbox.hpp"
#include "server/app/tendering/closed_parts.hpp"
#include "server/app/tendering/openings.hpp"
#include "server/app/tendering/texts.hpp"
#include "tendering/letter.hpp"

#include <algorithm>
#include <map>

namespace daylit::app {

namespace {

using schema::Lock;
using tendering::BidVerdict;
using tendering::OpenedBid;
using tendering::TenderLotState;
constexpr const char* program = "program:opening";

class Opening {
public:
    Opening(const Services& services, const LotId& id) : services_(services), id_(id) {}

    void run() {
        if (!begin()) {
            return;
        }
        std::vector<OpenedBid> bids;
        for (const auto& envelope : closed_parts(services_, state_)) {
            if (envelope.part == "letter") {
                bids.push_back(open(envelope));
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

    OpenedBid open(const ClosedPart& envelope) const {
        const auto one = sealed_part(services_, envelope);
        OpenedBid bid{envelope.submission, BidVerdict::opened, "", one.uscc, one.name, std::nullopt, {}};
        std::string text;
        const auto contents = open_part(services_, envelope, one, [&](std::string_view piece) {
            const bool fits = text.size() + piece.size() <= tendering::most_letter_bytes;
            text += fits ? piece : std::string_view();
        });
        if (contents.verdict != BidVerdict::opened) {
            bid.verdict = contents.verdict;
            bid.fault = contents.fault;
            return bid;
        }
        if (contents.size > std::ssize(text)) {
            bid.verdict = BidVerdict::revoked;
            bid.fault = "letter_malformed";
            return bid;
        }
        return judged(one, std::move(bid), text);
    }

    OpenedBid judged(const SubmittedPart& one, OpenedBid bid, const std::string& text) const {
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
};

tendering::OpenedFile open_file(const Services& services, const ClosedPart& envelope,
                                const tendering::Letter& letter) {
    const auto one = sealed_part(services, envelope);
    const auto contents = open_part(services, envelope, one, [](std::string_view) {});
    tendering::OpenedFile file{envelope.submission, envelope.part,   contents.verdict,
                               contents.fault,      contents.digest, contents.size};
    if (file.verdict == BidVerdict::opened && file.digest != named_in(letter, envelope.part)) {
        file.verdict = BidVerdict::revoked;
        file.fault = "file_differs";
    }
    return file;
}

void open_files_of(const Services& services, const LotId& id) {
    TenderLotState state;
    std::map<std::string, tendering::Letter> letters;  // of the bids that opened
    services.store.read([&](schema::UnitOfWork& tx) {
        const auto row = tx.find<schema::TenderLotRow>(Lock::none, id);
        ensure(row.has_value(), "a lot stays");
        state = stored_state<TenderLotState>(row->state);
        for (const auto& bid : state.bids) {
            if (bid.verdict == BidVerdict::opened) {
                letters.emplace(bid.submission, tendering::parse_letter(kept_text(tx, *bid.letter)).value());
            }
        }
    });
    if (!files_wait(state)) {
        return;
    }
    std::vector<tendering::OpenedFile> files;
    for (const auto& envelope : closed_parts(services, state)) {
        const auto letter = letters.find(envelope.submission);
        if (envelope.part != "letter" && letter != letters.end()) {
            files.push_back(open_file(services, envelope, letter->second));
        }
    }
    Call call(services, {});
    (void)call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        auto lot = lock_tender_lot(act, id);
        ensure(lot.has_value(), "a lot stays");
        if (files_wait(lot->state)) {
            const auto events = decide(lot->state, tendering::OpenFiles{files}, lot->stream.now);
            ensure(events.ok(), "files that wait can be opened");
            store_tender_events(act, *lot, *events, program);
        }
        return Nothing{};
    });
}

}  // namespace

int open_due_bids(const Services& services) {
    return work_off_outbox(services, "open_bids",
                           [&](const std::string& subject) { Opening(services, LotId{subject}).run(); });
}

int open_due_files(const Services& services) {
    return work_off_outbox(services, "open_files",
                           [&](const std::string& subject) { open_files_of(services, LotId{subject}); });
}

}  // namespace daylit::app
