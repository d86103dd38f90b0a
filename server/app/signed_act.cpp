#include "server/app/signed_act.hpp"

#include "crypto/jws.hpp"
#include "schema/rows_auction.hpp"
#include "server/app/keys.hpp"
#include "server/app/private_data.hpp"

namespace daylit::app {

namespace {

// In which phase the rows of these keys are, as far as they are there.
template <class Row, class Key>
std::map<Key, std::string> phases(Act& act, const std::string& column, Key Row::*key,
                                  const std::set<Key>& wanted) {
    schema::Condition among{column, schema::Compare::one_of, {}, {}};
    for (const auto& value : wanted) {
        among.values.push_back(schema::ColumnCodec<Key>::write(value));
    }
    std::map<Key, std::string> found;
    for (auto& row : act.tx.select<Row>({{std::move(among)}, {}, static_cast<int>(wanted.size())})) {
        found.emplace(row.*key, std::move(row.phase));
    }
    return found;
}

constexpr auto longest_life = std::chrono::minutes(10);
constexpr std::string_view refused_type = "daylight-refused+jws";

// What a signed refusal says.
struct RefusedAct {
    std::string format = "daylight/refused/1";
    LotId lot;
    Digest act;
    std::string code;
    std::string field;
    std::vector<std::string> values;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(RefusedAct, (), (format, lot, act, code, field, values, at))

}  // namespace

Result<VerifiedAct> verify_act(Call& call, const SignedAct& act, std::string_view type) {
    const auto parsed = jws::parse(act.statement, "statement");
    if (!parsed) {
        return parsed.refusal();
    }
    const auto serial = parsed->header().kid.value_or("");
    const auto signer = find_signer(call.services, serial, "statement");
    if (!signer) {
        return signer.refusal();
    }
    auto verified = parsed->verify(signer->certificate.public_key(), type);
    if (!verified) {
        return verified.refusal();
    }
    if (signer->person != call.caller.person) {
        return refuse("certificate_not_yours", "statement");
    }
    return VerifiedAct{std::move(verified->payload), serial, sha256(act.statement), {}};
}

Outcome check_address(const Call& call, const std::string& audience, const std::string& nonce,
                      Instant expires_at) {
    if (audience != call.services.settings.log_origin) {
        return refuse("act_for_another", "audience");
    }
    if (nonce != call.idempotency_key) {
        return refuse("act_nonce_differs", "nonce");
    }
    if (expires_at > call.services.wall_clock.now() + longest_life) {
        return refuse("act_lives_too_long", "expires_at", {std::to_string(longest_life.count())});
    }
    return Done{};
}

Outcome check_facts(const Call& call, const ActFacts& facts, const LotId& lot) {
    if (facts.lot != lot) {
        return refuse("act_for_another", "lot");
    }
    return check_address(call, facts.audience, facts.nonce, facts.expires_at);
}

Outcome check_good_now(Act& act, const VerifiedAct& verified) {
    const SignerKey key{verified.serial, *act.caller().person, *act.caller().organisation};
    return check_good_at(verified, signer_standings(act, {key}).at(key), act.services().wall_clock.now());
}

std::map<SignerKey, SignerStanding> signer_standings(Act& act, const std::set<SignerKey>& wanted) {
    std::set<std::string> serials;
    std::set<PersonId> persons;
    std::set<OrganisationId> organisations;
    for (const auto& key : wanted) {
        serials.insert(key.serial);
        persons.insert(key.person);
        organisations.insert(key.organisation);
    }
    const auto certificates = phases(act, "serial", &schema::CertificateRow::serial, serials);
    const auto people = phases(act, "id", &schema::PersonRow::id, persons);
    const auto bodies = phases(act, "id", &schema::OrganisationRow::id, organisations);
    std::map<SignerKey, SignerStanding> standings;
    for (const auto& key : wanted) {
        const auto certificate = certificates.find(key.serial);
        ensure(people.contains(key.person) && bodies.contains(key.organisation),
               "a signed-in person is in the registry");
        standings[key] = {certificate != certificates.end() && certificate->second == "valid",
                          people.at(key.person) == "active" && bodies.at(key.organisation) == "active"};
    }
    return standings;
}

Outcome check_good_at(const VerifiedAct& verified, const SignerStanding& standing, Instant wall_now) {
    if (!standing.certified) {
        return refuse("certificate_revoked", "statement");
    }
    if (verified.expires_at <= wall_now) {
        return refuse("act_expired", "expires_at");
    }
    return standing.active ? Outcome(Done{}) : Outcome(refuse("not_your_right"));
}

void keep_evidence(Act& act, const SignedAct& signed_act, const Digest& digest) {
    act.insert(
        schema::EvidenceRow{digest, seal(act.services(), signed_act.statement, "evidence:" + digest.hex())});
}

Refusal signed_refusal(const Services& services, Refusal refusal, const LotId& lot, const Digest& act,
                       Instant at) {
    RefusedAct said;
    said.lot = lot;
    said.act = act;
    said.code = refusal.code;
    said.field = refusal.field;
    said.values = refusal.values;
    said.at = at;
    refusal.evidence =
        jws::sign(to_json_text(said),
                  {.typ = std::string(refused_type), .kid = services.keys.receipt_certificate.serial()},
                  services.keys.receipt_key);
    return refusal;
}

}  // namespace daylit::app
