// What the tests of accounts share: an agent of an approved organisation, an authenticator app, a passkey.
#pragma once

#include "crypto/totp.hpp"
#include "server/app/second_factors.hpp"
#include "server/app/sign_in.hpp"
#include "tests/app/registry_fixture.hpp"
#include "tests/crypto/authenticator.hpp"

namespace daylit::app::testing {

using daylit::testing::Authenticator;

// What authenticator apps do with a secret that was typed.
inline std::string from_base32(const std::string& text) {
    std::string bytes;
    unsigned waiting = 0;
    unsigned bits = 0;
    for (const char c : text) {
        waiting = (waiting << 5U | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26)) & 0xffffU;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(waiting >> bits & 0xffU);
        }
    }
    return bytes;
}

class AccountsTest : public RegistryTest {
protected:
    // Somebody at a browser: every request goes with the cookies that it was given.
    struct Visitor {
        std::string token;
        std::string device;
        std::string address = here;
    };

    Call by(const Visitor& visitor) {
        return Call(*services, authenticate(*services, visitor.token, visitor.address));
    }
    static Browser browser(const Visitor& visitor) { return {"Mozilla/5.0 (a browser)", visitor.device}; }

    std::string keep(Visitor& visitor, const Result<OpenedSession>& opened) {
        if (opened) {
            visitor.token = opened->token;
            visitor.device = opened->device_token.empty() ? visitor.device : opened->device_token;
        }
        return word(opened);
    }
    std::string enter_password(Visitor& visitor, const std::string& login,
                               const std::string& secret = password) {
        auto signing_in = by(visitor);
        return keep(visitor, sign_in(signing_in, {login, secret}, browser(visitor)));
    }
    std::string second_step(Visitor& visitor, const Proof& proof) {
        auto stepping = by(visitor);
        return keep(visitor, finish_sign_in(stepping, proof, browser(visitor)));
    }
    std::string confirm(const Visitor& visitor, const Proof& proof) {
        auto confirming = by(visitor);
        return word(confirm_identity(confirming, proof, browser(visitor)));
    }
    SessionView view(const Visitor& visitor) {
        auto looking = by(visitor);
        return session_view(looking, {}).value();
    }
    SecurityView security(const Visitor& visitor) {
        auto looking = by(visitor);
        return my_security(looking, {}).value();
    }

    // An authenticator app's code now, or so many steps later.
    std::string code(std::int64_t later = 0) {
        return totp_code(Secret(from_base32(app_secret)), totp_step(wall.now()) + later);
    }
    static Proof by_code(const std::string& text) { return {std::nullopt, text, std::nullopt, std::nullopt}; }
    static Proof by_password(const std::string& text) {
        return {text, std::nullopt, std::nullopt, std::nullopt};
    }
    static Proof by_recovery(const std::string& text) {
        return {std::nullopt, std::nullopt, std::nullopt, text};
    }

    SecurityView enrol_app(const Visitor& visitor) {
        auto beginning = by(visitor);
        const auto begun = begin_totp(beginning, {}, {});
        EXPECT_EQ(word(begun), "ok");
        app_secret = begun ? begun->secret : "";
        auto finishing = by(visitor);
        const auto done = finish_totp(finishing, {}, {"手机", code()});
        EXPECT_EQ(word(done), "ok");
        wall.move(std::chrono::seconds(30));  // the next code is another one
        return done ? *done : SecurityView();
    }

    std::string challenge_of(const Visitor& visitor) {
        auto asking = by(visitor);
        const auto request = request_passkey(asking, {}, {});
        EXPECT_EQ(word(request), "ok");
        return request ? from_base64url(request->challenge).value() : "";
    }
    Proof by_passkey(const Authenticator& authenticator, const std::string& challenge) {
        const auto answer = authenticator.get(challenge);
        return {std::nullopt, std::nullopt,
                PasskeyProof{to_base64url(authenticator.id), to_base64url(answer.client_data),
                             to_base64url(answer.authenticator_data), to_base64url(answer.signature)},
                std::nullopt};
    }
    Result<SecurityView> enrol_passkey(const Visitor& visitor, const Authenticator& authenticator,
                                       const std::string& name = "安全钥匙") {
        auto beginning = by(visitor);
        const auto order = begin_passkey(beginning, {}, {});
        EXPECT_EQ(word(order), "ok");
        const auto answer = authenticator.create(from_base64url(order->challenge).value());
        auto finishing = by(visitor);
        return finish_passkey(finishing, {},
                              {name, to_base64url(answer.client_data), to_base64url(answer.attestation)});
    }

    // The agent, signed in with a password.
    Visitor signed_in_agent() {
        agent();
        Visitor visitor;
        EXPECT_EQ(enter_password(visitor, "wang.er"), "ok");
        return visitor;
    }

    std::string app_secret;  // the app's, in base32
};

}  // namespace daylit::app::testing
