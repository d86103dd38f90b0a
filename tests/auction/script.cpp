#include "tests/auction/script.hpp"

#include <algorithm>
#include <map>

namespace daylit::auction::testing {

namespace {

using std::chrono::days;

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string one; stream >> one;) {
        words.push_back(one);
    }
    return words;
}

// "1000" or "1009.99" yuan.
Fen yuan(const std::string& text) {
    const auto dot = text.find('.');
    const auto whole = std::stoll(text.substr(0, dot));
    return Fen(whole * 100 + (dot == std::string::npos ? 0 : std::stoll(text.substr(dot + 1))));
}

std::string plain_yuan(Fen amount) {
    auto text = grouped_yuan(amount);
    std::erase(text, ',');
    return text.ends_with(".00") ? text.substr(0, text.size() - 3) : text;
}

// "2d", "00:04:00", "1d00:00:00.001"
Milliseconds duration(std::string_view text) {
    Milliseconds sum{0};
    const auto day = text.find('d');
    if (day != std::string_view::npos) {
        sum += days(std::stoi(std::string(text.substr(0, day))));
        text.remove_prefix(day + 1);
    }
    if (!text.empty()) {
        const auto at = [&](std::size_t from, std::size_t count) {
            return std::stoi(std::string(text.substr(from, count)));
        };
        sum += std::chrono::hours(at(0, 2)) + std::chrono::minutes(at(3, 2)) + std::chrono::seconds(at(6, 2));
        sum += Milliseconds(text.size() > 8 ? at(9, 3) : 0);
    }
    return sum;
}

Profile profile_for(const std::vector<std::string>& setting) {
    auto profile = shipped_profile(setting.at(0));
    for (const auto& one : setting) {
        profile.moment_of_closing = one == "in_time" ? MomentOfClosing::in_time : profile.moment_of_closing;
        profile.leader_may_raise_itself = profile.leader_may_raise_itself || one == "may_raise_itself";
        profile.increments = one == "whole_steps" ? Increments::whole_steps : profile.increments;
        profile.who_may_enter =
            one == "only_quoters" ? WhoMayEnter::quoted_in_listing : profile.who_may_enter;
        if (one == "two_of_180_seconds") {
            profile.question = Question{180, 2};
            profile.window_seconds = 180;
            profile.increments = Increments::at_least_one_step;
        }
        if (one == "no_outages") {
            profile.outages.reset();
        }
        if (one == "after_listing") {
            profile.timed_start = TimedStart::after_listing;
        }
    }
    return profile;
}

LotTerms terms_for(const std::vector<std::string>& setting, const Profile& profile) {
    auto terms = lawful_terms(profile);
    for (const auto& one : setting) {
        if (one == "one_fen") {
            terms.parcel.start_price = Fen(1);
            terms.parcel.step = Fen(1);
            terms.parcel.deposit = Fen(1);
        }
        if (one == "dearest") {
            terms.parcel.start_price = Fen(Fen::most - 1);
            terms.parcel.step = Fen(Fen::most);
            terms.parcel.deposit = Fen(Fen::most / 2);
        }
    }
    return terms;
}

template <class E>
std::string enum_text(E value) {
    return boost::describe::enum_to_string(value, "");
}

}  // namespace

std::vector<Script> scripts_of(const std::string& text) {
    std::vector<Script> scripts;
    for (auto& row : text_table(text)) {
        if (row.front().starts_with("=")) {
            scripts.push_back(Script{trimmed(row.front().substr(1)), row.at(1), {}});
        } else {
            scripts.back().lines.push_back(Line{row.at(0), row.at(1), row.at(2)});
        }
    }
    return scripts;
}

Stage::Stage(const std::string& setting) : now_(published_at) {
    const auto words = words_of(setting);
    const auto profile = profile_for(words);
    first_ = terms_for(words, profile);
    if (std::find(words.begin(), words.end(), "unpublished") == words.end()) {
        stream_.emplace_back(LotPublished{first_, profile}, now_);
        state_ = evolve({}, stream_.back().first, now_);
    }
}

