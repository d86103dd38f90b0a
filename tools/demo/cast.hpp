// The cast: everybody who acts, with an account. What is missing is made, through the API, as people would
// make it; what is there is taken up again.
#pragma once

#include "tools/demo/party.hpp"
#include "tools/demo/roster.hpp"

#include <functional>
#include <map>

namespace daylit::tools {

class Cast {
public:
    using Told = std::function<void(const std::string& text)>;

    // Both outlive the cast.
    Cast(const SiteFacts& site, Accounts& accounts, Told told);

    // Staff, seller, bidders and certificates; safe to call again after it was broken off.
    void assemble();

    // By login; it must be part of the cast.
    Party& at(std::string_view login);
    // The simulated bidders in the roster's order.
    const std::vector<Party*>& bidders() const { return bidders_; }
    Party& guest() { return at(guest_); }

private:
    Party& administrator(std::size_t index);
    // The login's account, made up and kept where there is none yet.
    Account prepared(const std::string& role, const std::string& organisation, std::string_view name,
                     std::string_view login);
    Party& enter(Account account);
    void assemble_staff();
    void assemble_organisations();
    void register_organisation(const OrganisationPart& part, const Account& account);
    void certify(const OrganisationPart& part);

    const SiteFacts& site_;
    Accounts& accounts_;
    Told told_;
    std::map<std::string, Party, std::less<>> parties_;
    std::vector<Party*> bidders_;
    std::string guest_;
};

}  // namespace daylit::tools
