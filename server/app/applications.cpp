#include "server/app/applications.hpp"

#include "auction/refund.hpp"
#include "base/cases.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/application_record.hpp"
#include "server/app/keyset.hpp"
#include "server/app/receipts.hpp"

namespace daylit::app {

namespace {

using auction::ApplicationEvent;
using auction::ApplicationState;
using auction::LotState;
using schema::ApplicationRow;
using schema::Lock;
using schema::LotRow;

// The stream's own actor: who it was stands sealed in the event, and nowhere in clear.
constexpr const char* applicant_actor = "applicant";
constexpr std::size_t reference_length = 12;
constexpr int most_steps = 1000;

std::vector<std::string> values_of(const ApplicationEvent& event, const std::string& amount) {
    using Values = std::vector<std::string>;
    return std::visit(
        Cases{[](const auction::ApplicationSubmitted& e) { return Values{e.deposit_reference}; },
              [&](const auction::ApplicationQualified& e) {
                  return Values{e.plate, amount};
              },
              [](const auction::DepositMismatched& e) {
                  return Values{boost::describe::enum_to_string(e.mismatch, "")};
              },
              [](const auction::ApplicationUnqualified&) { return Values{}; },
              [&](const auction::DepositReleased& e) {
                  return Values{amount, to_text(e.due_date)};
              },
              [&](const auction::DepositCounted&) { return Values{amount}; },
              [&](const auction::DepositForfeited&) { return Values{amount}; },
              [](const auction::ApplicantRevealed& e) { return Values{e.purpose}; }},
        event);
}

std::vector<ApplicationStep> history_of(Act& act, const ApplicationRow& row, const ApplicationState& state) {
    const auto deposit = deposit_of(act.services(), row.id, state);
    const auto amount = deposit ? grouped_yuan(deposit->amount) : "";
    std::vector<ApplicationStep> steps;
    for (const auto& stored : act.tx.events(stream_of(row.id), 0, most_steps)) {
        const auto event =
            decode_event<ApplicationEvent>(stored.type, stored.version, schema::event_data(stored));
        ensure(event.ok(), "a stored event can be read");
        steps.push_back({stored.at, stored.type, values_of(*event, amount)});
    }
    for (const auto& refund :
         act.tx.select<schema::RefundRow>({{schema::equals("cause", stream_of(row.id))}, {}, 1})) {
        if (refund.paid_at) {
            const auto paid = stored_state<auction::RefundState>(refund.state);
            steps.push_back({*refund.paid_at, "refund_paid", {amount, paid.bank_reference}});
        }
    }
    return steps;
}

ApplicationView view_of(Act& act, const ApplicationRow& row) {
    const auto lot = act.tx.find<LotRow>(Lock::none, row.lot);
    ensure(lot.has_value(), "an application's lot is there");
    const auto facts = auction::facts_of(stored_state<LotState>(lot->state));
    const auto state = stored_state<ApplicationState>(row.state);
    const auto& settings = act.services().settings;
    return {row.id,
            row.lot,
            lot->number,
            lot->title,
            state.phase,
            row.deposit_reference,
            facts.deposit,
            facts.times.deposit_until,
            {settings.account_name, settings.account_bank, settings.account_number},
            row.plate,
            row.applied_at,
            history_of(act, row, state)};
}

std::optional<ApplicationRow> find_application(Act& act, const LotId& lot,
                                               const OrganisationId& organisation) {
    auto rows = act.tx.select<ApplicationRow>(
        {{schema::equals("applicant_key", applicant_key(act.services(), lot, organisation))}, {}, 1});
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

Standing standing_by(const ApplicationRow& row) {
    return {row.id, row.plate.value_or(""), row.plate.has_value()};
}

bool is_active(Act& act, const OrganisationId& id) {
    const auto row = act.tx.find<schema::OrganisationRow>(Lock::none, id);
    return row && row->phase == "active";
}

Result<ApplicationView> submit(Act& act, const LotId& lot_id, const ApplicationInput& in) {
    const auto lot = act.tx.find<LotRow>(Lock::none, lot_id);
    if (!lot) {
        return refuse("not_found", "id");
    }
    const auto& services = act.services();
    const auto organisation = *act.caller().organisation;
    const ApplicationId id{id_text(services.random.entropy())};
    const auto reference = id_text(services.random.entropy()).substr(26 - reference_length);
    auto stream = act.lock(stream_of(id));
    const auto events =
        decide(ApplicationState{},
               auction::SubmitApplication{
                   lot_id, auction::facts_of(stored_state<LotState>(lot->state)), in.accepts_rules,
                   is_active(act, organisation), lot->seller == organisation,
                   find_application(act, lot_id, organisation).has_value(), reference,
                   seal_json(services, Applicant{organisation, *act.caller().person}, stream_of(id))},
               stream.now);
    if (!events) {
        return events.refusal();
    }
    ApplicationState state = evolve(ApplicationState{}, events->front());
    const ApplicationRow row{id,
                             stream.head.seq + 1,
                             boost::describe::enum_to_string(state.phase, ""),
                             lot_id,
                             applicant_key(services, lot_id, organisation),
                             organisation_key(services, organisation),
                             reference,
                             std::nullopt,
                             stream.now,
                             to_json_text(state)};
    if (!act.try_insert(row)) {
        return refuse("already_applied");  // a colleague was faster by a moment
    }
    ApplicationState stored;
    const auto sealed = apply(act, stream, stored, *events, applicant_actor);
    ensure(stored == state, "the row is what its events lead to");
    give_receipt(act, organisation, "application", lot_id, sealed.front(),
                 {{"lot", lot_id.text}, {"deposit_reference", reference}});
    return view_of(act, row);
}

}  // namespace

Result<ApplicationView> apply_to_lot(Call& call, const Params& params, const ApplicationInput& in) {
    const auto lot = params.id<LotTag>("id");
    if (!lot) {
        return lot.refusal();
    }
    return call.transact<ApplicationView>([&](Act& act) { return submit(act, *lot, in); });
}

Result<Page<ApplicationView>> my_applications(Call& call, const Params& params) {
    return call.read<Page<ApplicationView>>([&](Act& act) {
        const auto mine = organisation_key(act.services(), *act.caller().organisation);
        return ordered_page<ApplicationView, ApplicationRow>(
            act, params, {schema::equals("organisation_key", mine)}, "applied_at", schema::Order::descending,
            [&](const ApplicationRow& row) { return view_of(act, row); });
    });
}

Result<ApplicationView> my_application(Call& call, const Params& params) {
    const auto lot = params.id<LotTag>("id");
    if (!lot) {
        return lot.refusal();
    }
    return call.read<ApplicationView>([&](Act& act) -> Result<ApplicationView> {
        const auto row = find_application(act, *lot, *act.caller().organisation);
        return row ? Result<ApplicationView>(view_of(act, *row)) : refuse("not_found", "id");
    });
}

std::optional<Standing> standing_of(Act& act, const LotId& lot, const OrganisationId& organisation) {
    const auto row = find_application(act, lot, organisation);
    return row ? std::optional(standing_by(*row)) : std::nullopt;
}

bool holds_plate(const Standing* standing, const std::string& plate) {
    return standing == nullptr || !standing->qualified || standing->plate == plate;
}

std::map<LotAndOrganisation, Standing> standings_of(Act& act, const std::set<LotAndOrganisation>& wanted) {
    std::map<Digest, LotAndOrganisation> by_key;
    schema::Condition among{"applicant_key", schema::Compare::one_of, {}, {}};
    for (const auto& [lot, organisation] : wanted) {
        const auto key = applicant_key(act.services(), lot, organisation);
        by_key.emplace(key, LotAndOrganisation(lot, organisation));
        among.values.push_back(schema::ColumnCodec<Digest>::write(key));
    }
    std::map<LotAndOrganisation, Standing> standings;
    for (const auto& row :
         act.tx.select<ApplicationRow>({{std::move(among)}, {}, static_cast<int>(wanted.size())})) {
        standings.emplace(by_key.at(row.applicant_key), standing_by(row));
    }
    return standings;
}

OrganisationId reveal_applicant(Act& act, const LotId& lot, const std::string& plate,
                                const std::string& purpose) {
    const auto rows =
        act.tx.select<ApplicationRow>({{schema::equals("lot", lot), schema::equals("plate", plate)}, {}, 1});
    ensure(!rows.empty(), "a plate of the lot has its application");
    auto application = lock_application(act, rows.front().id);
    const auto reader = act.caller().person ? act.caller().actor() : "program:" + purpose;
    const auto events =
        decide(application.state, auction::RevealApplicant{reader, purpose}, application.stream.now);
    ensure(events.ok(), "an application with a plate can be revealed");
    store_application(act, application, *events, reader);
    return applicant_of(act.services(), application.row.id, application.state).organisation;
}

}  // namespace daylit::app