Instant Stage::moment(std::string_view spec) const {
    const auto& times = state_.terms.times;
    const std::map<char, Instant> anchors{
        {'P', published_at},
        {'A', first_.times.application_until},
        {'S', first_.times.listing_start},
        {'L', first_.times.listing_end},
        {'T', first_.times.timed_start.value_or(first_.times.listing_end)},
        {'N', now_},
        {'l', times.listing_end},
        {'t', times.timed_start.value_or(times.listing_end)},
        {'u', state_.until.value_or(now_)},
    };
    const auto from = anchors.at(spec.at(0));
    if (spec.size() == 1) {
        return from;
    }
    const auto length = duration(spec.substr(2));
    return spec.at(1) == '-' ? from - length : from + length;
}

std::string Stage::spoken_moment(std::optional<Instant> at) const {
    return at ? to_china_rfc3339(*at) : "none";
}

SupplementTerms Stage::read_supplement(const std::string& what) const {
    SupplementTerms command{state_.terms, "补充公告"};
    auto& times = command.terms.times;
    const auto all_times = [&](Milliseconds by) {
        for (auto* one :
             {&times.application_until, &times.deposit_until, &times.listing_start, &times.listing_end}) {
            *one += by;
        }
        if (times.timed_start) {
            *times.timed_start += by;
        }
    };
    const auto words = words_of(what);
    for (std::size_t i = 1; i + 1 < words.size(); i += 2) {
        const auto& key = words[i];
        const auto& value = words[i + 1];
        auto& parcel = command.terms.parcel;
        parcel.step = key == "step" ? yuan(value) : parcel.step;
        parcel.start_price = key == "start_price" ? yuan(value) : parcel.start_price;
        parcel.deposit = key == "deposit" ? yuan(value) : parcel.deposit;
        parcel.number = key == "number" ? value : parcel.number;
        parcel.title = key == "title" ? value : parcel.title;
        times.application_from = key == "application_from" ? moment(value) : times.application_from;
        times.listing_end = key == "listing_end" ? moment(value) : times.listing_end;
        times.timed_start = key == "timed_start" ? moment(value) : times.timed_start;
        times.deposit_until = key == "deposit_until" ? moment(value) : times.deposit_until;
        command.statement = key == "statement" ? "" : command.statement;
        if (key == "later" || key == "earlier") {
            all_times(duration(value) * (key == "later" ? 1 : -1));
        }
    }
    return command;
}

std::optional<AnswerQuestion> Stage::read_answer(const std::string& what) const {
    const auto words = words_of(what);
    if (words.size() != 2 || (words[1] != "yes" && words[1] != "no")) {
        return std::nullopt;
    }
    const auto plate = words[0] == "nobody" ? "" : words[0];
    const bool answered =
        std::any_of(answers_.begin(), answers_.end(), [&](const auto& one) { return one.plate == plate; });
    return AnswerQuestion{plate, words[0] != "stranger", answered, words[1] == "yes", sha256(what)};
}

LotCommand Stage::read_command(const std::string& what) const {
    const auto words = words_of(what);
    const auto& first = words.at(0);
    const auto second = words.size() > 1 ? words[1] : "";
    const auto third = words.size() > 2 ? words[2] : "";
    const auto plate = first == "nobody" ? "" : first;
    const bool qualified = first != "stranger";
    if (second == "quotes") {
        return PlaceQuote{plate, qualified, yuan(third), state_.quotes, sha256(what)};
    }
    if (second == "signs") {
        const auto drawn_up = sha256("confirmation");
        return SignConfirmation{first == "seller" ? DealParty::seller : DealParty::winner,
                                third.empty() ? drawn_up : sha256(third), drawn_up, sha256(what)};
    }
    if (second == "refuses") {
        return RefuseConfirmation{third};
    }
    if (first == "contract") {
        return RecordContract{third, parse_date(second, "").value()};
    }
    if (first == "resume") {
        return ResumeLot{second == "listing_end" ? std::optional(moment(third)) : std::nullopt,
                         second == "timed_start" ? std::optional(moment(third)) : std::nullopt};
    }
    if (first == "suspend") {
        return SuspendLot{second};
    }
    if (first == "terminate") {
        return TerminateLot{second};
    }
    if (first == "supplement") {
        return read_supplement(what);
    }
    if (first == "publish") {
        return PublishLot{first_, shipped_profile("jiangsu")};
    }
    if (first != "advance") {
        throw std::runtime_error("no command '" + what + "'");
    }
    return Advance{};
}

