#include "tools/demo/scene.hpp"

#include "tools/demo/chance.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace daylit::tools {

namespace {

using auction::LandUse;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::string_view jiangsu = "jiangsu";
constexpr std::string_view shantou = "shantou";
constexpr std::string_view prefix = "岱挂";

constexpr std::array turns{
    Turn{.profile = jiangsu, .joined = true},
    Turn{.profile = jiangsu, .winner_refuses = true, .guest = false, .joined = true},
    Turn{.profile = jiangsu, .takers = Takers::none, .guest = false, .joined = true},
    Turn{.profile = jiangsu, .happening = Happening::words, .release = Release::late},
    Turn{.profile = shantou, .short_deposit = true, .joined = true},
    Turn{.profile = shantou, .takers = Takers::one, .release = Release::last_day, .guest = false},
    Turn{.profile = shantou, .happening = Happening::step_raised},
    Turn{.profile = jiangsu, .happening = Happening::suspension},
    Turn{.profile = jiangsu, .release = Release::last_day, .joined = true},
    Turn{.profile = jiangsu, .takers = Takers::one, .guest = false},
    Turn{.profile = shantou, .release = Release::last_day},
    Turn{.profile = jiangsu, .happening = Happening::termination, .guest = false},
};

struct Place {
    std::string_view title;
    std::string_view location;
    int east;   // of the city's middle, in 1/10,000 of a degree
    int north;  // likewise
    LandUse use;
    int area;         // m²
    int yuan_per_m2;  // of land, where the price starts
    std::string_view plot_ratio;
    std::string_view density;
    std::string_view green;
    std::string_view height;
};

constexpr std::array places{
    Place{"泰汶路北、学府街东地块", "岱阳市岱岳区泰汶路以北、学府街以东", 210, -160, LandUse::residential,
          52'480, 6'850, "2.2", "25", "35", "60"},
    Place{"望岳广场西侧商业地块", "岱阳市泰山区望岳东路以南、广场西街以西", -40, 55, LandUse::commercial,
          18'620, 11'200, "3.5", "45", "20", "100"},
    Place{"高新区智能装备产业园 A-07 地块", "岱阳市高新区配天门大街以南、一天门大街以北", 420, -310,
          LandUse::industrial, 86'650, 465, "1.6", "50", "15", "24"},
    Place{"岱庙南片区更新地块", "岱阳市泰山区财源大街以北、青年路以西", 30, 120, LandUse::mixed, 27'340,
          9'400, "2.8", "35", "30", "80"},
    Place{"徂汶景区文旅服务地块", "岱阳市徂汶景区旅游路以东、汶河以北", 610, -480, LandUse::commercial,
          41'900, 3'150, "1.2", "30", "40", "18"},
    Place{"长城路南延 C-12 地块", "岱阳市岱岳区长城路以西、天平湖路以南", -330, -90, LandUse::residential,
          64'070, 5'980, "2.0", "22", "35", "54"},
    Place{"新材料中试基地地块", "岱阳市高新区中天门大街以南、龙泉路以东", 505, -260, LandUse::industrial,
          58'930, 520, "1.8", "45", "15", "30"},
    Place{"天平湖东岸地块", "岱阳市岱岳区天平湖路以北、环湖路以东", -410, 20, LandUse::residential, 71'260,
          8'640, "1.6", "20", "40", "36"},
    Place{"城东社区卫生服务中心地块", "岱阳市泰山区迎胜东路以东、擂鼓石大街以南", 160, 70,
          LandUse::public_service, 12'540, 1'620, "1.5", "35", "35", "24"},
    Place{"火车站西站前商务地块", "岱阳市岱岳区站前大街以北、泰肥路以西", -520, -150, LandUse::mixed, 33'780,
          7'250, "3.0", "40", "25", "100"},
    Place{"灵山大街北侧地块", "岱阳市泰山区灵山大街以北、温泉路以东", 90, -70, LandUse::residential, 39'410,
          7'430, "2.4", "24", "35", "75"},
    Place{"满庄物流枢纽仓储配套地块", "岱阳市岱岳区满庄镇物流大道以东", 250, -720, LandUse::industrial,
          78'220, 410, "1.5", "55", "12", "24"},
};

const Place& place_of(const Scene& scene) {
    return places[static_cast<std::size_t>(scene.number - 1) % places.size()];
}

int round_of(const Scene& scene) {
    return (scene.number - 1) / static_cast<int>(places.size());
}

// Degrees from their ten-thousandths, as the map wants them.
double degrees(int ten_thousandths) {
    return static_cast<double>(ten_thousandths) / 10'000.0;
}

boost::json::object boundary_of(const Scene& scene) {
    const auto& place = place_of(scene);
    constexpr int middle_east = 1'171'200;
    constexpr int middle_north = 361'900;
    const int west = middle_east + place.east + round_of(scene) * 37;
    const int south = middle_north + place.north - round_of(scene) * 23;
    const int width = 14 + place.area / 4'000;
    const int slant = 3;
    boost::json::array ring;
    const auto corner = [&](int east, int north) {
        ring.push_back(boost::json::array{degrees(east), degrees(north)});
    };
    corner(west, south);
    corner(west + width, south + slant);
    corner(west + width - slant, south + width * 3 / 4);
    corner(west + width / 2, south + width * 3 / 4 + slant);
    corner(west - slant, south + width * 2 / 3);
    corner(west, south);
    boost::json::array rings;
    rings.push_back(std::move(ring));
    return {{"type", "Polygon"}, {"coordinates", std::move(rings)}};
}

int term_years(LandUse use) {
    return use == LandUse::residential ? 70 : use == LandUse::commercial ? 40 : 50;
}

// Up to the next whole `unit` yuan.
Fen rounded_up(std::int64_t yuan, std::int64_t unit) {
    return Fen::yuan((yuan + unit - 1) / unit * unit);
}

Fen step_of(std::int64_t start_yuan) {
    return Fen::yuan(start_yuan < 50'000'000    ? 500'000
                     : start_yuan < 200'000'000 ? 1'000'000
                     : start_yuan < 400'000'000 ? 2'000'000
                                                : 5'000'000);
}

int year_of(Date day) {
    return static_cast<int>(day.year());
}

}  // namespace

Scene scene_of(int number) {
    return {number, turns[static_cast<std::size_t>(number - 1) % turns.size()]};
}

int number_in(const std::string& lot_number) {
    const auto hyphen = lot_number.rfind('-');
    if (!lot_number.starts_with(prefix) || hyphen == std::string::npos) {
        return 0;
    }
    int number = 0;
    const auto* end = lot_number.data() + lot_number.size();
    const auto [stop, error] = std::from_chars(lot_number.data() + hyphen + 1, end, number);
    return error == std::errc() && stop == end && number > 0 ? number : 0;
}

Scene scene_of(const std::string& lot_number) {
    const int number = number_in(lot_number);
    return number > 0 ? scene_of(number) : Scene{0, Turn{.profile = jiangsu}};
}

std::vector<Scene> scenes_with(int first) {
    const std::size_t most = first == 1 ? 4 : 2;  // the first announcement of all makes the history
    std::vector<Scene> scenes{scene_of(first)};
    while (scenes.back().turn.joined && scenes.size() < most) {
        scenes.push_back(scene_of(scenes.back().number + 1));
    }
    return scenes;
}

std::size_t lots_beside(int number) {
    auto scenes = scenes_with(1);
    while (scenes.back().number < number) {
        scenes = scenes_with(scenes.back().number + 1);
    }
    return scenes.size();
}

std::string lot_number(const Scene& scene, Date today) {
    return fmt::format("{}{}-{:02}", prefix, year_of(today), scene.number);
}

auction::ParcelTerms parcel_terms(const Scene& scene, Date today) {
    const auto& place = place_of(scene);
    auction::ParcelTerms terms;
    terms.number = lot_number(scene, today);
    terms.title = std::string(place.title);
    if (const int round = round_of(scene); round > 0) {
        terms.title += fmt::format("（{}期）", round + 1);
    }
    terms.location = std::string(place.location);
    terms.region = "370900";
    terms.boundary = boundary_of(scene);
    terms.area = Area(std::int64_t{place.area} * 100 + chance("area " + terms.number, 100));
    terms.use = place.use;
    terms.term_years = term_years(place.use);
    terms.planning.most_plot_ratio = std::string(place.plot_ratio);
    if (place.use == LandUse::industrial) {
        terms.planning.least_plot_ratio = "1.0";
    }
    terms.planning.most_building_density = std::string(place.density);
    terms.planning.least_green_ratio = std::string(place.green);
    terms.planning.most_height = std::string(place.height);
    const auto yuan = std::int64_t{place.area} * place.yuan_per_m2;
    terms.start_price = rounded_up(yuan, 100'000);
    terms.step = step_of(yuan);
    terms.deposit =
        rounded_up(yuan * (20 + chance("deposit " + terms.number, 3) * 5) / 100 + 100'000, 100'000);
    terms.decision = {fmt::format("岱资规决〔{}〕{} 号", year_of(today), scene.number),
                      days_later(today, -5 - static_cast<int>(chance("decision " + terms.number, 9)))};
    return terms;
}

std::string listing_title(const Scene& first, Date today) {
    return fmt::format("岱阳市国有建设用地使用权网上挂牌出让公告（岱自然资告字〔{}〕{} 号）", year_of(today),
                       first.number);
}

std::string listing_statement() {
    return "一、中华人民共和国境内的法人均可申请参加竞买，法律、法规另有规定的除外。\n"
           "二、竞买申请、保证金交纳、报价和成交确认均在本平台办理，不接受书面、口头或邮寄的申请和报价。\n"
           "三、出让文件可在本公告页面查阅；现场踏勘请自行前往。\n"
           "四、联系单位：岱阳市自然资源和规划局，岱阳市公共资源交易中心。";
}

auction::LotTimes lot_times(const Scene& first, Instant now, int margin_days) {
    const auto today = china_date(now);
    const auto at = [&](int days, Milliseconds hour) {
        return china_midnight(days_later(today, days)) + hour;
    };
    const int start = 20 + margin_days;
    const int end = start + 10 + first.number % 2;
    const bool asks = first.turn.profile == shantou;
    // So that lots of both profiles that end on one day have their windows together.
    const auto last_hour = asks ? hours(10) + minutes(55) : hours(10);
    auction::LotTimes times;
    times.application_from = at(margin_days, hours(9));
    times.application_until = at(end - 2, hours(16));
    times.deposit_until = at(end - 1, hours(16));
    times.listing_start = at(start, hours(9));
    times.listing_end = at(end, last_hour);
    if (!asks) {
        times.timed_start = at(end, hours(11));
    }
    return times;
}

}  // namespace daylit::tools
