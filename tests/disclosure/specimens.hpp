// A parcel with round figures and what became of it, for the tests of disclosure.
#pragma once

#include "auction/lot.hpp"
#include "base/embedded_file.hpp"
#include "disclosure/lot_announcements.hpp"

#include <string>

namespace daylit::disclosure {

inline Instant at(std::string_view text) {
    return parse_instant(text, "").value();
}

inline Date day(std::string_view text) {
    return parse_date(text, "").value();
}

inline auction::Profile profile(const std::string& id) {
    for (const auto& file : profile_files()) {
        if (file.name == id + ".json") {
            return auction::parse_profile(file.bytes).value();
        }
    }
    throw BrokenPromise("no such profile");
}

inline const LotId lot_id{"01ARZ3NDEKTSV4RRFFQ69G5FA1"};
inline const LotId other_lot{"01ARZ3NDEKTSV4RRFFQ69G5FA2"};
inline const DocumentId document_id{"01ARZ3NDEKTSV4RRFFQ69G5FD1"};
inline const DocumentId other_document{"01ARZ3NDEKTSV4RRFFQ69G5FD2"};
inline const ObligationId obligation_id{"01ARZ3NDEKTSV4RRFFQ69G5FB1"};

// 10 million yuan, 12,345.67 m².
inline auction::LotTerms terms() {
    auction::LotTerms terms;
    auto& parcel = terms.parcel;
    parcel.number = "DY2026-017";
    parcel.title = "城东片区 A-01 地块";
    parcel.location = "岱阳市城东大道以东、文昌路以南";
    parcel.region = "320100";
    parcel.boundary = {{"type", "Polygon"}, {"coordinates", boost::json::array()}};
    parcel.area = Area(1'234'567);
    parcel.use = auction::LandUse::commercial;
    parcel.term_years = 40;
    parcel.planning.least_plot_ratio = "1.0";
    parcel.planning.most_plot_ratio = "2.5";
    parcel.planning.most_building_density = "40";
    parcel.start_price = Fen::yuan(10'000'000);
    parcel.step = Fen::yuan(100'000);
    parcel.deposit = Fen::yuan(2'000'000);
    parcel.decision = {"岱自然资会〔2026〕3号", day("2026-02-10")};
    parcel.attachments = {{"出让须知.pdf", sha256("notice")}};
    terms.times.application_from = at("2026-03-03T09:00:00+08:00");
    terms.times.application_until = at("2026-04-01T17:00:00+08:00");
    terms.times.deposit_until = at("2026-04-01T17:00:00+08:00");
    terms.times.listing_start = at("2026-03-24T09:00:00+08:00");
    terms.times.listing_end = at("2026-04-07T10:00:00+08:00");
    terms.times.timed_start = at("2026-04-07T10:00:00+08:00");
    return terms;
}

inline auction::LotState listed() {
    auction::LotState state;
    state.phase = auction::LotPhase::listed;
    state.terms = terms();
    state.profile = profile("jiangsu");
    return state;
}

// 12,345,678 yuan: a premium of 2,345,678 and a rate of 23.45678 %, which is shown as 23.4567 %.
inline auction::LotState sold_state() {
    auto state = listed();
    state.phase = auction::LotPhase::sold;
    state.leader = auction::Leader{7, "K7M2", Fen::yuan(12'345'678), at("2026-04-07T10:10:03.217+08:00")};
    state.closed_at = at("2026-04-07T10:14:03.217+08:00");
    auction::Deal deal;
    deal.premium = Fen::yuan(2'345'678);
    deal.premium_rate = premium_rate_ten_thousandths(Fen::yuan(10'000'000), Fen::yuan(12'345'678));
    state.deal = deal;
    return state;
}

inline auction::LotState failed_state() {
    auto state = listed();
    state.phase = auction::LotPhase::failed;
    state.closed_at = at("2026-04-07T10:04:00+08:00");
    return state;
}

inline LotFacts about(auction::LotState state) {
    return {"岱阳市公共资源交易中心", "岱阳市自然资源和规划局", lot_id, std::move(state)};
}

inline ListingFacts listing() {
    auto other = terms();
    other.parcel.number = "DY2026-018";
    return {"岱阳市公共资源交易中心",
            {"岱阳市自然资源和规划局", "岱阳市人民路 1 号"},
            {"岱阳市公共资源交易中心", "示例银行岱阳分行"},
            "岱阳市国有建设用地使用权挂牌出让公告（2026年第1号）",
            "宗地现状为净地。\n联系电话：0000-0000000。",
            profile("jiangsu"),
            {{lot_id, terms()}, {other_lot, other}}};
}

inline std::string value_of(const AnnouncementContent& content, const std::string& label) {
    for (const auto& section : content.sections) {
        for (const auto& fact : section.facts) {
            if (fact.label_zh == label) {
                return fact.value;
            }
        }
    }
    return "(no such fact)";
}

inline std::string text_of(const AnnouncementContent& content) {
    std::string text = content.title + "\n" + content.summary + "\n" + content.statement + "\n";
    for (const auto& section : content.sections) {
        text += section.heading_zh + "\n";
        for (const auto& fact : section.facts) {
            text += fact.label_zh + "：" + fact.value + "\n";
        }
        for (const auto& paragraph : section.paragraphs) {
            text += paragraph + "\n";
        }
    }
    return text;
}

}  // namespace daylit::disclosure
