// A procurement method: what the law says about one way of tendering, as data (methods/*.json). The whole
// method is frozen into each lot when it is published, so that a later change of rules never touches a
// running lot.
#pragma once

#include "base/money.hpp"
#include "base/outage.hpp"
#include "base/rule.hpp"

namespace daylit::tendering {

// Days are calendar days in China, the first not counted (Civil Code article 201).
struct MethodRules {
    Rule documents_available;        // how long the documents can be had, at least
    Rule issue_to_deadline;          // from the notice to the deadline, at least
    Rule change_before_deadline;     // what changes a bid is told so long before the deadline, at least
    Rule objection_before_deadline;  // objections to the documents are raised so long before it, at least
    Rule objection_answer;           // and answered within
    Rule most_bid_security;          // of the estimate
    Rule bid_validity;               // from the deadline, at least
    Rule failure_announcement;       // that too few have bid is announced within
    bool operator==(const MethodRules&) const = default;
};
BOOST_DESCRIBE_STRUCT(MethodRules, (),
                      (documents_available, issue_to_deadline, change_before_deadline,
                       objection_before_deadline, objection_answer, most_bid_security, bid_validity,
                       failure_announcement))

struct AmountRule {
    Fen amount;
    std::string article;
    bool operator==(const AmountRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(AmountRule, (), (amount, article))

// How many there must be at least.
struct Quorum {
    int least = 3;
    std::string article;
    bool operator==(const Quorum&) const = default;
};
BOOST_DESCRIBE_STRUCT(Quorum, (), (least, article))

// How long the opening waits for its officers before it is adjourned.
struct Patience {
    int minutes = 30;
    std::string article;
    bool operator==(const Patience&) const = default;
};
BOOST_DESCRIBE_STRUCT(Patience, (), (minutes, article))

struct Method {
    std::string id;
    std::string name_zh;
    std::string name_en;
    std::string source;
    std::string stage;  // of the sealed bids, as it is bound into their key and their letters
    MethodRules rules;
    AmountRule most_bid_security_amount;
    Quorum quorum;      // of complete submissions
    Quorum key_bodies;  // from which the officers of a lot's key come
    Patience patience;
    OutageRule outages;
    bool floor_price = false;  // whether the documents may name a least price
    std::string floor_price_article;
    bool operator==(const Method&) const = default;

    std::chrono::minutes waits() const { return std::chrono::minutes(patience.minutes); }
};
BOOST_DESCRIBE_STRUCT(Method, (),
                      (id, name_zh, name_en, source, stage, rules, most_bid_security_amount, quorum,
                       key_bodies, patience, outages, floor_price, floor_price_article))

// From JSON text. Refuses what the form refuses, and method_unsound, naming the part.
Result<Method> parse_method(std::string_view text);

}  // namespace daylit::tendering
