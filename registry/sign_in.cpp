#include "registry/sign_in.hpp"

#include "base/embedded_file.hpp"
#include "base/encoding.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

namespace daylit::registry {

namespace {

constexpr std::size_t least_password = 12;
constexpr std::size_t most_password = 128;

// What people here try first and no English list has.
constexpr std::array local_roots{"woaini",     "wodemima", "mima",     "aini",      "zhongguo",   "beijing",
                                 "shanghai",   "gongsi",   "toubiao",  "zhaobiao",  "jiaoyi",     "taobao",
                                 "guanliyuan", "caiwu",    "daylight", "yangguang", "qazwsx",     "1qaz2wsx",
                                 "q1w2e3r4",   "1q2w3e4r", "zxcvbnm",  "asdfghjkl", "qwertyuiop", "a",
                                 "aa",         "aaa"};

std::string lower(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return low;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// The letters between the digits and marks at both ends: "123password!" -> "password".
std::string_view core_of(std::string_view text) {
    while (!text.empty() && !is_letter(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && !is_letter(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::size_t distinct(std::string_view text) {
    std::string sorted(text);
    std::sort(sorted.begin(), sorted.end());
    return static_cast<std::size_t>(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
}

// "p@55w0rd" -> "password".
std::string without_disguise(std::string_view text) {
    constexpr std::string_view written = "013457@$!";
    constexpr std::string_view meant = "oleastasi";
    std::string plain(text);
    for (char& c : plain) {
        const auto at = written.find(c);
        c = at == std::string_view::npos ? c : meant[at];
    }
    return plain;
}

// The shortest text that repeats to this one: "hunter2hunter2" -> "hunter2".
std::string_view unit_of(std::string_view text) {
    for (std::size_t size = 1; size <= text.size() / 2; ++size) {
        if (text.size() % size == 0 && text.substr(size) == text.substr(0, text.size() - size)) {
            return text.substr(0, size);
        }
    }
    return text;
}

// Debian's list (package john-data: passwords seen most often in public compromises, in the public domain)
// and our own roots.
const std::unordered_set<std::string_view>& common_passwords() {
    static const auto all = [] {
        std::unordered_set<std::string_view> found(local_roots.begin(), local_roots.end());
        for (const auto& file : common_password_files()) {
            auto rest = file.bytes;
            while (!rest.empty()) {
                const auto end = std::min(rest.find('\n'), rest.size());
                if (const auto line = rest.substr(0, end); !line.empty() && !line.starts_with("#!comment")) {
                    found.insert(line);
                }
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        ensure(found.size() > 3000, "the list of common passwords is whole");
        return found;
    }();
    return all;
}

bool is_common(const std::string& low) {
    const auto& common = common_passwords();
    const auto core = core_of(low);
    for (const auto part :
         {std::string_view(low), unit_of(low), core, core_of(unit_of(low)), unit_of(core)}) {
        if (part.empty() || common.contains(part) || common.contains(without_disguise(part))) {
            return true;
        }
    }
    return distinct(low) < 5;
}

// A name that is too short to tell stands in many a good password.
bool holds(std::string_view low, std::string_view name, std::size_t least) {
    return utf8_length(name) >= least && low.find(lower(name)) != std::string_view::npos;
}

std::chrono::seconds delay_of(std::int64_t failures, std::int64_t free_tries, std::chrono::seconds most) {
    if (failures < free_tries) {
        return std::chrono::seconds(0);
    }
    const auto doubled =
        std::chrono::seconds(1) * (std::int64_t(1) << std::min<std::int64_t>(failures - free_tries, 20));
    return std::min(doubled, most);
}

std::chrono::seconds left_of(const Failures& failures, std::chrono::seconds delay, Instant now) {
    const auto until = failures.last_at + delay;
    return until <= now ? std::chrono::seconds(0) : std::chrono::ceil<std::chrono::seconds>(until - now);
}

}  // namespace

Outcome check_password(std::string_view password, const PasswordOwner& owner, const std::string& field) {
    const auto length = utf8_length(password);
    if (length < least_password) {
        return refuse("password_too_short", field, {std::to_string(least_password)});
    }
    if (length > most_password || !is_utf8(password)) {
        return refuse("text_too_long", field, {std::to_string(most_password)});
    }
    const auto low = lower(password);
    if (is_common(low)) {
        return refuse("password_common", field);
    }
    const auto mailbox = owner.email.substr(0, owner.email.find('@'));
    if (holds(low, owner.login, 3) || holds(low, owner.display_name, 2) ||
        holds(low, owner.organisation_name, 2) || holds(low, owner.mobile, 7) || holds(low, mailbox, 4)) {
        return refuse("password_guessable", field);
    }
    return Done{};
}

Failures after_failure(const Failures& before, Instant now) {
    constexpr auto forgotten = std::chrono::hours(24);
    return {now - before.last_at < forgotten ? before.count + 1 : 1, now};
}

std::chrono::seconds wait_after(Tries tries, const Failures& failures, Instant now) {
    using std::chrono::seconds;
    const auto delay = [&] {
        switch (tries) {
            case Tries::of_login_from_address:
                return delay_of(failures.count, 5, seconds(900));
            case Tries::of_address:
                return delay_of(failures.count, 30, seconds(900));
            case Tries::of_login_from_device:
                return delay_of(failures.count, 5, seconds(30));
            case Tries::of_codes:
                return delay_of(failures.count, 50, seconds(900));
        }
        return seconds(900);
    }();
    return left_of(failures, delay, now);
}

}  // namespace daylit::registry
