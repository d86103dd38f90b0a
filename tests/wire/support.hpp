// Requests through the dispatcher without a socket: on the small center of tests/app/support.
#pragma once

#include "schema/rows_registry.hpp"
#include "server/wire/dispatcher.hpp"
#include "tests/app/support/app_fixture.hpp"

namespace daylit::wire::testing {

class WireTest : public app::testing::AppTest {
protected:
    // The test's own routes in the place of the program's.
    void use(std::vector<Route> routes, const RequestRates& rates = {}) {
        dispatcher = std::make_unique<Dispatcher>(
            *services, std::move(routes),
            [](const app::Caller& caller, const app::Params&, const http::Request&) {
                http::Feed feed;
                feed.topics = {caller.actor()};
                return feed;
            },
            [](const http::Request& request) -> std::optional<http::Response> {
                if (request.path != "/page") {
                    return std::nullopt;
                }
                return http::Response{200, {}, std::make_shared<const std::string>("page")};
            },
            rates, [this] { return http::RateLimit::Moment(std::chrono::seconds(1)) + passed; });
    }

    // A request as our own page sends it; change what the case is about.
    static http::Request request(std::string method, std::string path, std::string body = "") {
        http::Request made;
        made.method = std::move(method);
        const auto question = path.find('?');
        made.query = question == std::string::npos ? "" : path.substr(question + 1);
        made.path = path.substr(0, question);
        made.body = std::move(body);
        made.peer_address = "127.0.0.1";
        made.request_id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        made.headers = {{"origin", "https://localhost:8443"}, {"sec-fetch-site", "same-origin"}};
        return made;
    }
    static http::Request command(std::string path, std::string body = "{}",
                                 const std::string& key = "key-00000001") {
        auto made = request("POST", std::move(path), std::move(body));
        made.headers.emplace_back("idempotency-key", key);
        return made;
    }
    static http::Request with(http::Request made, const std::string& name, const std::string& value) {
        std::erase_if(made.headers, [&](const auto& header) { return header.first == name; });
        made.headers.emplace_back(name, value);
        return made;
    }
    static http::Request without(http::Request made, const std::string& name) {
        std::erase_if(made.headers, [&](const auto& header) { return header.first == name; });
        return made;
    }
    // By the party, who has just signed in.
    http::Request by(const app::testing::Party& party, http::Request made) {
        const auto token = "token-" + party.caller.person->text;
        const auto now = wall.now();
        store.transact([&](schema::UnitOfWork& tx) {
            schema::SessionRow session{sha256(token), *party.caller.person, now, now,
                                       now + std::chrono::hours(12)};
            session.confirmed_at = now;
            (void)tx.insert(session);
        });
        return with(std::move(made), "cookie", "__Host-session=" + token);
    }

    http::Response ask(const http::Request& asked) {
        auto answer = dispatcher->handle(asked);
        if (const auto* later = std::get_if<http::Later>(&answer)) {
            std::optional<http::Response> given;
            later->begin([&](http::Response response) { given = std::move(response); });
            return std::move(given).value();
        }
        return std::get<http::Response>(std::move(answer));
    }
    static boost::json::object body_of(const http::Response& response) {
        return boost::json::parse(*response.body).as_object();
    }
    // "200", or the refusal's status, code and field.
    std::string word(const http::Request& asked) {
        const auto response = ask(asked);
        if (response.status < 400) {
            return std::to_string(response.status);
        }
        const auto document = body_of(response);
        const auto field = std::string(document.at("field").as_string());
        return std::to_string(response.status) + " " + std::string(document.at("code").as_string()) +
               (field.empty() ? "" : " " + field);
    }
    static std::string header(const http::Response& response, std::string_view name) {
        for (const auto& [key, value] : response.headers) {
            if (key == name) {
                return value;
            }
        }
        return "";
    }

    std::chrono::milliseconds passed{0};  // for the throttle; moved by the tests alone
    std::unique_ptr<Dispatcher> dispatcher;
};

}  // namespace daylit::wire::testing
