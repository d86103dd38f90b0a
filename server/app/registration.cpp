#include "server/app/registration.hpp"

#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/messages.hpp"
#include "server/app/people.hpp"
#include "server/app/uploads.hpp"

namespace daylit::app {

namespace {

using registry::OrganisationState;
using schema::Lock;
using schema::OrganisationRow;

std::string stream_of(const OrganisationId& id) {
    return "organisation:" + id.text;
}

OrganisationView view_of(Act& act, const OrganisationRow& row) {
    const auto state = stored_state<OrganisationState>(row.state);
    OrganisationView view{row.id,
                          row.kind,
                          row.phase,
                          row.name,
                          state.details.uscc,
                          state.details.address,
                          state.details.legal_representative,
                          state.reason,
                          row.registered_at,
                          {}};
    for (const auto& person : act.tx.select<schema::PersonRow>(
             {{schema::equals("organisation", row.id)}, {{"id", schema::Order::ascending}}, 200})) {
        view.people.push_back(app::view_of(act, person, true));
    }
    return view;
}

OrganisationRow row_of(const OrganisationId& id, const Stream& stream, const OrganisationState& state,
                       Instant registered_at) {
    return {id,
            stream.head.seq,
            boost::describe::enum_to_string(state.phase, ""),
            boost::describe::enum_to_string(state.kind, ""),
            state.details.uscc,
            state.details.name,
            registered_at,
            to_json_text(state)};
}

template <class Command>
Result<OrganisationView> change(Call& call, const Result<OrganisationId>& id, const Command& command,
                                std::optional<MessageKind> message) {
    if (!id) {
        return id.refusal();
    }
    return call.transact<OrganisationView>([&](Act& act) -> Result<OrganisationView> {
        auto stream = act.lock(stream_of(*id));
        auto row = act.tx.find<OrganisationRow>(Lock::update, *id);
        if (!row) {
            return refuse("not_found", "id");
        }
        auto state = stored_state<OrganisationState>(row->state);
        const auto events = decide(state, registry::OrganisationCommand(command));
        if (!events) {
            return events.refusal();
        }
        apply(act, stream, state, *events);
        const auto changed = row_of(*id, stream, state, row->registered_at);
        act.update(changed);
        if (message) {
            send_message(act, *id, *message, {state.reason});
        }
        return view_of(act, changed);
    });
}

registry::OrganisationDetails details_of(const OrganisationInput& in) {
    return {in.name, in.uscc, in.address, in.legal_representative};
}

}  // namespace

Result<Agreement> current_agreement(Call& call, const Params&) {
    return call.services.rules.agreement();
}

Result<RegistrationView> register_organisation(Call& call, const Params&, const Registration& in) {
    const auto& agreement = call.services.rules.agreement();
    const OrganisationId id{id_text(call.services.random.entropy())};
    const auto actor = "organisation:" + id.text;
    const registry::RegisterOrganisation command{in.organisation.applicant_kind,        in.organisation.kind,
                                                 details_of(in.organisation),           in.agreement,
                                                 {agreement.version, agreement.digest}, actor};
    const auto organisation_events = decide(OrganisationState{}, registry::OrganisationCommand(command));
    if (!organisation_events) {
        return organisation_events.refusal();
    }
    auto record = check_person(call.services, in.person, in.organisation.name);
    if (!record) {
        return record.refusal();
    }
    return call.transact<RegistrationView>([&](Act& act) -> Result<RegistrationView> {
        if (auto there = check_upload(act, in.letter.digest, "letter.digest"); !there) {
            return there.refusal();
        }
        if (!act.tx.select<OrganisationRow>({{schema::equals("uscc", in.organisation.uscc)}, {}, 1})
                 .empty()) {
            return refuse("already_registered", "organisation.uscc");
        }
        auto decided =
            decide_person(act, {id, in.organisation.kind, in.person.login, in.person.display_name, "",
                                registry::roles_of_people(in.organisation.kind), in.letter, false, actor});
        if (!decided) {
            return decided.refusal();
        }
        auto stream = act.lock(stream_of(id));
        OrganisationState state;
        apply(act, stream, state, *organisation_events);
        act.insert_unless_raced(row_of(id, stream, state, stream.now));
        const auto person = store_person(act, std::move(*decided), in.person, *record);
        return RegistrationView{id, person.id, "registered"};
    });
}

Result<Page<OrganisationView>> organisations(Call& call, const Params& params) {
    const auto limit = params.limit();
    if (!limit) {
        return limit.refusal();
    }
    return call.read<Page<OrganisationView>>([&](Act& act) -> Result<Page<OrganisationView>> {
        std::vector<schema::Condition> where;
        if (const auto state = params.text("state")) {
            where.push_back(schema::equals("phase", *state));
        }
        if (const auto cursor = params.text("cursor")) {
            where.push_back({"id", schema::Compare::greater, *cursor, {}});
        }
        auto rows = act.tx.select<OrganisationRow>({where, {{"id", schema::Order::ascending}}, *limit + 1});
        Page<OrganisationView> page;
        if (rows.size() > static_cast<std::size_t>(*limit)) {
            rows.pop_back();
            page.next_cursor = rows.back().id.text;
        }
        for (const auto& row : rows) {
            page.items.push_back(view_of(act, row));
        }
        return page;
    });
}

namespace {

Result<OrganisationView> read_one(Call& call, const Result<OrganisationId>& id) {
    if (!id) {
        return id.refusal();
    }
    return call.read<OrganisationView>([&](Act& act) -> Result<OrganisationView> {
        const auto row = act.tx.find<OrganisationRow>(Lock::none, *id);
        return row ? Result<OrganisationView>(view_of(act, *row)) : refuse("not_found", "id");
    });
}

}  // namespace

Result<OrganisationView> organisation(Call& call, const Params& params) {
    return read_one(call, params.id<OrganisationTag>("id"));
}

Result<OrganisationView> my_organisation(Call& call, const Params&) {
    return read_one(call, *call.caller.organisation);
}

Result<OrganisationView> approve_organisation(Call& call, const Params& params, const Nothing&) {
    return change(call, params.id<OrganisationTag>("id"), registry::ApproveOrganisation{call.caller.actor()},
                  MessageKind::registration_approved);
}

Result<OrganisationView> return_organisation(Call& call, const Params& params, const Reason& in) {
    return change(call, params.id<OrganisationTag>("id"),
                  registry::ReturnOrganisation{call.caller.actor(), in.reason},
                  MessageKind::registration_returned);
}

Result<OrganisationView> correct_organisation(Call& call, const Params&, const Correction& in) {
    auto corrected = change(call, *call.caller.organisation,
                            registry::CorrectOrganisation{
                                {in.name, in.uscc, in.address, in.legal_representative}, call.caller.actor()},
                            std::nullopt);
    // The form is flat: what a registration calls "organisation.name" is "name" here.
    constexpr std::string_view prefix = "organisation.";
    if (!corrected && corrected.refusal().field.starts_with(prefix)) {
        auto refusal = corrected.refusal();
        refusal.field.erase(0, prefix.size());
        return refusal;
    }
    return corrected;
}

}  // namespace daylit::app
