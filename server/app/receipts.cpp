#include "server/app/receipts.hpp"

#include "base/encoding.hpp"
#include "schema/rows_auction.hpp"
#include "server/app/keys.hpp"
#include "server/app/keyset.hpp"
#include "server/app/log.hpp"
#include "server/app/private_data.hpp"

namespace daylit::app {

namespace {

using schema::ReceiptRow;

const KeysetOrder newest_first{"at", schema::Order::descending, schema::ColumnKind::number};

Receipt read_receipt(const Services& services, const ReceiptRow& row) {
    auto receipt = verify_receipt(row.receipt, services.keys.receipt_certificate.public_key());
    ensure(receipt.ok(), "a receipt that we gave can be read");
    return std::move(*receipt);
}

ReceiptView view_of(const Services& services, const ReceiptRow& row) {
    auto receipt = read_receipt(services, row);
    return {row.event_digest, row.lot, receipt.kind, row.at, std::move(receipt.subject), row.receipt};
}

}  // namespace

std::string give_receipt(Act& act, const OrganisationId& owner, const std::string& kind, const LotId& lot,
                         const schema::StoredEvent& event, boost::json::object subject) {
    const auto& keys = act.services().keys;
    const auto previous = schema::previous_digest(event);
    Receipt receipt;
    receipt.kind = kind;
    receipt.stream = event.stream;
    receipt.seq = event.seq;
    receipt.digest = event.digest;
    receipt.previous_digest = previous;
    receipt.at = event.at;
    receipt.signed_at =
        act.services().settings.demo ? std::optional(act.services().wall_clock.now()) : std::nullopt;
    receipt.subject = std::move(subject);
    auto text = sign_receipt(receipt, keys.receipt_key, keys.receipt_certificate.serial());
    act.insert(ReceiptRow{id_text(act.services().random.entropy()), event.digest,
                          organisation_key(act.services(), owner), lot, event.at, text});
    return text;
}

Result<Page<ReceiptView>> my_receipts(Call& call, const Params& params) {
    const auto limit = params.limit();
    if (!limit) {
        return limit.refusal();
    }
    const auto after = read_cursor(params.text("cursor"), newest_first);
    if (!after) {
        return after.refusal();
    }
    return call.read<Page<ReceiptView>>([&](Act& act) -> Result<Page<ReceiptView>> {
        std::vector<schema::Condition> where{
            schema::equals("organisation_key", organisation_key(act.services(), *act.caller().organisation))};
        if (const auto lot = params.text("lot")) {
            where.push_back(schema::equals("lot", *lot));
        }
        auto rows = rows_after<ReceiptRow>(act, where, newest_first, *after, *limit + 1);
        Page<ReceiptView> page;
        if (rows.size() > static_cast<std::size_t>(*limit)) {
            rows.pop_back();
            page.next_cursor =
                cursor_text({schema::ColumnCodec<Instant>::write(rows.back().at), rows.back().id});
        }
        for (const auto& row : rows) {
            page.items.push_back(view_of(act.services(), row));
        }
        return page;
    });
}

Result<ProofBundle> my_receipt(Call& call, const Params& params) {
    const auto digest = Digest::from_hex(params.path.at("digest"));
    if (!digest) {
        return refuse("not_found", "digest");
    }
    auto bundle = call.read<ProofBundle>([&](Act& act) -> Result<ProofBundle> {
        const auto rows = act.tx.select<ReceiptRow>(
            {{schema::equals("event_digest", *digest),
              schema::equals("organisation_key",
                             organisation_key(act.services(), *act.caller().organisation))},
             {},
             1});
        const auto event = rows.empty() ? std::nullopt : act.tx.event_by_digest(*digest);
        if (!event) {
            return refuse("not_found", "digest");
        }
        ProofBundle found;
        found.receipt = rows.front().receipt;
        found.certificate = act.services().keys.receipt_certificate.pem();
        found.event_body = to_base64(event->body);
        return found;
    });
    if (bundle) {
        if (auto proof = log_proof(call, params)) {
            bundle->log_proof = std::move(*proof);
        }
        bundle->time_stamp = stamped_proof(call.services, *digest);
    }
    return bundle;
}

}  // namespace daylit::app
