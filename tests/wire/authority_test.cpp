// Who may do what, asked of the dispatcher itself, and the laws that the whole table keeps.
#include "tests/wire/authority_table.hpp"

#include <fstream>
#include <set>
#include <sstream>

namespace daylit::wire::testing {
namespace {

constexpr const char* page = DAYLIGHT_SOURCE_DIR "/docs/AUTHORITY.md";

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::size_t column(const std::string& label) {
    const auto& columns = authority_table().columns;
    const auto found = std::find(columns.begin(), columns.end(), label);
    ensure(found != columns.end(), "the table has the column");
    return static_cast<std::size_t>(found - columns.begin());
}

std::string place(const Row& row, std::size_t at) {
    return key_of(*row.route) + " " + row.object + " " + boost::describe::enum_to_string(row.moment, "") +
           " by " + authority_table().columns[at];
}

void each_cell(const std::function<void(const Row&, std::size_t, const Cell&)>& check) {
    for (const auto& row : authority_table().rows) {
        for (std::size_t at = 0; at < row.cells.size(); ++at) {
            check(row, at, row.cells[at]);
        }
    }
}

TEST(Authority, HasAFixtureForEveryRouteAndNoneForNothing) {
    std::set<std::string> routes;
    for (const auto& route : all_routes()) {
        routes.insert(key_of(route));
        EXPECT_TRUE(fixtures().contains(key_of(route))) << key_of(route) << " has no fixture";
    }
    for (const auto& [key, fixture] : fixtures()) {
        EXPECT_TRUE(routes.contains(key)) << key << " is no route";
    }
}

TEST(Authority, IsAsThePageSays) {
    const auto now = markdown(authority_table());
    if (now != bytes_of(page)) {
        std::ofstream(std::string(page) + ".new", std::ios::binary) << now;
        FAIL() << "docs/AUTHORITY.md differs from what the routes answer: review docs/AUTHORITY.md.new";
    }
}

// --- laws of the whole table ---

TEST(Authority, EveryRouteIsDoneBySomebody) {
    std::set<std::string> done;
    each_cell([&](const Row& row, std::size_t, const Cell& cell) {
        if (cell.done()) {
            done.insert(key_of(*row.route));
        }
    });
    // No sequencer works in this world, so that nothing stands in its log; and no fixture has an
    // authenticator: the tests of accounts complete what these begin.
    done.merge(std::set<std::string>{
        "GET /api/v1/log/proofs/{digest}", "POST /api/v1/session/second-step", "POST /api/v1/my/totp/confirm",
        "POST /api/v1/my/passkeys", "POST /api/v1/my/second-factors/{id}/remove",
        "POST /api/v1/my/recovery-codes", "POST /api/v1/people/{id}/second-factors/reset"});
    // Nor is there a tender: the tests of the use cases play one whole (tests/app/tendering_test.cpp).
    for (const auto& route : tendering_routes()) {
        done.insert(key_of(route));
    }
    for (const auto& route : all_routes()) {
        EXPECT_TRUE(done.contains(key_of(route)))
            << key_of(route) << ": its fixture never reaches its use case";
    }
}

TEST(Authority, NothingBreaksForAnybody) {
    each_cell([&](const Row& row, std::size_t at, const Cell& cell) {
        EXPECT_LT(cell.status, 500) << place(row, at) << " " << cell.code;
    });
}

TEST(Authority, WhoHasNoRoleDoesWhatNeedsNone) {
    for (const auto* label : {"visitor", "newcomer"}) {
        const auto at = column(label);
        for (const auto& row : authority_table().rows) {
            EXPECT_FALSE(row.route->access.kind == Access::Kind::roles && row.cells[at].done())
                << place(row, at);
        }
    }
}

TEST(Authority, TheSupervisorChangesNothingButItsOwnAccount) {
    const auto at = column("supervisor");
    for (const auto& row : authority_table().rows) {
        const auto kind = row.route->access.kind;
        const bool everybodys = kind == Access::Kind::anyone || kind == Access::Kind::own_account ||
                                key_of(*row.route) == "POST /api/v1/my/tokens";
        if (row.route->method != Method::get && !everybodys) {
            EXPECT_FALSE(row.cells[at].done()) << place(row, at);
        }
    }
}

TEST(Authority, NobodyTouchesWhatIsAnothers) {
    for (const auto* label : {"newcomer", "bidder", "seller"}) {
        const auto at = column(label);
        for (const auto& row : authority_table().rows) {
            const bool public_reading = row.route->method == Method::get &&
                                        row.route->access.kind == Access::Kind::anyone &&
                                        row.route->path.find("/attachments/") == std::string::npos;
            // Applying to a lot for which one has not applied is what the route is for.
            const bool applying = row.route->path == "/api/v1/lots/{id}/applications";
            if (row.object == "other" && !public_reading && !applying) {
                EXPECT_FALSE(row.cells[at].done()) << place(row, at);
            }
        }
    }
}

TEST(Authority, TheAuthorNeverApprovesItsOwn) {
    const std::set<std::string> refusals{"author_cannot_approve", "author_cannot_review",
                                         "proposer_cannot_confirm"};
    for (const auto& [key, label] : {std::pair("POST /api/v1/listings/{id}/publish", "clerk + reviewer"),
                                     std::pair("POST /api/v1/notices/{id}/publish", "clerk + reviewer"),
                                     std::pair("POST /api/v1/documents/{id}/release", "officer"),
                                     std::pair("POST /api/v1/bank-lines/{id}/confirm", "finance"),
                                     std::pair("POST /api/v1/staff/{id}/confirm", "administrator"),
                                     std::pair("POST /api/v1/people/{id}/roles", "administrator")}) {
        std::size_t seen = 0;
        for (const auto& row : authority_table().rows) {
            if (key_of(*row.route) == key && row.object == "own") {
                ++seen;
                const auto& cell = row.cells[column(label)];
                EXPECT_TRUE(refusals.contains(cell.code)) << place(row, column(label)) << " " << cell.code;
            }
        }
        EXPECT_EQ(seen, all_moments.size()) << key;
    }
}

// Until a lot closes, nobody but the bidder itself learns its plate or that it applied. Finance sees payers
// and references, never lots; who knows the bidder's name knows nothing of what it applied to.
TEST(Authority, UntilALotClosesOnlyTheBidderIsToldOfItsApplication) {
    const auto bidder = column("bidder");
    const std::set<std::string> of_money{"GET /api/v1/bank-lines", "GET /api/v1/refunds"};
    const std::set<std::string> of_parties{"GET /api/v1/organisations", "GET /api/v1/organisations/{id}"};
    each_cell([&](const Row& row, std::size_t at, const Cell& cell) {
        if (row.moment == Moment::after || at == bidder) {
            return;
        }
        std::string may_show;
        may_show += of_money.contains(key_of(*row.route)) ? "nd" : "";
        may_show += of_parties.contains(key_of(*row.route)) ? "n" : "";
        EXPECT_EQ(cell.marks.find_first_not_of(may_show), std::string::npos)
            << place(row, at) << " " << cell.marks;
    });
}

TEST(Authority, EveryMarkIsSeenByTheBidderItself) {
    std::string seen;
    each_cell([&](const Row&, std::size_t at, const Cell& cell) {
        seen += at == column("bidder") ? cell.marks : "";
    });
    for (const auto& mark : {'n', 'p', 'd', 'a'}) {
        EXPECT_NE(seen.find(mark), std::string::npos) << mark << ": the marks would find nothing";
    }
}

// --- programs ---

TEST(Authority, NoProgramDoesWhatWantsAFreshConfirmationOrConcernsOnesOwnAccount) {
    for (const auto& route : all_routes()) {
        const bool personal =
            route.step_up.of != StepUp::Of::nobody || route.access.kind == Access::Kind::own_account;
        EXPECT_FALSE(personal && route.scope) << key_of(route);
    }
}

constexpr std::array all_scopes{registry::Scope::read,         registry::Scope::uploads,
                                registry::Scope::applications, registry::Scope::quotes,
                                registry::Scope::parcels,      registry::Scope::listings,
                                registry::Scope::documents};

using AsProgram = http::Request (AuthorityWorld::*)(const Asker&, registry::Scope, http::Request);

// Each column that may call the route and of which `comes` is true, each object; tells how many.
int expect_answered_as_its_holder(AsProgram as_program, const std::function<bool(const Asker&)>& comes) {
    int answers = 0;
    auto& world = world_at(Moment::before);
    for (const auto& row : authority_table().rows) {
        if (!row.route->scope || row.moment != Moment::before) {
            continue;
        }
        for (std::size_t at = 0; at < row.cells.size(); ++at) {
            const auto& asker = world.askers()[at];
            if (!asker.party || !comes(asker)) {
                continue;
            }
            for (const auto& attempt : fixtures().at(key_of(*row.route))(world, asker)) {
                if (attempt.object == row.object) {
                    ++answers;
                    const auto asked =
                        (world.*as_program)(asker, *row.route->scope, request_of(*row.route, attempt));
                    const auto cell = cell_of(world, *row.route, world.ask(asked));
                    EXPECT_EQ(cell.status, row.cells[at].status) << place(row, at) << " " << cell.code;
                    EXPECT_EQ(cell.code, row.cells[at].code) << place(row, at);
                    world.put_back();
                }
            }
        }
    }
    return answers;
}

TEST(Authority, AProgramIsAnsweredAsItsHolderUnderTheRoutesScope) {
    EXPECT_GT(expect_answered_as_its_holder(&AuthorityWorld::as_program, [](const Asker&) { return true; }),
              100);
}

TEST(Authority, AProgramWithItsCertificateIsAnsweredAlikeOnTheProgramsPort) {
    const auto certified = [](const Asker& asker) { return !asker.party->serial.empty(); };
    EXPECT_GT(expect_answered_as_its_holder(&AuthorityWorld::as_bound_program, certified), 50);
}

TEST(Authority, AProgramWithAnyOtherScopeIsRefused) {
    auto& world = world_at(Moment::before);
    for (const auto& row : authority_table().rows) {
        const bool everybodys = row.route->method == Method::get &&
                                row.route->access.kind == Access::Kind::anyone && !row.route->scope;
        if (everybodys || row.moment != Moment::before) {
            continue;
        }
        for (std::size_t at = 0; at < row.cells.size(); ++at) {
            const auto& asker = world.askers()[at];
            if (!asker.party || row.cells[at].code == "not_your_right") {
                continue;
            }
            for (const auto scope : all_scopes) {
                if (scope == row.route->scope) {
                    continue;
                }
                const auto attempt = fixtures().at(key_of(*row.route))(world, asker).front();
                const auto cell =
                    cell_of(world, *row.route,
                            world.ask(world.as_program(asker, scope, request_of(*row.route, attempt))));
                EXPECT_EQ(cell.code, row.route->scope ? "scope_missing" : "not_for_programs")
                    << place(row, at) << " under " << boost::describe::enum_to_string(scope, "");
            }
        }
        world.put_back();
    }
}

}  // namespace
}  // namespace daylit::wire::testing
