// The terms of a lot: what is for sale, for how much, and when. check_terms says by name and article what the
// law does not allow.
//
// Days are calendar days in China, counted as Civil Code article 201 says: the first day is not counted. A
// listing may begin on the 20th day after the day of publication at the earliest, and end on the 10th after
// its first. Applications close exactly two days before the listing's last day, at whatever hour: article 11
// of 39号令 fixes the day ("为…结束日前2天") and does not say "at the latest".
#pragma once

#include "auction/profile.hpp"
#include "base/area.hpp"
#include "crypto/attachment.hpp"

namespace daylit::auction {

// Planning terms as the plan states them; decimals are texts such as "2.0", and an upper bound may stand
// alone.
struct Planning {
    std::optional<std::string> least_plot_ratio;
    std::string most_plot_ratio;
    std::optional<std::string> most_building_density;  // percent
    std::optional<std::string> least_green_ratio;      // percent
    std::optional<std::string> most_height;            // metres
    std::optional<std::string> other;
    bool operator==(const Planning&) const = default;
};
BOOST_DESCRIBE_STRUCT(Planning, (),
                      (least_plot_ratio, most_plot_ratio, most_building_density, least_green_ratio,
                       most_height, other))

// The seller's collective decision on the price (39号令 article 10).
struct PriceDecision {
    std::string number;
    Date date{};
    bool operator==(const PriceDecision&) const = default;
};
BOOST_DESCRIBE_STRUCT(PriceDecision, (), (number, date))

struct ParcelTerms {
    std::string number;
    std::string title;
    std::string location;
    std::string region;            // six digits of GB/T 2260
    boost::json::object boundary;  // GeoJSON Polygon or MultiPolygon, longitude and latitude
    Area area;
    LandUse use = LandUse::mixed;
    int term_years = 0;
    Planning planning;
    Fen start_price;
    Fen step;
    Fen deposit;
    PriceDecision decision;
    std::vector<Attachment> attachments;
    // Terms that are not built; refused when present (joint bidding when wanted).
    std::optional<Fen> reserve_price;
    std::optional<Fen> price_cap;
    std::optional<bool> joint_bidding;
    bool operator==(const ParcelTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(ParcelTerms, (),
                      (number, title, location, region, boundary, area, use, term_years, planning,
                       start_price, step, deposit, decision, attachments, reserve_price, price_cap,
                       joint_bidding))

struct LotTimes {
    Instant application_from;
    Instant application_until;
    Instant deposit_until;
    Instant listing_start;
    Instant listing_end;
    std::optional<Instant> timed_start;  // only where the profile fixes it
    bool operator==(const LotTimes&) const = default;
};
BOOST_DESCRIBE_STRUCT(LotTimes, (),
                      (application_from, application_until, deposit_until, listing_start, listing_end,
                       timed_start))

struct LotTerms {
    ParcelTerms parcel;
    LotTimes times;
    bool operator==(const LotTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(LotTerms, (), (parcel, times))

// How far ahead of an act any moment that it sets may lie: a guard against a slip in the year.
constexpr std::chrono::days most_ahead{730};

// Each check answers all that is wrong, every refusal with its path behind `path` ("" for none).
//
// What is wrong with the parcel itself, whatever the times. Refuses what the texts refuse, malformed_region,
// malformed_boundary, area_not_positive, use_not_in_profile, term_too_long, malformed_decimal,
// percent_too_large, plot_ratio_contradicts, amount_not_positive, deposit_too_low, deposit_too_high,
// too_many, reserve_price_not_built, price_cap_not_built and joint_bidding_not_built.
std::vector<Refusal> check_parcel(const ParcelTerms& parcel, const Profile& profile, const std::string& path);
// What is wrong with the moments among themselves: listing_too_short, application_close_wrong,
// times_out_of_order, missing_field, timed_start_not_fixed; times_too_far from `now`.
std::vector<Refusal> check_order(const LotTimes& times, const Profile& profile, Instant now,
                                 const std::string& path);
// The same and notice_too_short, were the lot published then.
std::vector<Refusal> check_times(const LotTimes& times, const Profile& profile, Instant published_at,
                                 const std::string& path);
// The parcel and the times, and decision_in_future; empty when the lot may be published then.
std::vector<Refusal> check_terms(const LotTerms& terms, const Profile& profile, Instant published_at,
                                 const std::string& path);
// GeoJSON (RFC 7946) Polygon or MultiPolygon, nothing beside type and coordinates: closed rings of four
// positions or more, three of them different, each a pair in the range of degrees (no altitude); at most
// 10,000 positions in all. Refuses malformed_boundary and names the exact element.
Outcome check_boundary(const boost::json::object& boundary, const std::string& path);

}  // namespace daylit::auction
