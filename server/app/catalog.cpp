// The catalog: what was released, for everybody.
#include "server/app/aggregate.hpp"
#include "server/app/document_rows.hpp"
#include "server/app/keyset.hpp"

namespace daylit::app {

namespace {

using schema::Compare;
using schema::Condition;
using schema::DocumentRow;
using schema::Lock;

// A lot has few announcements, so that their ids fit into one condition.
constexpr int most_of_a_lot = 500;

Condition is_released() {
    return schema::equals("phase", "released");
}

// Documents about the lot, drafts too.
Condition about(Act& act, const LotId& lot) {
    Condition condition{"id", Compare::one_of, {}, {}};
    for (const auto& row :
         act.tx.select<schema::DocumentLotRow>({{schema::equals("lot", lot)}, {}, most_of_a_lot})) {
        condition.values.emplace_back(row.document.text);
    }
    return condition;
}

std::vector<Condition> filter_of(Act& act, const Params& params) {
    std::vector<Condition> where{is_released()};
    if (const auto kind = params.text("kind")) {
        where.push_back(schema::equals("kind", *kind));
    }
    if (const auto words = params.text("q")) {
        where.push_back({"title", Compare::contains, *words, {}});
    }
    if (const auto lot = params.text("lot")) {
        where.push_back(about(act, LotId{*lot}));
    }
    return where;
}

Result<schema::PublishedDocumentRow> published(const Services& services, const DocumentId& id) {
    std::optional<schema::PublishedDocumentRow> row;
    services.store.read(
        [&](schema::UnitOfWork& tx) { row = tx.find<schema::PublishedDocumentRow>(Lock::none, id); });
    return row ? Result<schema::PublishedDocumentRow>(std::move(*row)) : refuse("not_found", "id");
}

}  // namespace

Result<Page<AnnouncementView>> announcements(Call& call, const Params& params) {
    return call.read<Page<AnnouncementView>>([&](Act& act) {
        return page_of<AnnouncementView, DocumentRow>(act, params, filter_of(act, params), "released_at",
                                                      schema::Order::descending, &announcement_view);
    });
}

Result<AnnouncementView> announcement(Call& call, const Params& params) {
    const auto id = params.id<DocumentTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<AnnouncementView>([&](Act& act) -> Result<AnnouncementView> {
        const auto row = act.tx.find<DocumentRow>(Lock::none, *id);
        return row && row->released_at ? Result<AnnouncementView>(announcement_view(*row))
                                       : refuse("not_found", "id");
    });
}

std::vector<AnnouncementView> announcements_of(Act& act, const LotId& lot) {
    std::vector<AnnouncementView> views;
    for (const auto& row : act.tx.select<DocumentRow>({{is_released(), about(act, lot)},
                                                       {{"released_at", schema::Order::descending}},
                                                       most_of_a_lot})) {
        views.push_back(announcement_view(row));
    }
    return views;
}

Result<PublishedBytes> published_bytes(const Services& services, const DocumentId& id) {
    auto row = published(services, id);
    if (!row) {
        return row.refusal();
    }
    return PublishedBytes{std::move(row->html), std::move(row->json)};
}

Result<std::string> release_event(const Services& services, const DocumentId& id) {
    const auto row = published(services, id);
    if (!row) {
        return row.refusal();
    }
    std::optional<schema::StoredEvent> event;
    services.store.read([&](schema::UnitOfWork& tx) { event = tx.event_by_digest(row->event_digest); });
    ensure(event.has_value(), "a released document's event is stored");
    return std::move(event->body);
}

}  // namespace daylit::app
