// Ceremonies through the use cases: who may be named, who is heard, and who cheats.
#include "tests/app/support/tender_fixture.hpp"

#include "server/app/tendering/opening_officers.hpp"

#include <algorithm>
#include <set>

namespace daylit::app::testing {
namespace {

class TenderCeremony : public TenderTest {};

TEST_F(TenderCeremony, NamesWhoCheatsInACeremony) {
    name_officers(3);
    const auto called = call_one(2, 2);
    ASSERT_EQ(word(called), "ok");
    const auto id = called->id;
    for (std::size_t i = 0; i < officers.size(); ++i) {
        officers[i].kept = tools::begun(called->plan, static_cast<std::int64_t>(i) + 1);
    }
    gate.kept = tools::begun(called->plan, static_cast<std::int64_t>(sealing::gate_holder));
    const auto until = [&](tendering::CeremonyPhase phase) {
        for (auto view = look(id); view.state != phase; view = look(id)) {
            const auto holder = view.missing.front();
            auto& who = holder <= 3 ? officers[static_cast<std::size_t>(holder - 1)] : gate;
            ASSERT_EQ(word(speak_up(who, id)), "ok");
        }
    };
    until(tendering::CeremonyPhase::dealing);
    // Officer 1 deals to officer 3 what it did not commit to.
    auto cheat = officers[0];
    cheat.kept = officers[0].kept;
    auto speech = tools::deal_shares(officers[0].kept, look(id).sealing_keys).value();
    std::swap(cheat.kept.coefficients[0], cheat.kept.coefficients[1]);
    const auto wrong = tools::deal_shares(cheat.kept, look(id).sealing_keys).value();
    speech.envelopes[1] = wrong.envelopes[1];
    boost::json::array list;
    for (std::size_t i = 0; i < speech.envelopes.size(); ++i) {
        list.push_back(
            {{"to", static_cast<std::int64_t>(i) + 2}, {"envelope", sha256(speech.envelopes[i]).hex()}});
    }
    speech.about = sha256(boost::json::serialize(list));
    ASSERT_EQ(word(say(officers[0], id, speech)), "ok");
    until(tendering::CeremonyPhase::confirming);
    EXPECT_EQ(word(speak_up(officers[1], id)), "ok");  // its own shares are good
    const auto blamed = speak_up(officers[2], id);
    ASSERT_EQ(word(blamed), "ok");
    EXPECT_EQ(blamed->state, tendering::CeremonyPhase::aborted);
    EXPECT_EQ(blamed->blamed, 1);
    EXPECT_EQ(blamed->reason, "dealer_cheated");
}

TEST_F(TenderCeremony, HearsInACeremonyOnlyWhoIsNamedAndWhatWasSaid) {
    name_officers(3);
    EXPECT_EQ(word(call_one(1, 2)), "body_too_strong");
    const auto called = call_one(2, 2);
    ASSERT_EQ(word(called), "ok");
    for (std::size_t i = 0; i < officers.size(); ++i) {
        officers[i].kept = tools::begun(called->plan, static_cast<std::int64_t>(i) + 1);
    }
    gate.kept = tools::begun(called->plan, static_cast<std::int64_t>(sealing::gate_holder));
    const auto id = called->id;
    auto posing = officers[0];
    posing.kept.holder = 2;
    EXPECT_EQ(word(say(posing, id, tools::join_ceremony(posing.kept))), "not_a_holder");
    auto infinite = tools::join_ceremony(officers[0].kept);
    infinite.sealing_key = "00";
    EXPECT_EQ(word(say(officers[0], id, infinite)), "malformed_point");
    for (auto& officer : officers) {
        EXPECT_EQ(word(speak_up(officer, id)), "ok");
    }
    for (auto& officer : officers) {
        EXPECT_EQ(word(speak_up(officer, id)), "ok");
    }
    EXPECT_EQ(word(speak_up(gate, id)), "ok");
    // Whoever shows other commitments than it announced is not heard.
    auto other = officers[0];
    other.kept.coefficients.clear();
    (void)tools::announce_commitments(other.kept);
    EXPECT_EQ(word(say(officers[0], id, tools::show_commitments(other.kept))), "commitments_differ");
    auto aborting = call(clerk);
    EXPECT_EQ(abort_ceremony(aborting, path({{"id", id.text}}), {"第二位解密人员缺席"})->state,
              tendering::CeremonyPhase::aborted);
}

TEST_F(TenderCeremony, ListsWhomACeremonyMayName) {
    name_officers(3);
    const auto uncertified =
        member(registry::OrganisationKind::notary, "另一公证处", {registry::Role::opening_officer});
    (void)bidder("甲");
    auto looking = call(clerk);
    const auto all = opening_officers(looking, {});
    ASSERT_EQ(word(all), "ok");
    ASSERT_EQ(all->items.size(), 4U);
    for (const auto& item : all->items) {
        EXPECT_EQ(item.has_certificate, item.person != *uncertified.caller.person) << item.body_name;
    }
    Params search;
    search.query["q"] = "持有单位2";
    const auto one = opening_officers(looking, search);
    ASSERT_EQ(one->items.size(), 1U);
    EXPECT_EQ(one->items[0].body_name, "持有单位2");
    EXPECT_EQ(one->items[0].person, *officers[1].party.caller.person);
    // A body a page, and nobody twice.
    Params page;
    page.query["limit"] = "1";
    std::set<std::string> seen;
    for (int pages = 0; pages < 20; ++pages) {
        const auto part = opening_officers(looking, page);
        for (const auto& item : part->items) {
            EXPECT_TRUE(seen.insert(item.person.text).second);
        }
        if (!part->next_cursor) {
            break;
        }
        page.query["cursor"] = *part->next_cursor;
    }
    EXPECT_EQ(seen.size(), 4U);
}

TEST_F(TenderCeremony, BindsEachKeyOnceAndWantsEnoughBodies) {
    const auto pool = ceremony(3, 2, 1);
    ASSERT_EQ(word(publish(in_review("DY-1"), pool)), "ok");
    EXPECT_EQ(word(publish(in_review("DY-2"), pool)), "no_key_left");
    EXPECT_EQ(word(publish(in_review("DY-1"), ceremony(3, 2, 1))), "number_taken");
    services->settings.demo = true;
    const auto weak = ceremony(1, 1, 1);
    services->settings.demo = false;
    EXPECT_EQ(word(publish(in_review("DY-3"), weak)), "ceremony_too_weak");
    EXPECT_EQ(word(publish(in_review("DY-3"), CeremonyId{std::string(26, '0')})), "ceremony_unknown");
}

}  // namespace
}  // namespace daylit::app::testing
