#include "server/app/people.hpp"

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "crypto/random.hpp"
#include "registry/sign_in.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/password_desk.hpp"
#include "server/app/private_data.hpp"
#include "server/app/sessions.hpp"
#include "server/app/tokens.hpp"
#include "server/app/uploads.hpp"

namespace daylit::app {

namespace {

using registry::OrganisationKind;
using registry::PersonState;
using registry::Role;
using schema::Lock;
using schema::PersonRow;

std::string name_of(registry::PersonPhase phase) {
    return boost::describe::enum_to_string(phase, "");
}

std::string stream_of(const PersonId& id) {
    return "person:" + id.text;
}

OrganisationKind kind_of(Act& act, const OrganisationId& id) {
    const auto row = act.tx.find<schema::OrganisationRow>(Lock::none, id);
    ensure(row.has_value(), "a person's organisation is there");
    return schema::ColumnCodec<OrganisationKind>::read(row->kind);
}

OrganisationKind usual_office(const std::vector<Role>& roles) {
    const bool supervises = roles == std::vector{Role::supervisor} || roles == std::vector{Role::probe};
    return supervises ? OrganisationKind::supervisor : OrganisationKind::center;
}

template <class Command>
Result<PersonView> change(Call& call, const Params& params, Command make) {
    const auto id = params.id<PersonTag>("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<PersonView>([&](Act& act) -> Result<PersonView> {
        auto stream = act.lock(stream_of(*id));
        auto row = act.tx.find<PersonRow>(Lock::update, *id);
        if (!row || !may_manage(act, *row)) {
            return refuse("not_found", "id");
        }
        auto state = stored_state<PersonState>(row->state);
        const auto before = state;
        const auto events = decide(state, registry::PersonCommand(make(act, *row)), stream.now);
        if (!events) {
            return events.refusal();
        }
        apply(act, stream, state, *events);
        row->seq = stream.head.seq;
        row->phase = name_of(state.phase);
        row->state = to_json_text(state);
        act.update(*row);
        if (state.phase != before.phase || state.roles != before.roles) {
            end_sessions(act, *id, Keep::none);
        }
        if (state.phase == registry::PersonPhase::disabled) {
            revoke_tokens_of(act, *id);
        }
        return view_of(act, *row, true);
    });
}

Result<Page<PersonView>> people_of(Act& act, const std::vector<schema::Condition>& where) {
    Page<PersonView> page;
    for (const auto& row : act.tx.select<PersonRow>({where, {{"id", schema::Order::ascending}}, 500})) {
        page.items.push_back(view_of(act, row, true));
    }
    return page;
}

// The forms for colleagues and staff are flat: what a registration calls "person.login" is "login" there.
Refusal in_flat_form(Refusal refusal) {
    constexpr std::string_view prefix = "person.";
    if (refusal.field.starts_with(prefix)) {
        refusal.field.erase(0, prefix.size());
    }
    return refusal;
}

Result<PersonView> add(Call& call, const PersonInput& input,
                       const std::function<registry::AddPerson(Act&)>& make,
                       const std::optional<Digest>& letter) {
    auto record = check_person(call.services, input, call.caller.organisation_name);
    if (!record) {
        return in_flat_form(record.refusal());
    }
    return call.transact<PersonView>([&](Act& act) -> Result<PersonView> {
        if (letter) {
            if (auto there = check_upload(act, *letter, "letter.digest"); !there) {
                return there.refusal();
            }
        }
        auto decided = decide_person(act, make(act));
        if (!decided) {
            return in_flat_form(decided.refusal());
        }
        return view_of(act, store_person(act, std::move(*decided), input, *record), true);
    });
}

}  // namespace

bool may_manage(Act& act, const PersonRow& row) {
    const auto& caller = act.caller();
    const auto organisation = act.tx.find<schema::OrganisationRow>(Lock::none, row.organisation);
    ensure(organisation.has_value(), "a person belongs to an organisation");
    if (organisation->kind == "center" || organisation->kind == "supervisor") {
        return caller.has(Role::administrator);
    }
    return caller.organisation == row.organisation &&
           (caller.has(Role::seller_agent) || caller.has(Role::bidder_agent) ||
            caller.has(Role::tenderer_agent) || caller.has(Role::opening_officer));
}

