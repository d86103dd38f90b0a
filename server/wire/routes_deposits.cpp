// Routes of applications and money: the bidder applies and sees its own; finance enters what the bank tells,
// resolves what matches nothing and pays back. No list of applications exists for anybody but the applicant.
#include "server/app/applications.hpp"
#include "server/app/bank_lines.hpp"
#include "server/app/refunds.hpp"
#include "server/wire/route.hpp"

#include <algorithm>

namespace daylit::wire {

namespace {

using registry::Role;
using registry::Scope;

constexpr std::size_t import_limit = 1024 * 1024;

Route import_route() {
    auto route =
        stepped_up(command(Method::post, "/api/v1/bank-lines/import", only({Role::finance}),
                           "Enter many lines of the bank's statement: all or none", &app::import_bank_lines));
    route.body_limit = import_limit;
    return route;
}

Route statement_route() {
    Route route{.method = Method::post,
                .path = "/api/v1/bank-lines/import-csv",
                .access = only({Role::finance}),
                .summary =
                    "Enter the bank's statement as CSV with the header "
                    "reference,payer,amount,received_at,bank_reference: all lines or none",
                .out = shape_of<app::Page<app::BankLineView>>(),
                .raw_in = "text/csv",
                .body_limit = import_limit};
    route.run = [](app::Call& call, const app::Params&, const http::Request& request) -> Result<Reply> {
        const auto media_type = request.header("content-type");
        if (media_type.substr(0, media_type.find(';')) != "text/csv") {
            return refuse("media_type_not_accepted", "Content-Type");
        }
        return json_reply(app::import_statement(call, request.body));
    };
    return stepped_up(std::move(route));
}

}  // namespace

std::vector<Route> deposit_routes() {
    std::vector<Route> routes{
        under(Scope::applications, command(Method::post, "/api/v1/lots/{id}/applications",
                                           only({Role::bidder_agent}), "Apply to a lot", &app::apply_to_lot)),
        query("/api/v1/my/applications", only({Role::bidder_agent}),
              "One's organisation's applications, newest first", {"state", "cursor", "limit"},
              &app::my_applications),
        query("/api/v1/my/lots/{id}/application", only({Role::bidder_agent}),
              "One's organisation's application to a lot", {}, &app::my_application),

        query("/api/v1/bank-lines", only({Role::finance, Role::supervisor}),
              "Lines of the bank's statement, newest first", {"state", "cursor", "limit"}, &app::bank_lines),
        stepped_up(command(Method::post, "/api/v1/bank-lines", only({Role::finance}),
                           "Enter a line of the bank's statement", &app::enter_bank_line)),
        import_route(),
        statement_route(),
        stepped_up(command(Method::post, "/api/v1/bank-lines/{id}/resolve", only({Role::finance}),
                           "Propose what becomes of a line that matches nothing", &app::propose_resolution)),
        stepped_up(command(Method::post, "/api/v1/bank-lines/{id}/confirm", only({Role::finance}),
                           "Confirm a proposed resolution: a second person", &app::confirm_resolution)),

        query("/api/v1/refunds", only({Role::finance, Role::supervisor}), "Money to give back, by due date",
              {"state", "cursor", "limit"}, &app::refunds),
        stepped_up(command(Method::post, "/api/v1/refunds/{id}/paid", only({Role::finance}),
                           "Record the payment of a refund", &app::record_payment)),
    };
    std::transform(routes.begin(), routes.end(), routes.begin(), uncounted);
    return routes;
}

}  // namespace daylit::wire
