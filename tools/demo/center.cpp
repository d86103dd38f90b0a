#include "tools/demo/center.hpp"

#include <algorithm>

namespace daylit::tools {

namespace {

std::vector<OpenLot> lots_in(const object& page) {
    std::vector<OpenLot> lots;
    for (const auto& value : array_of(page, "items")) {
        const auto& item = value.as_object();
        lots.push_back({text_of(item, "id"), text_of(item, "number"), text_of(item, "title"),
                        text_of(item, "phase"), flag_of(item, "suspended"), instant_of(item, "published_at"),
                        instant_of(item, "listing_start"), instant_of(item, "listing_end")});
    }
    return lots;
}

}  // namespace

bool Reading::has_window() const {
    return std::any_of(open.begin(), open.end(), [](const auto& lot) {
        return !lot.suspended && (lot.phase == "question" || lot.phase == "timed");
    });
}

Reading read_center(Client& visitor) {
    Reading reading;
    reading.open = lots_in(expect_object(visitor.get("/api/v1/lots?phase=open&limit=100"), "the lots"));
    reading.closed =
        lots_in(expect_object(visitor.get("/api/v1/lots?phase=closed&limit=30"), "the closed lots"));
    const auto site = expect_object(visitor.get("/api/v1/site"), "the site");
    reading.now = instant_of(site, "procedure_now");
    reading.wall_now = instant_of(site, "wall_now");
    reading.rate = number_of(object_of(site, "clock"), "rate");
    return reading;
}

std::string money_text(Fen amount) {
    constexpr std::int64_t ten_thousand_yuan = 1'000'000;
    if (amount.count() % ten_thousand_yuan != 0) {
        return grouped_yuan(amount) + " 元";
    }
    const auto text = grouped_yuan(Fen::yuan(amount.count() / ten_thousand_yuan));
    return text.substr(0, text.size() - 3) + " 万元";
}

}  // namespace daylit::tools
