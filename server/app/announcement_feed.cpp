#include "server/app/announcement_feed.hpp"

#include "disclosure/atom_feed.hpp"
#include "server/app/documents.hpp"

namespace daylit::app {

std::string announcement_feed(const Services& services) {
    Call call(services, {});
    const auto latest = announcements(call, Params{{}, {{"limit", "50"}}});
    ensure(latest.ok(), "the catalog can be read");
    std::vector<disclosure::FeedEntry> entries;
    for (const auto& one : latest->items) {
        entries.push_back({one.id, one.title, one.summary, one.kind, one.released_at});
    }
    const auto& settings = services.settings;
    return disclosure::atom_feed({settings.public_address, settings.center_name_zh + "公告",
                                  settings.center_name_zh, services.procedure_clock.now()},
                                 entries);
}

}  // namespace daylit::app
