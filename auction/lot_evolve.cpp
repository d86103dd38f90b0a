#include "auction/lot.hpp"

#include "base/cases.hpp"

#include <algorithm>

namespace daylit::auction {

namespace {

Participant& participant(LotState& state, const std::string& plate) {
    const auto found = std::find_if(state.participants.begin(), state.participants.end(),
                                    [&](const auto& one) { return one.plate == plate; });
    return found != state.participants.end() ? *found
                                             : state.participants.emplace_back(Participant{plate, false, {}});
}

void place(LotState& state, const QuotePlaced& quote, Instant at) {
    state.leader = Leader{quote.number, quote.plate, quote.price, at};
    state.quotes = quote.number;
    auto& who = participant(state, quote.plate);
    if (quote.stage == QuoteStage::listing) {
        who.quoted_in_listing = true;
    } else {
        state.until = at + state.profile.window();
    }
}

void close(LotState& state, LotPhase phase, Instant closed_at) {
    state.phase = phase;
    state.closed_at = closed_at;
    state.until.reset();
    state.suspended_at.reset();
}

}  // namespace

LotState evolve(LotState state, const LotEvent& event, Instant at) {
    std::visit(Cases{[&](const LotPublished& e) {
                         state.phase = LotPhase::listed;
                         state.terms = e.terms;
                         state.profile = e.profile;
                     },
                     [&](const QuotePlaced& e) { place(state, e, at); },
                     [&](const QuestionOpened& e) {
                         state.phase = LotPhase::question;
                         state.until = e.until;
                     },
                     [&](const QuestionClosed& e) {
                         for (const auto& answer : e.answers) {
                             participant(state, answer.plate).go_on = answer.go_on;
                         }
                         state.answered = true;
                     },
                     [&](const TimedBiddingOpened& e) {
                         state.phase = LotPhase::timed;
                         state.until = e.until;
                     },
                     [&](const LotSold& e) {
                         close(state, LotPhase::sold, e.closed_at);
                         state.deal = Deal{e.premium, e.premium_rate, {}, {}, {}, "", "", {}};
                     },
                     [&](const LotFailed& e) { close(state, LotPhase::failed, e.closed_at); },
                     [&](const LotSuspended& e) {
                         state.suspended_at = at;
                         state.reason = e.reason;
                     },
                     [&](const LotResumed& e) {
                         state.suspended_at.reset();
                         state.reason.clear();
                         state.terms.times = e.times;
                         state.until = e.until;
                     },
                     [&](const OutageRecorded& e) {
                         state.terms.times = e.times;
                         state.until = e.until;
                     },
                     [&](const LotTerminated& e) {
                         close(state, LotPhase::terminated, at);
                         state.reason = e.reason;
                     },
                     [&](const TermsSupplemented& e) { state.terms = e.terms; },
                     [&](const ConfirmationSigned& e) {
                         (e.party == DealParty::seller ? state.deal->seller_signed_at
                                                       : state.deal->winner_signed_at) = at;
                     },
                     [&](const ConfirmationRefused& e) {
                         state.deal->refused_at = at;
                         state.deal->refusal_reason = e.reason;
                     },
                     [&](const ContractSigned& e) {
                         state.deal->contract_number = e.number;
                         state.deal->contract_signed_on = e.signed_on;
                     }},
               event);
    return state;
}

}  // namespace daylit::auction
