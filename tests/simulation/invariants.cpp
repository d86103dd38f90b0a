// What must hold when nothing is left to do, read from the store's rows and events alone.
#include "crypto/receipt.hpp"
#include "disclosure/document.hpp"
#include "disclosure/obligation.hpp"
#include "schema/rows_disclosure.hpp"
#include "server/app/application_record.hpp"
#include "server/app/keys.hpp"
#include "tests/simulation/simulation.hpp"

#include <algorithm>

namespace daylit::simulation {

namespace {

void must(bool holds, const std::string& what) {
    if (!holds) {
        throw Broken(what);
    }
}

template <class State>
State read_state(const std::string& text) {
    auto state = parse_as<State>(text);
    must(state.ok(), "a stored state cannot be read");
    return std::move(*state);
}

constexpr int all = 100'000;

template <class Row>
std::vector<Row> rows_of(schema::UnitOfWork& tx, std::vector<schema::Condition> where = {}) {
    return tx.select<Row>({std::move(where), {}, all});
}

// A stream's chain of digests, and that each of its events stands in the log.
std::int64_t check_chain(schema::UnitOfWork& tx, const std::string& stream, const std::set<Digest>& logged) {
    schema::StreamHead head{stream, 0, std::nullopt, std::nullopt};
    for (const auto& event : tx.events(stream, 0, all)) {
        must(schema::check_event(event, head).ok(), stream + ": event " + std::to_string(event.seq) + " " +
                                                        event.type + " does not follow the one before");
        must(logged.contains(event.digest),
             stream + ": event " + std::to_string(event.seq) + " does not stand in the log");
        head = {stream, event.seq, event.digest, event.at};
    }
    must(head == tx.stream_head(stream), stream + ": its head is not its last event");
    return head.seq;
}

template <class Row, class Event, class State, class Evolve>
void check_replay(schema::UnitOfWork& tx, const std::string& kind, const std::set<Digest>& logged,
                  Evolve evolve_at) {
    for (const auto& row : rows_of<Row>(tx)) {
        const auto stream = kind + ":" + std::get<std::string>(schema::to_record(row).front());
        State state;
        for (const auto& event : tx.events(stream, 0, all)) {
            auto decoded = decode_event<Event>(event.type, event.version, schema::event_data(event));
            must(decoded.ok(), stream + ": " + event.type + " cannot be read");
            state = evolve_at(std::move(state), *decoded, event.at);
        }
        must(to_json_text(state) == row.state, stream + ": its row is not what its events say");
        must(check_chain(tx, stream, logged) == row.seq, stream + ": its row is behind its events");
    }
}

// A lot's stream read once more, by the plainest rules: what was accepted when, and how it ended.
class Reading {
public:
    void take(const auction::LotPublished& event, Instant) {
        step_ = event.terms.parcel.step;
        start_ = event.terms.parcel.start_price;
        window_ = event.profile.window();
    }
    void take(const auction::QuotePlaced& event, Instant at) {
        must(!closed_, "a quote was accepted after the close");
        must(!suspended_, "a quote was accepted while its lot was suspended");
        must(last_ ? event.price >= last_->price + step_ : event.price >= start_,
             "quote " + std::to_string(event.number) + " does not rise by the step");
        must(event.number == (last_ ? last_->number : 0) + 1, "quotes are not counted one by one");
        if (event.stage == auction::QuoteStage::timed) {
            must(until_ && at < *until_, "a quote was accepted at its window's end or later");
            until_ = at + window_;
        }
        last_ = event;
    }
    void take(const auction::QuestionOpened& event, Instant) { until_ = event.until; }
    void take(const auction::TimedBiddingOpened& event, Instant) { until_ = event.until; }
    void take(const auction::TermsSupplemented& event, Instant) { step_ = event.terms.parcel.step; }
    void take(const auction::LotSuspended&, Instant) { suspended_ = true; }
    void take(const auction::LotResumed& event, Instant at) {
        suspended_ = false;
        must(!event.until == !until_, "a resumption restarts what ran, and nothing else");
        must(!event.until || *event.until > at, "a window restarts in full");
        until_ = event.until;
    }
    void take(const auction::OutageRecorded& event, Instant) {
        must(!event.until || *event.until > event.to, "an outage restarts what it touched in full");
        until_ = event.until;
    }
    void take(const auction::LotSold& event, Instant) {
        close();
        must(last_ && last_->plate == event.plate && last_->price == event.price,
             "another than the last won");
        must(event.closed_at == until_, "a sale's moment is not the end of its last window");
        must(event.premium == event.price - start_, "a premium is not what was paid above the start");
    }
    void take(const auction::LotFailed& event, Instant) {
        close();
        must(!last_, "a lot failed though somebody quoted");
        must(!until_ || event.closed_at == until_, "a failure's moment is not the end of its window");
    }
    void take(const auction::LotTerminated&, Instant) { close(); }
    template <class Other>
    void take(const Other&, Instant) {}

private:
    void close() {
        must(!closed_, "a lot ended twice");
        closed_ = true;
    }

