#include "tools/demo/cast.hpp"

#include "crypto/certificate_request.hpp"
#include "crypto/random.hpp"
#include "tools/demo/fields.hpp"

#include <fmt/format.h>

namespace daylit::tools {

namespace {

// Twenty characters of Crockford's base 32: a hundred random bits that are easy to copy.
std::string made_up_password() {
    return id_text(random_entropy()).substr(0, 20);
}

std::string mobile_of(std::size_t index) {
    return fmt::format("139{:08}", 53'800'100 + index);
}

std::string email_of(std::string_view login) {
    return std::string(login) + "@daiyang.example";
}

std::string text_of_role(registry::Role role) {
    return boost::describe::enum_to_string(role, "");
}

std::string kind_text(registry::OrganisationKind kind) {
    return boost::describe::enum_to_string(kind, "");
}

const object* item_with(const array& items, std::string_view name, const std::string& value) {
    for (const auto& item : items) {
        if (text_or_nothing(item.as_object(), name) == value) {
            return &item.as_object();
        }
    }
    return nullptr;
}

}  // namespace

Cast::Cast(const SiteFacts& site, Accounts& accounts, Told told)
    : site_(site), accounts_(accounts), told_(std::move(told)) {}

Party& Cast::at(std::string_view login) {
    const auto found = parties_.find(login);
    ensure(found != parties_.end(), "who acts is part of the cast");
    return found->second;
}

Party& Cast::administrator(std::size_t index) {
    std::size_t seen = 0;
    for (const auto& account : accounts_.all()) {
        if (account.role == "administrator" && seen++ == index) {
            return enter(account);
        }
    }
    throw DemoFailed("the accounts' file has no two administrators");
}

Account Cast::prepared(const std::string& role, const std::string& organisation, std::string_view name,
                       std::string_view login) {
    if (const auto* known = accounts_.find(login)) {
        return *known;
    }
    Account account{role,         organisation, std::string(name), std::string(login), made_up_password(),
                    std::nullopt, std::nullopt};
    accounts_.keep(account);
    return account;
}

Party& Cast::enter(Account account) {
    const auto login = account.login;
    const auto found = parties_.find(login);
    return found != parties_.end() ? found->second
                                   : parties_.try_emplace(login, site_, std::move(account)).first->second;
}

void Cast::assemble() {
    bidders_.clear();
    assemble_staff();
    assemble_organisations();
}

void Cast::assemble_staff() {
    auto& first = administrator(0);
    auto& second = administrator(1);
    const auto there = first.items("/api/v1/staff");
    for (std::size_t i = 0; i < staff_parts().size(); ++i) {
        const auto& part = staff_parts()[i];
        const bool supervises = part.role == registry::Role::supervisor;
        const auto account = prepared(text_of_role(part.role), supervises ? "行政监督部门" : "交易中心",
                                      part.name, part.login);
        const auto* present = item_with(there, "login", account.login);
        object person = present != nullptr
                            ? *present
                            : first.post("/api/v1/staff", {{"login", account.login},
                                                           {"password", account.password},
                                                           {"display_name", account.name},
                                                           {"mobile", mobile_of(i)},
                                                           {"email", email_of(account.login)},
                                                           {"roles", array{text_of_role(part.role)}}});
        if (text_of(person, "state") == "added") {
            second.post("/api/v1/staff/" + text_of(person, "id") + "/confirm");
            told_(fmt::format("两名管理员为 {}（{}）开通账号", account.name, part.title));
        }
        enter(account);
    }
}

void Cast::assemble_organisations() {
    auto& registrar = at("registrar");
    auto there = registrar.list("/api/v1/organisations");
    for (const auto& part : organisation_parts()) {
        const bool sells = part.kind == registry::OrganisationKind::seller;
        const auto role = part.guest ? "guest" : sells ? "seller_agent" : "bidder_agent";
        const auto account = prepared(role, std::string(part.name), part.agent, part.login);
        if (item_with(there, "uscc", uscc_of(part)) == nullptr) {
            register_organisation(part, account);
            there = registrar.list("/api/v1/organisations");
        }
        const auto* present = item_with(there, "uscc", uscc_of(part));
        if (present != nullptr && text_of(*present, "state") == "registered") {
            registrar.post("/api/v1/organisations/" + text_of(*present, "id") + "/approve");
            told_(fmt::format("{} 注册入库，经登记人员审核通过", part.name));
        }
        if (part.guest) {
            enter(account);
            guest_ = account.login;
            continue;
        }
        certify(part);
        if (!sells) {
            bidders_.push_back(&at(part.login));
        }
    }
}

void Cast::register_organisation(const OrganisationPart& part, const Account& account) {
    Client visitor(site_.address, site_.authority);
    const auto agreement = expect_object(visitor.get("/api/v1/agreements/current"), "the agreement");
    const auto site = expect_object(visitor.get("/api/v1/site"), "the site");
    const auto letter = expect_object(
        visitor.post_bytes("/api/v1/uploads", "application/pdf", letter_pdf(part.login, uscc_of(part))),
        "the letter");
    const auto index = static_cast<std::size_t>(&part - organisation_parts().data());
    // The demonstration's years are short: a letter that ran out would end it.
    const auto valid_until = days_later(china_date(instant_of(site, "procedure_now")), 30 * 365);
    const object organisation{{"kind", kind_text(part.kind)},
                              {"applicant_kind", "enterprise"},
                              {"name", part.name},
                              {"uscc", uscc_of(part)},
                              {"address", part.address},
                              {"legal_representative", part.legal_representative}};
    const object person{{"login", account.login},
                        {"password", account.password},
                        {"display_name", account.name},
                        {"mobile", mobile_of(100 + index)},
                        {"email", email_of(account.login)}};
    expect_object(
        visitor.post(
            "/api/v1/registrations",
            {{"organisation", organisation},
             {"person", person},
             {"letter",
              {{"digest", text_of(letter, "digest")},
               {"scope", "在交易平台办理注册、竞买申请、报价、签署等全部事宜"},
               {"valid_until", to_text(valid_until)}}},
             {"agreement",
              {{"version", text_of(agreement, "version")}, {"digest", text_of(agreement, "digest")}}}}),
        "the registration of " + account.login);
}

void Cast::certify(const OrganisationPart& part) {
    auto account = *accounts_.find(part.login);
    if (!account.key_pem) {
        account.key_pem = std::string(P256PrivateKey::generate().pkcs8_pem().reveal());
        accounts_.keep(account);
    }
    if (!account.certificate) {
        const auto key = P256PrivateKey::from_pkcs8_pem(Secret(*account.key_pem));
        if (!key) {
            throw DemoFailed("the key of " + account.login + " cannot be read");
        }
        Party signer(site_, account);
        const auto issued = signer.post("/api/v1/certificates",
                                        {{"request_pem", make_certificate_request_pem(*key, account.login)}});
        account.certificate = text_of(issued, "serial");
        accounts_.keep(account);
    }
    parties_.erase(account.login);
    enter(account);
}

}  // namespace daylit::tools
