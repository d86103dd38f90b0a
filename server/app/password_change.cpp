#include "registry/sign_in.hpp"
#include "server/app/password_desk.hpp"
#include "server/app/private_data.hpp"
#include "server/app/sessions.hpp"
#include "server/app/sign_in_guard.hpp"

namespace daylit::app {

namespace {

struct Owner {
    std::optional<Account> account;
    Contact contact;
};

Owner owner_of(Call& call) {
    Owner owner;
    call.services.store.read([&](schema::UnitOfWork& tx) {
        Act act(call, tx);
        const auto person = tx.find<schema::PersonRow>(schema::Lock::none, *call.caller.person);
        owner.account = person ? find_account(tx, person->login) : std::nullopt;
        if (owner.account) {
            owner.contact =
                open_contact(act, person->id, owner.account->state.sealed_contact).value_or(Contact());
        }
    });
    return owner;
}

}  // namespace

Result<Nothing> change_password(Call& call, const Params&, const ChangePassword& in) {
    const auto& services = call.services;
    const auto owner = owner_of(call);
    ensure(owner.account.has_value(), "a signed-in person has an account");
    const auto& person = owner.account->person;
    // Whoever sits at an open session may not guess either.
    const auto attempt = password_attempt(person.login, call.caller.address, std::nullopt);
    if (auto free = begin_attempt(services, attempt); !free) {
        return free.refusal();
    }
    const auto holds = password_holds(services, owner.account, Secret(in.old_password));
    if (!holds) {
        take_back(services, attempt);
        return holds.refusal();
    }
    if (!*holds) {
        note_failure(services, attempt);
        return refuse("wrong_login_or_password", "old_password");
    }
    take_back(services, attempt);
    if (auto good =
            registry::check_password(in.new_password,
                                     {person.login, person.display_name, call.caller.organisation_name,
                                      owner.contact.mobile, owner.contact.email},
                                     "new_password");
        !good) {
        return good.refusal();
    }
    auto hash = services.passwords.hash(Secret(in.new_password));
    if (!hash) {
        return hash.refusal();
    }
    return call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        act.update(schema::PasswordRow{person.id, *hash, services.wall_clock.now()});
        end_sessions(act, person.id, Keep::present);
        return Nothing{};
    });
}

}  // namespace daylit::app
