#include "server/app/bank_lines.hpp"

#include "auction/bank_statement.hpp"
#include "server/app/application_record.hpp"
#include "server/app/bank_line_record.hpp"
#include "server/app/keyset.hpp"
#include "server/app/names.hpp"
#include "server/app/refund_record.hpp"

#include <algorithm>
#include <set>

namespace daylit::app {

namespace {

using auction::BankLinePhase;
using auction::BankLineState;
using auction::StatementLine;
using schema::BankLineRow;

// Where a line stands in what was handed in, as refusals name it.
using Place = std::function<std::string(std::size_t index)>;

BankLineView view_of(Act& act, const BankLineRow& row) {
    const auto state = stored_state<BankLineState>(row.state);
    const auto line = statement_of(act.services(), row.id, state);
    BankLineView view{row.id,
                      state.phase,
                      line.bank_reference,
                      line.reference,
                      line.payer,
                      line.amount,
                      line.received_at,
                      row.entered_at,
                      "",
                      "",
                      "",
                      false};
    if (state.mismatch) {
        view.mismatch = boost::describe::enum_to_string(*state.mismatch, "");
    }
    if (state.proposal) {
        view.proposed_by_name = actor_name(act, state.proposal->author);
        view.proposal = boost::describe::enum_to_string(state.proposal->resolution, "");
        view.may_confirm = (state.phase == BankLinePhase::mismatched || state.phase == BankLinePhase::held) &&
                           act.caller().has(registry::Role::finance) &&
                           state.proposal->author != act.caller().actor();
    }
    return view;
}

// Neither twice in what is handed in nor there already.
Outcome check_references(Act& act, const std::vector<StatementLine>& lines, const Place& place) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& reference = lines[i].bank_reference;
        const bool taken =
            !seen.insert(reference).second ||
            !act.tx.select<BankLineRow>({{schema::equals("bank_reference", reference)}, {}, 1}).empty();
        if (taken) {
            return refuse("bank_reference_taken", json_detail::join(place(i), "bank_reference"), {reference});
        }
    }
    return Done{};
}

struct NewBankLine {
    std::string id;
    std::vector<auction::BankLineEvent> events;
};

Result<NewBankLine> decide_line(Act& act, const StatementLine& line, const std::string& path, Instant now) {
    const auto id = id_text(act.services().random.entropy());
    const auto payer = seal_json(act.services(), line.payer, bank_line_stream(id));
    auto events =
        decide(BankLineState{}, auction::EnterBankLine{line, payer, act.caller().actor(), path}, now);
    return events ? Result<NewBankLine>(NewBankLine{id, std::move(*events)})
                  : Result<NewBankLine>(events.refusal());
}

BankLineRow insert_line(Act& act, const NewBankLine& line) {
    auto stream = act.lock(bank_line_stream(line.id));
    BankLineState state;
    apply(act, stream, state, line.events);
    BankLineRow row{line.id,
                    stream.head.seq,
                    boost::describe::enum_to_string(state.phase, ""),
                    state.bank_reference,
                    state.reference,
                    state.amount,
                    state.received_at,
                    stream.now,
                    state.author,
                    to_json_text(state)};
    if (!act.try_insert(row)) {
        // Somebody entered the same line just now: run again and refuse it.
        throw schema::Conflict("a bank reference was taken meanwhile");
    }
    return row;
}

// All lines or none.
Result<Page<BankLineView>> enter_all(Act& act, const std::vector<StatementLine>& lines, const Place& place) {
    const auto now = act.services().procedure_clock.now();
    std::vector<NewBankLine> decided;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto line = decide_line(act, lines[i], place(i), now);
        if (!line) {
            return line.refusal();
        }
        decided.push_back(std::move(*line));
    }
    if (auto free = check_references(act, lines, place); !free) {
        return free.refusal();
    }
    // Streams are locked in ascending order of their names.
    std::ranges::sort(decided, {}, &NewBankLine::id);
    Page<BankLineView> page;
    for (const auto& line : decided) {
        page.items.push_back(view_of(act, insert_line(act, line)));
    }
    return page;
}

