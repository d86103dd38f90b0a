#include "tests/schema/support/contract.hpp"

namespace daylit::schema {

Instant round_hour() {
    return parse_instant("2026-11-23T09:00:00+08:00", "").value();
}

SpecimenRow specimen(const std::string& id) {
    return {LotId{id},      1,
            "listing",      "name of " + id,
            std::nullopt,   std::nullopt,
            Fen::yuan(100), Date{std::chrono::year(2026), std::chrono::November, std::chrono::day(23)},
            sha256(id),     Mood::curious,
            true,           "{}"};
}

std::vector<StoredEvent> seal_events(StreamHead head, int count) {
    std::vector<StoredEvent> events;
    for (int i = 1; i <= count; ++i) {
        NewEvent event{"Counted", 1, round_hour(), {{"n", i}}};
        Entropy salt{};
        salt[0] = static_cast<std::uint8_t>(i);
        events.push_back(seal_event(head, "program:test", std::move(event), salt));
    }
    return events;
}

std::vector<StoredEvent> StoreContract::append_events(const std::string& stream, int count) {
    std::vector<StoredEvent> events;
    store().transact([&](UnitOfWork& work) {
        events = seal_events(work.lock_stream(stream), count);
        work.append(events);
    });
    return events;
}

}  // namespace daylit::schema
