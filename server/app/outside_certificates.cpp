#include "server/app/outside_certificates.hpp"

#include "crypto/jws.hpp"
#include "registry/certificate_record.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/keys.hpp"
#include "server/app/messages.hpp"

namespace daylit::app {

namespace {

using schema::Lock;

constexpr std::string_view statement_type = "daylight-possession+jws";
constexpr auto longest_life = std::chrono::minutes(10);

Outcome check_possession(Call& call, const Certificate& certificate, const std::string& statement) {
    const auto parsed = jws::parse(statement, "statement");
    if (!parsed) {
        return parsed.refusal();
    }
    const auto verified = parsed->verify(certificate.public_key(), statement_type);
    if (!verified) {
        return verified.refusal();
    }
    const auto said = parse_as<PossessionStatement>(verified->payload);
    if (!said) {
        return refuse("act_malformed", said.refusal().field);
    }
    const auto now = call.services.wall_clock.now();
    if (said->audience != call.services.settings.log_origin || said->person != call.caller.person ||
        said->certificate_digest != certificate.fingerprint()) {
        return refuse("act_for_another", "statement");
    }
    if (said->nonce != call.idempotency_key) {
        return refuse("act_nonce_differs", "nonce");
    }
    if (said->expires_at <= now) {
        return refuse("act_expired", "expires_at");
    }
    return said->expires_at > now + longest_life
               ? Outcome(refuse("act_lives_too_long", "expires_at", {std::to_string(longest_life.count())}))
               : Outcome(Done{});
}

Result<CertificateView> store(Act& act, const Certificate& certificate, const TrustedAuthority& authority) {
    const auto person = act.tx.find<schema::PersonRow>(Lock::none, *act.caller().person);
    const auto organisation = act.tx.find<schema::OrganisationRow>(Lock::none, *act.caller().organisation);
    ensure(person && organisation, "a signed-in person is in the registry");
    if (uscc_of(certificate, authority) != organisation->uscc) {
        return refuse("certificate_for_another", "certificate_pem", {organisation->uscc});
    }
    const auto serial = outside_serial(certificate);
    auto stream = act.lock("certificate:" + serial);
    if (act.tx.find<schema::CertificateRow>(Lock::update, serial)) {
        return refuse("certificate_registered", "certificate_pem");
    }
    registry::CertificateState state;
    apply(act, stream, state,
          std::vector<registry::CertificateEvent>{registry::OutsideCertificateRegistered{
              person->id, organisation->id, authority.name, certificate.serial(),
              certificate.spki_fingerprint(), certificate.fingerprint(), certificate.validity().from,
              certificate.validity().until}});
    const schema::CertificateRow row{serial,
                                     stream.head.seq,
                                     "valid",
                                     person->id,
                                     organisation->id,
                                     certificate.spki_fingerprint(),
                                     certificate.validity().from,
                                     certificate.validity().until,
                                     std::nullopt,
                                     certificate.der(),
                                     to_json_text(state)};
    act.insert(row);
    send_message(act, organisation->id, MessageKind::certificate_issued, {serial, person->display_name});
    return certificate_view(row);
}

}  // namespace

Result<CertificateView> register_outside_certificate(Call& call, const Params&,
                                                     const OutsideCertificateInput& in) {
    const auto certificate = Certificate::from_pem(in.certificate_pem, "certificate_pem");
    if (!certificate) {
        return certificate.refusal();
    }
    const auto& trusted = *call.services.keys.trusted;
    const auto* authority = trusted.issuer_of(*certificate);
    if (authority == nullptr) {
        return refuse("authority_not_trusted", "certificate_pem", {certificate->issuer().common_name});
    }
    const auto now = call.services.wall_clock.now();
    for (const auto& checked :
         {check_outside_certificate(*certificate, *authority, now, "certificate_pem"),
          check_possession(call, *certificate, in.statement),
          trusted.check_not_revoked(*authority, *certificate, now, "certificate_pem")}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    return call.transact<CertificateView>(
        [&](Act& act) -> Result<CertificateView> { return store(act, *certificate, *authority); });
}

}  // namespace daylit::app
