#include "server/app/tendering/ceremonies.hpp"

#include "base/encoding.hpp"
#include "registry/person.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/keyset.hpp"
#include "server/app/names.hpp"
#include "server/app/rule_book.hpp"
#include "server/app/tendering/texts.hpp"

#include <algorithm>

namespace daylit::app {

namespace {

using registry::Role;
using schema::CeremonyRow;
using schema::Lock;
using tendering::CeremonyPhase;
using tendering::CeremonyState;
constexpr auto gate = static_cast<std::int64_t>(sealing::gate_holder);

// The demonstration shows the steps with as few people as there are; its keys seal nothing real.
tendering::Quorum bodies_wanted(const Services& services) {
    auto bodies = services.rules.methods().front().key_bodies;
    if (services.settings.demo) {
        bodies.least = 1;
    }
    return bodies;
}

Result<std::vector<tendering::NamedOfficer>> named_officers(Act& act, const std::vector<PersonId>& people) {
    std::vector<tendering::NamedOfficer> officers;
    for (std::size_t i = 0; i < people.size() && i < sealing::most_officers; ++i) {
        const auto field = "officers[" + std::to_string(i) + "]";
        const auto person = act.tx.find<schema::PersonRow>(Lock::none, people[i]);
        if (!person) {
            return refuse("officer_unknown", field);
        }
        const auto state = stored_state<registry::PersonState>(person->state);
        const bool holds = std::ranges::find(state.roles, Role::opening_officer) != state.roles.end();
        if (state.phase != registry::PersonPhase::active || !holds) {
            return refuse("officer_unknown", field);
        }
        officers.push_back({person->id, person->display_name, person->organisation,
                            organisation_name(act, person->organisation)});
    }
    return officers;
}

bool has_shown(const tendering::HolderProgress& holder) {
    return holder.shown;
}

template <class Out, class Work>
Result<Out> read_ceremony(Call& call, const Params& params, Work work) {
    const auto id = params.id<CeremonyTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.read<Out>([&](Act& act) -> Result<Out> {
        const auto row = act.tx.find<CeremonyRow>(Lock::none, *id);
        return row ? work(act, *row) : Result<Out>(refuse("not_found", "id"));
    });
}

}  // namespace

std::string ceremony_stream(const CeremonyId& id) {
    return "ceremony:" + id.text;
}

CeremonyView view_of(Act& act, const CeremonyRow& row) {
    const auto state = stored_state<CeremonyState>(row.state);
    CeremonyView view;
    view.id = row.id;
    view.state = state.phase;
    view.plan = state.plan;
    view.least_bodies = state.bodies.least;
    view.article = state.bodies.article;
    view.missing = missing_holders(state);
    const auto is_missing = [&](std::int64_t holder) {
        return std::ranges::find(view.missing, holder) != view.missing.end();
    };
    for (std::size_t i = 0; i < state.officers.size(); ++i) {
        const auto& officer = state.officers[i];
        const auto holder = static_cast<std::int64_t>(i) + 1;
        view.officers.push_back({holder, officer.name, officer.body_name,
                                 officer.person == act.caller().person.value_or(PersonId{}),
                                 !is_missing(holder)});
    }
    view.gate_has_spoken = !is_missing(gate);
    for (const auto& holder : state.holders) {
        if (holder.holder != gate) {
            view.sealing_keys.push_back(holder.sealing_key);
        }
        view.commitments.push_back(holder.announced ? holder.announced->hex() : "");
    }
    view.keys_left = std::ssize(state.keys) - std::ssize(state.bound);
    view.transcript = state.transcript;
    view.reason = state.reason;
    view.blamed = state.blamed;
    view.called_at = row.called_at;
    return view;
}

std::int64_t holder_of(const Caller& caller, const CeremonyState& state) {
    if (caller.has(Role::gate)) {
        return gate;
    }
    for (std::size_t i = 0; i < state.officers.size(); ++i) {
        if (caller.person && state.officers[i].person == *caller.person) {
            return static_cast<std::int64_t>(i) + 1;
        }
    }
    return 0;
}

std::optional<LockedCeremony> lock_ceremony(Act& act, const CeremonyId& id) {
    // A lock on a stream that never began would leave its name behind.
    if (act.tx.stream_head(ceremony_stream(id)).seq == 0) {
        return std::nullopt;
    }
    auto stream = act.lock(ceremony_stream(id));
    auto row = act.tx.find<CeremonyRow>(Lock::update, id);
    ensure(row.has_value(), "a ceremony begins with its row");
    auto state = stored_state<CeremonyState>(row->state);
    return LockedCeremony{std::move(*row), std::move(state), std::move(stream)};
}

void store_ceremony(Act& act, LockedCeremony& ceremony, const std::vector<tendering::CeremonyEvent>& events) {
    apply(act, ceremony.stream, ceremony.state, events);
    ceremony.row.seq = ceremony.stream.head.seq;
    ceremony.row.phase = boost::describe::enum_to_string(ceremony.state.phase, "");
    ceremony.row.state = to_json_text(ceremony.state);
    act.update(ceremony.row);
    const auto data =
        to_json_text(boost::json::object{{"id", ceremony.row.id.text}, {"seq", ceremony.row.seq}});
    act.after_commit([&outlet = act.services().outlet, topic = ceremony_stream(ceremony.row.id), data] {
        outlet.publish(topic, "", "ceremony", data);
    });
}

Result<CeremonyView> call_ceremony(Call& call, const Params&, const CeremonyInput& in) {
    const CeremonyId id{id_text(call.services.random.entropy())};
    return call.transact<CeremonyView>([&](Act& act) -> Result<CeremonyView> {
        const auto officers = named_officers(act, in.officers);
        if (!officers) {
            return officers.refusal();
        }
        const tendering::CallCeremony command{{id.text, std::ssize(in.officers), in.threshold, in.keys},
                                              *officers,
                                              bodies_wanted(call.services),
                                              call.caller.actor()};
        const auto events = decide(CeremonyState{}, tendering::CeremonyCommand(command));
        if (!events) {
            return events.refusal();
        }
        auto stream = act.lock(ceremony_stream(id));
        CeremonyState state;
        apply(act, stream, state, *events);
        const CeremonyRow row{id,
                              stream.head.seq,
                              boost::describe::enum_to_string(state.phase, ""),
                              call.caller.actor(),
                              stream.now,
                              to_json_text(state)};
        act.insert(row);
        return view_of(act, row);
    });
}

Result<CeremonyView> abort_ceremony(Call& call, const Params& params, const AbortInput& in) {
    const auto id = params.id<CeremonyTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<CeremonyView>([&](Act& act) -> Result<CeremonyView> {
        auto ceremony = lock_ceremony(act, *id);
        if (!ceremony) {
            return refuse("not_found", "id");
        }
        const auto events = decide(ceremony->state, tendering::AbortCeremony{in.reason});
        if (!events) {
            return events.refusal();
        }
        store_ceremony(act, *ceremony, *events);
        return view_of(act, ceremony->row);
    });
}

Result<Page<CeremonyView>> ceremonies(Call& call, const Params& params) {
    return call.read<Page<CeremonyView>>([&](Act& act) {
        return ordered_page<CeremonyView, CeremonyRow>(
            act, params, {}, "called_at", schema::Order::descending,
            [&](const CeremonyRow& row) { return view_of(act, row); });
    });
}

Result<CeremonyView> ceremony(Call& call, const Params& params) {
    return read_ceremony<CeremonyView>(call, params, [](Act& act, const CeremonyRow& row) {
        return Result<CeremonyView>(view_of(act, row));
    });
}

Result<PlainText> ceremony_commitments(Call& call, const Params& params) {
    return read_ceremony<PlainText>(call, params, [&](Act& act, const CeremonyRow& row) -> Result<PlainText> {
        const auto state = stored_state<CeremonyState>(row.state);
        for (const auto& holder : state.holders) {
            if (std::to_string(holder.holder) == params.path.at("holder") && has_shown(holder)) {
                return PlainText{kept_text(act.tx, *holder.announced)};
            }
        }
        return refuse("not_found", "holder");
    });
}

Result<PlainText> ceremony_word(Call& call, const Params& params) {
    return read_ceremony<PlainText>(call, params, [&](Act& act, const CeremonyRow& row) -> Result<PlainText> {
        const auto state = stored_state<CeremonyState>(row.state);
        for (const auto& holder : state.holders) {
            for (const auto& message : holder.messages) {
                if (message.hex() == params.path.at("digest")) {
                    return PlainText{kept_text(act.tx, message)};
                }
            }
        }
        return refuse("not_found", "digest");
    });
}

Result<Page<SharesView>> my_shares(Call& call, const Params& params) {
    using Shares = Page<SharesView>;
    return read_ceremony<Shares>(call, params, [&](Act& act, const CeremonyRow& row) -> Result<Shares> {
        const auto state = stored_state<CeremonyState>(row.state);
        const auto me = holder_of(act.caller(), state);
        Shares page;
        for (const auto& dealer : state.holders) {
            for (const auto& shares : dealer.dealt) {
                if (shares.to == me) {
                    page.items.push_back({dealer.holder, to_base64(kept_text(act.tx, shares.envelope)),
                                          dealer.messages.back()});
                }
            }
        }
        return page;
    });
}

}  // namespace daylit::app
