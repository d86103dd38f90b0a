// Routes of accounts: signing in and out, sessions, passwords, second factors. Answers with tokens, secrets
// or codes in them are never kept under an Idempotency-Key.
#include "server/app/second_factors.hpp"
#include "server/app/sign_in.hpp"
#include "server/wire/dispatcher.hpp"

namespace daylit::wire {

namespace {

constexpr std::string_view cookie_rules = "; Path=/; Secure; HttpOnly; SameSite=Strict";
constexpr std::string_view device_life = "; Max-Age=34560000";  // 400 days, the most that browsers keep

app::Browser browser_of(const http::Request& request) {
    return {std::string(request.header("user-agent")), http::cookie(request, device_cookie)};
}

std::pair<std::string, std::string> set_cookie(std::string_view name, const std::string& value,
                                               std::string_view life = "") {
    return {"Set-Cookie", std::string(name) + "=" + value + std::string(life) + std::string(cookie_rules)};
}

Result<Reply> opened(Result<app::OpenedSession> session) {
    if (!session) {
        return session.refusal();
    }
    Reply reply{.body = to_json_text(session->view), .headers = {set_cookie(session_cookie, session->token)}};
    if (!session->device_token.empty()) {
        reply.headers.push_back(set_cookie(device_cookie, session->device_token, device_life));
    }
    return reply;
}

// A route whose use case wants to know the browser.
template <class In, class Run>
Route with_browser(std::string path, Access access, std::string summary, Run run) {
    Route route{.method = Method::post,
                .path = std::move(path),
                .access = std::move(access),
                .summary = std::move(summary),
                .in = shape_of<In>(),
                .out = shape_of<app::SessionView>(),
                .repeats = Repeats::freely};
    route.run = [run](app::Call& call, const app::Params&, const http::Request& request) -> Result<Reply> {
        auto in = parse_as<In>(request.body);
        if (!in) {
            return in.refusal();
        }
        return run(call, *in, browser_of(request));
    };
    return route;
}

Route sign_out_route() {
    Route route{.method = Method::del,
                .path = "/api/v1/session",
                .access = anyone(),
                .summary = "Sign out",
                .out = shape_of<app::Nothing>(),
                .repeats = Repeats::freely};
    route.run = [](app::Call& call, const app::Params&, const http::Request&) -> Result<Reply> {
        if (auto done = app::sign_out(call); !done) {
            return done.refusal();
        }
        return Reply{.body = "{}", .headers = {set_cookie(session_cookie, "", "; Max-Age=0")}};
    };
    return route;
}

std::vector<Route> session_routes() {
    using Browser = app::Browser;
    return {
        with_browser<app::SignIn>("/api/v1/session", anyone(),
                                  "Sign in; who has a second factor goes on with the second step",
                                  [](app::Call& call, const app::SignIn& in, const Browser& browser) {
                                      return opened(app::sign_in(call, in, browser));
                                  }),
        sign_out_route(),
        query("/api/v1/session", anyone(), "Who is signed in", {}, &app::session_view),
        command(Method::post, "/api/v1/session/passkey", anyone(),
                "What a passkey is to answer: good once, for this session", &app::request_passkey,
                Repeats::freely),
        with_browser<app::Proof>("/api/v1/session/second-step", anyone(), "The second step of signing in",
                                 [](app::Call& call, const app::Proof& in, const Browser& browser) {
                                     return opened(app::finish_sign_in(call, in, browser));
                                 }),
        with_browser<app::Proof>("/api/v1/session/confirm", own_account(), "Confirm afresh who one is",
                                 [](app::Call& call, const app::Proof& in, const Browser& browser) {
                                     return json_reply(app::confirm_identity(call, in, browser));
                                 }),
        command(Method::post, "/api/v1/session/password", own_account(), "Change one's password",
                &app::change_password),
        query("/api/v1/my/sessions", own_account(), "One's sessions, the newest first", {},
              &app::my_sessions),
        command(Method::post, "/api/v1/my/sessions/{id}/end", own_account(), "End one of one's sessions",
                &app::end_session),
        command(Method::post, "/api/v1/my/sessions/end-others", own_account(),
                "End all of one's sessions but this", &app::end_other_sessions),
    };
}

std::vector<Route> factor_routes() {
    const auto freely = Repeats::freely;
    return {
        query("/api/v1/my/security", own_account(), "One's second factors and what protects the account", {},
              &app::my_security),
        stepped_up(command(Method::post, "/api/v1/my/totp", own_account(),
                           "Begin to register an authenticator app: its secret, told this once",
                           &app::begin_totp, freely)),
        stepped_up(command(Method::post, "/api/v1/my/totp/confirm", own_account(),
                           "Register the app by its first code", &app::finish_totp, freely)),
        stepped_up(command(Method::post, "/api/v1/my/passkeys/order", own_account(),
                           "Begin to register a passkey", &app::begin_passkey, freely)),
        stepped_up(command(Method::post, "/api/v1/my/passkeys", own_account(), "Register a passkey",
                           &app::finish_passkey, freely)),
        stepped_up(command(Method::post, "/api/v1/my/second-factors/{id}/remove", own_account(),
                           "Remove a second factor", &app::remove_factor, freely)),
        stepped_up(command(Method::post, "/api/v1/my/recovery-codes", own_account(),
                           "New recovery codes in the place of the old ones, told this once",
                           &app::renew_recovery_codes, freely)),
    };
}

}  // namespace

std::vector<Route> account_routes() {
    auto routes = session_routes();
    for (auto& route : factor_routes()) {
        routes.push_back(std::move(route));
    }
    return routes;
}

}  // namespace daylit::wire
