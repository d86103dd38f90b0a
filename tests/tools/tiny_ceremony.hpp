// The smallest ceremony that there is, through every round: one officer and the gate make two keys.
#pragma once

#include "tools/holder/kept_ceremony.hpp"

#include <gtest/gtest.h>

namespace daylit::tools {

struct TinyCeremony {
    static constexpr auto gate_index = static_cast<std::int64_t>(sealing::gate_holder);
    sealing::CeremonyPlan plan{"CEREMONY", 1, 1, 2};
    KeptCeremony officer = begun(plan, 1);
    KeptCeremony gate = begun(plan, gate_index);
    KeptCeremony before;  // the officer as it was when everything was said but its last word
    std::vector<SeenHolder> holders;
    std::string transcript;

    TinyCeremony() {
        const auto key = join_ceremony(officer).sealing_key;
        for (auto* kept : {&officer, &gate}) {
            const auto announced = announce_commitments(*kept);
            const auto shown = show_commitments(*kept);
            EXPECT_EQ(shown.about, announced.about);
            holders.push_back({kept->holder, kept == &officer ? "张三" : "", kept == &officer ? "公证处" : "",
                               kept == &officer ? key : "", announced.about, shown.text});
        }
        EXPECT_TRUE(deal_shares(officer, {key}).ok());
        before = officer;
        EXPECT_EQ(conclude_ceremony(officer, holders, {})->round, "confirm");
        std::map<std::uint64_t, std::vector<sealing::Commitments>> committed;
        std::vector<sealing::TranscriptHolder> said;
        for (const auto& holder : holders) {
            const auto index = static_cast<std::uint64_t>(holder.holder);
            committed[index] =
                sealing::read_commitments(plan, index, holder.announced, holder.commitments).value();
            said.push_back({holder.holder, holder.name, holder.body, holder.sealing_key, holder.announced});
        }
        transcript = sealing::transcript_text(plan, said, sealing::pool_of(plan, committed));
        EXPECT_EQ(sha256(transcript), officer.transcript);
        EXPECT_TRUE(conclude_gate(gate, transcript).ok());
    }
};

}  // namespace daylit::tools
