#include "tools/demo/roster.hpp"

#include "base/codes.hpp"
#include "registry/person.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace daylit::tools {
namespace {

TEST(Roster, EveryOrganisationHasAValidCodeOfItsOwn) {
    std::set<std::string> codes;
    for (const auto& part : organisation_parts()) {
        const auto code = uscc_of(part);
        EXPECT_TRUE(require_uscc(code, "").ok()) << part.login << " " << code;
        EXPECT_TRUE(codes.insert(code).second) << code;
    }
}

TEST(Roster, LoginsAreWellFormedAndUnlike) {
    std::set<std::string_view> logins{"admin-1", "admin-2"};
    const auto expect_good = [&](std::string_view login) {
        EXPECT_TRUE(registry::require_login(login, "").ok()) << login;
        EXPECT_TRUE(logins.insert(login).second) << login;
    };
    for (const auto& part : staff_parts()) {
        expect_good(part.login);
    }
    for (const auto& part : organisation_parts()) {
        expect_good(part.login);
    }
}

TEST(Roster, EveryStaffRoleIsCastAndMoneyAndDisclosureHaveTwoPeople) {
    const auto count = [](registry::Role role) {
        return std::count_if(staff_parts().begin(), staff_parts().end(),
                             [&](const auto& part) { return part.role == role; });
    };
    for (const auto& place : registry::role_places()) {
        const bool is_staff = place.kind == registry::OrganisationKind::center ||
                              place.kind == registry::OrganisationKind::supervisor;
        // The server makes the administrators itself, and a probe is a program elsewhere, not a part.
        // Tenders, with their officers and the gate, are not played yet.
        const bool is_made_elsewhere =
            place.role == registry::Role::administrator || place.role == registry::Role::probe ||
            place.role == registry::Role::opening_officer || place.role == registry::Role::gate;
        if (is_staff && !is_made_elsewhere) {
            EXPECT_GE(count(place.role), 1) << static_cast<int>(place.role);
        }
    }
    EXPECT_EQ(count(registry::Role::finance), 2);
    EXPECT_EQ(count(registry::Role::disclosure_officer), 2);
}

TEST(Roster, HasOneSellerAndOneGuest) {
    const auto parts = organisation_parts();
    EXPECT_EQ(std::count_if(parts.begin(), parts.end(),
                            [](const auto& p) { return p.kind == registry::OrganisationKind::seller; }),
              1);
    EXPECT_EQ(std::count_if(parts.begin(), parts.end(), [](const auto& p) { return p.guest; }), 1);
}

TEST(Roster, ALettersCrossReferenceTableNamesWhereItsObjectsBegin) {
    const auto file = letter_pdf("hengyuan", "91370900MA3DEY01");
    const auto table = file.find("xref\n0 6\n");
    ASSERT_NE(table, std::string::npos);
    EXPECT_TRUE(file.starts_with("%PDF-1.4\n"));
    EXPECT_TRUE(file.ends_with("startxref\n" + std::to_string(table) + "\n%%EOF\n"));
    constexpr std::size_t head = 9;    // "xref\n0 6\n"
    constexpr std::size_t entry = 20;  // ten digits, five digits, letter, line end
    for (std::size_t number = 1; number <= 5; ++number) {
        const auto offset = std::stoul(file.substr(table + head + entry * number, 10));
        EXPECT_EQ(file.substr(offset, 7), std::to_string(number) + " 0 obj");
    }
}

}  // namespace
}  // namespace daylit::tools
