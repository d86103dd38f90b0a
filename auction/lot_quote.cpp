// Quoting: the rules of one quote and of one answer.
#include "auction/lot_rules.hpp"

#include <algorithm>

namespace daylit::auction {

namespace {

const Participant* find_participant(const LotState& state, const std::string& plate) {
    const auto found = std::find_if(state.participants.begin(), state.participants.end(),
                                    [&](const auto& one) { return one.plate == plate; });
    return found == state.participants.end() ? nullptr : &*found;
}

Outcome check_listing_time(const LotState& state, Instant now) {
    const auto& times = state.terms.times;
    switch (shown_phase(state, now)) {
        case ShownPhase::announced:
            return refuse("listing_not_begun", "", {to_china_rfc3339(times.listing_start)});
        case ShownPhase::frozen:
            return refuse("listing_frozen", "", {to_china_rfc3339(times.listing_end)});
        case ShownPhase::waiting:
            return refuse("between_phases", "",
                          {to_china_rfc3339(times.timed_start.value_or(times.listing_end))});
        default:
            return Done{};
    }
}

Outcome check_timed_right(const LotState& state, const std::string& plate) {
    const auto* who = find_participant(state, plate);
    if (state.profile.who_may_enter == WhoMayEnter::quoted_in_listing &&
        (who == nullptr || !who->quoted_in_listing)) {
        return refuse("did_not_quote_in_listing");
    }
    if (state.profile.question && (who == nullptr || !who->go_on.value_or(false))) {
        return refuse("did_not_go_on");
    }
    return Done{};
}

Outcome check_phase(const LotState& state, const PlaceQuote& quote, Instant now) {
    if (state.phase == LotPhase::none) {
        return wrong_phase(state, now);
    }
    if (is_closed(state.phase)) {
        return refuse("lot_closed");
    }
    if (state.suspended_at) {
        return refuse("lot_suspended");
    }
    switch (state.phase) {
        case LotPhase::listed:
            return check_listing_time(state, now);
        case LotPhase::question:
            return refuse("question_is_open", "", {to_china_rfc3339(*state.until)});
        default:
            return check_timed_right(state, quote.plate);
    }
}

// Steps are counted from the price that leads, since the step may have risen since the start.
Outcome check_amount(const LotState& state, const PlaceQuote& quote) {
    const auto step = state.terms.parcel.step;
    const auto least = next_price(state);
    if (state.leader && state.leader->plate == quote.plate && !state.profile.leader_may_raise_itself) {
        return refuse("already_leading", "price");
    }
    if (quote.price < least) {
        return refuse(state.leader ? "below_next_step" : "below_start_price", "price",
                      {grouped_yuan(least), std::to_string(least.count())});
    }
    if (quote.price > most_price(state)) {
        return refuse("price_too_high", "price", {grouped_yuan(most_price(state))});
    }
    const auto above = quote.price - (state.leader ? state.leader->price : least);
    if (state.profile.increments == Increments::whole_steps && above.count() % step.count() != 0) {
        return refuse("not_whole_steps", "price", {grouped_yuan(step), grouped_yuan(least)});
    }
    return Done{};
}

}  // namespace

Fen next_price(const LotState& state) {
    return state.leader ? state.leader->price + state.terms.parcel.step : state.terms.parcel.start_price;
}

Fen most_price(const LotState& state) {
    constexpr std::int64_t most_times = 1'000'000'000;
    const auto start = state.terms.parcel.start_price.count();
    return start > Fen::most / most_times ? Fen(Fen::most) : Fen(start * most_times);
}

Decision place_quote(const LotState& state, const PlaceQuote& quote, Instant now) {
    if (!quote.qualified || quote.plate.empty()) {
        return refuse("not_qualified");
    }
    if (auto open = check_phase(state, quote, now); !open) {
        return open.refusal();
    }
    if (auto enough = check_amount(state, quote); !enough) {
        return enough.refusal();
    }
    const auto stage = state.phase == LotPhase::timed ? QuoteStage::timed : QuoteStage::listing;
    return Events{
        QuotePlaced{state.quotes + 1, quote.plate, quote.price, stage, quote.seen_number, quote.evidence}};
}

Result<AnswerEvent> decide_answer(const LotState& state, const AnswerQuestion& command, Instant now,
                                  const Facts& facts) {
    if (!command.qualified || command.plate.empty()) {
        return refuse("not_qualified");
    }
    const auto reached = advanced(state, now, facts);
    if (reached.suspended_at) {
        return refuse("lot_suspended");
    }
    if (awaits_settling(reached, now, facts)) {
        return refuse("closing_unsettled");
    }
    if (reached.phase != LotPhase::question) {
        return refuse("question_not_open");
    }
    const auto* who = find_participant(reached, command.plate);
    if (reached.profile.who_may_enter == WhoMayEnter::quoted_in_listing &&
        (who == nullptr || !who->quoted_in_listing)) {
        return refuse("did_not_quote_in_listing");
    }
    if (command.answered) {
        return refuse("already_answered");
    }
    return AnswerEvent(QuestionAnswered{command.plate, command.go_on, command.evidence});
}

}  // namespace daylit::auction
