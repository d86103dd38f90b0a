#include "tendering/terms.hpp"

#include "base/findings.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace daylit::tendering {

namespace {

constexpr std::size_t longest_text = 8000;
constexpr std::size_t most_sections = 200;
constexpr std::size_t most_attachments = 50;
constexpr std::size_t most_documents_bytes = std::size_t{512} * 1024;

bool is_region(std::string_view text) {
    return text.size() == 6 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string element(const std::string& list, std::size_t index, const std::string& member) {
    return list + "[" + std::to_string(index) + "]." + member;
}

void check_security(const TenderTerms& terms, const Method& method, Findings& findings) {
    const auto& security = terms.security;
    const auto& share = method.rules.most_bid_security;
    // Shares are at most 100 percent.
    static_assert(Fen::most <= std::numeric_limits<std::int64_t>::max() / 100, "a percentage fits");
    findings.refuse_unless(security.amount.count() * 100 <= terms.estimate.count() * share.value,
                           "security_too_high", "security.amount",
                           {std::to_string(share.value) + "%", share.article});
    const auto& most = method.most_bid_security_amount;
    findings.refuse_unless(security.amount <= most.amount, "security_too_high", "security.amount",
                           {grouped_yuan(most.amount), most.article});
    findings.refuse_unless(security.amount == Fen(0) || security.guarantee || security.transfer,
                           "security_without_way", "security");
}

void check_documents(const TenderTerms& terms, Findings& findings) {
    findings.refuse_unless(!terms.sections.empty(), "documents_without_sections", "sections");
    findings.refuse_unless(terms.sections.size() <= most_sections, "too_many", "sections",
                           {std::to_string(most_sections)});
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < terms.sections.size(); ++i) {
        const auto& section = terms.sections[i];
        findings.add(require_line(section.number, findings.at(element("sections", i, "number")), 20));
        findings.add(require_line(section.title, findings.at(element("sections", i, "title")), 100));
        findings.add(
            require_text(section.text, findings.at(element("sections", i, "text")), most_documents_bytes));
        bytes += section.text.size();
    }
    findings.refuse_unless(bytes <= most_documents_bytes, "documents_too_large", "sections",
                           {std::to_string(most_documents_bytes / 1024)});
    for (std::size_t i = 0; i < terms.attachments.size(); ++i) {
        findings.add(
            require_line(terms.attachments[i].name, findings.at(element("attachments", i, "name")), 120));
    }
    findings.refuse_unless(terms.attachments.size() <= most_attachments, "too_many", "attachments",
                           {std::to_string(most_attachments)});
}

void check_price(const TenderTerms& terms, const Method& method, Findings& findings) {
    const auto price = std::ranges::find(terms.fields, "price", &LetterField::name);
    const bool there = price != terms.fields.end() && price->kind == FieldKind::money && price->required;
    findings.refuse_unless(there, "price_missing", "fields");
    findings.refuse_unless(
        !there || method.floor_price || !price->least, "floor_price_forbidden",
        there ? element("fields", static_cast<std::size_t>(price - terms.fields.begin()), "least") : "fields",
        {method.floor_price_article});
}

}  // namespace

LetterTerms letter_terms(const LotId& lot, const std::string& stage, std::int64_t documents_version,
                         const TenderTerms& terms) {
    return {lot.text, stage, documents_version, terms.fields, terms.files, terms.security};
}

std::vector<Refusal> check_terms(const TenderTerms& terms, const Method& method, const std::string& path) {
    Findings findings(path);
    findings.add(require_line(terms.number, findings.at("number"), 60));
    findings.add(require_line(terms.title, findings.at("title"), 100));
    findings.refuse_unless(is_region(terms.region), "malformed_region", "region");
    findings.add(require_line(terms.location, findings.at("location"), 200));
    findings.add(require_text(terms.scope, findings.at("scope"), longest_text));
    findings.add(require_text(terms.qualification, findings.at("qualification"), longest_text));
    findings.add(require_text(terms.evaluation, findings.at("evaluation"), longest_text));
    findings.refuse_unless(terms.estimate > Fen(0), "amount_not_positive", "estimate");
    const auto& validity = method.rules.bid_validity;
    findings.refuse_unless(terms.validity_days >= validity.value && terms.validity_days <= most_ahead.count(),
                           "validity_too_short", "validity_days",
                           {std::to_string(validity.value), validity.article});
    check_security(terms, method, findings);
    check_documents(terms, findings);
    check_price(terms, method, findings);
    // Of which lot and version is not known yet, and does not matter to what is wrong with the fields.
    for (auto& refusal : check_letter_terms(letter_terms(LotId{"LOT"}, method.stage, 1, terms))) {
        refusal.field = findings.at(refusal.field);
        findings.add(Outcome(std::move(refusal)));
    }
    return findings.take();
}

std::vector<Refusal> check_times(const TenderTimes& times, const Method& method, Instant published_at,
                                 const std::string& path) {
    Findings findings(path);
    const auto& available = method.rules.documents_available;
    findings.refuse_unless(china_days_between(published_at, times.documents_until) >= available.value,
                           "documents_too_short", "documents_until",
                           {std::to_string(available.value), available.article});
    const auto& period = method.rules.issue_to_deadline;
    findings.refuse_unless(china_days_between(published_at, times.deadline) >= period.value,
                           "tender_too_short", "deadline", {std::to_string(period.value), period.article});
    findings.refuse_unless(times.documents_until <= times.deadline, "times_out_of_order", "documents_until");
    findings.refuse_unless(times.questions_until > published_at && times.questions_until <= times.deadline,
                           "times_out_of_order", "questions_until");
    findings.refuse_unless(times.deadline <= published_at + most_ahead, "times_too_far", "deadline",
                           {std::to_string(most_ahead.count())});
    return findings.take();
}

}  // namespace daylit::tendering
