#include "auction/terms.hpp"

#include "base/findings.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace daylit::auction {

namespace {

bool is_region(std::string_view text) {
    return text.size() == 6 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "2", "2.5", "35.00" in whole hundredths: up to six digits and two decimals; nullopt for anything else.
std::optional<int> read_hundredths(std::string_view text) {
    const auto dot = text.find('.');
    const auto whole = text.substr(0, dot);
    auto fraction = dot == std::string_view::npos ? std::string("0") : std::string(text.substr(dot + 1));
    if (whole.empty() || whole.size() > 6 || fraction.empty() || fraction.size() > 2) {
        return std::nullopt;
    }
    fraction.resize(2, '0');
    int number = 0;
    for (const char c : std::string(whole) + fraction) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        number = number * 10 + (c - '0');
    }
    return number;
}

// A decimal text under its name; what it says, or nullopt where it is missing or malformed.
std::optional<int> check_decimal(const std::optional<std::string>& text, const char* name,
                                 Findings& findings) {
    const auto number = text ? read_hundredths(*text) : std::nullopt;
    findings.refuse_unless(!text || number, "malformed_decimal", name);
    return number;
}

void check_percent(const std::optional<std::string>& text, const char* name, Findings& findings) {
    findings.refuse_unless(check_decimal(text, name, findings).value_or(0) <= 100 * 100, "percent_too_large",
                           name);
}

void check_planning(const Planning& planning, Findings& findings) {
    const auto most = check_decimal(planning.most_plot_ratio, "planning.most_plot_ratio", findings);
    const auto least = check_decimal(planning.least_plot_ratio, "planning.least_plot_ratio", findings);
    findings.refuse_unless(!least || !most || *least <= *most, "plot_ratio_contradicts",
                           "planning.least_plot_ratio");
    check_percent(planning.most_building_density, "planning.most_building_density", findings);
    check_percent(planning.least_green_ratio, "planning.least_green_ratio", findings);
    check_decimal(planning.most_height, "planning.most_height", findings);
    if (planning.other) {
        findings.add(require_text(*planning.other, findings.at("planning.other"), 4000));
    }
}

void check_amounts(const ParcelTerms& parcel, const Profile& profile, Findings& findings) {
    findings.refuse_unless(parcel.start_price > Fen(0), "amount_not_positive", "start_price");
    findings.refuse_unless(parcel.step > Fen(0), "amount_not_positive", "step");
    const auto& least = profile.rules.least_deposit;
    const auto& most = profile.rules.most_deposit;
    // A sound profile's shares are at most 100 percent.
    static_assert(Fen::most <= std::numeric_limits<std::int64_t>::max() / 100, "a percentage fits");
    const auto percent = parcel.deposit.count() * 100;
    const auto start = parcel.start_price.count();
    findings.refuse_unless(percent >= start * least.value, "deposit_too_low", "deposit",
                           {std::to_string(least.value), least.article});
    findings.refuse_unless(percent <= start * most.value, "deposit_too_high", "deposit",
                           {std::to_string(most.value), most.article});
}

void check_term(const ParcelTerms& parcel, const Profile& profile, Findings& findings) {
    const auto limit = std::find_if(profile.term_limits.begin(), profile.term_limits.end(),
                                    [&](const auto& one) { return one.use == parcel.use; });
    if (limit == profile.term_limits.end()) {
        findings.refuse_unless(false, "use_not_in_profile", "use",
                               {boost::describe::enum_to_string(parcel.use, "")});
        return;
    }
    findings.refuse_unless(parcel.term_years >= 1 && parcel.term_years <= limit->years, "term_too_long",
                           "term_years", {std::to_string(limit->years), limit->article});
}

}  // namespace

