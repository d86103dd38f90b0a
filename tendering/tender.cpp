#include "tendering/tender.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <iterator>

namespace daylit::tendering {

namespace {

using Events = std::vector<TenderEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_title = 100;
constexpr std::size_t longest_number = 60;
constexpr std::size_t longest_statement = 8000;
constexpr std::size_t longest_reason = 1000;
constexpr std::size_t most_lots = 20;

Refusal wrong_phase(const TenderState& state) {
    return refuse("tender_draft_wrong_phase", "", {boost::describe::enum_to_string(state.phase, "")});
}

std::string place_of(std::size_t index) {
    return "lots[" + std::to_string(index) + "]";
}

// The form of a draft: what can be judged without the law. Terms and times are judged later.
Outcome check_form(const TenderDraft& draft) {
    for (auto checked : {require_line(draft.title, "title", longest_title),
                         require_line(draft.project_number, "project_number", longest_number),
                         require_text(draft.statement, "statement", longest_statement)}) {
        if (!checked) {
            return checked;
        }
    }
    if (draft.lots.empty()) {
        return refuse("tender_without_lots", "lots");
    }
    if (draft.lots.size() > most_lots) {
        return refuse("too_many", "lots", {std::to_string(most_lots)});
    }
    for (std::size_t i = 0; i < draft.lots.size(); ++i) {
        const auto same = [&](const DraftedLot& other) {
            return other.terms.number == draft.lots[i].terms.number;
        };
        if (std::ranges::count_if(draft.lots, same) > 1) {
            return refuse("number_repeated", place_of(i) + ".terms.number");
        }
    }
    return Done{};
}

bool is_author(const TenderState& state, const std::string& actor) {
    return std::ranges::find(state.authors, actor) != state.authors.end();
}

bool may_change(const TenderState& state) {
    return state.phase == TenderDraftPhase::draft || state.phase == TenderDraftPhase::returned;
}

Decision draft_new(const TenderState& state, const DraftTender& command) {
    if (auto form = check_form(command.draft); !form) {
        return form.refusal();
    }
    if (state.phase != TenderDraftPhase::none) {
        return wrong_phase(state);
    }
    return Events{TenderDrafted{command.tenderer, command.draft, command.actor}};
}

Decision revise(const TenderState& state, const ReviseTender& command) {
    if (auto form = check_form(command.draft); !form) {
        return form.refusal();
    }
    if (!may_change(state)) {
        return wrong_phase(state);
    }
    return Events{TenderRevised{command.draft, command.actor}};
}

Decision send_to_review(const TenderState& state, const SendTenderToReview& command, Instant now) {
    if (!may_change(state)) {
        return wrong_phase(state);
    }
    auto findings = check_draft(state.draft, command.method, now);
    if (!findings.empty()) {
        return std::move(findings.front());
    }
    return Events{TenderSentToReview{command.actor}};
}

Outcome check_reviewer(const TenderState& state, const std::string& actor) {
    if (is_author(state, actor)) {
        return refuse("author_cannot_review");
    }
    return state.phase == TenderDraftPhase::in_review ? Outcome(Done{}) : Outcome(wrong_phase(state));
}

Decision give_back(const TenderState& state, const ReturnTender& command) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (auto reviewer = check_reviewer(state, command.actor); !reviewer) {
        return reviewer.refusal();
    }
    return Events{TenderReturned{command.reason}};
}

Decision publish(const TenderState& state, const PublishTender& command, Instant now) {
    if (auto reviewer = check_reviewer(state, command.actor); !reviewer) {
        return reviewer.refusal();
    }
    auto findings = check_draft(state.draft, command.method, now);
    if (!findings.empty()) {
        return std::move(findings.front());
    }
    ensure(command.lots.size() == state.draft.lots.size(), "every drafted lot becomes a lot");
    return Events{TenderPublished{command.lots}};
}

void add_author(TenderState& state, const std::string& author) {
    if (!is_author(state, author)) {
        state.authors.push_back(author);
    }
}

}  // namespace

std::vector<Refusal> check_draft(const TenderDraft& draft, const Method& method, Instant now) {
    std::vector<Refusal> all;
    for (std::size_t i = 0; i < draft.lots.size(); ++i) {
        const auto path = place_of(i);
        for (auto& found : {check_terms(draft.lots[i].terms, method, path + ".terms"),
                            check_times(draft.lots[i].times, method, now, path + ".times")}) {
            all.insert(all.end(), found.begin(), found.end());
        }
    }
    return all;
}

Result<std::vector<TenderEvent>> decide(const TenderState& state, const TenderCommand& command, Instant now) {
    return std::visit(Cases{[&](const DraftTender& c) { return draft_new(state, c); },
                            [&](const ReviseTender& c) { return revise(state, c); },
                            [&](const SendTenderToReview& c) { return send_to_review(state, c, now); },
                            [&](const ReturnTender& c) { return give_back(state, c); },
                            [&](const PublishTender& c) { return publish(state, c, now); }},
                      command);
}

TenderState evolve(TenderState state, const TenderEvent& event) {
    std::visit(Cases{[&](const TenderDrafted& e) {
                         state.phase = TenderDraftPhase::draft;
                         state.tenderer = e.tenderer;
                         state.draft = e.draft;
                         add_author(state, e.author);
                     },
                     [&](const TenderRevised& e) {
                         state.phase = TenderDraftPhase::draft;
                         state.draft = e.draft;
                         state.reason.clear();
                         add_author(state, e.author);
                     },
                     [&](const TenderSentToReview& e) {
                         state.phase = TenderDraftPhase::in_review;
                         add_author(state, e.author);
                     },
                     [&](const TenderReturned& e) {
                         state.phase = TenderDraftPhase::returned;
                         state.reason = e.reason;
                     },
                     [&](const TenderPublished& e) {
                         state.phase = TenderDraftPhase::published;
                         state.lots = e.lots;
                     }},
               event);
    return state;
}

}  // namespace daylit::tendering
