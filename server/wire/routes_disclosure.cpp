// Routes of disclosure: the officer's desk, the catalog, and the documents that stand for good.
#include "base/embedded_file.hpp"
#include "disclosure/document_page.hpp"
#include "server/app/announcement_feed.hpp"
#include "server/app/documents.hpp"
#include "server/wire/route.hpp"

namespace daylit::wire {

namespace {

using registry::Role;
using registry::Scope;

constexpr const char* for_good = "public, max-age=31536000, immutable";
constexpr const char* page_policy =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

using Bytes = Result<std::string> (*)(const app::Services&, const DocumentId&);

Result<std::string> html_of(const app::Services& services, const DocumentId& id) {
    auto bytes = app::published_bytes(services, id);
    return bytes ? Result<std::string>(std::move(bytes->html)) : bytes.refusal();
}

Result<std::string> json_of(const app::Services& services, const DocumentId& id) {
    auto bytes = app::published_bytes(services, id);
    return bytes ? Result<std::string>(std::move(bytes->json)) : bytes.refusal();
}

// A released document's bytes as they were stored.
Route permanent(std::string path, std::string summary, std::string media_type, Bytes bytes) {
    Route route{
        .path = std::move(path), .access = anyone(), .summary = std::move(summary), .raw_out = media_type};
    route.shared = true;
    route.run = [media_type, bytes](app::Call& call, const app::Params& params,
                                    const http::Request&) -> Result<Reply> {
        const auto id = params.id<DocumentTag>("id");
        if (!id) {
            return id.refusal();
        }
        auto body = bytes(call.services, *id);
        if (!body) {
            return body.refusal();
        }
        return Reply{.media_type = media_type,
                     .body = std::move(*body),
                     .headers = {{"Cache-Control", for_good}, {"Content-Security-Policy", page_policy}}};
    };
    return route;
}

Route style_route(const EmbeddedFile& file) {
    Route route{.path = std::string(disclosure::styles_folder) + std::string(file.name),
                .access = anyone(),
                .summary = "The style sheet of released documents",
                .raw_out = "text/css; charset=utf-8"};
    route.run = [bytes = file.bytes](app::Call&, const app::Params&, const http::Request&) -> Result<Reply> {
        return Reply{.media_type = "text/css; charset=utf-8",
                     .body = std::string(bytes),
                     .headers = {{"Cache-Control", for_good}}};
    };
    return route;
}

Route feed_route() {
    constexpr const char* media_type = "application/atom+xml; charset=utf-8";
    Route route{.path = "/announcements.atom",
                .access = anyone(),
                .summary = "The latest announcements as a feed (RFC 4287)",
                .raw_out = media_type};
    route.shared = true;
    route.run = [](app::Call& call, const app::Params&, const http::Request&) -> Result<Reply> {
        return Reply{.media_type = media_type,
                     .body = app::announcement_feed(call.services),
                     .headers = {{"Cache-Control", "public, max-age=60"}}};
    };
    return route;
}

std::vector<Route> desk_routes() {
    const auto readers = only({Role::disclosure_officer, Role::supervisor});
    const auto officers = only({Role::disclosure_officer});
    return {
        query("/api/v1/documents", readers, "Documents in the making and released",
              {"state", "cursor", "limit"}, &app::documents),
        query("/api/v1/documents/{id}", readers, "One document", {}, &app::document),
        under(Scope::documents,
              command(Method::post, "/api/v1/documents/{id}/revise", officers,
                      "Revise a document's statement; its facts come from the log", &app::revise_document)),
        command(Method::post, "/api/v1/documents/{id}/return", officers, "Return a draft with a reason",
                &app::return_document),
        stepped_up(command(Method::post, "/api/v1/documents/{id}/release", officers,
                           "Release a document after its secrecy review, for good", &app::release_document)),
        under(Scope::documents,
              command(Method::post, "/api/v1/announcements/{id}/corrections", officers,
                      "Draft a correction of a released announcement", &app::draft_correction)),
    };
}

std::vector<Route> catalog_routes() {
    return {
        shared(query("/api/v1/announcements", anyone(), "Released announcements, the newest first",
                     {"kind", "lot", "q", "cursor", "limit"}, &app::announcements)),
        shared(query("/api/v1/announcements/{id}", anyone(), "One announcement's entry in the catalog", {},
                     &app::announcement)),
        shared(query("/api/v1/obligations", anyone(), "What is to be announced, by due date, with its light",
                     {"state", "light", "cursor", "limit"}, &app::obligations)),
        // A longer ending stands before the shorter one that it ends with.
        permanent("/announcements/{id}.html", "A released announcement to read and print",
                  "text/html; charset=utf-8", &html_of),
        permanent("/announcements/{id}.release.json",
                  "The event of its release: its SHA-256 is the leaf of the log", "application/json",
                  &app::release_event),
        permanent("/announcements/{id}.json", "A released announcement for machines", "application/json",
                  &json_of),
        feed_route(),
    };
}

}  // namespace

std::vector<Route> disclosure_routes() {
    auto routes = desk_routes();
    for (auto& route : catalog_routes()) {
        routes.push_back(std::move(route));
    }
    for (const auto& file : document_styles()) {
        routes.push_back(style_route(file));
    }
    return routes;
}

}  // namespace daylit::wire
