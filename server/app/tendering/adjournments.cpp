// Announcing that an opening was adjourned, and when it goes on.
#include "disclosure/tender_announcements.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/documents.hpp"
#include "server/app/names.hpp"
#include "server/app/outbox.hpp"
#include "server/app/tendering/tender_lots.hpp"

#include <algorithm>
#include <charconv>
#include <variant>

namespace daylit::app {

namespace {

constexpr const char* program = "program:opening";

// Made of the event: whoever repeats the work finds the document there.
DocumentId document_of(const schema::StoredEvent& event) {
    Entropy entropy{};
    std::copy_n(event.digest.bytes.begin(), entropy.size(), entropy.begin());
    return {id_text(entropy)};
}

std::optional<disclosure::AnnouncementContent> content_of(const disclosure::TenderLotFacts& facts,
                                                          const schema::StoredEvent& event) {
    const auto told =
        decode_event<tendering::TenderLotEvent>(event.type, event.version, schema::event_data(event));
    ensure(told.ok(), "an event that was stored can be read again");
    if (const auto* adjourned = std::get_if<tendering::OpeningAdjourned>(&*told)) {
        return opening_adjourned(facts, *adjourned);
    }
    const auto* reconvened = std::get_if<tendering::OpeningReconvened>(&*told);
    return reconvened != nullptr ? std::optional(opening_reconvened(facts, *reconvened)) : std::nullopt;
}

void announce(Act& act, const LotId& lot, std::int64_t seq) {
    const auto events = act.tx.events(tender_lot_stream(lot), seq - 1, 1);
    ensure(events.size() == 1, "an event stays");
    const auto id = document_of(events.front());
    if (act.tx.stream_head("document:" + id.text).seq > 0) {
        return;
    }
    const auto row = act.tx.find<schema::TenderLotRow>(schema::Lock::none, lot);
    ensure(row.has_value(), "a lot stays");
    const disclosure::TenderLotFacts facts{act.services().settings.center_name_zh,
                                           organisation_name(act, row->tenderer), lot,
                                           stored_state<tendering::TenderLotState>(row->state)};
    const auto content = content_of(facts, events.front());
    ensure(content.has_value(), "the event is one of the two");
    (void)release_at_once(act, {id, act.lock("document:" + id.text)}, *content, program);
}

}  // namespace

int announce_adjournments(const Services& services) {
    return work_off_outbox(services, "announce_adjournment", [&](const std::string& subject) {
        const auto dot = subject.find('.');
        std::int64_t seq = 0;
        const auto [end, error] =
            std::from_chars(subject.data() + dot + 1, subject.data() + subject.size(), seq);
        ensure(dot != std::string::npos && error == std::errc() && end == subject.data() + subject.size(),
               "a piece of work names its event");
        Call call(services, {});
        (void)call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
            announce(act, {subject.substr(0, dot)}, seq);
            return Nothing{};
        });
    });
}

}  // namespace daylit::app
