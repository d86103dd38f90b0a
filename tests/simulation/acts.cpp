// What is done upon lots: by bidders of every temper, by the staff, by the two sides of a deal.
#include "tests/simulation/hear.hpp"

#include <algorithm>

namespace daylit::simulation {

namespace {

constexpr const char* quote_type = "daylight-quote+jws";

}  // namespace

std::string Simulation::plate_of(std::size_t lot, std::size_t bidder) const {
    const auto& application = lots_[lot].applications[bidder];
    return application ? application->plate : "";
}

std::string Simulation::plate_or_any(std::size_t lot, std::size_t bidder) const {
    const auto plate = plate_of(lot, bidder);
    return plate.empty() ? "100" : plate;
}

const app::testing::Party* Simulation::holder(std::size_t lot, const std::string& plate) const {
    for (std::size_t i = 0; i < bidders_.size(); ++i) {
        if (!plate.empty() && plate_of(lot, i) == plate) {
            return &bidders_[i].party;
        }
    }
    return nullptr;
}

Sent& Simulation::keep(Sent sent) {
    sent_.push_back(std::make_unique<Sent>(std::move(sent)));
    return *sent_.back();
}

// --- sending and hearing ---

void Simulation::begin_sent(Sent& sent) {
    sent.heard.reset();
    sent.command.own = sent.bidder ? plate_of(sent.lot, *sent.bidder) : "";
    try {
        sent.begin(sent);
    } catch (const schema::StoreUnavailable&) {
        sent.heard.emplace().lost = true;
    } catch (const schema::Conflict&) {
        sent.heard.emplace().lost = true;
    }
}

// The first begins; the others come while its transaction is under way, and wait for each other.
void Simulation::send(const std::vector<Sent*>& together) {
    bool died = false;
    std::size_t begun = 1;
    center_.breaking.on_leaving = [&] {
        for (; begun < together.size();) {
            begin_sent(*together[begun++]);
        }
    };
    try {
        begin_sent(*together[0]);
        center_.breaking.on_leaving = nullptr;
        while (begun < together.size()) {  // the first came no further than the door
            begin_sent(*together[begun++]);
        }
    } catch (const Crash&) {
        died = true;
        center_.breaking.on_leaving = nullptr;
    }
    const std::vector<Sent*> reached(together.begin(), together.begin() + static_cast<std::ptrdiff_t>(begun));
    learn(reached, died);
    if (died) {
        say("the process died");
        center_.restart();
    }
}

void Simulation::learn(const std::vector<Sent*>& together, bool died) {
    for (std::size_t lot = 0; lot < lots_.size(); ++lot) {
        std::vector<Sent*> of_lot;
        std::ranges::copy_if(together, std::back_inserter(of_lot),
                             [&](const Sent* sent) { return sent->lot == lot; });
        learn_lot(lots_[lot], of_lot, died);
    }
}

void Simulation::learn_lot(Lot& lot, const std::vector<Sent*>& together, bool died) {
    std::vector<Command> lost;
    int transaction = 0;
    const auto learn_lost = [&] {
        if (!lost.empty()) {
            lot.worlds.lost(lost, moment());
            lost.clear();
        }
    };
    std::vector<Command> cut_off;
    for (auto* sent : together) {
        if (!sent->heard) {
            if (!died) {
                throw Broken(sent->text + ": never answered");
            }
            say(sent->text + " -> cut off");
            sent->was_lost = true;
            cut_off.push_back(sent->command);
        } else if (sent->heard->lost) {
            say(sent->text + " -> lost");
            sent->was_lost = true;
            if (sent->heard->transaction != transaction) {
                learn_lost();
            }
            transaction = sent->heard->transaction;
            lost.push_back(sent->command);
        } else {
            learn_lost();
            take_answer(lot, *sent);
        }
    }
    learn_lost();
    lot.worlds.cut_off(cut_off, moment());
}

void Simulation::take_answer(Lot& lot, Sent& sent) {
    const auto& heard = *sent.heard;
    const auto& word = heard.verdict.word;
    say(sent.text + " -> " + word +
        (heard.verdict.number > 0 ? " #" + std::to_string(heard.verdict.number) : ""));
    ++tally_.words[word];
    lot.worlds.answered(sent.command, heard.verdict, moment());
    if (word == "behind" || word == "idempotency_key_reused") {
        return;
    }
    sent.was_lost = false;
    sent.refused = word != "ok";
    if (sent.command.kind != Kind::quote) {
        return;
    }
    if (sent.refused && !heard.signed_refusal) {
        throw Broken(sent.text + ": refused without a signature");
    }
    if (heard.quote) {
        const bool first = !sent.receipt;
        if (!first && (sent.receipt->receipt != heard.quote->receipt ||
                       sent.receipt->event_digest != heard.quote->event_digest)) {
            throw Broken(sent.text + ": answered twice, and not alike");
        }
        tally_.accepted += first ? 1 : 0;
        sent.receipt = heard.quote;
    }
}

// --- quotes ---

std::int64_t Simulation::price_by(const Bidder& bidder, Lot& lot) {
    const auto& books = lot.worlds.first();
    const auto next = books.shown(moment()).next_price;
    const auto step = books.rules().step;
    const auto stale = std::exchange(lot.stale_price, next);
    switch (bidder.temper) {
        case Bidder::Temper::stale:
            return chance_.one_in(2) && stale > 0 ? stale : next;
        case Bidder::Temper::careless:
            switch (chance_.from(1, 6)) {
                case 1:
                    return next - 1;
                case 2:
                    return next + step / 2;
                default:
                    return next + step;
            }
        default:
            return next + step * (chance_.one_in(3) ? chance_.from(1, 5) : 0);
    }
}

Sent& Simulation::new_quote(std::size_t lot, std::size_t bidder, const std::string& key) {
    const auto& who = bidders_[bidder];
    Command command;
    command.request = fresh_key("quote");
    command.key = key.empty() ? command.request : key;
    command.plate = plate_or_any(lot, bidder);
    if (who.temper == Bidder::Temper::deceitful && chance_.one_in(3)) {
        const auto other = plate_of(lot, chance_.below(bidders_.size()));
        command.plate = other.empty() ? "999" : other;
    }
    command.amount = price_by(who, lots_[lot]);
    auto act = center_.signed_act(who.party, quote_type,
                                  {{"lot", lots_[lot].id.text},
                                   {"plate", command.plate},
                                   {"price", command.amount},
                                   {"seen_number", 0}},
                                  command.key, Milliseconds(chance_.one_in(8) ? 1'000 : 300'000));
    command.expires_at = act.expires_at;
    const auto text = "bidder " + std::to_string(bidder) + " quotes " + std::to_string(command.amount) +
                      " as " + command.plate + " on lot " + std::to_string(lot) + " (" + command.request +
                      ")";
    const auto statement = sha256(act.act.statement);
    return keep({lot,
                 bidder,
                 text,
                 std::move(command),
                 statement,
                 [this, act = std::move(act)](Sent& sent) {
                     app::place_quote(center_.call_with(act), Center::path({{"id", lots_[sent.lot].id.text}}),
                                      act.act,
                                      [this, &sent](const std::function<Result<app::QuoteAnswer>()>& answer) {
                                          sent.heard = hear<app::QuoteAnswer>(answer);
                                          sent.heard->transaction = center_.breaking.transactions();
                                      });
                 },
                 {},
                 {},
                 false,
                 false});
}

void Simulation::quotes_together() {
    const auto count = chance_.one_in(2) ? 1 : chance_.from(2, 4);
    const auto lot = any_lot();
    std::vector<Sent*> together;
    for (int i = 0; i < count; ++i) {
        const auto where = chance_.one_in(5) ? any_lot() : lot;
        const bool repeats = !together.empty() && chance_.one_in(6);
        together.push_back(repeats ? &again(*together.back())
                                   : &new_quote(where, chance_.below(bidders_.size())));
        if (!repeats && chance_.one_in(12)) {
            together.pop_back();  // written now, and sent some time later or never
        }
    }
    if (!together.empty()) {
        tally_.batched += together.size() > 1 ? static_cast<int>(together.size()) : 0;
        send(together);
    }
}

// The same request under the same key.
Sent& Simulation::again(const Sent& sent) {
    auto copy = sent;
    copy.heard.reset();
    copy.text += " again";
    return keep(std::move(copy));
}

void Simulation::repeat_something() {
    if (sent_.empty()) {
        return quotes_together();
    }
    // Mostly what is not answered yet, sometimes long ago.
    std::vector<Sent*> among;
    for (const auto& sent : sent_) {
        if (sent->was_lost || !sent->heard || chance_.one_in(10)) {
            among.push_back(sent.get());
        }
    }
    const auto& old = *sent_[chance_.below(sent_.size())];
    if (old.command.kind == Kind::quote && chance_.one_in(6)) {
        // Another request under a key that was used.
        send({&new_quote(old.lot, *old.bidder, old.command.key)});
    } else if (!among.empty()) {
        send({among[chance_.below(among.size())]});
    }
}

// --- what is not as it should be ---

void Simulation::tamper() {
    const auto lot = any_lot();
    const auto bidder = chance_.below(bidders_.size());
    const auto& party = bidders_[bidder].party;
    const boost::json::object payload{
        {"lot", lots_[lot].id.text}, {"plate", plate_of(lot, bidder)}, {"price", 1}, {"seen_number", 0}};
    auto act = center_.signed_act(party, quote_type, payload, fresh_key("tampered"));
    std::string expected;
    switch (chance_.from(1, 6)) {
        case 1: {  // another signature
            auto& text = act.act.statement;
            auto& letter = text[text.size() - 20];
            letter = letter == 'A' ? 'B' : 'A';
            expected = "signature_invalid";
            break;
        }
        case 2:
            act.nonce += "-other";
            expected = "act_nonce_differs";
            break;
        case 3:
            act = center_.signed_act(party, quote_type, payload, act.nonce, std::chrono::hours(1));
            expected = "act_lives_too_long";
            break;
        case 4:
            act = center_.signed_act(party, "daylight-answer+jws", payload, act.nonce);
            expected = "jws_wrong_type";
            break;
        case 5:
            act.caller = bidders_[(bidder + 1) % bidders_.size()].party.caller;
            expected = "certificate_not_yours";
            break;
        default: {
            auto elsewhere = payload;
            elsewhere["lot"] = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
            act = center_.signed_act(party, quote_type, elsewhere, act.nonce);
            expected = "act_for_another";
        }
    }
    Heard heard;
    (void)tried("a tampered quote", [&] {
        app::place_quote(center_.call_with(act), Center::path({{"id", lots_[lot].id.text}}), act.act,
                         [&](const auto& answer) { heard = hear<app::QuoteAnswer>(answer); });
    });
    say("a tampered quote by bidder " + std::to_string(bidder) + " -> " + heard.verdict.word);
    if (!heard.verdict.word.empty() && heard.verdict.word != expected) {
        throw Broken("a tampered quote is answered " + heard.verdict.word + ", not " + expected);
    }
    if (!heard.verdict.word.empty()) {
        ++tally_.words[heard.verdict.word];
    }
}

// --- the question who goes on ---

void Simulation::answer_question() {
    const auto lot = any_lot();
    const auto bidder = chance_.below(bidders_.size());
    Command command;
    command.kind = Kind::answer;
    command.key = fresh_key("answer");
    command.request = command.key;
    command.plate = plate_or_any(lot, bidder);
    command.yes = !chance_.one_in(3);
    auto act = center_.signed_act(
        bidders_[bidder].party, "daylight-answer+jws",
        {{"lot", lots_[lot].id.text}, {"plate", command.plate}, {"go_on", command.yes}}, command.key);
    command.expires_at = act.expires_at;
    const auto text = "bidder " + std::to_string(bidder) + (command.yes ? " goes on" : " does not go on") +
                      " with lot " + std::to_string(lot);
    send({&keep(
        {lot,
         bidder,
         text,
         std::move(command),
         {},
         [this, act = std::move(act)](Sent& sent) {
             auto call = center_.call_with(act);
             sent.heard = hear<app::ActAnswer>([&] {
                 return app::answer_question(call, Center::path({{"id", lots_[sent.lot].id.text}}), act.act);
             });
         },
         {},
         {},
         false,
         false})});
}

}  // namespace daylit::simulation
