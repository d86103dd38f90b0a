// What the staff and the two sides of a deal do upon lots, and how a lot is looked at.
#include "server/app/confirmation.hpp"
#include "server/app/live.hpp"
#include "server/app/lots.hpp"
#include "server/app/notices.hpp"
#include "tests/simulation/hear.hpp"

#include <algorithm>

namespace daylit::simulation {

namespace {

Shown shown_of(const app::LotView& view) {
    Shown shown;
    shown.phase = boost::describe::enum_to_string(view.phase, "");
    shown.suspended = view.suspended;
    if (view.leader) {
        shown.number = view.leader->number;
        shown.price = view.leader->price.count();
    }
    shown.next_price = view.next_price.count();
    if (view.phase == auction::ShownPhase::question || view.phase == auction::ShownPhase::timed) {
        shown.until = view.until;
    }
    if (view.result) {
        shown.closed_at = view.result->closed_at;
    }
    return shown;
}

auction::NoticeContent content_of(Kind kind, const app::LotView& view) {
    auction::NoticeContent content;
    content.statement = "依据现场情况公告。";
    switch (kind) {
        case Kind::suspend:
            content.kind = auction::NoticeKind::suspension;
            break;
        case Kind::resume:
            content.kind = auction::NoticeKind::resumption;
            break;
        case Kind::terminate:
            content.kind = auction::NoticeKind::termination;
            break;
        default:
            content.kind = auction::NoticeKind::supplementary;
            content.terms = view.terms;
            content.terms->parcel.step = view.terms.parcel.step + Fen::yuan(10'000);
    }
    return content;
}

}  // namespace

// A clerk proposes, and a second person publishes: now, or when the lot has moved on.
void Simulation::staff_acts(std::size_t lot, Kind kind) {
    static const std::map<Kind, std::string> names{{Kind::suspend, "suspension"},
                                                   {Kind::resume, "resumption"},
                                                   {Kind::terminate, "termination"},
                                                   {Kind::raise_step, "higher step"}};
    const auto text = "the " + names.at(kind) + " of lot " + std::to_string(lot);
    if (kind == Kind::raise_step && lots_[lot].worlds.size() > 1) {
        return;  // nobody could say on which terms it rests
    }
    std::optional<app::LotView> view;
    std::optional<Result<app::NoticeView>> proposed;
    const auto params = Center::path({{"id", lots_[lot].id.text}});
    const auto before = moment();
    const auto key = fresh_key("proposal");
    const bool done = tried(text, [&] {
        auto reading = center_.visitor();
        view = app::lot(reading, params).value();
        auto proposing = center_.call_as(center_.clerk, key);
        proposed = app::propose_notice(proposing, params, content_of(kind, *view));
    });
    if (!done) {
        return;
    }
    Command command;
    command.kind = kind;
    command.key = fresh_key("publication");
    command.request = command.key;
    if (kind == Kind::raise_step) {
        command.terms = rules_of(*view);
        command.terms->step += Fen::yuan(10'000).count();
    }
    const auto word = proposed->ok() ? "ok" : proposed->refusal().code;
    ++tally_.words[word];
    say(text + " is proposed -> " + word);
    lots_[lot].worlds.judged_aside(command, word, before);
    if (word != "ok") {
        return;
    }
    if (kind == Kind::raise_step) {
        command.seen = lots_[lot].worlds.first().rules();
    }
    command.not_before = (*proposed)->proposed_at;
    auto& sent = keep({lot,
                       {},
                       text + " is published",
                       std::move(command),
                       {},
                       [this, id = (*proposed)->id](Sent& again) {
                           auto publishing = center_.call_as(center_.reviewer, again.command.key);
                           again.heard = hear<app::NoticeView>([&] {
                               return app::publish_notice(publishing, Center::path({{"id", id}}), {});
                           });
                       },
                       {},
                       {},
                       false,
                       false});
    if (!chance_.one_in(6)) {
        send({&sent});
    }
}

// Seller or winner sign the confirmation, or the winner declines, once it is drawn up.
void Simulation::act_on_deal(std::size_t lot, bool winner, bool declines) {
    const auto& books = lots_[lot].worlds.first();
    const auto* party = winner || declines ? holder(lot, books.leader()) : &center_.seller_party;
    if (party == nullptr) {
        return;
    }
    const auto params = Center::path({{"id", lots_[lot].id.text}});
    std::optional<Result<app::ConfirmationView>> text;
    const bool read = tried("a confirmation is read", [&] {
        auto reading = center_.call_as(*party, "");
        text = app::confirmation(reading, params);
    });
    if (!read || !text->ok()) {
        return;  // not sold, or not drawn up yet
    }
    Command command;
    command.kind = declines ? Kind::decline : Kind::sign;
    command.yes = winner;
    command.key = fresh_key("deal");
    command.request = command.key;
    auto payload = declines ? boost::json::object{{"lot", lots_[lot].id.text}, {"reason", "资金不足"}}
                            : boost::json::object{{"lot", lots_[lot].id.text},
                                                  {"confirmation_digest", (*text)->digest.hex()}};
    auto act = center_.signed_act(*party, declines ? "daylight-refusal+jws" : "daylight-confirmation+jws",
                                  std::move(payload), command.key);
    command.expires_at = act.expires_at;
    const std::string who = declines ? "the winner declines"
                            : winner ? "the winner signs"
                                     : "the seller signs";
    send({&keep({lot,
                 {},
                 who + " for lot " + std::to_string(lot),
                 std::move(command),
                 {},
                 [this, declines, act = std::move(act)](Sent& sent) {
                     auto call = center_.call_with(act);
                     const auto where = Center::path({{"id", lots_[sent.lot].id.text}});
                     sent.heard = hear<app::ActAnswer>([&] {
                         return declines ? app::refuse_confirmation(call, where, act.act)
                                         : app::sign_confirmation(call, where, act.act);
                     });
                 },
                 {},
                 {},
                 false,
                 false})});
}

// What a visitor is shown is what the auditor says, and names nobody before the close.
void Simulation::look(std::size_t index) {
    auto& lot = lots_[index];
    const auto params = Center::path({{"id", lot.id.text}});
    std::optional<app::LotView> view;
    std::string shown;
    const bool reads_all = chance_.one_in(4);
    const bool done = tried("a look", [&] {
        auto reading = center_.visitor();
        view = app::lot(reading, params).value();
        if (reads_all) {
            shown += to_json_text(*view);
            shown += to_json_text(app::lot_quotes(reading, params).value());
            shown += to_json_text(app::live_lot(center_.running(), lot.id, 0).value());
        }
    });
    if (!done) {
        return;
    }
    lot.worlds.seen(shown_of(*view), moment());
    if (lot.worlds.is_over(moment())) {
        return;
    }
    if (!reads_all) {
        return;
    }
    std::erase_if(center_.outlet.told, [&](const auto& told) {
        const bool about_it = told.topic == app::feed_topic(lot.id);
        shown += about_it ? told.data : "";
        return about_it;
    });
    for (std::size_t i = 0; i < bidders_.size(); ++i) {
        const auto plate = plate_of(index, i);
        if (!plate.empty() && shown.find("\"" + plate + "\"") != std::string::npos) {
            throw Broken("plate " + plate + " is shown before its lot has closed");
        }
    }
}

}  // namespace daylit::simulation
