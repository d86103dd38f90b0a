// What the tests of the registry's use cases share: parties who come in through the front door.
#pragma once

#include "server/app/people.hpp"
#include "server/app/sign_in.hpp"
#include "tests/app/support/app_fixture.hpp"

namespace daylit::app::testing {

inline constexpr const char* password = "三月的河水慢慢地流过石桥";
inline constexpr const char* here = "192.0.2.1";

class RegistryTest : public AppTest {
protected:
    Registration registration(const std::string& login = "wang.er",
                              const std::string& uscc = "91110000600037341L") {
        const auto& agreement = rules.agreement();
        return {
            {registry::OrganisationKind::bidder, registry::ApplicantKind::enterprise, "岱阳大地置业有限公司",
             uscc, "岱阳市人民路 1 号", "王一"},
            {login, password, "王二", "13800138000", "wang.er@example.com"},
            {uploaded("letter of " + login), "参加土地竞买的全部事宜", parse_date("2026-12-31", "").value()},
            {agreement.version, agreement.digest}};
    }
    Result<RegistrationView> enter(const Registration& in) {
        auto entering = fresh({});
        return register_organisation(entering, {}, in);
    }
    Result<OpenedSession> open(const std::string& login, const std::string& secret,
                               const std::string& address = here) {
        Caller stranger;
        stranger.address = address;
        Call signing_in(*services, stranger);
        return sign_in(signing_in, {login, secret});
    }
    // Who the token's session makes of somebody.
    Caller caller_of(const OpenedSession& session) { return authenticate(*services, session.token, here); }
    Caller signed_in(const std::string& login, const std::string& secret) {
        const auto opened = open(login, secret);
        EXPECT_TRUE(opened.ok()) << login << " " << (opened ? "" : opened.refusal().code);
        return opened ? caller_of(*opened) : Caller{};
    }
    Call fresh(const Caller& caller) {
        Party party;
        party.caller = caller;
        return call(party);
    }
    // The two administrators of the first start, who are registrars too.
    std::vector<Caller> administrators() {
        std::vector<Caller> callers;
        for (const auto& made : make_first_administrators(*services)) {
            callers.push_back(signed_in(made.login, made.password));
        }
        return callers;
    }
    std::string approve(const Caller& registrar, const OrganisationId& id) {
        auto approving = fresh(registrar);
        return word(approve_organisation(approving, path({{"id", id.text}}), {}));
    }
    // An agent of an organisation that was approved.
    Caller agent() {
        const auto entered = enter(registration());
        EXPECT_EQ(approve(administrators().front(), entered->organisation_id), "ok");
        return signed_in("wang.er", password);
    }

    // "ok", or the code and the field of the refusal.
    template <class T>
    static std::string word(const Result<T>& result) {
        if (result) {
            return "ok";
        }
        const auto& refusal = result.refusal();
        return refusal.field.empty() ? refusal.code : refusal.code + " " + refusal.field;
    }
};

}  // namespace daylit::app::testing
