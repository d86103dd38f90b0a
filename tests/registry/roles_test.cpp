#include "tests/registry/support.hpp"

#include <map>
#include <set>

namespace daylit::registry {
namespace {

using namespace testing;

std::vector<Role> all_roles() {
    std::vector<Role> roles;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Role>>(
        [&](auto described) { roles.push_back(described.value); });
    return roles;
}

std::vector<OrganisationKind> all_kinds() {
    std::vector<OrganisationKind> kinds;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<OrganisationKind>>(
        [&](auto described) { kinds.push_back(described.value); });
    return kinds;
}

// Written out: all roles but two belong in one kind of organisation.
TEST(Roles, HaveTheirPlaces) {
    using enum OrganisationKind;
    const std::map<Role, std::set<OrganisationKind>> places{
        {Role::administrator, {center}},
        {Role::registrar, {center}},
        {Role::clerk, {center}},
        {Role::reviewer, {center}},
        {Role::finance, {center}},
        {Role::disclosure_officer, {center}},
        {Role::supervisor, {supervisor}},
        {Role::seller_agent, {seller}},
        {Role::bidder_agent, {bidder}},
        {Role::probe, {supervisor}},
        {Role::tenderer_agent, {tenderer, agency}},
        // From at least three bodies, none of which decides alone.
        {Role::opening_officer, {tenderer, agency, center, supervisor, notary}},
        {Role::gate, {center}},
    };
    for (const auto role : all_roles()) {
        for (const auto kind : all_kinds()) {
            const auto checked = check_roles({role}, kind, "roles");
            EXPECT_EQ(checked.ok(), places.at(role).contains(kind));
            if (!checked) {
                EXPECT_EQ(checked.refusal(),
                          refuse("role_not_here", "roles", {boost::describe::enum_to_string(role, "")}));
            }
        }
    }
}

TEST(Roles, OfThoseWhoRegisterThemselvesAreGivenByTheKind) {
    EXPECT_EQ(roles_of_people(OrganisationKind::bidder), std::vector{Role::bidder_agent});
    EXPECT_EQ(roles_of_people(OrganisationKind::seller), std::vector{Role::seller_agent});
    EXPECT_EQ(roles_of_people(OrganisationKind::notary), std::vector{Role::opening_officer});
    EXPECT_EQ(roles_of_people(OrganisationKind::tenderer),
              (std::vector{Role::tenderer_agent, Role::opening_officer}));
    EXPECT_EQ(roles_of_people(OrganisationKind::center), std::vector<Role>{});
    EXPECT_EQ(roles_of_people(OrganisationKind::supervisor), std::vector<Role>{});
}

TEST(Roles, AreAtLeastOneAndEachOnce) {
    EXPECT_EQ(check_roles({}, OrganisationKind::center, "roles").refusal(), refuse("roles_empty", "roles"));
    EXPECT_EQ(check_roles({Role::clerk, Role::clerk}, OrganisationKind::center, "roles").refusal(),
              refuse("role_repeated", "roles", {"clerk"}));
}

// The table that a supervisor would ask for, written out: which two roles of the center, and of its
// supervisor's office, nobody may join.
TEST(Roles, ThatWatchEachOtherAreNotJoined) {
    const std::set<std::set<Role>> apart{
        {Role::finance, Role::clerk},          {Role::finance, Role::reviewer},
        {Role::finance, Role::registrar},      {Role::finance, Role::administrator},
        {Role::administrator, Role::reviewer}, {Role::administrator, Role::disclosure_officer},
        {Role::gate, Role::opening_officer},   {Role::administrator, Role::opening_officer},
    };
    const std::vector center{Role::administrator, Role::registrar,      Role::clerk,
                             Role::reviewer,      Role::finance,        Role::disclosure_officer,
                             Role::gate,          Role::opening_officer};
    for (const auto one : center) {
        for (const auto other : center) {
            if (one != other) {
                const auto checked = check_roles({one, other}, OrganisationKind::center, "roles");
                EXPECT_EQ(word(checked), apart.contains({one, other}) ? "roles_conflict" : "ok")
                    << boost::describe::enum_to_string(one, "") << " "
                    << boost::describe::enum_to_string(other, "");
            }
        }
    }
    const auto office = check_roles({Role::supervisor, Role::probe}, OrganisationKind::supervisor, "roles");
    EXPECT_EQ(word(office), "roles_conflict");
    EXPECT_EQ(role_conflicts().size(), apart.size() + 1);
    for (const auto& conflict : role_conflicts()) {
        EXPECT_FALSE(conflict.reason.empty());
    }
}

}  // namespace
}  // namespace daylit::registry
