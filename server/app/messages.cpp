#include "server/app/messages.hpp"

#include "schema/rows_registry.hpp"
#include "server/app/private_data.hpp"

namespace daylit::app {

void send_message(Act& act, const OrganisationId& organisation, MessageKind kind,
                  const std::vector<std::string>& values) {
    const auto& services = act.services();
    const auto id = id_text(services.random.entropy());
    act.insert(schema::MessageRow{id, organisation_key(services, organisation),
                                  services.procedure_clock.now(), boost::describe::enum_to_string(kind, ""),
                                  seal(services, to_json_text(values), "message:" + id), std::nullopt});
}

Result<Page<MessageView>> my_messages(Call& call, const Params&) {
    return call.read<Page<MessageView>>([&](Act& act) -> Result<Page<MessageView>> {
        Page<MessageView> page;
        for (const auto& row : act.tx.select<schema::MessageRow>(
                 {{schema::equals("organisation",
                                  organisation_key(act.services(), *act.caller().organisation))},
                  {{"at", schema::Order::descending}},
                  100})) {
            auto values =
                parse_as<std::vector<std::string>>(unseal(act.services(), row.values, "message:" + row.id));
            ensure(values.ok(), "a stored message can be read");
            page.items.push_back(
                {row.id, row.at, schema::ColumnCodec<MessageKind>::read(row.kind), std::move(*values)});
        }
        return page;
    });
}

}  // namespace daylit::app
