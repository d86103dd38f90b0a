// Publishing a tender notice: its lots begin, each bound to a key of the ceremony's pool, and the public is
// told, all at once.
#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "crypto/sealing/lot_key.hpp"
#include "disclosure/tender_announcements.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/documents.hpp"
#include "server/app/keys.hpp"
#include "server/app/names.hpp"
#include "server/app/rule_book.hpp"
#include "server/app/tendering/ceremonies.hpp"
#include "server/app/tendering/tender_lots.hpp"
#include "server/app/tendering/tenders.hpp"
#include "server/app/tendering/texts.hpp"
#include "server/app/uploads.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using schema::Lock;
using schema::TenderRow;
using tendering::TenderState;

// Well beyond the opening, so that stock tools do not find it expired while it is checked.
constexpr auto key_life_after_opening = std::chrono::days(400);

struct NewLot {
    LotId id;
    Stream stream;
    std::vector<tendering::TenderLotEvent> events;
    std::string certificate;  // DER
};

class TenderPublication {
public:
    TenderPublication(Act& act, const TenderId& id, const CeremonyId& ceremony)
        : act_(act), id_(id), ceremony_id_(ceremony) {}

    Result<TenderView> run() {
        auto ceremony = lock_ceremony(act_, ceremony_id_);
        if (!ceremony) {
            return refuse("ceremony_unknown", "ceremony");
        }
        ceremony_.emplace(std::move(*ceremony));
        reached_ = ceremony_->state;
        document_.emplace(place_document(act_));
        stream_.emplace(act_.lock(tender_stream(id_)));
        const auto row = act_.tx.find<TenderRow>(Lock::update, id_);
        if (!row) {
            return refuse("not_found", "id");
        }
        state_ = stored_state<TenderState>(row->state);
        method_ = act_.services().rules.method(state_.draft.method);
        ensure(method_ != nullptr, "a stored draft names a method that is there");
        if (auto decided = decide_all(); !decided) {
            return decided.refusal();
        }
        return write(*row);
    }

private:
    Outcome decide_all() {
        std::vector<LotId> ids;
        for (std::size_t i = 0; i < state_.draft.lots.size(); ++i) {
            ids.push_back({id_text(act_.services().random.entropy())});
        }
        std::ranges::sort(ids);  // as streams are locked
        auto events =
            decide(state_, tendering::PublishTender{*method_, ids, act_.caller().actor()}, stream_->now);
        if (!events) {
            return events.refusal();
        }
        events_ = std::move(*events);
        if (auto strong = check_bodies(); !strong) {
            return strong;
        }
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (auto decided = decide_lot(ids[i], state_.draft.lots[i]); !decided) {
                return decided;
            }
        }
        return check_numbers();
    }

    Outcome check_bodies() const {
        const auto least = act_.services().settings.demo ? 1 : method_->key_bodies.least;
        return ceremony_->state.bodies.least >= least
                   ? Outcome(Done{})
                   : Outcome(refuse("ceremony_too_weak", "ceremony",
                                    {std::to_string(least), method_->key_bodies.article}));
    }

    Outcome decide_lot(const LotId& id, const tendering::DraftedLot& drafted) {
        const auto bound =
            decide(reached_, tendering::CeremonyCommand(tendering::BindKey{id, method_->stage}));
        if (!bound) {
            return refuse(bound.refusal().code == "no_key_left" ? "no_key_left" : "ceremony_unknown",
                          "ceremony");
        }
        reached_ = evolve(std::move(reached_), bound->front());
        bindings_.push_back(bound->front());
        NewLot lot{id, act_.lock(tender_lot_stream(id)), {}, {}};
        auto key = make_key(lot, drafted);
        if (!key) {
            return key.refusal();
        }
        auto events = decide(tendering::TenderLotState{},
                             tendering::PublishTenderLot{id_, drafted.terms, drafted.times, *method_, *key},
                             stream_->now);
        if (!events) {
            return events.refusal();
        }
        lot.events = std::move(*events);
        lots_.push_back(std::move(lot));
        return Done{};
    }

    // lot.crt: what the key is for stands in it, signed by the platform's authority.
    Result<tendering::LotKey> make_key(NewLot& lot, const tendering::DraftedLot& drafted) {
        const auto& plan = reached_.plan;
        const auto number = reached_.bound.back().number;
        const auto point =
            sealing::Point::from_bytes(from_hex(reached_.keys[static_cast<std::size_t>(number - 1)]).value());
        ensure(point.ok(), "a ceremony's key lies on the curve");
        sealing::LotKeyStatement statement;
        statement.lot = lot.id.text;
        statement.stage = method_->stage;
        statement.ceremony = ceremony_id_.text;
        statement.number = number;
        statement.transcript = *reached_.transcript;
        statement.opens_at = drafted.times.deadline;
        statement.least_submissions = method_->quorum.least;
        const auto& authority = act_.services().keys.authority;
        const auto now = act_.services().wall_clock.now();
        CertificateOrder order{sealing::public_key_at(*point),
                               {drafted.terms.number, act_.services().settings.center_name_zh},
                               random_serial(),
                               {now - std::chrono::minutes(5),
                                std::min(std::max(now, drafted.times.deadline) + key_life_after_opening,
                                         authority.certificate().validity().until)},
                               CertificateUse::bid_sealing};
        order.statement = sealing::lot_key_text(statement);
        const auto certificate = authority.issue(order);
        if (!certificate) {
            return certificate.refusal();
        }
        lot.certificate = certificate->der();
        return tendering::LotKey{ceremony_id_,
                                 number,
                                 to_hex(point->compressed()),
                                 certificate->fingerprint(),
                                 drafted.times.deadline,
                                 plan.officers,
                                 plan.threshold};
    }

    // Whoever publishes another lot of the same number meanwhile waits at the number's name, under which
    // nothing is ever stored.
    Outcome check_numbers() {
        std::vector<std::pair<std::string, std::size_t>> numbers;
        for (std::size_t i = 0; i < state_.draft.lots.size(); ++i) {
            numbers.emplace_back(state_.draft.lots[i].terms.number, i);
        }
        std::ranges::sort(numbers);
        for (const auto& [number, place] : numbers) {
            (void)act_.tx.lock_stream("tender_number:" + number);
        }
        for (const auto& [number, place] : numbers) {
            if (!tender_number_is_free(act_, number)) {
                return refuse("number_taken", "lots[" + std::to_string(place) + "].terms.number", {number});
            }
        }
        return Done{};
    }

    Result<TenderView> write(const TenderRow& row) {
        store_ceremony(act_, *ceremony_, bindings_);
        apply(act_, *stream_, state_, events_);
        const auto changed = tender_row(id_, *stream_, state_, stream_->now);
        act_.update(changed);
        for (auto& lot : lots_) {
            (void)keep_text_here(act_, lot.certificate);
            begin_tender_lot(act_, lot.id, lot.stream, state_.tenderer, lot.events);
        }
        announce(row);
        for (const auto& lot : state_.draft.lots) {
            publish_attachments(act_, lot.terms.attachments);
        }
        return tender_view(act_, changed);
    }

    void announce(const TenderRow& row) {
        disclosure::TenderFacts facts{act_.services().settings.center_name_zh,
                                      organisation_name(act_, state_.tenderer), state_.draft, *method_,
                                      state_.lots};
        (void)release_at_once(act_, std::move(*document_), disclosure::tender_announcement(facts),
                              row.author);
    }

    Act& act_;
    TenderId id_;
    CeremonyId ceremony_id_;
    std::optional<LockedCeremony> ceremony_;
    tendering::CeremonyState reached_;
    std::vector<tendering::CeremonyEvent> bindings_;
    std::optional<DocumentPlace> document_;
    std::optional<Stream> stream_;
    TenderState state_;
    const tendering::Method* method_ = nullptr;
    std::vector<tendering::TenderEvent> events_;
    std::vector<NewLot> lots_;
};

}  // namespace

Result<TenderView> publish_tender(Call& call, const Params& params, const PublishTenderInput& in) {
    const auto id = params.id<TenderTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<TenderView>(
        [&](Act& act) { return TenderPublication(act, *id, in.ceremony).run(); });
}

}  // namespace daylit::app
