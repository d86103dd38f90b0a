#include "disclosure/document.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"

namespace daylit::disclosure {

namespace {

using Events = std::vector<DocumentEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_summary = 100;
constexpr std::size_t longest_statement = 20'000;
constexpr std::size_t longest_reason = 500;

Outcome check_phase(const DocumentState& state, std::initializer_list<DocumentPhase> wanted) {
    if (std::find(wanted.begin(), wanted.end(), state.phase) == wanted.end()) {
        return refuse("wrong_phase", "", {std::string(boost::describe::enum_to_string(state.phase, ""))});
    }
    return Done{};
}

// A correction says what was wrong; other announcements may have nothing to add to their facts.
Outcome check_statement(const std::string& statement, AnnouncementKind kind) {
    return statement.empty() && kind != AnnouncementKind::correction
               ? Outcome(Done{})
               : require_text(statement, "statement", longest_statement);
}

// What somebody who never wrote in the document does with a draft.
Outcome check_second_person(const DocumentState& state, const std::string& actor) {
    if (state.phase == DocumentPhase::none) {
        return refuse("not_found");
    }
    if (state.is_author(actor)) {
        return refuse("author_cannot_approve");
    }
    return check_phase(state, {DocumentPhase::drafted});
}

Decision draft(const DocumentState& state, const DraftDocument& command) {
    const auto& content = command.content;
    for (auto checked :
         {require_line(content.title, "title", longest_title),
          require_line(content.summary, "summary", longest_summary),
          check_statement(content.statement, content.kind), check_phase(state, {DocumentPhase::none})}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    return Events{DocumentDrafted{content, command.obligation, command.actor}};
}

Decision revise(const DocumentState& state, const ReviseDocument& command) {
    if (auto checked = check_statement(command.statement, state.content.kind); !checked) {
        return checked.refusal();
    }
    if (state.phase == DocumentPhase::none) {
        return refuse("not_found");
    }
    if (auto checked = check_phase(state, {DocumentPhase::drafted, DocumentPhase::returned}); !checked) {
        return checked.refusal();
    }
    return Events{DocumentRevised{command.statement, command.actor}};
}

Decision send_back(const DocumentState& state, const ReturnDocument& command) {
    for (auto checked : {require_text(command.reason, "reason", longest_reason),
                         check_second_person(state, command.actor)}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    return Events{DocumentReturned{command.reason}};
}

Decision review(const DocumentState& state, const ReviewDocument& command) {
    if (!command.secrecy_reviewed) {
        return refuse("secrecy_review_missing", "secrecy_reviewed");
    }
    for (auto checked : {require_text(command.opinion, "opinion", longest_reason),
                         check_second_person(state, command.actor)}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    return Events{DocumentReviewed{command.opinion, command.actor}};
}

Decision release(const DocumentState& state, const ReleaseDocument& command, Instant now) {
    if (auto checked = check_phase(state, {DocumentPhase::drafted}); !checked) {
        return checked.refusal();
    }
    if (state.reviewer.empty()) {
        return refuse("secrecy_review_missing", "secrecy_reviewed");
    }
    return Events{DocumentReleased{command.index_number, command.html_digest, command.json_digest, now}};
}

Decision correct(const DocumentState& state, const CorrectDocument& command) {
    if (auto checked = check_correctable(state); !checked) {
        return checked.refusal();
    }
    return Events{DocumentCorrected{command.by, command.index_number}};
}

void add_author(DocumentState& state, const std::string& author) {
    if (!state.is_author(author)) {
        state.authors.push_back(author);
    }
}

}  // namespace

Outcome check_correctable(const DocumentState& state) {
    if (state.phase != DocumentPhase::released) {
        return refuse("document_not_released");
    }
    return state.corrected_by ? Outcome(refuse("already_corrected")) : Outcome(Done{});
}

Decision decide(const DocumentState& state, const DocumentCommand& command, Instant now) {
    return std::visit(Cases{[&](const DraftDocument& c) { return draft(state, c); },
                            [&](const ReviseDocument& c) { return revise(state, c); },
                            [&](const ReturnDocument& c) { return send_back(state, c); },
                            [&](const ReviewDocument& c) { return review(state, c); },
                            [&](const ReleaseDocument& c) { return release(state, c, now); },
                            [&](const CorrectDocument& c) { return correct(state, c); }},
                      command);
}

DocumentState evolve(DocumentState state, const DocumentEvent& event) {
    std::visit(Cases{[&](const DocumentDrafted& e) {
                         state.phase = DocumentPhase::drafted;
                         state.content = e.content;
                         state.obligation = e.obligation;
                         add_author(state, e.author);
                     },
                     [&](const DocumentRevised& e) {
                         state.phase = DocumentPhase::drafted;
                         state.content.statement = e.statement;
                         state.reviewer.clear();
                         state.reason.clear();
                         add_author(state, e.author);
                     },
                     [&](const DocumentReturned& e) {
                         state.phase = DocumentPhase::returned;
                         state.reason = e.reason;
                     },
                     [&](const DocumentReviewed& e) { state.reviewer = e.reviewer; },
                     [&](const DocumentReleased& e) {
                         state.phase = DocumentPhase::released;
                         state.index_number = e.index_number;
                         state.released_at = e.released_at;
                         state.html_digest = e.html_digest;
                         state.json_digest = e.json_digest;
                     },
                     [&](const DocumentCorrected& e) { state.corrected_by = e.by; }},
               event);
    return state;
}

}  // namespace daylit::disclosure
