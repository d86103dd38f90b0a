// One stored event of each type and version, as it stands in databases: they must be readable for good.
#include "tests/auction/support.hpp"

#include <array>
#include <map>
#include <set>

namespace daylit::auction {
namespace {

using namespace testing;
namespace json = boost::json;

struct Golden {
    std::string type;
    int version = 1;
    Instant at;
    json::object data;
};
BOOST_DESCRIBE_STRUCT(Golden, (), (type, version, at, data))

std::vector<Golden> golden(const std::string& name) {
    return parse_as<std::vector<Golden>>(source_file("tests/auction/golden/" + name)).value();
}

constexpr std::array lot_streams{"lot_sold.json", "lot_refused.json", "lot_failed.json",
                                 "lot_terminated.json", "lot_outage.json"};

// Profiles had no rule on outages at first; a later program writes that it is missing.
json::object as_written_now(const Golden& stored) {
    auto data = stored.data;
    if (stored.type == EventTag<LotPublished>::name) {
        auto& profile = data.at("profile").as_object();
        if (!profile.contains("outages")) {
            profile["outages"] = nullptr;
        }
    }
    return data;
}

LotState state_after(const std::string& name) {
    LotState state;
    for (const auto& stored : golden(name)) {
        const auto event = decode_event<LotEvent>(stored.type, stored.version, stored.data);
        state = evolve(std::move(state), event.value(), stored.at);
    }
    return state;
}

TEST(GoldenStreams, HaveEveryTypeAndVersionOfALotsEvents) {
    std::set<std::pair<std::string, int>> stored;
    for (const auto* name : lot_streams) {
        for (const auto& event : golden(name)) {
            stored.emplace(event.type, event.version);
        }
    }

    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, LotEvent>>([&](auto identity) {
        using Tag = EventTag<typename decltype(identity)::type>;
        EXPECT_TRUE(stored.contains({std::string(Tag::name), Tag::version})) << Tag::name;
    });
}

TEST(GoldenStreams, AreWrittenAgainAsTheyStand) {
    for (const auto* name : lot_streams) {
        for (const auto& stored : golden(name)) {
            const auto event = decode_event<LotEvent>(stored.type, stored.version, stored.data).value();

            EXPECT_EQ(json::serialize(encode_event(event).data), json::serialize(as_written_now(stored)))
                << name << ": " << stored.type;
        }
    }
}

TEST(GoldenStreams, TellAnAnswerInAStreamOfItsOwn) {
    const auto stored = golden("answer.json").at(0);

    const auto event = decode_event<AnswerEvent>(stored.type, stored.version, stored.data).value();

    EXPECT_EQ(std::get<QuestionAnswered>(event).plate, "A07");
    EXPECT_TRUE(std::get<QuestionAnswered>(event).go_on);
    EXPECT_EQ(json::serialize(encode_event(event).data), json::serialize(stored.data));
}

TEST(GoldenStreams, TellASaleFromItsPublicationToItsContract) {
    const auto state = state_after("lot_sold.json");

    EXPECT_EQ(state.phase, LotPhase::sold);
    auto profile = shipped_profile("shantou");
    profile.outages.reset();
    EXPECT_EQ(state.profile, profile);
    EXPECT_EQ(state.terms.parcel.step, Fen::yuan(20));
    EXPECT_EQ(state.quotes, 3);
    EXPECT_EQ(state.leader.value(),
              (Leader{3, "A07", Fen::yuan(1040), china_time("2026-12-04 10:06:00.250")}));
    EXPECT_EQ(state.closed_at, china_time("2026-12-04 10:11:00.250"));
    const auto& deal = state.deal.value();
    EXPECT_TRUE(deal.is_binding());
    EXPECT_EQ(deal.premium, Fen::yuan(40));
    EXPECT_EQ(deal.premium_rate, 40'000);
    EXPECT_EQ(deal.contract_number, "宁土合〔2026〕1号");
    EXPECT_EQ(to_text(deal.contract_signed_on.value()), "2026-12-10");
}

TEST(GoldenStreams, TellAnOutageAfterWhichNobodyQuotedAnyMore) {
    const auto state = state_after("lot_outage.json");

    EXPECT_EQ(state.phase, LotPhase::sold);
    EXPECT_EQ(state.leader.value().plate, "A07");
    EXPECT_EQ(state.closed_at, china_time("2026-12-03 11:10:05.250"));
    EXPECT_EQ(state.profile.outages.value().silence_seconds, 3);
}

TEST(GoldenStreams, TellARefusedConfirmationAFailureAndATermination) {
    const auto refused = state_after("lot_refused.json");
    const auto failed = state_after("lot_failed.json");
    const auto terminated = state_after("lot_terminated.json");

    EXPECT_EQ(refused.phase, LotPhase::sold);
    EXPECT_EQ(refused.deal.value().refusal_reason, "资金不足");
    EXPECT_EQ(refused.leader->plate, "B11");
    EXPECT_EQ(failed.phase, LotPhase::failed);
    EXPECT_EQ(failed.closed_at, china_time("2026-12-03 11:04"));
    EXPECT_EQ(terminated.phase, LotPhase::terminated);
    EXPECT_EQ(terminated.reason, "规划条件变更");
}

}  // namespace
}  // namespace daylit::auction
