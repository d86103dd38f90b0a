#include "tendering/method.hpp"

#include <algorithm>

namespace daylit::tendering {

namespace {

constexpr int most_quorum = 100;
constexpr int longest_wait_minutes = 24 * 60;

// The id is a file's name and a part of addresses; the stage a part of what is signed.
bool is_word(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool is_days(const Rule& rule) {
    return is_period(rule, RuleUnit::calendar_days);
}

// The part that makes no sense; "" when all do.
std::string unsound_part(const Method& method) {
    struct Check {
        const char* name;
        bool sound;
    };
    const auto& rules = method.rules;
    const Check checks[] = {
        {"id", is_word(method.id)},
        {"name_zh", !method.name_zh.empty()},
        {"name_en", !method.name_en.empty()},
        {"source", !method.source.empty()},
        {"stage", is_word(method.stage)},
        {"rules.documents_available", is_days(rules.documents_available)},
        {"rules.issue_to_deadline", is_days(rules.issue_to_deadline)},
        {"rules.change_before_deadline",
         is_days(rules.change_before_deadline) &&
             rules.change_before_deadline.value <= rules.issue_to_deadline.value},
        {"rules.objection_before_deadline", is_days(rules.objection_before_deadline)},
        {"rules.objection_answer", is_days(rules.objection_answer)},
        {"rules.most_bid_security", is_share(rules.most_bid_security)},
        {"rules.bid_validity", is_days(rules.bid_validity)},
        {"rules.failure_announcement", is_days(rules.failure_announcement)},
        {"most_bid_security_amount",
         method.most_bid_security_amount.amount > Fen(0) && !method.most_bid_security_amount.article.empty()},
        {"key_bodies", method.key_bodies.least >= 1 && method.key_bodies.least <= most_quorum &&
                           !method.key_bodies.article.empty()},
        {"quorum",
         method.quorum.least >= 1 && method.quorum.least <= most_quorum && !method.quorum.article.empty()},
        {"patience", method.patience.minutes >= 1 && method.patience.minutes <= longest_wait_minutes &&
                         !method.patience.article.empty()},
        {"outages", is_sound(method.outages)},
        {"floor_price_article", !method.floor_price_article.empty()},
    };
    const auto* found = std::ranges::find(checks, false, &Check::sound);
    return found == std::end(checks) ? "" : found->name;
}

}  // namespace

Result<Method> parse_method(std::string_view text) {
    auto method = parse_as<Method>(text);
    if (!method) {
        return method;
    }
    if (auto part = unsound_part(*method); !part.empty()) {
        return refuse("method_unsound", std::move(part));
    }
    return method;
}

}  // namespace daylit::tendering
