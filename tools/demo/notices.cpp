// Supplementary announcements, suspensions, resumptions and terminations.
#include "tools/demo/desks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace daylit::tools {

namespace {

using std::chrono::hours;

std::optional<Instant> when(const object& lot, std::string_view event) {
    for (const auto& value : array_of(lot, "timeline")) {
        const auto& entry = value.as_object();
        if (text_of(entry, "type") == event) {
            return instant_of(entry, "at");
        }
    }
    return std::nullopt;
}

object supplementary(const object& lot, const std::string& statement, bool raises_step) {
    object terms = object_of(lot, "terms");
    if (raises_step) {
        auto& parcel = terms["parcel"].as_object();
        parcel["step"] = number_of(parcel, "step") * 2;
    }
    return {{"kind", "supplementary"}, {"statement", statement}, {"terms", terms}};
}

// What befalls the lot next, nullopt while there is nothing to do.
std::optional<object> next_notice(Happening happening, const OpenLot& lot, const object& view, Instant now) {
    const bool listing = lot.phase == "listing";
    switch (happening) {
        case Happening::words:
            if (lot.phase == "announced" && now >= lot.published_at + hours(24 * 5)) {
                return supplementary(view,
                                     "补充公告：出让人于挂牌开始前三日上午九时组织一次集中现场踏勘，集合"
                                     "地点为地块主入口。其他事项不变。",
                                     false);
            }
            return std::nullopt;
        case Happening::step_raised:
            if (listing && now >= lot.listing_start + hours(24 * 4)) {
                return supplementary(view,
                                     "补充公告：经出让人集体决策，自本公告发布时起增价幅度提高一倍。其他"
                                     "事项不变。",
                                     true);
            }
            return std::nullopt;
        case Happening::suspension:
            if (lot.suspended) {
                const auto since = when(view, "lot_suspended");
                return since && now >= *since + hours(40)
                           ? std::optional(
                                 object{{"kind", "resumption"},
                                        {"statement", "中止原因已消除，恢复交易，未到的各时点依次顺延。"}})
                           : std::nullopt;
            }
            if (listing && now >= lot.listing_start + hours(24 * 3)) {
                return object{
                    {"kind", "suspension"},
                    {"statement", "因核实该地块地下管线资料，依出让人申请中止交易，恢复时间另行公告。"}};
            }
            return std::nullopt;
        case Happening::termination:
            if (listing && now >= lot.listing_start + hours(24 * 5)) {
                return object{{"kind", "termination"},
                              {"statement",
                               "因规划条件调整，该地块不能按公告条件出让，终止交易，已交保证金全部退还。"}};
            }
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

// The events after which nothing more befalls it.
bool is_over(Happening happening, const object& view) {
    switch (happening) {
        case Happening::words:
        case Happening::step_raised:
            return when(view, "terms_supplemented").has_value();
        case Happening::suspension:
            return when(view, "lot_resumed").has_value();
        case Happening::termination:
            return when(view, "lot_terminated").has_value();
        default:
            return true;
    }
}

std::string name_of(const std::string& kind) {
    return kind == "supplementary" ? "补充公告"
           : kind == "suspension"  ? "中止公告"
           : kind == "resumption"  ? "恢复公告"
                                   : "终止公告";
}

}  // namespace

void NoticeDesk::work(const Reading& reading) {
    if (!pause_.is_over(reading.now)) {
        return;
    }
    for (const auto& lot : reading.open) {
        const bool befalls = scene_of(lot.number).turn.happening != Happening::nothing;
        const bool early = lot.phase == "announced" || lot.phase == "listing" || lot.suspended;
        if (befalls && early && !done_.contains(lot.id)) {
            attempt(told_, [&] { attend(lot, reading); });
        }
    }
}

void NoticeDesk::attend(const OpenLot& lot, const Reading& reading) {
    const auto happening = scene_of(lot.number).turn.happening;
    const auto view = cast_.at("clerk").get("/api/v1/lots/" + lot.id);
    if (is_over(happening, view)) {
        done_.insert(lot.id);
    } else if (const auto content = next_notice(happening, lot, view, reading.now)) {
        publish(lot, *content);
    }
}

void NoticeDesk::publish(const OpenLot& lot, const object& content) {
    auto& reviewer = cast_.at("reviewer");
    const auto waiting = reviewer.items("/api/v1/notices?state=proposed&limit=1&lot=" + lot.id);
    const auto id =
        waiting.empty()
            ? text_of(cast_.at("clerk").post("/api/v1/lots/" + lot.id + "/notices", content), "id")
            : text_of(waiting.front().as_object(), "id");
    const auto published = reviewer.try_post("/api/v1/notices/" + id + "/publish", {});
    if (!published.ok()) {
        reviewer.try_post("/api/v1/notices/" + id + "/return", {{"reason", "已不适用，退回。"}});
        throw DemoFailed(lot.number + " notice: " + published.body);
    }
    told_(fmt::format("{} 发布{}", lot.number, name_of(text_of(content, "kind"))));
}

}  // namespace daylit::tools
