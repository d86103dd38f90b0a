#include "server/wire/dispatcher.hpp"

#include "disclosure/document_page.hpp"
#include "server/app/documents.hpp"
#include "tests/app/support/app_fixture.hpp"
#include "tests/disclosure/specimens.hpp"

#include <gmock/gmock.h>

namespace daylit::wire {
namespace {

using ::testing::HasSubstr;

class DisclosureRoutes : public app::testing::AppTest {
protected:
    DisclosureRoutes()
        : dispatcher(*services, disclosure_routes(), nullptr,
                     [](const http::Request&) -> std::optional<http::Response> { return std::nullopt; }) {
        const auto clerk = staff(registry::Role::clerk);
        auto publishing = call(staff(registry::Role::reviewer));
        const auto released =
            publishing.transact<app::AnnouncementView>([&](app::Act& act) -> Result<app::AnnouncementView> {
                return release_at_once(act, app::place_document(act),
                                       listing_announcement(disclosure::listing()), clerk.caller.actor());
            });
        announced = released.value();
    }

    http::Response get(const std::string& path, const std::string& method = "GET") {
        http::Request request;
        request.method = method;
        request.path = path;
        return std::get<http::Response>(dispatcher.handle(request));
    }
    static std::string header(const http::Response& response, const std::string& name) {
        for (const auto& [key, value] : response.headers) {
            if (key == name) {
                return value;
            }
        }
        return {};
    }
    std::string place(const std::string& ending) const {
        return "/announcements/" + announced.id.text + ending;
    }

    Dispatcher dispatcher;
    app::AnnouncementView announced;
};

TEST_F(DisclosureRoutes, AReleasedDocumentStandsForGoodUnderAPolicyThatAllowsItsStyleAlone) {
    const auto page = get(place(".html"));

    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(sha256(*page.body), announced.html_digest);
    EXPECT_EQ(header(page, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(header(page, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(header(page, "Content-Security-Policy"),
              "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
              "'none'");
}

TEST_F(DisclosureRoutes, DataAndReleaseEventStandBesideThePage) {
    const auto data = get(place(".json"));
    const auto event = get(place(".release.json"));

    EXPECT_EQ(sha256(*data.body), announced.json_digest);
    EXPECT_EQ(sha256(*event.body), announced.event_digest);
    EXPECT_EQ(header(event, "Content-Type"), "application/json");
}

TEST_F(DisclosureRoutes, ThePagesStyleSheetIsServedFromTheProgram) {
    const auto style = get(std::string(disclosure::styles_folder) + std::string(disclosure::style_name));

    EXPECT_EQ(style.status, 200);
    EXPECT_EQ(header(style, "Content-Type"), "text/css; charset=utf-8");
    EXPECT_THAT(*style.body, HasSubstr("@page"));
}

TEST_F(DisclosureRoutes, WhatWasNeverReleasedIsNotThere) {
    for (const auto& path : {"/announcements/" + disclosure::document_id.text + ".html",
                             std::string("/announcements/nonsense.json"), place(".pdf"), place("")}) {
        EXPECT_EQ(get(path).status, 404) << path;
    }
    EXPECT_EQ(get(place(".html"), "POST").status, 405);
}

TEST_F(DisclosureRoutes, TheCatalogIsEverybodysAndTheDeskIsNot) {
    for (const char* path : {"/api/v1/announcements", "/api/v1/obligations", "/announcements.atom"}) {
        EXPECT_EQ(get(path).status, 200) << path;
    }
    EXPECT_EQ(get("/api/v1/announcements/" + announced.id.text).status, 200);
    for (const auto& path : {std::string("/api/v1/documents"), "/api/v1/documents/" + announced.id.text}) {
        EXPECT_EQ(get(path).status, 401) << path;
    }
    EXPECT_EQ(get("/api/v1/documents/" + announced.id.text + "/release", "POST").status, 401);
}

}  // namespace
}  // namespace daylit::wire
