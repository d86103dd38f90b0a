#include "server/app/sessions.hpp"

#include "server/app/aggregate.hpp"
#include "server/app/known.hpp"
#include "server/app/password_desk.hpp"
#include "server/app/second_factors.hpp"
#include "server/app/sign_in_guard.hpp"

namespace daylit::app {

namespace {

using schema::Lock;
using schema::SessionRow;

constexpr auto idle_life = std::chrono::minutes(60);
constexpr auto seen_grain = std::chrono::minutes(1);  // how often "seen" is worth a write
constexpr int most_sessions = 1000;

std::set<registry::Role> roles_of(const PresentSession& present, Instant now) {
    return registry::roles_in_force(present.state, present.organisation.phase == "active", now);
}

registry::OrganisationKind kind_of(const schema::OrganisationRow& organisation) {
    return schema::ColumnCodec<registry::OrganisationKind>::read(organisation.kind);
}

bool must_enrol(const Services& services, const PresentSession& present) {
    return present.factors.factors.empty() && must_have_factor(services, kind_of(present.organisation));
}

// Reads again under the lock: what another request changed meanwhile stays. Who only reads may do so where
// nothing can be noted.
void note_seen(const Services& services, const Digest& token, Instant now) {
    try {
        services.store.transact([&](schema::UnitOfWork& tx) {
            if (auto row = tx.find<SessionRow>(Lock::update, token)) {
                row->seen_at = std::max(row->seen_at, now);
                ensure(tx.update(*row), "a locked row is there");
            }
        });
    } catch (const schema::StoreUnavailable&) {
        return;
    }
}

std::vector<SessionRow> sessions_of(schema::UnitOfWork& tx, const PersonId& person) {
    return tx.select<SessionRow>(
        {{schema::equals("person", person)}, {{"token_digest", schema::Order::ascending}}, most_sessions});
}

void end(Act& act, const SessionRow& session) {
    act.erase<SessionRow>({schema::equals("token_digest", session.token_digest)});
    const auto topic = session_topic(session.token_digest.hex());
    act.after_commit([&outlet = act.services().outlet, topic] { outlet.close(topic); });
}

bool is_good(const SessionRow& session, Instant now) {
    return now < session.expires_at && now < session.seen_at + idle_life;
}

std::shared_ptr<const PresentSession> look_for(const Services& services, const Digest& token, Instant now) {
    const auto read = [&](const auto&) {
        std::map<Digest, PresentSession> found;
        services.store.read([&](schema::UnitOfWork& tx) {
            found.clear();
            if (auto present = find_session(tx, token, now)) {
                found.emplace(token, std::move(*present));
            }
        });
        return found;
    };
    if (services.known == nullptr) {
        auto found = read(token);
        return found.empty() ? nullptr
                             : std::make_shared<const PresentSession>(std::move(found.begin()->second));
    }
    const auto found = services.known->sessions.find({token}, read);
    const bool good = !found.empty() && is_good(found.begin()->second->session, now);
    return good ? found.begin()->second : nullptr;
}

}  // namespace

std::optional<PresentSession> find_session(schema::UnitOfWork& tx, const Digest& token, Instant now) {
    auto [session, person, organisation, factor_row] =
        tx.find_linked<SessionRow, schema::PersonRow, schema::OrganisationRow, schema::SecondFactorRow>(
            {{{0, "person"}, {1, "organisation"}, {0, "person"}}}, token);
    if (!session || !is_good(*session, now)) {
        return std::nullopt;
    }
    ensure(person.has_value(), "a session belongs to a person");
    ensure(organisation.has_value(), "a person belongs to an organisation");
    auto state = stored_state<registry::PersonState>(person->state);
    if (state.phase != registry::PersonPhase::active) {
        return std::nullopt;
    }
    auto factors = factors_in(factor_row);
    return PresentSession{std::move(*session), std::move(*person), std::move(state), std::move(*organisation),
                          std::move(factors)};
}

SessionView view_of(const Services& services, const PresentSession& present, Instant now) {
    SessionView view;
    if (present.session.second_step) {
        view.second_step = second_step_proofs(present.factors);
        return view;
    }
    view.signed_in = true;
    view.person = PersonBrief{present.person.id, present.person.login, present.person.display_name};
    view.organisation = OrganisationBrief{present.organisation.id, present.organisation.name,
                                          present.organisation.kind, present.organisation.phase};
    view.must_enrol = must_enrol(services, present);
    if (!view.must_enrol) {
        const auto roles = roles_of(present, now);
        view.roles = {roles.begin(), roles.end()};
    }
    view.expires_at = present.session.expires_at;
    view.step_up = step_up_proofs(present.factors);
    if (present.session.confirmed_at) {
        view.confirmed_until = *present.session.confirmed_at + services.settings.step_up_life;
    }
    return view;
}

std::string session_topic(const std::string& session) {
    return "session:" + session;
}

bool is_open(const Services& services, const std::string& session) {
    const auto digest = Digest::from_hex(session);
    return digest && look_for(services, *digest, services.wall_clock.now()) != nullptr;
}

Caller authenticate(const Services& services, const std::string& token, const std::string& address) {
    Caller caller;
    caller.address = address;
    if (token.empty() || token.size() > 128) {
        return caller;
    }
    const auto digest = sha256(token);
    const auto now = services.wall_clock.now();
    const auto present = look_for(services, digest, now);
    if (!present) {
        return caller;
    }
    caller.session = digest.hex();
    if (present->session.second_step) {
        return caller;
    }
    if (now - present->session.seen_at > seen_grain) {
        note_seen(services, digest, now);
    }
    caller.person = present->person.id;
    caller.organisation = present->organisation.id;
    caller.organisation_name = present->organisation.name;
    caller.must_enrol = must_enrol(services, *present);
    caller.roles = caller.must_enrol ? std::set<registry::Role>() : roles_of(*present, now);
    caller.confirmed_at = present->session.confirmed_at;
    return caller;
}

Outcome sign_out(Call& call) {
    const auto digest = Digest::from_hex(call.caller.session);
    if (!digest) {
        return Done{};
    }
    const auto left = call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        if (const auto session = act.tx.find<SessionRow>(Lock::update, *digest)) {
            end(act, *session);
        }
        return Nothing{};
    });
    return left ? Outcome(Done{}) : Outcome(left.refusal());
}

