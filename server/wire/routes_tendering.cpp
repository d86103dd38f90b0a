// Routes of tenders: ceremonies, notices, lots, questions, sealed bids and openings.
#include "server/app/tendering/bid_securities.hpp"
#include "server/app/tendering/ceremonies.hpp"
#include "server/app/tendering/closing.hpp"
#include "server/app/tendering/opened_files.hpp"
#include "server/app/tendering/opening_officers.hpp"
#include "server/app/tendering/openings.hpp"
#include "server/app/tendering/practice.hpp"
#include "server/app/tendering/sealed_uploads.hpp"
#include "server/app/tendering/submissions.hpp"
#include "server/app/tendering/tender_lots.hpp"
#include "server/app/tendering/tender_notices.hpp"
#include "server/app/tendering/tender_questions.hpp"
#include "server/app/tendering/tenders.hpp"
#include "server/app/tendering/watched_tenders.hpp"
#include "server/wire/route.hpp"

#include <algorithm>
#include <iterator>

namespace daylit::wire {

namespace {

using registry::Role;
using registry::Scope;

constexpr std::size_t document_body = 1024 * 1024;

Route large(Route route) {
    route.body_limit = document_body;
    return route;
}

// Parts of as many envelopes as a closing list can have.
Route largest(Route route) {
    route.body_limit = 5 * document_body;
    return route;
}

Route text(std::string path, std::string summary, std::string media_type,
           Result<std::string> (*read)(app::Call&, const app::Params&)) {
    Route route{
        .path = std::move(path), .access = anyone(), .summary = std::move(summary), .raw_out = media_type};
    route.run = [media_type, read](app::Call& call, const app::Params& params,
                                   const http::Request&) -> Result<Reply> {
        auto body = read(call, params);
        return body ? Result<Reply>(Reply{.media_type = media_type, .body = std::move(*body)})
                    : std::move(body).refusal();
    };
    return route;
}

Route sealed_chunk(Access access) {
    auto route = text("/api/v1/tender-lots/{id}/files/{submission}/{part}/chunks/{number}", "One chunk of it",
                      "application/octet-stream", &app::sealed_file_chunk);
    route.access = std::move(access);
    route.scope = Scope::read;
    return route;
}

Route chunk_route() {
    Route route{.method = Method::put,
                .path = "/api/v1/sealed-uploads/{id}/chunks/{number}",
                .access = only({Role::bidder_agent}),
                .summary = "Send a chunk of a sealed file: a MiB, or what is left",
                .out = shape_of<app::SealedUploadView>(),
                .raw_in = "application/octet-stream",
                .body_limit = static_cast<std::size_t>(app::sealed_chunk_bytes),
                .repeats = Repeats::freely,
                .scope = Scope::bids};
    route.run = [](app::Call& call, const app::Params& params, const http::Request& request) {
        return json_reply(app::put_sealed_chunk(call, params, request.body));
    };
    return route;
}

std::vector<Route> ceremony_routes() {
    const auto holders = only({Role::opening_officer, Role::gate});
    return {
        query("/api/v1/ceremonies", anyone(), "Ceremonies that make opening keys, newest first",
              {"state", "cursor", "limit"}, &app::ceremonies),
        stepped_up(command(Method::post, "/api/v1/ceremonies", only({Role::clerk}),
                           "Call a ceremony: name its officers", &app::call_ceremony)),
        query("/api/v1/ceremonies/{id}", anyone(), "One ceremony: who has spoken, who is missing", {},
              &app::ceremony),
        query("/api/v1/opening-officers", only({Role::clerk, Role::reviewer, Role::supervisor}),
              "Whom a ceremony may name", {"q", "cursor", "limit"}, &app::opening_officers),
        large(under(Scope::openings, command(Method::post, "/api/v1/ceremonies/{id}/words", holders,
                                             "Speak in a ceremony: a signed word", &app::speak))),
        stepped_up(command(Method::post, "/api/v1/ceremonies/{id}/abort", only({Role::clerk}),
                           "Abort a ceremony", &app::abort_ceremony)),
        query("/api/v1/ceremonies/{id}/commitments/{holder}", anyone(), "A holder's commitments, once shown",
              {}, &app::ceremony_commitments),
        query("/api/v1/ceremonies/{id}/words/{digest}", anyone(), "A signed word as it was spoken", {},
              &app::ceremony_word),
        query("/api/v1/ceremonies/{id}/transcript", anyone(),
              "What a ceremony came to: the keys and who holds their parts", {}, &app::ceremony_transcript),
        query("/api/v1/ceremonies/{id}/shares", holders, "What the other officers dealt to the caller", {},
              &app::my_shares),
    };
}

std::vector<Route> tender_routes() {
    const auto tenderer = only({Role::tenderer_agent});
    const auto readers = only({Role::tenderer_agent, Role::clerk, Role::reviewer, Role::supervisor});
    const std::vector<std::string> list{"state", "cursor", "limit"};
    return {
        shared(query("/api/v1/methods", anyone(), "The procurement methods with their rules", {},
                     &app::methods)),
        query("/api/v1/tenders", readers, "Tender notices in the making", list, &app::tenders),
        large(
            command(Method::post, "/api/v1/tenders", tenderer, "Draft a tender notice", &app::draft_tender)),
        query("/api/v1/tenders/{id}", readers, "One tender notice with what stands against it", {},
              &app::tender),
        large(command(Method::put, "/api/v1/tenders/{id}", tenderer, "Revise a draft", &app::revise_tender)),
        command(Method::post, "/api/v1/tenders/{id}/submit", tenderer, "Send a draft to review",
                &app::send_tender_to_review),
        command(Method::post, "/api/v1/tenders/{id}/return", only({Role::reviewer}),
                "Return a draft to its author with a reason", &app::return_tender),
        stepped_up(command(Method::post, "/api/v1/tenders/{id}/publish", only({Role::reviewer}),
                           "Publish: the lots begin, each with a key of its own", &app::publish_tender)),
        query("/api/v1/tender-notices", readers, "Acts upon tender lots in the making",
              {"state", "lot", "cursor", "limit"}, &app::tender_notices),
        large(command(Method::post, "/api/v1/tender-lots/{id}/notices", tenderer,
                      "Propose a change, suspension, resumption or termination",
                      &app::propose_tender_notice)),
        stepped_up(command(Method::post, "/api/v1/tender-notices/{id}/publish", only({Role::reviewer}),
                           "Publish a notice: it takes effect", &app::publish_tender_notice)),
        command(Method::post, "/api/v1/tender-notices/{id}/return", only({Role::reviewer}), "Return a notice",
                &app::return_tender_notice),
        shared(query("/api/v1/tender-lots", anyone(), "Lots of tenders, newest first",
                     {"state", "q", "ceremony", "cursor", "limit"}, &app::tender_lots)),
        // Who fetches a lot and its documents nobody learns, not even from the server's own log.
        unrecorded(query("/api/v1/tender-lots/{id}", anyone(), "One lot of a tender", {}, &app::tender_lot)),
        unrecorded(text("/api/v1/tender-lots/{id}/practice.crt",
                        "The certificate that trial bids are sealed to", "application/x-pem-file",
                        &app::practice_certificate)),
        unrecorded(text("/api/v1/tender-lots/{id}/lot.crt", "The certificate that bids are sealed to",
                        "application/x-pem-file", &app::tender_lot_certificate)),
        unrecorded(query("/api/v1/tender-lots/{id}/cosignatures", anyone(),
                         "The officers' signatures on a lot's certificate", {},
                         &app::tender_lot_cosignatures)),
        under(Scope::openings,
              command(Method::post, "/api/v1/tender-lots/{id}/cosignatures", only({Role::opening_officer}),
                      "Sign a lot's certificate as one of its officers", &app::cosign_tender_key)),
        query("/api/v1/tender-lots/{id}/questions", only({Role::tenderer_agent}),
              "Questions that wait for an answer; nobody sees whose they are", {"cursor", "limit"},
              &app::tender_questions),
    };
}

std::vector<Route> opening_routes() {
    const auto holders = only({Role::opening_officer, Role::gate});
    const auto host = only({Role::tenderer_agent});
    const auto file_readers = only({Role::tenderer_agent, Role::bidder_agent, Role::supervisor});
    return {
        text("/api/v1/tender-lots/{id}/closing-list", "What was complete at the deadline", "application/json",
             &app::closing_list),
        query("/api/v1/tender-lots/{id}/closing", anyone(),
              "What a holder checks before it releases its parts", {}, &app::closing_evidence),
        largest(under(Scope::openings, command(Method::post, "/api/v1/tender-lots/{id}/parts", holders,
                                               "Release one's parts", &app::release_parts))),
        stepped_up(command(Method::post, "/api/v1/tender-lots/{id}/reconvene", only({Role::clerk}),
                           "Reconvene an adjourned opening", &app::reconvene_opening)),
        command(Method::post, "/api/v1/tender-lots/{id}/objections", only({Role::bidder_agent}),
                "Object to the opening on the spot", &app::object_to_opening),
        command(Method::post, "/api/v1/tender-lots/{id}/objections/answers", host,
                "Answer an objection on the spot", &app::answer_objection),
        query("/api/v1/tender-lots/{id}/record", anyone(), "The opening record as it stands", {},
              &app::opening_record),
        command(Method::post, "/api/v1/tender-lots/{id}/record", host, "Sign the opening record",
                &app::sign_opening_record),
        text("/api/v1/tender-lots/{id}/letters/{submission}", "An opened letter as it was sealed",
             "application/pkcs7-mime", &app::sealed_letter),
        query("/api/v1/tender-lots/{id}/files/{submission}/{part}", file_readers,
              "An opened bid's file as it was sealed, and the point that opens it", {}, &app::sealed_file),
        sealed_chunk(file_readers),
        query("/api/v1/tender-lots/{id}/opening", anyone(),
              "Everything with which anybody checks the opening", {}, &app::opening_bundle),
    };
}

// Until the opening nobody learns who has submitted, or how many: none of these is counted or logged.
std::vector<Route> sealed_routes() {
    const auto bidder = only({Role::bidder_agent});
    std::vector<Route> routes{
        under(Scope::bids, command(Method::post, "/api/v1/sealed-uploads", bidder,
                                   "Begin to send a sealed file", &app::begin_sealed_upload)),
        query("/api/v1/sealed-uploads", bidder, "One's sealed files", {"cursor", "limit"},
              &app::my_sealed_uploads),
        query("/api/v1/sealed-uploads/{id}", bidder, "One sealed file: which chunks are missing", {},
              &app::sealed_upload),
        chunk_route(),
        under(Scope::bids, command(Method::post, "/api/v1/sealed-uploads/{id}/finish", bidder,
                                   "All chunks are there: have it read", &app::finish_sealed_upload)),
        under(Scope::bids, command(Method::post, "/api/v1/sealed-uploads/{id}/drop", bidder,
                                   "Drop a sealed file that was not submitted", &app::drop_sealed_upload)),
        query("/api/v1/tender-lots/{id}/submission", bidder, "One's own bid for a lot", {},
              &app::my_submission),
        under(Scope::bids,
              command(Method::post, "/api/v1/tender-lots/{id}/submission", bidder,
                      "Submit a sealed bid, or another in its place: a signed act", &app::submit_bid)),
        under(Scope::bids,
              command(Method::post, "/api/v1/tender-lots/{id}/submission/withdraw", bidder,
                      "Withdraw a sealed bid before the deadline: a signed act", &app::withdraw_bid)),
        under(Scope::bids,
              command(Method::post, "/api/v1/tender-lots/{id}/practice", bidder,
                      "Try a bid that was sealed to the practice certificate: it is opened at once",
                      &app::try_bid, Repeats::freely)),
        query("/api/v1/my/submissions", bidder, "One's own bids", {"state", "cursor", "limit"},
              &app::my_submissions),
        command(Method::post, "/api/v1/tender-lots/{id}/questions", bidder,
                "Ask about the documents; nobody learns who asked", &app::ask_tender_question),
        query("/api/v1/my/tender-questions", bidder, "One's own questions", {"cursor", "limit"},
              &app::my_tender_questions),
        query("/api/v1/my/security-transfers", bidder, "What came in under the reference of a bid security",
              {"reference"}, &app::my_security_transfers),
        command(Method::post, "/api/v1/my/security-transfers/return", bidder,
                "Have a bid security back that no opened bid has named", &app::return_security),
        query("/api/v1/my/watched-tenders", bidder, "Which tenders one watches, and what changed", {},
              &app::watched_tenders),
        command(Method::put, "/api/v1/my/watched-tenders/{id}", bidder,
                "Watch a lot, or say what of it was seen", &app::watch_tender, Repeats::freely),
        command(Method::del, "/api/v1/my/watched-tenders/{id}", bidder, "Watch a lot no longer",
                &app::stop_watching, Repeats::freely),
    };
    std::ranges::transform(routes, routes.begin(), unrecorded);
    return routes;
}

}  // namespace

std::vector<Route> tendering_routes() {
    std::vector<Route> all;
    for (auto part : {ceremony_routes(), tender_routes(), opening_routes(), sealed_routes()}) {
        std::ranges::move(part, std::back_inserter(all));
    }
    return all;
}

}  // namespace daylit::wire