std::vector<Refusal> check_parcel(const ParcelTerms& parcel, const Profile& profile,
                                  const std::string& path) {
    Findings findings(path);
    findings.add(require_line(parcel.number, findings.at("number"), 60));
    findings.add(require_line(parcel.title, findings.at("title"), 100));
    findings.add(require_line(parcel.location, findings.at("location"), 200));
    findings.add(require_line(parcel.decision.number, findings.at("decision.number"), 60));
    findings.refuse_unless(is_region(parcel.region), "malformed_region", "region");
    findings.add(check_boundary(parcel.boundary, findings.at("boundary")));
    findings.refuse_unless(parcel.area > Area(0), "area_not_positive", "area");
    check_term(parcel, profile, findings);
    check_planning(parcel.planning, findings);
    check_amounts(parcel, profile, findings);
    for (std::size_t i = 0; i < parcel.attachments.size(); ++i) {
        const auto name = "attachments[" + std::to_string(i) + "].name";
        findings.add(require_line(parcel.attachments[i].name, findings.at(name), 120));
    }
    findings.refuse_unless(parcel.attachments.size() <= 50, "too_many", "attachments", {"50"});
    findings.refuse_unless(!parcel.reserve_price, "reserve_price_not_built", "reserve_price");
    findings.refuse_unless(!parcel.price_cap, "price_cap_not_built", "price_cap");
    findings.refuse_unless(!parcel.joint_bidding.value_or(false), "joint_bidding_not_built", "joint_bidding");
    return findings.take();
}

std::vector<Refusal> check_order(const LotTimes& times, const Profile& profile, Instant now,
                                 const std::string& path) {
    Findings findings(path);
    const auto& period = profile.rules.listing_period;
    const auto& close = profile.rules.application_close_before_end;
    findings.refuse_unless(china_days_between(times.listing_start, times.listing_end) >= period.value,
                           "listing_too_short", "listing_end",
                           {std::to_string(period.value), period.article});
    findings.refuse_unless(china_days_between(times.application_until, times.listing_end) == close.value,
                           "application_close_wrong", "application_until",
                           {std::to_string(close.value), close.article});
    findings.refuse_unless(times.application_from < times.application_until, "times_out_of_order",
                           "application_from");
    findings.refuse_unless(
        times.deposit_until > times.application_from && times.deposit_until <= times.listing_end,
        "times_out_of_order", "deposit_until");
    const bool fixed = profile.timed_start == TimedStart::fixed_time;
    findings.refuse_unless(fixed == times.timed_start.has_value(),
                           fixed ? "missing_field" : "timed_start_not_fixed", "timed_start");
    findings.refuse_unless(!times.timed_start || *times.timed_start >= times.listing_end,
                           "times_out_of_order", "timed_start");
    const auto last = std::max(times.listing_end, times.timed_start.value_or(times.listing_end));
    findings.refuse_unless(last <= now + most_ahead, "times_too_far",
                           last == times.listing_end ? "listing_end" : "timed_start",
                           {std::to_string(most_ahead.count())});
    return findings.take();
}

std::vector<Refusal> check_times(const LotTimes& times, const Profile& profile, Instant published_at,
                                 const std::string& path) {
    Findings findings(path);
    const auto& notice = profile.rules.notice_before_listing;
    findings.refuse_unless(china_days_between(published_at, times.listing_start) >= notice.value,
                           "notice_too_short", "listing_start",
                           {std::to_string(notice.value), notice.article});
    findings.refuse_unless(times.application_from >= published_at, "times_out_of_order", "application_from");
    findings.add(check_order(times, profile, published_at, path));
    return findings.take();
}

std::vector<Refusal> check_terms(const LotTerms& terms, const Profile& profile, Instant published_at,
                                 const std::string& path) {
    Findings findings(path);
    findings.add(check_parcel(terms.parcel, profile, findings.at("parcel")));
    findings.refuse_unless(terms.parcel.decision.date <= china_date(published_at), "decision_in_future",
                           "parcel.decision.date");
    findings.add(check_times(terms.times, profile, published_at, findings.at("times")));
    return findings.take();
}

}  // namespace daylit::auction
