#include "server/app/rule_book.hpp"

#include "base/embedded_file.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

template <class T>
T sound(Result<T> result, std::string_view what) {
    if (!result) {
        throw std::runtime_error(std::string(what) + " is damaged: " + result.refusal().code + " " +
                                 result.refusal().field);
    }
    return std::move(result).value();
}

WorkingCalendar read_calendars() {
    std::vector<std::string> texts;
    for (const auto& file : calendar_files()) {
        texts.emplace_back(file.bytes);
    }
    return sound(read_calendar(texts), "the working calendar");
}

// The newest version's Chinese and English text; names are "2026-1.zh.txt".
Agreement read_agreement() {
    Agreement newest;
    for (const auto& file : agreement_files()) {
        const std::string version(file.name.substr(0, file.name.find('.')));
        if (version < newest.version) {
            continue;
        }
        newest.version = version;
        (file.name.ends_with(".zh.txt") ? newest.text_zh : newest.text_en) = std::string(file.bytes);
    }
    ensure(!newest.text_zh.empty() && !newest.text_en.empty(), "the agreement stands in both languages");
    newest.digest = sha256(newest.text_zh);
    return newest;
}

constexpr std::string_view default_profile = "jiangsu";

std::vector<auction::Profile> read_profiles() {
    std::vector<auction::Profile> profiles;
    for (const auto& file : profile_files()) {
        profiles.push_back(sound(auction::parse_profile(file.bytes), file.name));
    }
    std::stable_partition(profiles.begin(), profiles.end(),
                          [](const auto& profile) { return profile.id == default_profile; });
    return profiles;
}

std::vector<tendering::Method> read_methods() {
    std::vector<tendering::Method> methods;
    for (const auto& file : method_files()) {
        methods.push_back(sound(tendering::parse_method(file.bytes), file.name));
    }
    ensure(!methods.empty(), "there is a method to tender by");
    return methods;
}

}  // namespace

RuleBook::RuleBook()
    : calendar_(read_calendars()),
      agreement_(read_agreement()),
      profiles_(read_profiles()),
      methods_(read_methods()) {}

const tendering::Method* RuleBook::method(const std::string& id) const {
    const auto found = std::ranges::find(methods_, id, &tendering::Method::id);
    return found == methods_.end() ? nullptr : &*found;
}

Result<auction::Profile> RuleBook::profile(const std::string& id, const std::string& field) const {
    const auto found = std::find_if(profiles_.begin(), profiles_.end(),
                                    [&](const auto& profile) { return profile.id == id; });
    return found != profiles_.end() ? Result<auction::Profile>(*found)
                                    : refuse("profile_unknown", field, {id});
}

}  // namespace daylit::app