std::string Stage::answer_question(const AnswerQuestion& answer) {
    const auto decided = decide_answer(state_, answer, now_, facts());
    if (!decided) {
        expect_full_sentences(decided.refusal());
        return decided.refusal().code;
    }
    const auto& event = std::get<QuestionAnswered>(*decided);
    answers_.push_back(Answer{event.plate, event.go_on, event.evidence});
    return encode_event(*decided).type;
}

bool Stage::learn(const std::string& what) {
    const auto words = words_of(what);
    if (words.at(0) == "settled") {
        settled_ = moment(words.at(1));
        return true;
    }
    if (words.at(0) != "outage") {
        return false;
    }
    Outage outage{moment(words.at(1)), moment(words.at(2)), {}, OutageCause::server_silent};
    outage.lasted = outage.to - outage.from;
    if (words.size() > 3) {
        outage.cause = words[3] == "slow"      ? OutageCause::slow_decisions
                       : words[3] == "refused" ? OutageCause::commands_refused
                                               : OutageCause::probe_failed;
    }
    outages_.push_back(outage);
    return true;
}

Facts Stage::facts() const {
    return {answers_, settled_.value_or(now_), outages_};
}

std::string Stage::command(const std::string& what) {
    if (learn(what)) {
        return "known";
    }
    if (const auto answer = read_answer(what)) {
        return answer_question(*answer);
    }
    const auto command = read_command(what);
    const auto decided = decide(state_, command, now_, facts());
    EXPECT_EQ(decided.ok(), decide(state_, command, now_, facts()).ok());
    if (!decided) {
        expect_full_sentences(decided.refusal());
        EXPECT_EQ(decided.refusal(), decide(state_, command, now_, facts()).refusal());
        return decided.refusal().code;
    }
    std::string names;
    for (const auto& event : *decided) {
        stream_.emplace_back(event, now_);
        state_ = evolve(std::move(state_), event, now_);
        names += (names.empty() ? "" : " ") + encode_event(event).type;
    }
    EXPECT_EQ(replayed(stream_), state_);
    if (state_.phase != LotPhase::none) {
        EXPECT_EQ(parse_as<LotState>(to_json_text(state_)).value(), state_);
    }
    return names.empty() ? "nothing" : names;
}

std::string Stage::question(const std::string& what) const {
    const auto& times = state_.terms.times;
    const std::map<std::string, std::optional<Instant>> moments{
        {"moment", next_moment(state_, now_, facts())},
        {"due", next_due(state_)},
        {"until", state_.until},
        {"closed at", state_.closed_at},
        {"suspended at", state_.suspended_at},
        {"application from", times.application_from},
        {"application until", times.application_until},
        {"deposit until", times.deposit_until},
        {"listing start", times.listing_start},
        {"listing end", times.listing_end},
        {"timed start", times.timed_start},
    };
    if (const auto found = moments.find(what); found != moments.end()) {
        return spoken_moment(found->second);
    }
    if (what == "phase") {
        return enum_text(shown_phase(advanced(state_, now_, facts()), now_));
    }
    if (what == "leader") {
        return state_.leader ? state_.leader->plate + " " + plain_yuan(state_.leader->price) : "none";
    }
    if (what == "next price") {
        return plain_yuan(next_price(state_));
    }
    if (what == "premium") {
        return plain_yuan(state_.deal.value().premium) + " " + std::to_string(state_.deal->premium_rate);
    }
    if (what == "binding") {
        return state_.deal.value().is_binding() ? "yes" : "no";
    }
    throw std::runtime_error("no question '" + what + "'");
}

std::string Stage::answer(const Line& line) {
    now_ = moment(line.when);
    if (!line.what.ends_with("?")) {
        return command(line.what);
    }
    auto said = question(line.what.substr(0, line.what.size() - 1));
    const bool is_moment = !line.expected.empty() && line.expected.size() <= 24 &&
                           std::string_view("PASLTNltu").find(line.expected[0]) != std::string_view::npos &&
                           said.size() == std::string_view("2026-11-02T09:00:00.000+08:00").size();
    // A moment that is as expected is spoken as the table wrote it.
    return is_moment && said == to_china_rfc3339(moment(line.expected)) ? line.expected : said;
}

}  // namespace daylit::auction::testing
