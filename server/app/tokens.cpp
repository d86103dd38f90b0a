#include "server/app/tokens.hpp"

#include "crypto/bearer_token.hpp"
#include "crypto/random.hpp"
#include "registry/person.hpp"
#include "schema/rows_programs.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/certificates.hpp"
#include "server/app/messages.hpp"
#include "server/app/second_factors.hpp"

namespace daylit::app {

namespace {

using registry::TokenState;
using schema::Lock;
using schema::ProgramTokenRow;
using schema::ProgramTokenUseRow;

constexpr int most_listed = 200;

std::string stream_of(const std::string& id) {
    return "program_token:" + id;
}

TokenView view_of(const ProgramTokenRow& row, const std::optional<ProgramTokenUseRow>& use, Instant now) {
    const auto state = stored_state<TokenState>(row.state);
    const bool expired = state.phase == registry::TokenPhase::valid && now >= row.expires_at;
    return {
        row.id,           state.name,     state.scopes,   expired ? "expired" : row.phase,
        row.made_at,      row.expires_at, row.revoked_at, use ? std::optional(use->last_at) : std::nullopt,
        state.certificate};
}

TokenView view_of(Act& act, const ProgramTokenRow& row) {
    return view_of(row, act.tx.find<ProgramTokenUseRow>(Lock::none, row.id), act.services().wall_clock.now());
}

std::vector<ProgramTokenRow> tokens_of(Act& act, const PersonId& person,
                                       std::vector<schema::Condition> where = {}) {
    where.push_back(schema::equals("person", person));
    return act.tx.select<ProgramTokenRow>({where, {{"made_at", schema::Order::descending}}, most_listed});
}

int held_by(Act& act, const PersonId& person, Instant now) {
    return static_cast<int>(
        tokens_of(act, person,
                  {schema::equals("phase", "valid"),
                   {"expires_at", schema::Compare::greater, schema::ColumnCodec<Instant>::write(now), {}}})
            .size());
}

// The holder, and with it the organisation in whose name the program acts.
void tell_holder(Act& act, MessageKind kind, const TokenState& state) {
    const auto holder = act.tx.find<schema::PersonRow>(Lock::none, state.person);
    send_message(act, state.organisation, kind, {state.name, holder.value().display_name});
}

// The row must be locked.
void revoke(Act& act, ProgramTokenRow& row, TokenState state,
            const std::vector<registry::TokenEvent>& events) {
    auto stream = act.lock(stream_of(row.id));
    apply(act, stream, state, events);
    row.seq = stream.head.seq;
    row.phase = "revoked";
    row.revoked_at = act.services().wall_clock.now();
    row.state = to_json_text(state);
    act.update(row);
    tell_holder(act, MessageKind::token_revoked, state);
}

void note_use(const Services& services, const std::string& token,
              const std::optional<ProgramTokenUseRow>& before, Instant now) {
    const ProgramTokenUseRow use{token, std::chrono::floor<std::chrono::hours>(now)};
    if (before && before->last_at >= use.last_at) {
        return;
    }
    // Another request may note the same hour at the same time: either note is true. Where nothing can be
    // noted, a program may read all the same.
    try {
        services.store.transact([&](schema::UnitOfWork& tx) {
            if (!tx.insert(use)) {
                (void)tx.update(use);
            }
        });
    } catch (const schema::StoreUnavailable&) {
        return;
    }
}

// The caller's own certificate, which is good now.
Result<registry::BoundCertificate> binding(const Call& call, const std::string& serial) {
    const auto signer = find_signer(call.services, serial, "certificate");
    if (!signer) {
        return signer.refusal();
    }
    if (signer->person != call.caller.person) {
        return refuse("certificate_not_yours", "certificate");
    }
    return registry::BoundCertificate{serial, signer->certificate.fingerprint()};
}

// RFC 8705, 3: a bound token is good with its certificate alone; on the programs' port no other is.
Outcome check_binding(const Services& services, const TokenState& state,
                      const std::optional<std::string>& presented) {
    if (!presented) {
        return state.certificate ? Outcome(refuse("token_wants_certificate", "Authorization"))
                                 : Outcome(Done{});
    }
    if (!state.certificate) {
        return refuse("token_not_bound", "Authorization");
    }
    const auto holder = check_presented(services, *presented);
    if (!holder) {
        return holder.refusal();
    }
    const bool fits =
        state.certificate->thumbprint == holder->certificate.fingerprint() && state.person == holder->person;
    return fits ? Outcome(Done{}) : Outcome(refuse("token_for_another_certificate", "Authorization"));
}

}  // namespace

Result<MadeToken> make_token(Call& call, const TokenOrder& in, const std::vector<registry::Scope>& offered) {
    ensure(call.idempotency_key.empty(), "a token's secret is not kept with an answer");
    std::optional<registry::BoundCertificate> bound;
    if (in.certificate) {
        auto good = binding(call, *in.certificate);
        if (!good) {
            return good.refusal();
        }
        bound = std::move(*good);
    }
    const auto secret = bearer_token_text(random_entropy(), random_entropy());
    return call.transact<MadeToken>([&](Act& act) -> Result<MadeToken> {
        const auto& services = act.services();
        const auto now = services.wall_clock.now();
        const auto id = id_text(services.random.entropy());
        if (bound) {
            const auto row = act.tx.find<schema::CertificateRow>(Lock::none, bound->serial);
            if (auto valid = check_not_revoked(row, "certificate"); !valid) {
                return valid.refusal();
            }
        }
        // The person's stream is the lock under which its tokens are counted.
        act.lock("person:" + call.caller.person->text);
        TokenState state;
        const auto events =
            decide(state,
                   registry::MakeToken{*call.caller.person, *call.caller.organisation, in.name, in.scopes,
                                       in.expires_at, offered, services.settings.programs.longest_token,
                                       held_by(act, *call.caller.person, now), bound},
                   now);
        if (!events) {
            return events.refusal();
        }
        auto stream = act.lock(stream_of(id));
        apply(act, stream, state, *events);
        const ProgramTokenRow row{id,  stream.head.seq, "valid",      *call.caller.person, sha256(secret),
                                  now, in.expires_at,   std::nullopt, to_json_text(state)};
        act.insert(row);
        tell_holder(act, MessageKind::token_made, state);
        return MadeToken{view_of(row, std::nullopt, now), secret};
    });
}

Result<Page<TokenView>> my_tokens(Call& call, const Params&) {
    return call.read<Page<TokenView>>([&](Act& act) -> Result<Page<TokenView>> {
        Page<TokenView> page;
        for (const auto& row : tokens_of(act, *act.caller().person)) {
            page.items.push_back(view_of(act, row));
        }
        return page;
    });
}

Result<TokenView> revoke_token(Call& call, const Params& params, const Nothing&) {
    const auto id = params.plain_id("id");
    if (!id) {
        return id.refusal();
    }
    return call.transact<TokenView>([&](Act& act) -> Result<TokenView> {
        auto row = act.tx.find<ProgramTokenRow>(Lock::update, *id);
        if (!row || row->person != *act.caller().person) {
            return refuse("not_found", "id");
        }
        auto state = stored_state<TokenState>(row->state);
        const auto events =
            decide(state, registry::RevokeToken{act.caller().actor()}, act.services().wall_clock.now());
        if (!events) {
            return events.refusal();
        }
        revoke(act, *row, std::move(state), *events);
        return view_of(act, *row);
    });
}

void revoke_tokens_of(Act& act, const PersonId& person) {
    const auto now = act.services().wall_clock.now();
    for (const auto& seen :
         act.tx.select<ProgramTokenRow>({{schema::equals("person", person), schema::equals("phase", "valid")},
                                         {{"id", schema::Order::ascending}},
                                         most_listed})) {
        auto row = act.tx.find<ProgramTokenRow>(Lock::update, seen.id);
        auto state = stored_state<TokenState>(row.value().state);
        const auto events = decide(state, registry::RevokeToken{act.caller().actor()}, now);
        if (events) {
            revoke(act, *row, std::move(state), *events);
        }
    }
}

Result<Program> authenticate_program(const Services& services, const std::string& token,
                                     const std::string& address,
                                     const std::optional<std::string>& presented) {
    if (!is_bearer_token(token)) {
        return refuse("token_malformed", "Authorization");
    }
    const auto now = services.wall_clock.now();
    std::optional<ProgramTokenRow> row;
    std::optional<ProgramTokenUseRow> use;
    std::optional<schema::PersonRow> person;
    std::optional<schema::OrganisationRow> organisation;
    registry::SecondFactors factors;
    services.store.read([&](schema::UnitOfWork& tx) {
        const auto rows = tx.select<ProgramTokenRow>({{schema::equals("digest", sha256(token))}, {}, 1});
        if (rows.empty()) {
            row.reset();
            return;
        }
        row = rows.front();
        use = tx.find<ProgramTokenUseRow>(Lock::none, row->id);
        person = tx.find<schema::PersonRow>(Lock::none, row->person);
        organisation = tx.find<schema::OrganisationRow>(Lock::none, person.value().organisation);
        factors = factors_of(tx, row->person);
    });
    if (!row) {
        return refuse("token_unknown", "Authorization");
    }
    auto state = stored_state<TokenState>(row->state);
    if (!is_in_force(state, now)) {
        return refuse(state.phase == registry::TokenPhase::valid ? "token_expired" : "token_revoked",
                      "Authorization");
    }
    const auto holder = stored_state<registry::PersonState>(person->state);
    if (holder.phase != registry::PersonPhase::active) {
        return refuse("token_holder_inactive", "Authorization");
    }
    if (auto fits = check_binding(services, state, presented); !fits) {
        return fits.refusal();
    }
    note_use(services, row->id, use, now);
    Program program;
    program.caller.person = person->id;
    program.caller.organisation = organisation.value().id;
    program.caller.organisation_name = organisation->name;
    const auto kind = schema::ColumnCodec<registry::OrganisationKind>::read(organisation->kind);
    program.caller.must_enrol = factors.factors.empty() && must_have_factor(services, kind);
    if (!program.caller.must_enrol) {
        program.caller.roles = roles_in_force(holder, organisation->phase == "active", now);
    }
    program.caller.address = address;
    program.scopes = std::move(state.scopes);
    return program;
}

}  // namespace daylit::app
