// The officers' signatures on a lot's certificate: given, and shown to whoever seals to it.
#include "crypto/jws.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/signed_act.hpp"
#include "server/app/tendering/ceremonies.hpp"
#include "server/app/tendering/tender_lots.hpp"
#include "server/app/tendering/texts.hpp"

namespace daylit::app {

namespace {

using schema::Lock;
constexpr int most_events = 10'000;

// None for a certificate that the registry no longer has.
CosignatureView view_of(Act& act, const schema::StoredEvent& event) {
    const auto data = schema::event_data(event);
    const auto digest = Digest::from_hex(data.at("signature").as_string());
    ensure(digest.has_value(), "a signature is named by its digest");
    CosignatureView view{data.at("holder").as_int64(), kept_text(act.tx, *digest), ""};
    const auto statement = jws::parse(view.statement);
    ensure(statement && statement->header().kid, "what was verified can be read again");
    const auto row = act.tx.find<schema::CertificateRow>(Lock::none, *statement->header().kid);
    ensure(row.has_value(), "a certificate stays");
    view.certificate = Certificate::from_der(row->certificate).value().pem();
    return view;
}

}  // namespace

Result<TenderLotView> cosign_tender_key(Call& call, const Params& params, const CosignInput& in) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    const auto signed_text = read_act<CosignStatement>(call, {in.statement}, "daylight-cosign+jws", *id);
    if (!signed_text) {
        return signed_text.refusal();
    }
    const auto& [statement, verified] = *signed_text;
    (void)keep_text(call.services, in.statement);
    return call.transact<TenderLotView>([&](Act& act) -> Result<TenderLotView> {
        auto lot = lock_tender_lot(act, *id);
        if (!lot) {
            return refuse("not_found", "id");
        }
        const auto ceremony = act.tx.find<schema::CeremonyRow>(Lock::none, lot->state.key.ceremony);
        const auto holder = holder_of(act.caller(), stored_state<tendering::CeremonyState>(ceremony->state));
        if (auto good = check_good_now(act, verified); !good) {
            return good.refusal();
        }
        if (statement.certificate != lot->state.key.certificate) {
            return refuse("act_for_another", "certificate");
        }
        const auto now = lot->stream.now;
        const auto events = decide(lot->state, tendering::CosignKey{holder, verified.digest}, now,
                                   tender_facts(act, *id, lot->state, now));
        if (!events) {
            return events.refusal();
        }
        store_tender_events(act, *lot, *events, act.caller().actor());
        return tender_lot_view(act, lot->row);
    });
}

Result<Page<CosignatureView>> tender_lot_cosignatures(Call& call, const Params& params) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<Page<CosignatureView>>([&](Act& act) -> Result<Page<CosignatureView>> {
        if (!act.tx.find<schema::TenderLotRow>(Lock::none, *id)) {
            return refuse("not_found", "id");
        }
        Page<CosignatureView> page;
        for (const auto& event : act.tx.events(tender_lot_stream(*id), 0, most_events)) {
            if (event.type == EventTag<tendering::KeyCosigned>::name) {
                page.items.push_back(view_of(act, event));
            }
        }
        return page;
    });
}

}  // namespace daylit::app
