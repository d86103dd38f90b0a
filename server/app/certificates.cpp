#include "server/app/certificates.hpp"

#include "crypto/certificate_request.hpp"
#include "crypto/random.hpp"
#include "registry/certificate_record.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/aggregate.hpp"
#include "server/app/keys.hpp"
#include "server/app/messages.hpp"

namespace daylit::app {

namespace {

using registry::CertificateState;
using schema::CertificateRow;
using schema::Lock;

constexpr auto certificate_life = std::chrono::days(365);
constexpr auto list_life = std::chrono::days(7);

std::string stream_of(const std::string& serial) {
    return "certificate:" + serial;
}

Certificate parsed(const CertificateRow& row) {
    auto certificate = Certificate::from_der(row.certificate);
    ensure(certificate.ok(), "a certificate that we issued can be read");
    return std::move(*certificate);
}

// One's own whatever one may still do, a colleague's while one may act for the organisation.
bool may_revoke(const Caller& caller, const CertificateRow& row) {
    const bool acts = caller.has(registry::Role::bidder_agent) || caller.has(registry::Role::seller_agent);
    return row.person == caller.person || (acts && row.organisation == caller.organisation) ||
           caller.has(registry::Role::registrar);
}

bool is_ours(const Services& services, const Certificate& certificate) {
    return certificate.issuer() == services.keys.authority.certificate().subject();
}

Outcome check_issued(const Services& services, const Certificate& certificate, const std::string& field) {
    const auto now = services.wall_clock.now();
    if (is_ours(services, certificate)) {
        return services.keys.known->check_bidders(certificate, services.keys.authority.certificate(), now,
                                                  field);
    }
    const auto* authority = services.keys.trusted->issuer_of(certificate);
    if (authority == nullptr) {
        return refuse("authority_not_trusted", field, {certificate.issuer().common_name});
    }
    auto good = check_outside_certificate(certificate, *authority, now, field);
    return good ? services.keys.trusted->check_not_revoked(*authority, certificate, now, field) : good;
}

Result<Certificate> make_certificate(Call& call, const CertificateRequest& request,
                                     const std::string& common_name,
                                     const schema::OrganisationRow& organisation) {
    const auto now = call.services.wall_clock.now();
    CertificateOrder order{
        request.public_key(),   {common_name, organisation.name, organisation.uscc},
        random_serial(),        {now - std::chrono::minutes(5), now + certificate_life},
        CertificateUse::bidder, call.services.settings.public_address + "/api/v1/certificates/ca.crl"};
    return call.services.keys.authority.issue(order);
}

}  // namespace

CertificateView certificate_view(const CertificateRow& row) {
    const auto certificate = parsed(row);
    return {row.serial,     row.phase,     certificate.pem(), row.fingerprint,
            row.not_before, row.not_after, row.revoked_at,    certificate.issuer().common_name};
}

Result<CertificateView> issue_certificate(Call& call, const Params&, const CertificateOrderInput& in) {
    const auto request = CertificateRequest::parse(in.request_pem, "request_pem");
    if (!request) {
        return request.refusal();
    }
    return call.transact<CertificateView>([&](Act& act) -> Result<CertificateView> {
        const auto person = act.tx.find<schema::PersonRow>(Lock::none, *call.caller.person);
        const auto organisation = act.tx.find<schema::OrganisationRow>(Lock::none, *call.caller.organisation);
        ensure(person && organisation, "a signed-in person is in the registry");
        const auto certificate = make_certificate(call, *request, person->display_name, *organisation);
        if (!certificate) {
            return certificate.refusal();
        }
        auto stream = act.lock(stream_of(certificate->serial()));
        CertificateState state;
        apply(act, stream, state,
              std::vector<registry::CertificateEvent>{registry::CertificateIssued{
                  person->id, organisation->id, certificate->spki_fingerprint(), certificate->fingerprint(),
                  certificate->validity().from, certificate->validity().until}});
        const CertificateRow row{certificate->serial(),
                                 stream.head.seq,
                                 "valid",
                                 person->id,
                                 organisation->id,
                                 certificate->spki_fingerprint(),
                                 certificate->validity().from,
                                 certificate->validity().until,
                                 std::nullopt,
                                 certificate->der(),
                                 to_json_text(state)};
        act.insert(row);
        send_message(act, organisation->id, MessageKind::certificate_issued,
                     {row.serial, person->display_name});
        return certificate_view(row);
    });
}

Result<Page<CertificateView>> my_certificates(Call& call, const Params&) {
    return call.read<Page<CertificateView>>([&](Act& act) -> Result<Page<CertificateView>> {
        Page<CertificateView> page;
        for (const auto& row :
             act.tx.select<CertificateRow>({{schema::equals("organisation", *act.caller().organisation)},
                                            {{"not_before", schema::Order::descending}},
                                            200})) {
            page.items.push_back(certificate_view(row));
        }
        return page;
    });
}

Result<CertificateView> revoke_certificate(Call& call, const Params& params, const Reason& in) {
    const auto& serial = params.path.at("serial");
    if (!is_serial_text(serial)) {
        return refuse("not_found", "serial");
    }
    return call.transact<CertificateView>([&](Act& act) -> Result<CertificateView> {
        auto row = act.tx.find<CertificateRow>(Lock::update, serial);
        const auto& caller = act.caller();
        if (!row || !may_revoke(caller, *row)) {
            return refuse("not_found", "serial");
        }
        auto state = stored_state<CertificateState>(row->state);
        const auto events = decide(state, registry::RevokeCertificate{in.reason});
        if (!events) {
            return events.refusal();
        }
        auto stream = act.lock(stream_of(serial));
        apply(act, stream, state, *events);
        row->seq = stream.head.seq;
        row->phase = "revoked";
        row->revoked_at = act.services().wall_clock.now();
        row->state = to_json_text(state);
        act.update(*row);
        send_message(act, row->organisation, MessageKind::certificate_revoked, {serial, in.reason});
        return certificate_view(*row);
    });
}

std::string authority_pem(const Services& services) {
    return services.keys.authority.certificate().pem();
}

std::string receipt_certificate_pem(const Services& services) {
    return services.keys.receipt_certificate.pem();
}

std::string revocation_list_pem(const Services& services) {
    const auto now = services.wall_clock.now();
    RevocationOrder order{now.time_since_epoch().count(), now, now + list_life, {}};
    services.store.read([&](schema::UnitOfWork& tx) {
        order.revoked.clear();
        for (const auto& row : tx.select<CertificateRow>(
                 {{schema::equals("phase", "revoked")}, {{"serial", schema::Order::ascending}}, 100000})) {
            if (!is_ours(services, parsed(row))) {
                continue;  // its own authority's business
            }
            order.revoked.push_back({row.serial, row.revoked_at.value(), RevocationReason::unspecified});
        }
    });
    return services.keys.authority.revoke(order).pem();
}

Result<Signer> find_signer(const Services& services, const std::string& serial, const std::string& field) {
    std::optional<CertificateRow> row;
    if (is_serial_text(serial)) {
        services.store.read(
            [&](schema::UnitOfWork& tx) { row = tx.find<CertificateRow>(Lock::none, serial); });
    }
    if (!row) {
        return refuse("certificate_unknown", field);
    }
    auto certificate = services.keys.known->read(row->certificate);
    if (auto good = check_issued(services, certificate, field); !good) {
        return good.refusal();
    }
    return Signer{std::move(certificate), row->person, row->organisation};
}

Outcome check_not_revoked(const std::optional<CertificateRow>& row, const std::string& field) {
    return row && row->phase == "valid" ? Outcome(Done{}) : Outcome(refuse("certificate_revoked", field));
}

}  // namespace daylit::app
