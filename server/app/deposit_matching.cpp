// The program that goes from the bank's statement to plates, without a person.
#include "auction/deposit.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/application_record.hpp"
#include "server/app/bank_line_record.hpp"
#include "server/app/bank_lines.hpp"
#include "server/app/messages.hpp"
#include "server/app/refund_record.hpp"
#include "tendering/bid_security.hpp"

namespace daylit::app {

namespace {

using auction::Mismatch;
using schema::ApplicationRow;
using schema::BankLineRow;
using schema::Lock;
using schema::LotRow;

constexpr int lines_at_once = 200;

std::vector<BankLineRow> entered_after(const Services& services, const std::string& last) {
    std::vector<BankLineRow> rows;
    services.store.read([&](schema::UnitOfWork& tx) {
        rows = tx.select<BankLineRow>(
            {{schema::equals("phase", "entered"), {"id", schema::Compare::greater, last, {}}},
             {{"id", schema::Order::ascending}},
             lines_at_once});
    });
    return rows;
}

std::optional<ApplicationId> application_named(Act& act, const std::string& reference) {
    const auto rows =
        act.tx.select<ApplicationRow>({{schema::equals("deposit_reference", reference)}, {}, 1});
    return rows.empty() ? std::nullopt : std::optional(rows.front().id);
}

// Three digits at random; four where three are crowded.
std::string free_plate(Act& act, const LotId& lot) {
    constexpr int tries_with_three = 8;
    constexpr int most_tries = 1000;
    for (int i = 0; i < most_tries; ++i) {
        const auto number = i < tries_with_three ? 100 + act.services().random.below(900)
                                                 : 1000 + act.services().random.below(9000);
        auto plate = std::to_string(number);
        if (act.tx
                .select<ApplicationRow>({{schema::equals("lot", lot), schema::equals("plate", plate)}, {}, 1})
                .empty()) {
            return plate;
        }
    }
    throw BrokenPromise("a lot never has thousands of bidders");
}

// What a line is judged by: the locked application, its lot and its organisation's registered name.
struct Named {
    LockedApplication application;
    schema::LotRow lot;
    schema::OrganisationRow organisation;
};

Named read_named(Act& act, LockedApplication application) {
    auto lot = act.tx.find<LotRow>(Lock::none, application.row.lot);
    const auto applicant = applicant_of(act.services(), application.row.id, application.state);
    auto organisation = act.tx.find<schema::OrganisationRow>(Lock::none, applicant.organisation);
    ensure(lot && organisation, "an application's lot and organisation are there");
    return {std::move(application), std::move(*lot), std::move(*organisation)};
}

template <class Command>
void change_application(Act& act, LockedApplication& application, const Command& command) {
    const auto events = decide(application.state, command, application.stream.now);
    ensure(events.ok(), "what was judged can be recorded");
    store_application(act, application, *events, deposits_program);
}

template <class Command>
void change_line(Act& act, LockedBankLine& line, const Command& command) {
    const auto events = decide(line.state, command, line.stream.now);
    ensure(events.ok(), "a line that was entered can be judged");
    store_bank_line(act, line, *events, deposits_program);
}

void qualify(Act& act, Named& named, LockedBankLine& line, const auction::StatementLine& told,
             const auction::Qualifies& verdict) {
    const auto& services = act.services();
    auto& application = named.application;
    const auto plate = free_plate(act, named.lot.id);
    const HeldDeposit deposit{line.row.id, told.payer, verdict.deposit};
    change_application(
        act, application,
        auction::QualifyApplication{plate, seal_json(services, deposit, stream_of(application.row.id))});
    change_line(act, line, auction::MatchBankLine{});
    if (verdict.excess > Fen()) {
        cause_refund(act,
                     {bank_line_stream(line.row.id), told.reference, told.payer, verdict.excess,
                      plain_due_date(services, line.stream.now), named.organisation.id},
                     deposits_program);
    }
    send_message(act, named.organisation.id, MessageKind::deposit_matched,
                 {named.lot.number, told.reference, grouped_yuan(verdict.deposit), plate});
}

void note_mismatch(Act& act, Named& named, LockedBankLine& line, Mismatch mismatch) {
    change_application(act, named.application, auction::NoteMismatch{mismatch});
    change_line(act, line, auction::MismatchBankLine{mismatch});
    send_message(act, named.organisation.id, MessageKind::deposit_mismatched,
                 {named.lot.number, line.row.reference, grouped_yuan(line.row.amount),
                  boost::describe::enum_to_string(mismatch, "")});
}

// False when the line must wait.
bool judge(Act& act, Named named, LockedBankLine& line) {
    const auto told = statement_of(act.services(), line.row.id, line.state);
    const auto facts = auction::facts_of(stored_state<auction::LotState>(named.lot.state));
    const auto verdict =
        auction::judge_deposit(named.application.state, facts, told, named.organisation.name);
    if (const auto* qualifies = std::get_if<auction::Qualifies>(&verdict)) {
        qualify(act, named, line, told, *qualifies);
        return true;
    }
    if (const auto* mismatch = std::get_if<Mismatch>(&verdict)) {
        note_mismatch(act, named, line, *mismatch);
        return true;
    }
    return false;
}

// Locks in ascending order: application, bank line, and then the refund of an excess.
bool match_line(Act& act, const BankLineRow& seen) {
    const auto application_id = application_named(act, seen.reference);
    auto application = application_id ? std::optional(lock_application(act, *application_id)) : std::nullopt;
    auto line = lock_bank_line(act, seen.id);
    if (!line || line->state.phase != auction::BankLinePhase::entered) {
        return false;  // another server was faster
    }
    if (tendering::is_blind_reference(line->state.reference)) {
        change_line(act, *line, auction::HoldBankLine{});
        return true;
    }
    if (!application) {
        change_line(act, *line, auction::MismatchBankLine{Mismatch::unknown_reference});
        return true;
    }
    return judge(act, read_named(act, std::move(*application)), *line);
}

}  // namespace

int match_bank_lines(const Services& services) {
    int judged = 0;
    std::string last;
    for (auto rows = entered_after(services, last); !rows.empty(); rows = entered_after(services, last)) {
        for (const auto& row : rows) {
            Call call(services, {});
            const auto done = call.transact<bool>([&](Act& act) { return match_line(act, row); });
            judged += *done ? 1 : 0;
        }
        last = rows.back().id;
    }
    return judged;
}

}  // namespace daylit::app
