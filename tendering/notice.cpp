#include "tendering/notice.hpp"

#include "base/cases.hpp"
#include "base/text.hpp"

namespace daylit::tendering {

namespace {

using Events = std::vector<TenderNoticeEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_statement = 8000;
constexpr std::size_t longest_reason = 1000;

Refusal wrong_phase(const TenderNoticeState& state) {
    return refuse("tender_notice_wrong_phase", "", {boost::describe::enum_to_string(state.phase, "")});
}

Digest digest_of(const TenderLotState& lot) {
    return sha256(to_json_text(lot.terms) + "\n" + to_json_text(lot.times));
}

Outcome check_content(const TenderNoticeContent& content) {
    if (auto statement = require_text(content.statement, "statement", longest_statement); !statement) {
        return statement;
    }
    const bool changes = content.kind == TenderNoticeKind::change;
    if (changes && !content.change) {
        return refuse("missing_field", "change");
    }
    if (!changes && content.change) {
        return refuse("field_not_of_this_kind", "change");
    }
    return Done{};
}

Decision propose(const TenderNoticeState& state, const ProposeTenderNotice& command) {
    if (auto content = check_content(command.content); !content) {
        return content.refusal();
    }
    if (state.phase != TenderNoticePhase::none) {
        return wrong_phase(state);
    }
    return Events{
        TenderNoticeProposed{command.lot, command.content, command.actor, digest_of(command.stands)}};
}

Outcome check_reviewer(const TenderNoticeState& state, const std::string& actor) {
    if (state.author == actor) {
        return refuse("author_cannot_review");
    }
    return state.phase == TenderNoticePhase::proposed ? Outcome(Done{}) : Outcome(wrong_phase(state));
}

Decision give_back(const TenderNoticeState& state, const ReturnTenderNotice& command) {
    if (auto reason = require_text(command.reason, "reason", longest_reason); !reason) {
        return reason.refusal();
    }
    if (auto reviewer = check_reviewer(state, command.actor); !reviewer) {
        return reviewer.refusal();
    }
    return Events{TenderNoticeReturned{command.reason}};
}

Decision publish(const TenderNoticeState& state, const PublishTenderNotice& command) {
    if (auto reviewer = check_reviewer(state, command.actor); !reviewer) {
        return reviewer.refusal();
    }
    if (state.content.change && state.before != digest_of(command.stands)) {
        return refuse("terms_changed_since_proposal");
    }
    return Events{TenderNoticePublished{}};
}

}  // namespace

Result<std::vector<TenderNoticeEvent>> decide(const TenderNoticeState& state,
                                              const TenderNoticeCommand& command) {
    return std::visit(Cases{[&](const ProposeTenderNotice& c) { return propose(state, c); },
                            [&](const ReturnTenderNotice& c) { return give_back(state, c); },
                            [&](const PublishTenderNotice& c) { return publish(state, c); }},
                      command);
}

TenderNoticeState evolve(TenderNoticeState state, const TenderNoticeEvent& event) {
    std::visit(Cases{[&](const TenderNoticeProposed& e) {
                         state.phase = TenderNoticePhase::proposed;
                         state.lot = e.lot;
                         state.content = e.content;
                         state.author = e.author;
                         state.before = e.before;
                     },
                     [&](const TenderNoticeReturned& e) {
                         state.phase = TenderNoticePhase::returned;
                         state.reason = e.reason;
                     },
                     [&](const TenderNoticePublished&) { state.phase = TenderNoticePhase::published; }},
               event);
    return state;
}

TenderLotCommand command_of(const TenderNoticeContent& content) {
    switch (content.kind) {
        case TenderNoticeKind::change:
            return ChangeDocuments{content.change->terms, content.change->times, content.statement,
                                   content.change->answers, content.change->affects_bids};
        case TenderNoticeKind::suspension:
            return SuspendTender{content.statement};
        case TenderNoticeKind::resumption:
            return ResumeTender{};
        case TenderNoticeKind::termination:
            break;
    }
    return TerminateTender{content.statement};
}

}  // namespace daylit::tendering
