#include "tests/registry/support.hpp"

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
    return {OrganisationKind::bidder, OrganisationKind::seller, OrganisationKind::center,
            OrganisationKind::supervisor};
}

TEST(Roles, HaveOnePlaceEach) {
    for (const auto role : all_roles()) {
        int places = 0;
        for (const auto kind : all_kinds()) {
            const auto checked = check_roles({role}, kind, "roles");
            places += checked.ok() ? 1 : 0;
            if (!checked) {
                EXPECT_EQ(checked.refusal(),
                          refuse("role_not_here", "roles", {boost::describe::enum_to_string(role, "")}));
            }
        }
        EXPECT_EQ(places, 1) << boost::describe::enum_to_string(role, "");
    }
    EXPECT_EQ(role_places().size(), all_roles().size());
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
    };
    const std::vector center{Role::administrator, Role::registrar, Role::clerk,
                             Role::reviewer,      Role::finance,   Role::disclosure_officer};
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
