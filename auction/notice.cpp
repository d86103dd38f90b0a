#include "auction/notice.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"

namespace daylit::auction {

namespace {

using Events = std::vector<NoticeEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_statement = 1000;
constexpr std::size_t longest_reason = 1000;

Refusal wrong_phase(const NoticeState& state) {
    return refuse("notice_wrong_phase", "", {boost::describe::enum_to_string(state.phase, "")});
}

Digest digest_of(const LotTerms& terms) {
    return sha256(to_json_text(terms));
}

// Each kind carries its own parts and no others.
Outcome check_content(const NoticeContent& content) {
    if (auto statement = require_text(content.statement, "statement", longest_statement); !statement) {
        return statement;
    }
    const bool supplements = content.kind == NoticeKind::supplementary;
    if (supplements != content.terms.has_value()) {
        return refuse(supplements ? "missing_field" : "field_not_of_this_kind", "terms");
    }
    const bool resumes = content.kind == NoticeKind::resumption;
    if (!resumes && content.listing_end) {
        return refuse("field_not_of_this_kind", "listing_end");
    }
    if (!resumes && content.timed_start) {
        return refuse("field_not_of_this_kind", "timed_start");
    }
    return Done{};
}

Decision propose(const NoticeState& state, const ProposeNotice& command) {
    if (auto content = check_content(command.content); !content) {
        return content.refusal();
    }
    if (state.phase != NoticePhase::none) {
        return wrong_phase(state);
    }
    return Events{NoticeProposed{command.lot, command.content, command.actor, digest_of(command.terms)}};
}

Outcome check_reviewer(const NoticeState& state, const std::string& actor) {
    if (state.author == actor) {
        return refuse("author_cannot_review");
    }
    return state.phase == NoticePhase::proposed ? Outcome(Done{}) : Outcome(wrong_phase(state));
}

Decision give_back(const NoticeState& state, const ReturnNotice& command) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (auto reviewer = check_reviewer(state, command.actor); !reviewer) {
        return reviewer.refusal();
    }
    return Events{NoticeReturned{command.reason}};
}

Decision publish(const NoticeState& state, const PublishNotice& command) {
    if (auto reviewer = check_reviewer(state, command.actor); !reviewer) {
        return reviewer.refusal();
    }
    if (state.content.terms && state.before != digest_of(command.terms)) {
        return refuse("terms_changed_since_proposal");
    }
    return Events{NoticePublished{}};
}

}  // namespace

Result<std::vector<NoticeEvent>> decide(const NoticeState& state, const NoticeCommand& command) {
    return std::visit(Cases{[&](const ProposeNotice& c) { return propose(state, c); },
                            [&](const ReturnNotice& c) { return give_back(state, c); },
                            [&](const PublishNotice& c) { return publish(state, c); }},
                      command);
}

NoticeState evolve(NoticeState state, const NoticeEvent& event) {
    std::visit(Cases{[&](const NoticeProposed& e) {
                         state.phase = NoticePhase::proposed;
                         state.lot = e.lot;
                         state.content = e.content;
                         state.author = e.author;
                         state.before = e.before;
                     },
                     [&](const NoticeReturned& e) {
                         state.phase = NoticePhase::returned;
                         state.reason = e.reason;
                     },
                     [&](const NoticePublished&) { state.phase = NoticePhase::published; }},
               event);
    return state;
}

}  // namespace daylit::auction