PersonView view_of(Act& act, const PersonRow& row, bool with_contact) {
    const auto state = stored_state<PersonState>(row.state);
    const auto contact = with_contact ? open_contact(act, row.id, state.sealed_contact) : std::nullopt;
    return {row.id,
            row.login,
            row.display_name,
            row.phase,
            state.roles,
            state.proposal ? std::optional(state.proposal->roles) : std::nullopt,
            contact ? std::optional(contact->mobile) : std::nullopt,
            contact ? std::optional(contact->email) : std::nullopt,
            state.letter};
}

Result<std::string> check_person(const Services& services, const PersonInput& input,
                                 const std::string& organisation_name) {
    for (auto checked :
         {require_mobile(input.mobile, "person.mobile"), require_email(input.email, "person.email"),
          registry::require_login(input.login, "person.login"),
          registry::check_password(
              input.password, {input.login, input.display_name, organisation_name, input.mobile, input.email},
              "person.password")}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    return services.passwords.hash(Secret(input.password));
}

Result<DecidedPerson> decide_person(Act& act, registry::AddPerson command) {
    if (!act.tx.select<PersonRow>({{schema::equals("login", command.login)}, {}, 1}).empty()) {
        return refuse("login_taken", "person.login");
    }
    DecidedPerson decided{{id_text(act.services().random.entropy())}, std::move(command), {}};
    auto events =
        decide(PersonState{}, registry::PersonCommand(decided.command), act.services().wall_clock.now());
    if (!events) {
        return events.refusal();
    }
    decided.events = std::move(*events);
    return decided;
}

PersonRow store_person(Act& act, DecidedPerson decided, const PersonInput& input,
                       const std::string& password_record) {
    const auto sealed = seal_contact(act, decided.id, {input.mobile, input.email});
    std::get<registry::PersonAdded>(decided.events.front()).sealed_contact = sealed;
    auto stream = act.lock(stream_of(decided.id));
    PersonState state;
    apply(act, stream, state, decided.events);
    PersonRow row{decided.id,  stream.head.seq,    name_of(state.phase), state.organisation,
                  input.login, input.display_name, to_json_text(state)};
    act.insert_unless_raced(row);
    act.insert(schema::PasswordRow{decided.id, password_record, act.services().wall_clock.now()});
    return row;
}

Result<Page<PersonView>> my_people(Call& call, const Params&) {
    return call.read<Page<PersonView>>([&](Act& act) {
        return people_of(act, {schema::equals("organisation", *act.caller().organisation)});
    });
}

Result<PersonView> add_colleague(Call& call, const Params&, const Colleague& in) {
    // An opening officer may be of the center or the supervisor, whose people administrators add.
    const auto is_of_staff = call.read<bool>(
        [&](Act& act) { return Result<bool>(registry::is_staff(kind_of(act, *act.caller().organisation))); });
    if (*is_of_staff) {
        return refuse("not_your_right");
    }
    const PersonInput input{in.login, in.password, in.display_name, in.mobile, in.email};
    const auto make = [&](Act& act) {
        const auto& organisation = *act.caller().organisation;
        const auto kind = kind_of(act, organisation);
        return registry::AddPerson{organisation,    kind,  in.login,
                                   in.display_name, "",    registry::roles_of_people(kind),
                                   in.letter,       false, act.caller().actor()};
    };
    return add(call, input, make, in.letter.digest);
}

Result<Page<PersonView>> staff(Call& call, const Params&) {
    return call.read<Page<PersonView>>([&](Act& act) -> Result<Page<PersonView>> {
        Page<PersonView> page;
        for (const char* kind : {"center", "supervisor"}) {
            for (const auto& organisation :
                 act.tx.select<schema::OrganisationRow>({{schema::equals("kind", kind)}, {}, 10})) {
                auto people = people_of(act, {schema::equals("organisation", organisation.id)});
                page.items.insert(page.items.end(), people->items.begin(), people->items.end());
            }
        }
        return page;
    });
}

Result<PersonView> add_staff(Call& call, const Params&, const StaffMember& in) {
    const PersonInput input{in.login, in.password, in.display_name, in.mobile, in.email};
    const auto kind = in.office.value_or(usual_office(in.roles));
    if (!registry::is_staff(kind)) {
        return refuse("not_an_office", "office");
    }
    const auto make = [&](Act& act) {
        const auto offices = act.tx.select<schema::OrganisationRow>({{schema::equals("kind", kind)}, {}, 1});
        ensure(!offices.empty(), "the center and the supervisor's office were made at the first start");
        return registry::AddPerson{offices.front().id, kind,         in.login, in.display_name,     "",
                                   in.roles,           std::nullopt, false,    act.caller().actor()};
    };
    return add(call, input, make, std::nullopt);
}

Result<PersonView> confirm_staff(Call& call, const Params& params, const Nothing&) {
    if (call.caller.person->text == params.path.at("id")) {
        return refuse("author_cannot_approve", "id");
    }
    return change(call, params,
                  [](Act& act, const PersonRow&) { return registry::ConfirmPerson{act.caller().actor()}; });
}

Result<PersonView> disable_person(Call& call, const Params& params, const Reason& in) {
    return change(call, params, [&](Act& act, const PersonRow&) {
        return registry::DisablePerson{act.caller().actor(), in.reason};
    });
}

Result<PersonView> enable_person(Call& call, const Params& params, const Nothing&) {
    return change(call, params, [](Act&, const PersonRow&) { return registry::EnablePerson{}; });
}

Result<PersonView> change_roles(Call& call, const Params& params, const RolesInput& in) {
    if (call.caller.person->text == params.path.at("id")) {
        return refuse("author_cannot_approve", "id");
    }
    return change(call, params, [&](Act& act, const PersonRow& row) {
        return registry::ChangeRoles{kind_of(act, row.organisation), in.roles, act.caller().actor()};
    });
}

namespace {

constexpr const char* first_start = "program:first_start";

// The platform's own offices have no code of their own here; the column is unique, so the id stands in.
OrganisationId make_office(Act& act, registry::OrganisationKind kind, const std::string& name) {
    const OrganisationId id{id_text(act.services().random.entropy())};
    registry::OrganisationState state;
    auto stream = act.lock("organisation:" + id.text);
    const registry::OrganisationDetails details{name, "", "", ""};
    apply(act, stream, state,
          std::vector<registry::OrganisationEvent>{
              registry::OrganisationRegistered{kind, details, {}, first_start},
              registry::OrganisationApproved{}},
          first_start);
    act.insert(schema::OrganisationRow{id, stream.head.seq, "active",
                                       boost::describe::enum_to_string(kind, ""), id.text.substr(0, 18), name,
                                       stream.now, to_json_text(state)});
    return id;
}

void make_administrator(Act& act, const OrganisationId& center, const PersonInput& input,
                        const std::string& record) {
    auto decided = decide_person(act, {center,
                                       OrganisationKind::center,
                                       input.login,
                                       input.display_name,
                                       "",
                                       {Role::administrator, Role::registrar},
                                       std::nullopt,
                                       true,
                                       first_start});
    ensure(decided.ok(), "a first administrator can be added");
    store_person(act, std::move(*decided), input, record);
}

}  // namespace

std::vector<FirstAdministrator> make_first_administrators(const Services& services) {
    Call call(services, {});
    // One step a transaction, each looking first, so that a start that broke off goes on where it stopped.
    const auto step = [&](const std::function<void(Act&)>& work) {
        services.store.transact([&](schema::UnitOfWork& tx) {
            Act act(call, tx);
            work(act);
        });
    };
    const auto offices = [](Act& act, const char* kind) {
        return act.tx.select<schema::OrganisationRow>({{schema::equals("kind", kind)}, {}, 1});
    };
    step([&](Act& act) {
        if (offices(act, "supervisor").empty()) {
            make_office(act, OrganisationKind::supervisor, "公共资源交易监督管理局");
        }
    });
    step([&](Act& act) {
        if (offices(act, "center").empty()) {
            make_office(act, OrganisationKind::center, services.settings.center_name_zh);
        }
    });
    std::vector<FirstAdministrator> made;
    for (const auto& named : {std::pair{"admin-1", "首任管理员甲"}, std::pair{"admin-2", "首任管理员乙"}}) {
        const FirstAdministrator one{named.first, to_base64url(random_bytes(15))};
        bool missing = false;
        step([&](Act& act) {
            missing = act.tx.select<PersonRow>({{schema::equals("login", one.login)}, {}, 1}).empty();
        });
        if (!missing) {
            continue;
        }
        const auto record = services.passwords.hash(Secret(one.password));
        ensure(record.ok(), "a fresh server has room to hash a password");
        step([&](Act& act) {
            make_administrator(act, offices(act, "center").front().id, {one.login, "", named.second, "", ""},
                               *record);
        });
        made.push_back(one);
    }
    return made;
}

}  // namespace daylit::app