Result<SessionView> session_view(Call& call, const Params&) {
    const auto digest = Digest::from_hex(call.caller.session);
    if (!digest) {
        return SessionView{};
    }
    const auto now = call.services.wall_clock.now();
    return call.read<SessionView>([&](Act& act) -> Result<SessionView> {
        const auto present = find_session(act.tx, *digest, now);
        return present ? view_of(call.services, *present, now) : SessionView{};
    });
}

Result<Page<OwnSession>> my_sessions(Call& call, const Params&) {
    const auto now = call.services.wall_clock.now();
    return call.read<Page<OwnSession>>([&](Act& act) -> Result<Page<OwnSession>> {
        Page<OwnSession> page;
        for (const auto& row : sessions_of(act.tx, *call.caller.person)) {
            if (!row.second_step && is_good(row, now)) {
                page.items.push_back({row.id, row.token_digest.hex() == call.caller.session, row.device,
                                      row.network, row.created_at, row.seen_at});
            }
        }
        std::sort(page.items.begin(), page.items.end(),
                  [](const auto& one, const auto& other) { return one.created_at > other.created_at; });
        return page;
    });
}

Result<Nothing> end_session(Call& call, const Params& params, const Nothing&) {
    const auto id = params.plain_id("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        for (const auto& row : sessions_of(act.tx, *call.caller.person)) {
            if (row.id == *id) {
                end(act, row);
                return Nothing{};
            }
        }
        return refuse("not_found", "id");
    });
}

Result<Nothing> end_other_sessions(Call& call, const Params&, const Nothing&) {
    return call.transact<Nothing>([&](Act& act) -> Result<Nothing> {
        end_sessions(act, *call.caller.person, Keep::present);
        return Nothing{};
    });
}

void end_sessions(Act& act, const PersonId& person, Keep keep) {
    for (const auto& row : sessions_of(act.tx, person)) {
        if (keep == Keep::none || row.token_digest.hex() != act.caller().session) {
            end(act, row);
        }
    }
}

std::optional<Account> find_account(schema::UnitOfWork& tx, const std::string& login) {
    const auto people = tx.select<schema::PersonRow>({{schema::equals("login", login)}, {}, 1});
    if (people.empty()) {
        return std::nullopt;
    }
    const auto password = tx.find<schema::PasswordRow>(Lock::none, people.front().id);
    if (!password) {
        return std::nullopt;
    }
    return Account{people.front(), stored_state<registry::PersonState>(people.front().state), password->hash};
}

Result<bool> password_holds(const Services& services, const std::optional<Account>& account,
                            const Secret& password) {
    if (!account || account->state.phase != registry::PersonPhase::active) {
        if (auto spent = services.passwords.check_nobody(password); !spent) {
            return spent.refusal();
        }
        return false;
    }
    return services.passwords.check(password, account->hash);
}

}  // namespace daylit::app
