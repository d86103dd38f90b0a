// Routes of the land desk: parcels, listing announcements, notices; and lots as everybody sees them.
#include "server/app/listings.hpp"
#include "server/app/lots.hpp"
#include "server/app/notices.hpp"
#include "server/app/parcels.hpp"
#include "server/wire/route.hpp"

namespace daylit::wire {

namespace {

using registry::Role;
using registry::Scope;

constexpr std::size_t parcel_body = 1024 * 1024;  // boundaries are long

Route large(Route route) {
    route.body_limit = parcel_body;
    return route;
}

Access land_readers() {
    return only({Role::seller_agent, Role::clerk, Role::reviewer, Role::supervisor});
}

Access listing_readers() {
    return only({Role::clerk, Role::reviewer, Role::supervisor});
}

}  // namespace

std::vector<Route> land_routes() {
    const std::vector<std::string> list{"state", "cursor", "limit"};
    return {
        shared(
            query("/api/v1/profiles", anyone(), "The rule profiles, the default first", {}, &app::profiles)),

        query("/api/v1/parcels", land_readers(), "Parcels: a seller's own, or all for the staff", list,
              &app::parcels),
        large(under(Scope::parcels, command(Method::post, "/api/v1/parcels", only({Role::seller_agent}),
                                            "Submit a parcel with its price decision", &app::submit_parcel))),
        query("/api/v1/parcels/{id}", land_readers(), "One parcel", {}, &app::parcel),
        large(under(Scope::parcels, command(Method::put, "/api/v1/parcels/{id}", only({Role::seller_agent}),
                                            "Correct a parcel", &app::correct_parcel))),
        under(Scope::parcels,
              command(Method::post, "/api/v1/parcels/{id}/withdraw", only({Role::seller_agent}),
                      "Withdraw a parcel", &app::withdraw_parcel)),
        command(Method::post, "/api/v1/parcels/{id}/return", only({Role::clerk}),
                "Return a parcel to its seller with a reason", &app::return_parcel),

        query("/api/v1/listings", listing_readers(), "Listing announcements in the making", list,
              &app::listings),
        under(Scope::listings, command(Method::post, "/api/v1/listings", only({Role::clerk}),
                                       "Draft a listing announcement", &app::draft_listing)),
        query("/api/v1/listings/{id}", listing_readers(),
              "One listing announcement with what stands against it", {}, &app::listing),
        under(Scope::listings, command(Method::put, "/api/v1/listings/{id}", only({Role::clerk}),
                                       "Revise a draft", &app::revise_listing)),
        under(Scope::listings, command(Method::post, "/api/v1/listings/{id}/submit", only({Role::clerk}),
                                       "Send a draft to review", &app::send_listing_to_review)),
        command(Method::post, "/api/v1/listings/{id}/return", only({Role::reviewer}),
                "Return a draft to its author with a reason", &app::return_listing),
        stepped_up(command(Method::post, "/api/v1/listings/{id}/publish", only({Role::reviewer}),
                           "Publish: the lots begin, the announcement is released", &app::publish_listing)),

        query("/api/v1/notices", listing_readers(), "Notices about lots in the making",
              {"state", "lot", "cursor", "limit"}, &app::notices),
        large(under(Scope::listings,
                    command(Method::post, "/api/v1/lots/{id}/notices", only({Role::clerk}),
                            "Propose a supplementary announcement, suspension, resumption or termination",
                            &app::propose_notice))),
        stepped_up(command(Method::post, "/api/v1/notices/{id}/publish", only({Role::reviewer}),
                           "Publish a notice: it takes effect", &app::publish_notice)),
        command(Method::post, "/api/v1/notices/{id}/return", only({Role::reviewer}), "Return a notice",
                &app::return_notice),

        shared(query("/api/v1/lots", anyone(), "Lots, newest first", {"phase", "q", "cursor", "limit"},
                     &app::lots)),
        shared(query("/api/v1/lots/{id}", anyone(), "One lot", {}, &app::lot)),
        shared(query("/api/v1/lots/{id}/quotes", anyone(), "A lot's quotes in order", {"after", "limit"},
                     &app::lot_quotes)),
    };
}

}  // namespace daylit::wire
