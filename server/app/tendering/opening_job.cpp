// Opening a lot: from the released parts to its letters, and then to its files.
#include "server/app/aggregate.hpp"
#include "server/app/outbox.hpp"
#include "server/app/tendering/bid_securities.hpp"
#include "server/app/tendering/openings.hpp"
#include "server/app/tendering/part_reading.hpp"
#include "server/app/tendering/texts.hpp"

#include <algorithm>
#include <map>

namespace daylit::app {

namespace {

using schema::Lock;
using tendering::BidVerdict;
using tendering::OpenedBid;
using tendering::TenderLotState;
constexpr const char* program = "program:opening";
constexpr const char* unreadable = "envelope_reader_failed";
constexpr int tries = 3;

// What the parser program says of a part; nullopt where it opens what it should and fails at this alone, time
// and again: that is not left to hold up what all others have sealed. Whatever else keeps it from reading is
// waited out.
template <class Contents>
std::optional<Contents> insist(const Services& services, const std::function<Result<Contents>()>& read) {
    for (int i = 0; i < tries; ++i) {
        if (auto contents = read()) {
            return std::move(*contents);
        }
    }
    if (!reader_works(services)) {
        throw std::runtime_error("the parser program does not open what it should");
    }
    return std::nullopt;
}

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
        const auto terms = letter_terms(id_, state_.method.stage, state_.documents_version, state_.terms);
        const auto read = insist<ReadLetter>(
            services_, [&] { return read_letter(services_, envelope, one, terms, Patience::waits); });
        OpenedBid bid{envelope.submission, BidVerdict::taken_back, unreadable, one.uscc, one.name, {}, {}};
        if (read) {
            bid.verdict = read->contents.verdict;
            bid.fault = read->contents.fault;
            bid.findings = read->findings;
        }
        if (read && read->letter) {
            bid.letter = keep_text(services_, read->text);
            bid.security = security_in(*read->letter, one.uscc);
        }
        return bid;
    }

    // Under which reference it was paid, where it was paid by transfer and the documents want that.
    std::optional<tendering::NamedSecurity> security_in(const tendering::Letter& letter,
                                                        const std::string& bidder) const {
        const auto& wanted = state_.terms.security;
        const bool named = letter.security && tendering::is_security_secret(*letter.security);
        return named && wanted.transfer && wanted.amount > Fen()
                   ? std::optional(tendering::NamedSecurity{
                         tendering::blind_reference(id_.text, bidder, *letter.security), Fen()})
                   : std::nullopt;
    }

    // What has come in for each, by the books of this moment.
    void judge_securities(Act& act, std::vector<OpenedBid>& bids) const {
        std::map<std::string, std::string> payers;
        for (const auto& bid : bids) {
            if (bid.security) {
                payers.emplace(bid.security->reference, bid.bidder_name);
            }
        }
        auto received = lock_transfers(act, payers);
        for (auto& bid : bids) {
            if (bid.security) {
                judge_security(bid, received[bid.security->reference]);
            }
        }
    }

    void judge_security(OpenedBid& bid, const std::vector<tendering::ReceivedTransfer>& transfers) const {
        const auto deadline = state_.times.deadline;
        bid.security->amount = tendering::counted(transfers, deadline);
        const auto finding = tendering::security_finding(state_.terms.security.amount, transfers, deadline);
        if (!finding.empty()) {
            bid.findings.push_back(finding + " security");
        }
    }

    void finish(const std::vector<OpenedBid>& opened) {
        Call call(services_, {});
        (void)call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
            auto bids = opened;
            judge_securities(act, bids);
            auto lot = lock_tender_lot(act, id_);
            ensure(lot.has_value(), "a lot stays");
            if (lot->state.phase != tendering::TenderPhase::closed) {
                return Nothing{};  // another server was faster
            }
            for (const auto& bid : bids) {
                if (bid.security) {
                    name_security(act, bid.security->reference, id_, bid.submission);
                }
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
    const auto contents = insist<PartContents>(services, [&] {
                              return read_file(services, envelope, one, &letter, Patience::waits);
                          }).value_or(PartContents{BidVerdict::taken_back, unreadable, {}, 0});
    return {envelope.submission, envelope.part,   contents.verdict,
            contents.fault,      contents.digest, contents.size};
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
