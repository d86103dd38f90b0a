// Routes of the registry: registration, people, certificates, uploads, messages.
#include "server/app/certificates.hpp"
#include "server/app/messages.hpp"
#include "server/app/outside_certificates.hpp"
#include "server/app/people.hpp"
#include "server/app/second_factors.hpp"
#include "server/app/uploads.hpp"
#include "server/wire/route.hpp"

namespace daylit::wire {

namespace {

using registry::Role;

Route upload_route() {
    Route route{.method = Method::post,
                .path = "/api/v1/uploads",
                .access = anyone(),
                .summary = "Hand in a file; others name it by its digest",
                .out = shape_of<app::UploadView>(),
                .raw_in = "application/octet-stream",
                .body_limit = app::most_upload,
                .scope = registry::Scope::uploads};
    route.run = [](app::Call& call, const app::Params&, const http::Request& request) {
        return json_reply(app::upload(call, std::string(request.header("content-type")), request.body));
    };
    return route;
}

Route download_route() {
    Route route{.path = "/api/v1/attachments/{digest}",
                .access = anyone(),
                .summary = "A file by its digest: public ones are everybody's",
                .raw_out = "application/octet-stream",
                .counted = Counted::never};  // who reads a tender's documents is nobody's business
    route.run = [](app::Call& call, const app::Params& params, const http::Request&) -> Result<Reply> {
        auto file = app::download(call, params);
        if (!file) {
            return file.refusal();
        }
        return Reply{.media_type = std::move(file->media_type),
                     .body = std::move(file->bytes),
                     .headers = {{"Content-Disposition", "attachment"}}};
    };
    return route;
}

Route text_route(std::string path, std::string summary, std::string media_type,
                 std::string (*text)(const app::Services&)) {
    Route route{
        .path = std::move(path), .access = anyone(), .summary = std::move(summary), .raw_out = media_type};
    route.run = [media_type, text](app::Call& call, const app::Params&,
                                   const http::Request&) -> Result<Reply> {
        return Reply{.media_type = media_type, .body = text(call.services)};
    };
    return route;
}

}  // namespace

std::vector<Route> registry_routes() {
    constexpr const char* pem = "application/x-pem-file";
    return {
        query("/api/v1/agreements/current", anyone(), "The agreement on electronic signatures in force", {},
              &app::current_agreement),
        upload_route(),
        download_route(),
        command(Method::post, "/api/v1/registrations", anyone(),
                "Register an organisation with its first person", &app::register_organisation),

        query("/api/v1/organisations", only({Role::registrar, Role::supervisor}), "Organisations",
              {"state", "cursor", "limit"}, &app::organisations),
        query("/api/v1/organisations/{id}", only({Role::registrar, Role::supervisor}), "One organisation", {},
              &app::organisation),
        stepped_up(command(Method::post, "/api/v1/organisations/{id}/approve", only({Role::registrar}),
                           "Approve a registration", &app::approve_organisation)),
        command(Method::post, "/api/v1/organisations/{id}/return", only({Role::registrar}),
                "Return a registration with a reason", &app::return_organisation),
        query("/api/v1/my/organisation", signed_in(), "One's own organisation", {}, &app::my_organisation),
        command(Method::put, "/api/v1/my/organisation", signed_in(), "Correct a returned registration",
                &app::correct_organisation),

        query("/api/v1/my/people", signed_in(), "One's colleagues", {}, &app::my_people),
        command(Method::post, "/api/v1/my/people",
                only({Role::seller_agent, Role::bidder_agent, Role::tenderer_agent, Role::opening_officer}),
                "Add a colleague with a letter of authorisation", &app::add_colleague),
        query("/api/v1/staff", only({Role::administrator, Role::supervisor}), "The center's staff", {},
              &app::staff),
        stepped_up(command(Method::post, "/api/v1/staff", only({Role::administrator}),
                           "Add a member of staff", &app::add_staff)),
        stepped_up(command(Method::post, "/api/v1/staff/{id}/confirm", only({Role::administrator}),
                           "Confirm a member of staff: a second administrator", &app::confirm_staff)),
        command(Method::post, "/api/v1/people/{id}/disable", signed_in(), "Disable a person",
                &app::disable_person),
        command(Method::post, "/api/v1/people/{id}/enable", signed_in(), "Enable a person again",
                &app::enable_person),
        stepped_up(command(Method::post, "/api/v1/people/{id}/roles", only({Role::administrator}),
                           "Propose other roles for a member of staff; a second administrator confirms",
                           &app::change_roles)),
        stepped_up(command(Method::post, "/api/v1/people/{id}/second-factors/reset", signed_in(),
                           "Take away the second factors of somebody who lost them all",
                           &app::reset_second_factors)),

        text_route("/api/v1/certificates/ca.pem", "The authority that certifies bidders", pem,
                   &app::authority_pem),
        text_route("/api/v1/certificates/receipt.pem", "The certificate that receipts are signed with", pem,
                   &app::receipt_certificate_pem),
        text_route("/api/v1/certificates/ca.crl", "Revoked certificates", pem, &app::revocation_list_pem),
        command(Method::post, "/api/v1/certificates",
                only({Role::seller_agent, Role::bidder_agent, Role::probe, Role::tenderer_agent,
                      Role::opening_officer, Role::gate}),
                "Have a key certified", &app::issue_certificate),
        command(Method::post, "/api/v1/certificates/outside", only({Role::seller_agent, Role::bidder_agent}),
                "Register a certificate of a trusted outside authority", &app::register_outside_certificate),
        query("/api/v1/my/certificates", signed_in(), "One's organisation's certificates", {},
              &app::my_certificates),
        command(Method::post, "/api/v1/certificates/{serial}/revoke", signed_in(), "Revoke a certificate",
                &app::revoke_certificate),

        query("/api/v1/my/messages", signed_in(), "Messages to one's organisation", {}, &app::my_messages),
    };
}

}  // namespace daylit::wire
