// A center in the middle of its work, for the table of who may do what: one person for each role, with things
// of its own and the same things of others; before the deadline of its lots, while the question who goes on
// is open, and after they closed.
#pragma once

#include "registry/program_token.hpp"
#include "schema/memory_state.hpp"
#include "server/wire/dispatcher.hpp"
#include "tests/app/support/deposit_fixture.hpp"

namespace daylit::wire::testing {

enum class Moment { before, question, after };
BOOST_DESCRIBE_ENUM(Moment, before, question, after)
inline constexpr std::array all_moments{Moment::before, Moment::question, Moment::after};

// One who asks: a column of the table.
struct Asker {
    std::string label;
    std::optional<app::testing::Party> party;  // a visitor has none
};

class AuthorityWorld : public app::testing::DepositTest {
public:
    explicit AuthorityWorld(Moment moment);
    ~AuthorityWorld() override;
    void TestBody() override {}

    const std::vector<Asker>& askers() const { return askers_; }
    const Asker& asker(const std::string& label) const;
    // An id, digest or serial by its name in the fixtures ("lot.own"); what is not there is our own bug.
    const std::string& thing(const std::string& name) const;

    // As the asker's own page sends it, and as its program does under a token of this one scope.
    http::Request as(const Asker& asker, http::Request request);
    http::Request as_program(const Asker& asker, registry::Scope scope, http::Request request);
    // The same on the programs' port, under a token that is bound to the asker's certificate.
    http::Request as_bound_program(const Asker& asker, registry::Scope scope, http::Request request);
    http::Response ask(const http::Request& request);
    // Everything as it was at the moment's beginning.
    void put_back();

    // A statement that the asker signs with its own key (the bidder's, where it has none), under the nonce.
    std::string statement(const Asker& asker, const std::string& type, boost::json::object payload,
                          const std::string& nonce);
    static auction::LotTimes later_times(auction::LotTimes times);
    std::string parcel_body(const std::string& number);
    std::string draft_body(const std::string& parcel);
    std::string registration_body();
    std::string letter_body(const std::string& login);
    std::string request_pem();
    // A certificate of an outside authority that the center trusts, with the asker's proof of its key.
    std::string outside_body(const Asker& asker, const std::string& nonce);
    // Of the confirmation of a lot; of none, where the lot has none yet.
    std::string digest_of_confirmation(const std::string& lot);

    // What tells of the bidder, as it stands in JSON, and how the table marks it.
    const std::vector<std::pair<char, std::string>>& marks() const { return marks_; }

private:
    void trust_an_authority();
    void add_askers();
    void add_people();
    void add_land_desk();
    void add_lots();
    void add_money();
    void add_documents();
    void ask_who_goes_on();
    void close_lots();
    app::testing::Party registered(const std::string& login, const std::string& uscc, bool returned);
    app::testing::Party with_both_roles();
    std::string listed_for_review(const app::testing::Party& author, const std::string& number);
    std::string proposed_notice(const app::testing::Party& author, const LotId& lot);
    void open_session(const Asker& asker);

    app::testing::Party other_seller;
    app::testing::Party administrator;
    app::testing::Party other_administrator;
    app::testing::Party registrar;
    app::testing::Party supervisor;
    app::testing::Party other_clerk;
    app::testing::Party both;  // clerk and reviewer in one person
    app::testing::Party other_finance;
    app::testing::Party other_officer;
    app::testing::Party probe;
    app::testing::Party newcomer;   // whose organisation's registration was returned
    std::filesystem::path folder_;  // of the outside authority
    std::optional<CertificateAuthority> outside_;
    std::unique_ptr<app::Keys> own_keys_;
    std::vector<Asker> askers_;
    std::map<std::string, std::string> things_;
    std::vector<std::pair<char, std::string>> marks_;
    std::unique_ptr<Dispatcher> dispatcher_;
    std::shared_ptr<const schema::MemoryState> beginning_;
};

}  // namespace daylit::wire::testing
