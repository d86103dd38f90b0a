#include "server/app/application_record.hpp"

namespace daylit::app {

using auction::ApplicationState;
using schema::ApplicationRow;

std::string stream_of(const ApplicationId& id) {
    return "application:" + id.text;
}

Digest applicant_key(const Services& services, const LotId& lot, const OrganisationId& organisation) {
    return keyed_digest(services, "applicant", lot.text + ":" + organisation.text);
}

Applicant applicant_of(const Services& services, const ApplicationId& id, const ApplicationState& state) {
    return unseal_json<Applicant>(services, state.applicant, stream_of(id));
}

std::optional<HeldDeposit> deposit_of(const Services& services, const ApplicationId& id,
                                      const ApplicationState& state) {
    return state.deposit.empty()
               ? std::nullopt
               : std::optional(unseal_json<HeldDeposit>(services, state.deposit, stream_of(id)));
}

LockedApplication lock_application(Act& act, const ApplicationId& id) {
    auto stream = act.lock(stream_of(id));
    auto row = act.tx.find<ApplicationRow>(schema::Lock::update, id);
    ensure(row.has_value(), "an application that was found stays");
    auto state = stored_state<ApplicationState>(row->state);
    return {std::move(stream), std::move(*row), std::move(state)};
}

void store_application(Act& act, LockedApplication& application,
                       const std::vector<auction::ApplicationEvent>& events, const std::string& actor) {
    apply(act, application.stream, application.state, events, actor);
    application.row.seq = application.stream.head.seq;
    application.row.phase = boost::describe::enum_to_string(application.state.phase, "");
    application.row.plate = application.state.plate;
    application.row.state = to_json_text(application.state);
    if (!act.tx.update(application.row)) {
        // Another transaction gave the same plate just now: run again and draw another.
        throw schema::Conflict("a plate of the lot was taken meanwhile");
    }
}

}  // namespace daylit::app
