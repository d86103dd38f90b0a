// The terms of one lot (标段) of a tender: what is wanted, for how long, against which documents, and until
// when. check_* say by name and article what the law does not allow.
#pragma once

#include "base/time.hpp"
#include "crypto/attachment.hpp"
#include "tendering/letter.hpp"
#include "tendering/method.hpp"

namespace daylit::tendering {

// One clause or chapter of the tender documents.
struct DocumentSection {
    std::string number;  // "1", "2.3"
    std::string title;
    std::string text;
    bool operator==(const DocumentSection&) const = default;
};
BOOST_DESCRIBE_STRUCT(DocumentSection, (), (number, title, text))

struct TenderTerms {
    std::string number;  // of the lot
    std::string title;
    std::string region;  // six digits of GB/T 2260
    std::string location;
    std::string scope;
    std::string qualification;
    std::string evaluation;
    Fen estimate;
    std::int64_t validity_days = 0;  // of the bids, from the deadline
    BidSecurity security;
    bool opening_is_public = true;
    std::vector<DocumentSection> sections;
    std::vector<Attachment> attachments;
    std::vector<LetterField>
        fields;                      // of the opening letter; "price" among them, whose `most` is the ceiling
    std::vector<std::string> files;  // the bid's other parts, one file each
    bool operator==(const TenderTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(TenderTerms, (),
                      (number, title, region, location, scope, qualification, evaluation, estimate,
                       validity_days, security, opening_is_public, sections, attachments, fields, files))

// The documents can be had from the publication on. Bids are opened at the deadline (BL article 34).
struct TenderTimes {
    Instant documents_until;
    Instant questions_until;
    Instant deadline;  // the moment itself is late
    bool operator==(const TenderTimes&) const = default;
};
BOOST_DESCRIBE_STRUCT(TenderTimes, (), (documents_until, questions_until, deadline))

// How far ahead of an act any moment that it sets may lie: a guard against a slip in the year.
constexpr std::chrono::days most_ahead{730};

// What the documents say of the letter, for this lot and version.
LetterTerms letter_terms(const LotId& lot, const std::string& stage, std::int64_t documents_version,
                         const TenderTerms& terms);

// Each check answers all that is wrong, every refusal with its path behind `path` ("" for none). Refuse what
// texts refuse, malformed_region, amount_not_positive, security_too_high, security_without_way,
// validity_too_short, documents_without_sections, too_many, documents_too_large, price_missing,
// floor_price_forbidden, letter_terms_unsound.
std::vector<Refusal> check_terms(const TenderTerms& terms, const Method& method, const std::string& path);
// documents_too_short, tender_too_short, times_out_of_order, times_too_far; were the lot published then.
std::vector<Refusal> check_times(const TenderTimes& times, const Method& method, Instant published_at,
                                 const std::string& path);

}  // namespace daylit::tendering