Result<Page<BankLineView>> import_all(Call& call, const std::vector<StatementLine>& lines,
                                      const Place& place) {
    if (lines.empty()) {
        return refuse("import_empty", "lines");
    }
    if (lines.size() > auction::most_statement_lines) {
        return refuse("import_too_large", "lines", {std::to_string(auction::most_statement_lines)});
    }
    return call.transact<Page<BankLineView>>([&](Act& act) { return enter_all(act, lines, place); });
}

StatementLine line_of(const BankLineInput& in) {
    return {in.bank_reference, in.reference, in.payer, in.amount, in.received_at};
}

// Whose application the line's reference names, for telling it; nobody when it names none.
std::optional<OrganisationId> applicant_named(Act& act, const std::string& reference) {
    const auto rows =
        act.tx.select<schema::ApplicationRow>({{schema::equals("deposit_reference", reference)}, {}, 1});
    if (rows.empty()) {
        return std::nullopt;
    }
    const auto state = stored_state<auction::ApplicationState>(rows.front().state);
    return applicant_of(act.services(), rows.front().id, state).organisation;
}

void return_money(Act& act, const LockedBankLine& line) {
    const auto told = statement_of(act.services(), line.row.id, line.state);
    cause_refund(act,
                 {bank_line_stream(line.row.id), told.reference, told.payer, told.amount,
                  plain_due_date(act.services(), line.stream.now), applicant_named(act, told.reference)},
                 act.caller().actor());
}

template <class Command, class After>
Result<BankLineView> change(Call& call, const Params& params, const Command& command, After after) {
    const auto id = params.plain_id("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<BankLineView>([&](Act& act) -> Result<BankLineView> {
        auto line = lock_bank_line(act, *id);
        if (!line) {
            return refuse("not_found", "id");
        }
        const auto events = decide(line->state, command, line->stream.now);
        if (!events) {
            return events.refusal();
        }
        store_bank_line(act, *line, *events, act.caller().actor());
        after(act, *line);
        return view_of(act, line->row);
    });
}

}  // namespace

Result<BankLineView> enter_bank_line(Call& call, const Params&, const BankLineInput& in) {
    return call.transact<BankLineView>([&](Act& act) -> Result<BankLineView> {
        auto entered = enter_all(act, {line_of(in)}, [](std::size_t) { return std::string(); });
        return entered ? Result<BankLineView>(std::move(entered->items.front()))
                       : Result<BankLineView>(entered.refusal());
    });
}

Result<Page<BankLineView>> import_bank_lines(Call& call, const Params&, const BankImport& in) {
    std::vector<StatementLine> lines;
    std::ranges::transform(in.lines, std::back_inserter(lines), line_of);
    return import_all(call, lines, [](std::size_t i) { return json_detail::at("lines", i); });
}

Result<Page<BankLineView>> import_statement(Call& call, std::string_view csv) {
    const auto lines = auction::parse_statement(csv);
    if (!lines) {
        return lines.refusal();
    }
    return import_all(call, *lines, [](std::size_t i) { return "line " + std::to_string(i + 2); });
}

Result<Page<BankLineView>> bank_lines(Call& call, const Params& params) {
    return call.read<Page<BankLineView>>([&](Act& act) {
        return ordered_page<BankLineView, BankLineRow>(
            act, params, {}, "entered_at", schema::Order::descending,
            [&](const BankLineRow& row) { return view_of(act, row); });
    });
}

Result<BankLineView> propose_resolution(Call& call, const Params& params, const ResolutionInput& in) {
    return change(call, params, auction::ProposeResolution{in.resolution, in.reason, call.caller.actor()},
                  [](Act&, const LockedBankLine&) {});
}

Result<BankLineView> confirm_resolution(Call& call, const Params& params, const Nothing&) {
    return change(call, params, auction::ConfirmResolution{call.caller.actor()},
                  [](Act& act, const LockedBankLine& line) {
                      if (line.state.proposal->resolution == auction::Resolution::return_to_payer) {
                          return_money(act, line);
                      }
                  });
}

}  // namespace daylit::app
