// Applications and the bank's money, right and wrong; the jobs; the disclosure officer.
#include "server/app/confirmation.hpp"
#include "server/app/documents.hpp"
#include "server/app/refunds.hpp"
#include "tests/simulation/simulation.hpp"

#include <algorithm>
#include <array>

namespace daylit::simulation {

namespace {

struct Job {
    const char* name;
    int (*run)(const app::Services&);
};
constexpr std::array jobs{
    Job{"the clock job", app::advance_due_lots},
    Job{"matching deposits", app::match_bank_lines},
    Job{"settling deposits", app::settle_deposits},
    Job{"drawing up confirmations", app::draw_up_confirmations},
    Job{"drafting announcements", app::draft_announcements},
};

constexpr int watch = static_cast<int>(jobs.size());  // the process's own, not only a function

template <class Out>
const Out& good(const std::optional<Result<Out>>& result, const std::string& what) {
    if (!result || !result->ok()) {
        throw Broken(what + " is refused" + (result ? ": " + result->refusal().code : ""));
    }
    return result->value();
}

const std::map<std::string, std::string> everything{{"limit", "100"}};

}  // namespace

void Simulation::apply(std::size_t lot, std::size_t bidder) {
    auto& slot = lots_[lot].applications[bidder];
    const auto key = fresh_key("application");
    const auto params = Center::path({{"id", lots_[lot].id.text}});
    const auto text = "bidder " + std::to_string(bidder) + " applies for lot " + std::to_string(lot);
    std::optional<Result<app::ApplicationView>> answer;
    insist(text, [&] {
        auto applying = center_.call_as(bidders_[bidder].party, key);
        answer = app::apply_to_lot(applying, params, {true});
    });
    const auto word = answer->ok() ? "ok" : answer->refusal().code;
    say(text + " -> " + word);
    if (answer->ok() == slot.has_value() || (word == "already_applied") != slot.has_value()) {
        const bool may_be_late = !answer->ok() && word != "already_applied";
        if (!may_be_late) {
            throw Broken(text + ": " + word);
        }
    }
    if (answer->ok()) {
        slot = Application{(*answer)->id, (*answer)->deposit_reference, "", false};
    }
}

void Simulation::pay(std::size_t lot, std::size_t bidder, bool rightly) {
    auto& application = lots_[lot].applications[bidder];
    if (!application) {
        return;
    }
    const auto deposit = Fen::yuan(2'000'000);
    Money money{fresh_key("bank"), bidders_[bidder].party.name, application->reference, deposit};
    auto received_at = center_.clock();
    if (rightly) {
        money.amount = deposit + (chance_.one_in(6) ? Fen::yuan(1'000) : Fen());
        // Surely in time and judged before anything else happens.
        application->paid_well = application->paid_well || steps_ == 0;
    } else {
        switch (chance_.from(1, 4)) {
            case 1:
                money.reference = "NOBODY";
                break;
            case 2:
                money.payer = "某某建设有限公司";
                break;
            case 3:
                money.amount = deposit - Fen(1);
                break;
            default:
                received_at += std::chrono::days(-20);
        }
    }
    enter(money, received_at);
}

void Simulation::enter(const Money& money, Instant received_at) {
    std::optional<Result<app::BankLineView>> answer;
    insist("a bank line", [&] {
        auto entering = center_.call_as(center_.finance, "enter-" + money.bank_reference);
        answer = app::enter_bank_line(
            entering, {}, {money.bank_reference, money.reference, money.payer, money.amount, received_at});
    });
    (void)good(answer, "a bank line");
    say(money.bank_reference + ": " + money.payer + " pays " + std::to_string(money.amount.count()));
    money_.push_back(money);
}

void Simulation::learn_plates() {
    center_.store.read([&](schema::UnitOfWork& tx) {
        for (auto& lot : lots_) {
            for (auto& application : lot.applications) {
                if (application) {
                    const auto row = tx.find<schema::ApplicationRow>(schema::Lock::none, application->id);
                    application->plate = row->plate.value_or("");
                }
            }
        }
    });
}

void Simulation::run_job(int number) {
    const std::string name =
        number == watch ? "the outage watch" : jobs.at(static_cast<std::size_t>(number)).name;
    int done = 0;
    const bool ended = tried(name, [&] {
        done = number == watch ? center_.running_watch().look()
                               : jobs.at(static_cast<std::size_t>(number)).run(center_.running());
    });
    if (ended && done > 0) {
        say(name + ": " + std::to_string(done));
    }
    if (number == watch) {
        for (auto& lot : lots_) {
            lot.worlds.perhaps_noted_outages(moment());
        }
    }
    if (number == 0) {
        for (auto& lot : lots_) {
            ended ? lot.worlds.advanced(moment()) : lot.worlds.perhaps_advanced(moment());
        }
    }
    if (number == 1) {
        center_.store.start();
        learn_plates();
    }
}

void Simulation::run_job_through_trouble(int number) {
    if (chance_.one_in(3)) {
        break_next();
        run_job(number);
        mend();
    }
    run_job(number);
}

void Simulation::run_all_jobs() {
    for (int i = 0; i <= watch; ++i) {
        run_job_through_trouble(i);
    }
}

// --- what people still have to do at the end ---

// Two people resolve each line that matched nothing: the money goes back.
void Simulation::resolve_lines() {
    auto reading = center_.call_as(center_.finance, "");
    auto query = everything;
    query["state"] = "mismatched";
    const auto lines = app::bank_lines(reading, Center::with({}, query));
    for (const auto& line : lines->items) {
        const auto where = Center::path({{"id", line.id}});
        std::optional<Result<app::BankLineView>> proposed;
        std::optional<Result<app::BankLineView>> confirmed;
        auto proposing = center_.call_as(center_.finance, fresh_key("resolution"));
        proposed = app::propose_resolution(proposing, where, {auction::Resolution::return_to_payer, "退回"});
        (void)good(proposed, "a resolution");
        auto confirming = center_.call_as(center_.second_finance, fresh_key("resolution"));
        confirmed = app::confirm_resolution(confirming, where, {});
        (void)good(confirmed, "a second person's resolution");
    }
}

void Simulation::pay_refunds() {
    auto reading = center_.call_as(center_.finance, "");
    auto query = everything;
    query["state"] = "due";
    const auto due = app::refunds(reading, Center::with({}, query));
    for (const auto& refund : due->items) {
        const auto key = fresh_key("refund");
        for (int i = 0; i < (chance_.one_in(4) ? 2 : 1); ++i) {  // sent twice, paid once
            std::optional<Result<app::RefundView>> paid;
            auto paying = center_.call_as(center_.finance, key);
            paid = app::record_payment(paying, Center::path({{"id", refund.id}}), {key});
            (void)good(paid, "a refund");
        }
    }
}

void Simulation::release_documents() {
    auto reading = center_.call_as(center_.officer, "");
    auto query = everything;
    query["state"] = "drafted";
    const auto drafts = app::documents(reading, Center::with({}, query));
    for (const auto& draft : drafts->items) {
        std::optional<Result<app::DocumentView>> released;
        auto releasing = center_.call_as(center_.officer, fresh_key("release"));
        released = app::release_document(releasing, Center::path({{"id", draft.id.text}}),
                                         {true, "不涉密，可以公开。"});
        (void)good(released, "a release");
        say("an announcement is released: " + draft.content.title);
    }
}

}  // namespace daylit::simulation
