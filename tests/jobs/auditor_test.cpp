#include "server/jobs/auditor.hpp"

#include "schema/rows_auction.hpp"
#include "schema/rows_programs.hpp"
#include "server/app/alarms.hpp"
#include "server/app/replay_audit.hpp"
#include "server/app/tokens.hpp"
#include "tests/app/support/app_fixture.hpp"

#include <map>

namespace daylit::jobs {
namespace {

using schema::AuditFinding;

TEST(AuditorTest, AlarmsStandAsLongAsTheirCause) {
    std::vector<AuditFinding> first;
    std::vector<AuditFinding> second;
    std::map<std::string, std::string> standing;
    Auditor auditor({[&] { return first; }, [&] { return second; }},
                    [&](const std::string& subject, const std::string& text) {
                        if (text.empty()) {
                            standing.erase(subject);
                        } else {
                            standing[subject] = text;
                        }
                    });
    EXPECT_EQ(auditor.run(), 0U);

    first = {{"lot", "id=1", "was changed"}, {"deal", "lot=1", "is missing"}};
    second = {{"lot", "id=1", "is not what its events make"}};
    EXPECT_EQ(auditor.run(), 2U);
    EXPECT_EQ(standing,
              (std::map<std::string, std::string>{{"deal lot=1", "is missing"},
                                                  {"lot id=1", "was changed; is not what its events make"}}));

    first.clear();
    EXPECT_EQ(auditor.run(), 1U);
    EXPECT_EQ(standing, (std::map<std::string, std::string>{{"lot id=1", "is not what its events make"}}));
}

TEST(AuditorTest, AlarmsStandWhenALookFails) {
    bool away = false;
    int cleared = 0;
    Auditor auditor({[&]() -> std::vector<AuditFinding> {
                        if (away) {
                            throw schema::StoreUnavailable("away");
                        }
                        return {{"lot", "id=1", "was changed"}};
                    }},
                    [&](const std::string&, const std::string& text) { cleared += text.empty() ? 1 : 0; });
    auditor.run();
    away = true;

    EXPECT_THROW(auditor.run(), schema::StoreUnavailable);
    EXPECT_EQ(cleared, 0);
}

TEST(AlarmBoardTest, TellsOnceAndKeepsTheFirstMoment) {
    app::AlarmBoard board;
    const Instant noon{};
    EXPECT_TRUE(board.raise("audit", "lot id=1", "was changed", noon));
    EXPECT_FALSE(board.raise("audit", "lot id=1", "was changed", noon + Milliseconds(5)));
    EXPECT_TRUE(board.raise("audit", "lot id=1", "is missing", noon + Milliseconds(9)));
    EXPECT_EQ(board.standing(), (std::vector<app::Alarm>{{"audit", "lot id=1", "is missing", noon}}));
    board.clear("audit", "lot id=1");
    EXPECT_TRUE(board.standing().empty());
}

class ReplayAuditTest : public app::testing::AppTest {};

TEST_F(ReplayAuditTest, NamesARowThatItsEventsDoNotMake) {
    store.transact([](schema::UnitOfWork& tx) {
        ensure(tx.insert(schema::ParcelRow{"P1", 0, "submitted", {"O1"}, "1", "地块", Instant(), "{}"}),
               "new");
    });

    const auto findings = app::audit_replays(store);

    EXPECT_EQ(findings,
              (std::vector<AuditFinding>{{"parcel", "id=P1", "is not what its stream's events make"}}));
}

// A state that gains an optional member makes no stranger of what was stored before.
TEST_F(ReplayAuditTest, KnowsARowThatWasStoredBeforeItsStateHadOneMoreMember) {
    const auto holder = bidder("甲置业有限公司");
    auto making = call(holder);
    making.idempotency_key.clear();
    ASSERT_TRUE(app::make_token(making, {"对账", {registry::Scope::read}, wall.now() + std::chrono::days(1)},
                                {registry::Scope::read})
                    .ok());
    const auto faults = [&] {
        const auto findings = app::audit_replays(store);
        return std::count_if(findings.begin(), findings.end(),
                             [](const auto& one) { return one.table == "program_token"; });
    };
    const auto change = [&](const std::string& from, const std::string& to) {
        store.transact([&](schema::UnitOfWork& tx) {
            auto row = tx.select<schema::ProgramTokenRow>({}).at(0);
            const auto at = row.state.find(from);
            ASSERT_NE(at, std::string::npos) << row.state;
            row.state.replace(at, from.size(), to);
            ensure(tx.update(row), "the token is there");
        });
    };
    change(",\"certificate\":null", "");
    EXPECT_EQ(faults(), 0);
    change("对账", "别的");
    EXPECT_EQ(faults(), 1);
    change("别的", "对账");
    EXPECT_EQ(faults(), 0);
    change("}", ",\"more\":1}");
    EXPECT_EQ(faults(), 1);
}

}  // namespace
}  // namespace daylit::jobs
