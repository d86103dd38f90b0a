#include "server/app/tendering/watched_tenders.hpp"

#include "schema/rows_disclosure.hpp"
#include "schema/rows_tendering.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/private_data.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using schema::Lock;
using schema::TenderWatchRow;
constexpr std::size_t most_watched = 200;
constexpr std::size_t sealed_length = std::size_t{32} * 1024;  // longer than any list
constexpr int most_announcements = 1000;

struct Watched {
    LotId lot;
    std::int64_t version = 0;
    std::int64_t announcements = 0;
};
BOOST_DESCRIBE_STRUCT(Watched, (), (lot, version, announcements))
using WatchList = std::vector<Watched>;

std::string row_id(const Act& act) {
    return keyed_digest(act.services(), "tender-watch", act.caller().organisation->text).hex();
}

std::string place_of(const std::string& id) {
    return "tender_watch:" + id;
}

WatchList read_list(Act& act, Lock lock) {
    const auto id = row_id(act);
    const auto row = act.tx.find<TenderWatchRow>(lock, id);
    return row ? stored_state<WatchList>(unseal(act.services(), row->box, place_of(id))) : WatchList();
}

void store_list(Act& act, const WatchList& list) {
    const auto id = row_id(act);
    auto text = to_json_text(list);
    ensure(text.size() <= sealed_length, "a full list fits");
    text.resize(sealed_length, ' ');
    const TenderWatchRow row{id, seal(act.services(), text, place_of(id))};
    if (act.tx.find<TenderWatchRow>(Lock::update, id)) {
        act.update(row);
    } else {
        act.insert_unless_raced(row);
    }
}

std::int64_t announcements_about(Act& act, const LotId& lot) {
    return std::ssize(
        act.tx.select<schema::DocumentLotRow>({{schema::equals("lot", lot)}, {}, most_announcements}));
}

// nullopt where there is no such lot.
std::optional<WatchedTender> view_of(Act& act, const Watched& watched) {
    const auto row = act.tx.find<schema::TenderLotRow>(Lock::none, watched.lot);
    if (!row) {
        return std::nullopt;
    }
    const auto state = stored_state<tendering::TenderLotState>(row->state);
    const auto announcements = announcements_about(act, row->id);
    return WatchedTender{
        row->id,
        row->number,
        row->title,
        state.phase,
        state.suspended_at.has_value(),
        state.times.deadline,
        state.documents_version,
        watched.version,
        announcements,
        watched.announcements,
        state.documents_version != watched.version || announcements != watched.announcements};
}

}  // namespace

Result<Page<WatchedTender>> watched_tenders(Call& call, const Params&) {
    return call.read<Page<WatchedTender>>([](Act& act) {
        Page<WatchedTender> page;
        for (const auto& watched : read_list(act, Lock::none)) {
            auto view = view_of(act, watched);
            ensure(view.has_value(), "a lot stays");
            page.items.push_back(std::move(*view));
        }
        return page;
    });
}

Result<WatchedTender> watch_tender(Call& call, const Params& params, const WatchInput& in) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<WatchedTender>([&](Act& act) -> Result<WatchedTender> {
        auto list = read_list(act, Lock::update);
        const Watched watched{*id, in.seen_version,
                              in.seen_announcements.value_or(announcements_about(act, *id))};
        auto view = view_of(act, watched);
        if (!view) {
            return refuse("not_found", "id");
        }
        const auto found = std::ranges::find(list, *id, &Watched::lot);
        if (found != list.end()) {
            *found = watched;
        } else if (list.size() == most_watched) {
            return refuse("watch_list_full", "", {std::to_string(most_watched)});
        } else {
            list.insert(list.begin(), watched);
        }
        store_list(act, list);
        return std::move(*view);
    });
}

Result<Nothing> stop_watching(Call& call, const Params& params, const Nothing&) {
    const auto id = params.id<LotTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        auto list = read_list(act, Lock::update);
        if (std::erase_if(list, [&](const Watched& one) { return one.lot == *id; }) == 0) {
            return refuse("not_found", "id");
        }
        store_list(act, list);
        return Nothing{};
    });
}

}  // namespace daylit::app
