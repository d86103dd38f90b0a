// How a listing comes about: parcels, draft, review, publication.
#include "tools/demo/desks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace daylit::tools {

namespace {

constexpr std::size_t most_open = 10;
constexpr int first_batch = 6;  // scenes that are published at once, for the history
constexpr auto between_lots = std::chrono::hours(24 * 7 / 2);
constexpr std::int64_t racing = 20'000;  // a clock that leaves no time between draft and publication

// Between draft and publication the clock goes on: the law's days are counted from the publication.
int margin_days(const Reading& reading, int next) {
    return reading.rate > racing || next <= first_batch ? 4 : 2;
}

}  // namespace

void PublishingDesk::work(const Reading& reading) {
    if (!pause_.is_over(reading.now)) {
        return;
    }
    if (!looked_back_) {
        look_back();
    }
    const bool in_batch = next_ <= first_batch;
    const bool time_has_come =
        in_batch || !last_published_ ||
        reading.now >= *last_published_ + between_lots * static_cast<int>(lots_beside(next_ - 1));
    if (time_has_come && reading.open.size() + scenes_with(next_).size() <= most_open) {
        try {
            publish_next(reading);
        } catch (...) {
            may_be_unfinished_ = true;
            throw;
        }
    }
}

// The first ones stand ready together before one of them is published, so that they end together too: from
// the first publication on the clock races.
void PublishingDesk::publish_next(const Reading& reading) {
    std::vector<Ready> ready;
    int number = next_;
    do {
        ready.push_back(prepare(scenes_with(number), reading));
        number = ready.back().scenes.back().number + 1;
    } while (number <= first_batch);
    for (const auto& one : ready) {
        publish(one, reading);
    }
    may_be_unfinished_ = false;
}

void PublishingDesk::look_back() {
    for (const auto& value : cast_.at("clerk").list("/api/v1/lots")) {
        const auto& lot = value.as_object();
        const int number = number_in(text_of(lot, "number"));
        if (number > 0) {
            next_ = std::max(next_, number + 1);
            const auto at = instant_of(lot, "published_at");
            last_published_ = std::max(last_published_.value_or(at), at);
        }
    }
    looked_back_ = true;
}

PublishingDesk::Ready PublishingDesk::prepare(std::vector<Scene> scenes, const Reading& reading) {
    const auto parcels = submitted_parcels(scenes, reading.today());
    auto listing =
        in_review(listing_title(scenes.front(), reading.today()), draft_of(scenes, parcels, reading));
    return {std::move(scenes), std::move(listing)};
}

void PublishingDesk::publish(const Ready& ready, const Reading& reading) {
    auto& reviewer = cast_.at("reviewer");
    const auto path = "/api/v1/listings/" + ready.listing;
    const auto published = reviewer.try_post(path + "/publish", {});
    if (!published.ok()) {
        // The clock ran away meanwhile, or somebody is at the same desk: back to the clerk, and once more.
        reviewer.try_post(path + "/return", {{"reason", "挂牌时间已不足法定公告期，请重新确定。"}});
        throw DemoFailed("publication: " + published.body);
    }
    next_ = ready.scenes.back().number + 1;
    last_published_ = reading.now;
    for (const auto& scene : ready.scenes) {
        const auto terms = parcel_terms(scene, reading.today());
        told_(fmt::format("{} {} 发布挂牌出让公告，起始价 {}", terms.number, terms.title,
                          money_text(terms.start_price)));
    }
}

std::vector<std::string> PublishingDesk::submitted_parcels(const std::vector<Scene>& scenes, Date today) {
    auto& seller = cast_.at("seller");
    const auto there = may_be_unfinished_ ? seller.list("/api/v1/parcels?state=submitted") : array();
    std::vector<std::string> ids;
    for (const auto& scene : scenes) {
        const auto terms = parcel_terms(scene, today);
        const auto present = std::find_if(there.begin(), there.end(), [&](const auto& parcel) {
            return text_of(object_of(parcel.as_object(), "terms"), "number") == terms.number;
        });
        ids.push_back(present != there.end()
                          ? text_of(present->as_object(), "id")
                          : text_of(seller.post("/api/v1/parcels", {{"terms", to_json(terms)}}), "id"));
    }
    return ids;
}

object PublishingDesk::draft_of(const std::vector<Scene>& scenes, const std::vector<std::string>& parcels,
                                const Reading& reading) const {
    auction::ListingDraft draft;
    draft.title = listing_title(scenes.front(), reading.today());
    draft.profile = std::string(scenes.front().turn.profile);
    draft.statement = listing_statement();
    for (std::size_t i = 0; i < scenes.size(); ++i) {
        draft.lots.push_back({parcels[i], lot_times(scenes.front(), reading.now,
                                                    margin_days(reading, scenes.front().number))});
    }
    return to_json(draft).as_object();
}

std::optional<object> PublishingDesk::unfinished(const std::string& title) {
    for (const auto* state : {"draft", "returned", "in_review"}) {
        for (const auto& value : cast_.at("clerk").list(std::string("/api/v1/listings?state=") + state)) {
            if (text_of(value.as_object(), "title") == title) {
                return value.as_object();
            }
        }
    }
    return std::nullopt;
}

// The id of the listing, drafted, with fresh times, and sent to review.
std::string PublishingDesk::in_review(const std::string& title, const object& draft) {
    auto& clerk = cast_.at("clerk");
    const auto present = may_be_unfinished_ ? unfinished(title) : std::nullopt;
    if (present && text_of(*present, "state") == "in_review") {
        return text_of(*present, "id");
    }
    const auto id = present ? text_of(*present, "id") : text_of(clerk.post("/api/v1/listings", draft), "id");
    if (present) {
        clerk.put("/api/v1/listings/" + id, draft);
    }
    clerk.post("/api/v1/listings/" + id + "/submit");
    return id;
}

}  // namespace daylit::tools
