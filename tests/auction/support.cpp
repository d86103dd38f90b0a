#include "tests/auction/support.hpp"

#include "auction/deposit_refusals.hpp"
#include "auction/desk_refusals.hpp"
#include "auction/refusals.hpp"
#include "base/embedded_file.hpp"

#include <algorithm>

namespace daylit::auction::testing {

namespace {

namespace json = boost::json;

std::vector<std::string> split(const std::string& text, char apart) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, apart);) {
        parts.push_back(trimmed(part));
    }
    return parts;
}

json::value& child(json::value& parent, const std::string& name) {
    if (parent.is_array()) {
        return parent.as_array().at(static_cast<std::size_t>(std::stoi(name)));
    }
    return parent.as_object()[name];
}

ParcelTerms lawful_parcel() {
    ParcelTerms parcel;
    parcel.number = "NO.2026G01";
    parcel.title = "城东地块";
    parcel.location = "东至规划一路，西至河";
    parcel.region = "320102";
    parcel.boundary =
        parse_json(
            R"({"type":"Polygon","coordinates":[[[118.8,32.05],[118.81,32.05],[118.81,32.06],[118.8,32.05]]]})")
            .value()
            .as_object();
    parcel.area = Area::square_metres(20'000);
    parcel.use = LandUse::residential;
    parcel.term_years = 70;
    parcel.planning = Planning{"1.01", "2.0", "25", "35", "60", "配建幼儿园一所"};
    parcel.start_price = Fen::yuan(1000);
    parcel.step = Fen::yuan(10);
    parcel.deposit = Fen::yuan(200);
    parcel.decision = PriceDecision{"会审〔2026〕7号", Date(std::chrono::year(2026) / 10 / 30)};
    parcel.attachments = {Attachment{"规划条件.pdf", sha256("planning")}};
    return parcel;
}

}  // namespace

Instant china_time(std::string text) {
    text.replace(text.find(' '), 1, "T");
    text += std::count(text.begin(), text.end(), ':') == 1 ? ":00" : "";
    return parse_instant(text + "+08:00", "").value();
}

Profile shipped_profile(std::string_view id) {
    for (const auto& file : profile_files()) {
        auto profile = parse_profile(file.bytes);
        if (profile && profile->id == id) {
            return *profile;
        }
    }
    throw std::runtime_error("no profile " + std::string(id));
}

const Instant published_at = china_time("2026-11-02 09:00");

LotTerms lawful_terms(const Profile& profile) {
    const LotTimes times{
        china_time("2026-11-03 09:00"),
        china_time("2026-12-01 16:00"),
        china_time("2026-12-01 16:00"),
        china_time("2026-11-23 09:00"),
        china_time("2026-12-03 10:00"),
        profile.timed_start == TimedStart::fixed_time ? std::optional(china_time("2026-12-03 11:00"))
                                                      : std::nullopt,
    };
    return LotTerms{lawful_parcel(), times};
}

std::string table(const std::string& name) {
    return source_file("tests/auction/tables/" + name);
}

json::value changed(json::value value, const std::string& changes) {
    for (const auto& change : split(changes, ';')) {
        const auto sign = change.find(" = ");
        if (sign == std::string::npos) {
            continue;
        }
        const auto path = split(trimmed(change.substr(0, sign)), '.');
        const auto wanted = trimmed(change.substr(sign + 3));
        auto* at = &value;
        for (std::size_t i = 0; i + 1 < path.size(); ++i) {
            at = &child(*at, path[i]);
        }
        if (wanted == "-") {
            at->as_object().erase(path.back());
        } else {
            child(*at, path.back()) = parse_json(wanted).value();
        }
    }
    return value;
}

std::string spoken(const Refusal& refusal) {
    return refusal.field.empty() ? refusal.code : refusal.code + " " + refusal.field;
}

void expect_full_sentences(const Refusal& refusal) {
    const RefusalRow* row = nullptr;
    for (const auto rows : {base_refusals(), auction_refusals(), deposit_refusals(), desk_refusals()}) {
        for (const auto& one : rows) {
            row = one.code == refusal.code ? &one : row;
        }
    }
    ASSERT_NE(row, nullptr) << refusal.code;
    for (const auto sentence : {row->zh, row->en}) {
        EXPECT_EQ(fill_sentence(sentence, refusal.values).find('{'), std::string::npos) << refusal.code;
    }
}

LotState replayed(const std::vector<std::pair<LotEvent, Instant>>& stream) {
    LotState state;
    for (const auto& [event, at] : stream) {
        const auto encoded = encode_event(event);
        const auto data = parse_json(json::serialize(encoded.data)).value();
        const auto decoded = decode_event<LotEvent>(encoded.type, encoded.version, data.as_object());
        state = evolve(std::move(state), decoded.value(), at);
    }
    return state;
}

}  // namespace daylit::auction::testing