    Fen step_;
    Fen start_;
    Milliseconds window_{0};
    std::optional<auction::QuotePlaced> last_;
    std::optional<Instant> until_;
    bool suspended_ = false;
    bool closed_ = false;
};

std::set<std::string> kinds_due(const std::string& result) {
    if (result == EventTag<auction::LotSold>::name) {
        return {"deal_publicity", "result"};
    }
    return result == EventTag<auction::LotFailed>::name ? std::set<std::string>{"result"}
                                                        : std::set<std::string>{};
}

}  // namespace

void Simulation::check_all() {
    read_log();
    check_streams();
    for (std::size_t i = 0; i < lots_.size(); ++i) {
        check_lot(lots_[i], i);
        check_acknowledged(lots_[i], i);
        check_announcements(lots_[i]);
    }
    check_deposits();
}

void Simulation::check_streams() {
    const std::set<Digest> logged(log_.begin(), log_.end());
    must(logged.size() == log_.size(), "an event stands in the log twice");
    const auto plain = [](auto state, const auto& event, Instant) { return evolve(std::move(state), event); };
    const auto timed = [](auto state, const auto& event, Instant at) {
        return evolve(std::move(state), event, at);
    };
    center_.store.read([&](schema::UnitOfWork& tx) {
        using namespace schema;
        for (const auto& entry : log_) {
            must(tx.event_by_digest(entry).has_value(), "the log has an entry that is no event");
        }
        check_replay<ParcelRow, auction::ParcelEvent, auction::ParcelState>(tx, "parcel", logged, plain);
        check_replay<ListingRow, auction::ListingEvent, auction::ListingState>(tx, "listing", logged, plain);
        check_replay<NoticeRow, auction::NoticeEvent, auction::NoticeState>(tx, "notice", logged, plain);
        check_replay<LotRow, auction::LotEvent, auction::LotState>(tx, "lot", logged, timed);
        check_replay<ApplicationRow, auction::ApplicationEvent, auction::ApplicationState>(tx, "application",
                                                                                           logged, plain);
        check_replay<BankLineRow, auction::BankLineEvent, auction::BankLineState>(tx, "bank_line", logged,
                                                                                  plain);
        check_replay<RefundRow, auction::RefundEvent, auction::RefundState>(tx, "refund", logged, plain);
        check_replay<DocumentRow, disclosure::DocumentEvent, disclosure::DocumentState>(tx, "document",
                                                                                        logged, plain);
        check_replay<ObligationRow, disclosure::ObligationEvent, disclosure::ObligationState>(
            tx, "obligation", logged, plain);
        for (const auto& answer : rows_of<AnswerRow>(tx)) {
            must(check_chain(tx, "answer:" + answer.id, logged) == 1, "an answer is one event");
        }
        for (const auto& outage : rows_of<OutageRow>(tx)) {
            must(check_chain(tx, "service-outage:" + outage.id, logged) == 1, "an outage is one event");
        }
    });
}

void Simulation::check_lot(const Lot& lot, std::size_t index) {
    const auto name = "lot " + std::to_string(index) + ": ";
    center_.store.read([&](schema::UnitOfWork& tx) {
        Reading reading;
        for (const auto& event : tx.events(app::lot_stream(lot.id), 0, all)) {
            const auto decoded =
                decode_event<auction::LotEvent>(event.type, event.version, schema::event_data(event));
            try {
                std::visit([&](const auto& what) { reading.take(what, event.at); }, *decoded);
            } catch (const Broken& error) {
                throw Broken(name + error.what());
            }
        }
        const auto row = tx.find<schema::LotRow>(schema::Lock::none, lot.id);
        must(auction::is_closed(read_state<auction::LotState>(row->state).phase), name + "it never ended");
    });
}

// Every acknowledged quote stands in the log once, under its receipt's digest; one that was refused not at
// all; one that was neither at most once.
void Simulation::check_acknowledged(const Lot& lot, std::size_t index) {
    std::map<Digest, std::vector<Digest>> logged;  // by the statement: the events
    center_.store.read([&](schema::UnitOfWork& tx) {
        for (const auto& event : tx.events(app::lot_stream(lot.id), 0, all)) {
            if (event.type == EventTag<auction::QuotePlaced>::name) {
                const auto quote = from_json<auction::QuotePlaced>(schema::event_data(event));
                logged[quote->evidence].push_back(event.digest);
            }
        }
    });
    std::set<Digest> known;
    for (const auto& sent : sent_) {
        if (!sent->statement || sent->lot != index) {
            continue;
        }
        known.insert(*sent->statement);
        const auto& events = logged[*sent->statement];
        must(events.size() <= 1, sent->text + ": stands in the log twice");
        must(!sent->refused || sent->receipt || events.empty(), sent->text + ": refused, and yet in the log");
        if (!sent->receipt) {
            continue;
        }
        must(events.size() == 1, sent->text + ": acknowledged, and not in the log");
        const auto receipt =
            verify_receipt(sent->receipt->receipt, center_.keys.receipt_certificate.public_key());
        must(receipt.ok() && receipt->digest == events.front() &&
                 sent->receipt->event_digest == events.front(),
             sent->text + ": its receipt names another event");
    }
    for (const auto& [statement, events] : logged) {
        must(events.empty() || known.contains(statement), "a quote stands in the log that nobody sent");
    }
}

// A result has one obligation for each kind, met by one announcement that says the same numbers and stands.
void Simulation::check_announcements(const Lot& lot) {
    center_.store.read([&](schema::UnitOfWork& tx) {
        std::string result;
        std::string cause;
        for (const auto& event : tx.events(app::lot_stream(lot.id), 0, all)) {
            if (!kinds_due(event.type).empty()) {
                result = event.type;
                cause = event.stream + "#" + std::to_string(event.seq);
            }
        }
        const auto state =
            read_state<auction::LotState>(tx.find<schema::LotRow>(schema::Lock::none, lot.id)->state);
        auto due = kinds_due(result);
        for (const auto& row : rows_of<schema::ObligationRow>(tx, {schema::equals("lot", lot.id)})) {
            must(row.cause == cause && due.erase(row.kind) == 1, "an obligation too many: " + row.kind);
            must(row.phase == "met" && row.document.has_value(), "an obligation is not met: " + row.kind);
            const auto document = tx.find<schema::DocumentRow>(schema::Lock::none, *row.document);
            must(document && document->phase == "released" && !document->corrected_by,
                 "an announcement does not stand: " + row.kind);
            const auto& data = read_state<disclosure::DocumentState>(document->state).content.data;
            must(data.at("closed_at").as_string() == to_rfc3339(*state.closed_at),
                 "an announcement tells another moment: " + row.kind);
            must(!state.deal || (data.at("price") == state.leader->price.count() &&
                                 data.at("premium") == state.deal->premium.count()),
                 "an announcement tells another price: " + row.kind);
            const auto others = rows_of<schema::DocumentLotRow>(tx, {schema::equals("lot", lot.id)});
            const auto alike = std::ranges::count_if(others, [&](const auto& other) {
                const auto there = tx.find<schema::DocumentRow>(schema::Lock::none, other.document);
                return there->kind == row.kind && there->phase == "released" && !there->corrected_by;
            });
            must(alike == 1, "two announcements stand for one result: " + row.kind);
        }
        must(due.empty(), "a result has no obligation: " + (due.empty() ? "" : *due.begin()));
    });
}

// All money that came in is kept (the winner's deposit), or was paid back once.
void Simulation::check_deposits() {
    center_.store.read([&](schema::UnitOfWork& tx) {
        std::map<std::string, Fen> came;  // by reference
        std::map<std::string, Fen> went;
        std::set<std::string> causes;
        for (const auto& money : money_) {
            came[money.reference] = came[money.reference] + money.amount;
        }
        for (const auto& refund : rows_of<schema::RefundRow>(tx)) {
            must(refund.phase == "paid", "a refund was never paid");
            must(causes.insert(refund.cause).second, "money goes back twice for one reason");
            went[refund.reference] = went[refund.reference] + refund.amount;
        }
        for (const auto& row : rows_of<schema::ApplicationRow>(tx)) {
            const auto state = read_state<auction::ApplicationState>(row.state);
            const auto lot =
                read_state<auction::LotState>(tx.find<schema::LotRow>(schema::Lock::none, row.lot)->state);
            const bool won =
                lot.phase == auction::LotPhase::sold && row.plate && *row.plate == lot.leader->plate;
            const bool refused = won && lot.deal->refused_at;
            const std::string ends = !row.plate ? "unqualified"
                                     : refused  ? "forfeited"
                                     : won      ? "won"
                                                : "settled";
            must(row.phase == ends, "a deposit ends " + row.phase + ", not " + ends);
            const auto deposit = app::deposit_of(center_.running(), row.id, state);
            must(deposit.has_value() == row.plate.has_value(), "a plate without a deposit");
            if (won) {
                went[row.deposit_reference] = went[row.deposit_reference] + deposit->amount;
            }
            must(causes.contains("application:" + row.id.text) == (row.plate && !won),
                 "a deposit that goes back has its refund, and no other has");
        }
        for (const auto& [reference, amount] : came) {
            must(went[reference] == amount, "of " + std::to_string(amount.count()) + " paid, " +
                                                std::to_string(went[reference].count()) +
                                                " were kept or went back");
        }
    });
    for (const auto& lot : lots_) {
        for (const auto& application : lot.applications) {
            must(!application || !application->paid_well || !application->plate.empty(),
                 "who applied and paid in time has no plate");
        }
    }
}

}  // namespace daylit::simulation
