// The disclosure officers' desk.
#include "tools/demo/chance.hpp"
#include "tools/demo/desks.hpp"

#include <fmt/format.h>

namespace daylit::tools {

namespace {

// Whether the draft is released now: most after a day or three, a few results on their last day or late.
bool is_time(const object& draft, const Reading& reading) {
    const auto* value = find(draft, "obligation");
    const auto kind = text_of(object_of(draft, "content"), "kind");
    if (value != nullptr && kind == "result") {
        const auto& obligation = value->as_object();
        const auto title = text_of(obligation, "title");
        const auto due = date_of(obligation, "due_date");
        switch (scene_of(title.substr(0, title.find(' '))).turn.release) {
            case Release::last_day:
                return reading.today() >= due;
            case Release::late:
                return reading.today() > days_later(due, 1);
            case Release::prompt:
                break;
        }
    }
    const auto days = 1 + chance("release " + text_of(draft, "id"), 3);
    return reading.now >= instant_of(draft, "drafted_at") + std::chrono::hours(24 * days);
}

}  // namespace

void DisclosureDesk::work(const Reading& reading) {
    if (!pause_.is_over(reading.now)) {
        return;
    }
    for (const auto& value : cast_.at("officer-1").list("/api/v1/documents?state=drafted")) {
        if (is_time(value.as_object(), reading)) {
            attempt(told_, [&] { release(value.as_object()); });
        }
    }
}

void DisclosureDesk::release(const object& draft) {
    const auto id = text_of(draft, "id");
    auto& officer = cast_.at(chance("officer " + id, 2) == 0 ? "officer-1" : "officer-2");
    const auto released = officer.post(
        "/api/v1/documents/" + id + "/release",
        {{"secrecy_reviewed", true}, {"opinion", "经审查，不涉及国家秘密、商业秘密和个人隐私，同意公开。"}});
    told_(fmt::format("发布 {}（索引号 {}）", text_of(object_of(draft, "content"), "title"),
                      text_or_nothing(released, "index_number")));
}

}  // namespace daylit::tools
