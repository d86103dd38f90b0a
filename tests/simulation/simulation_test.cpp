// The whole core over hundreds of short histories, each of which its seed alone decides.
//
//   simulation_tests                       the suite
//   simulation_tests --seed=N [--trace]    replays one history
//   simulation_tests --seeds=M [--from=N]  M histories from seed N on
#include "tests/simulation/simulation.hpp"
#include "schema/memory_state.hpp"
#include "schema/rows_auction.hpp"
#include "schema/rows_disclosure.hpp"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>
#include <cstdio>
#include <filesystem>

namespace daylit::simulation {
namespace {

constexpr std::uint64_t first_seed = 20'261'124;
constexpr std::uint64_t parts = 4;
constexpr std::uint64_t seeds_in_part = 125;
constexpr std::size_t last_steps = 25;

std::string report(const Run& run) {
    std::string text = fmt::format("seed {}: {}\n", run.seed, run.failure);
    const auto from = run.trace.size() > last_steps ? run.trace.size() - last_steps : 0;
    for (auto i = from; i < run.trace.size(); ++i) {
        text += "  " + run.trace[i] + "\n";
    }
    return text + fmt::format("replay: simulation_tests --seed={} --trace\n", run.seed);
}

void add(Tally& sum, const Tally& more) {
    const auto add_all = [](auto& counts, const auto& others) {
        for (const auto& [name, count] : others) {
            counts[name] += count;
        }
    };
    add_all(sum.words, more.words);
    add_all(sum.ends, more.ends);
    add_all(sum.faults, more.faults);
    sum.lots += more.lots;
    sum.accepted += more.accepted;
    sum.batched += more.batched;
    sum.most_worlds = std::max(sum.most_worlds, more.most_worlds);
}

std::vector<std::string> names_of(const std::map<std::string, int>& counts) {
    std::vector<std::string> names;
    for (const auto& [name, count] : counts) {
        names.push_back(name);
    }
    return names;
}

// Everything that a command upon a lot may be answered here.
const std::vector<std::string> known_words{"ok",
                                           "act_expired",
                                           "act_for_another",
                                           "act_lives_too_long",
                                           "act_nonce_differs",
                                           "already_answered",
                                           "already_leading",
                                           "already_signed",
                                           "behind",
                                           "below_next_step",
                                           "below_start_price",
                                           "between_phases",
                                           "certificate_not_yours",
                                           "closing_unsettled",
                                           "did_not_go_on",
                                           "did_not_quote_in_listing",
                                           "idempotency_key_reused",
                                           "jws_wrong_type",
                                           "listing_frozen",
                                           "listing_not_begun",
                                           "lot_closed",
                                           "lot_not_suspended",
                                           "lot_suspended",
                                           "lot_wrong_phase",
                                           "no_deal_to_confirm",
                                           "not_qualified",
                                           "not_whole_steps",
                                           "notice_too_short",
                                           "only_step_may_rise",
                                           "plate_not_yours",
                                           "question_is_open",
                                           "question_not_open",
                                           "signature_invalid",
                                           "terms_changed_since_proposal"};
// Those that chance does not meet in every part of the suite.
const std::set<std::string> rare_words{
    "already_answered", "act_expired",        "idempotency_key_reused",
    "already_signed",   "lot_not_suspended",  "only_step_may_rise",
    "did_not_go_on",    "no_deal_to_confirm", "terms_changed_since_proposal",
    "notice_too_short"};

// The suite in parts, so that several can run at once.
class Histories : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Histories, AreAsTheAuditorSays) {
    Tally sum;
    const auto from = first_seed + GetParam() * seeds_in_part;
    for (auto seed = from; seed < from + seeds_in_part; ++seed) {
        const auto run = simulate(seed);
        ASSERT_EQ(run.failure, "") << report(run);
        add(sum, run.tally);
    }

    // Chance met what it should.
    auto often = known_words;
    std::erase_if(often, [](const auto& word) { return rare_words.contains(word); });
    EXPECT_GT(sum.accepted, 200);
    EXPECT_GT(sum.batched, 200);
    EXPECT_GE(sum.most_worlds, 4U);
    EXPECT_THAT(names_of(sum.ends), ::testing::ElementsAre("failed", "sold", "terminated"));
    EXPECT_EQ(sum.faults.size(), 17U);
    EXPECT_THAT(names_of(sum.words), ::testing::IsSupersetOf(often));
    EXPECT_THAT(names_of(sum.words), ::testing::IsSubsetOf(known_words));
}

// What an auditor is worth who finds nothing: each of these must be found.
class Planting : public ::testing::Test {
protected:
    // One lot, sold, and somebody's money went back.
    static std::uint64_t sold_history() {
        for (auto seed = first_seed;; ++seed) {
            bool refunded = false;
            const auto run = simulate(seed, [&](schema::MemoryStore& store) {
                store.read([&](schema::UnitOfWork& tx) {
                    refunded = !tx.select<schema::RefundRow>({{}, {}, 1}).empty();
                });
            });
            if (run.failure.empty() && run.tally.ends.contains("sold") && run.tally.lots == 1 && refunded) {
                return seed;
            }
        }
    }
    // Changes every row of a table; there must be one.
    template <class Row, class Change>
    static Planted all(Change change) {
        return [change](schema::MemoryStore& store) {
            store.transact([&](schema::UnitOfWork& tx) {
                const auto rows = tx.select<Row>({{}, {}, 1000});
                ensure(!rows.empty(), "there is something to change");
                for (auto row : rows) {
                    change(row);
                    ensure(tx.update(row), "the row is there");
                }
            });
        };
    }
    // As an owner of the database can, who heeds no rule of the store.
    template <class Change>
    static Planted beneath(Change change) {
        return [change](schema::MemoryStore& store) {
            auto state = *store.copy();
            change(state);
            store.put_back(state);
        };
    }
};

TEST_F(Planting, IsFound) {
    using namespace schema;
    const std::vector<std::pair<Planted, const char*>> plants{
        {all<LotRow>([](auto& row) { --row.seq; }), "its row is behind its events"},
        {all<LotRow>([](auto& row) { row.state.replace(row.state.rfind('}'), 1, ",\"x\":1}"); }),
         "its row is not what its events say"},
        {all<ApplicationRow>([](auto& row) { row.phase = "settled"; }), "a deposit ends"},
        {all<RefundRow>([](auto& row) { row.phase = "due"; }), "a refund was never paid"},
        {all<RefundRow>([](auto& row) { row.amount = row.amount + Fen::yuan(1); }), "were kept or went back"},
        {all<ObligationRow>([](auto& row) { row.phase = "open"; }), "an obligation is not met"},
        {all<ObligationRow>([](auto& row) { row.cause += "0"; }), "an obligation too many"},
        {all<DocumentRow>([](auto& row) { row.phase = "drafted"; }), "an announcement does not stand"},
        {[](MemoryStore& store) {
             store.transact([](UnitOfWork& tx) {
                 const auto lot = tx.select<LotRow>({}).at(0);
                 auto head = tx.lock_stream("lot:" + lot.id.text);
                 tx.append({seal_event(head, "plate:1", {"QuestionOpened", 1, *head.at, {}}, Entropy{})});
             });
         },
         "cannot be read"},
        {[](MemoryStore& store) {
             store.transact([](UnitOfWork& tx) {
                 auto head = tx.lock_stream("answer:late");
                 tx.append({seal_event(head, "plate:1", {"Refused", 1, Instant(), {}}, Entropy{})});
                 AnswerRow row;
                 row.id = "late";
                 ensure(tx.insert(row), "no such answer");
             });
         },
         "does not stand in the log"},
        {beneath([](MemoryState& state) { state.leaves.at(1).digest = state.leaves.at(0).digest; }),
         "the checkpoint is not over the entries that are served"},
        {beneath([](MemoryState& state) { state.leaves.erase(state.leaves.rbegin()->first); }),
         "the log does not serve"},
        {beneath([](MemoryState& state) {
             auto lost = state.events.extract(state.events.begin());
             state.event_by_digest.erase(lost.mapped().digest);
         }),
         "the log has an entry that is no event"},
    };
    const auto seed = sold_history();
    for (const auto& [planted, found] : plants) {
        EXPECT_THAT(simulate(seed, planted).failure, ::testing::HasSubstr(found));
    }
}

INSTANTIATE_TEST_SUITE_P(Simulation, Histories, ::testing::Range<std::uint64_t>(0, parts));

TEST(Simulation, TheSameSeedGivesTheSameHistoryByteForByte) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto once = simulate(seed);
        const auto again = simulate(seed);

        EXPECT_FALSE(once.trace.empty());
        EXPECT_EQ(once.trace, again.trace) << seed;
    }
}

// What one process knows of another (addresses, the order in hash tables, time) decides nothing.
TEST(Simulation, AnotherProcessReplaysTheHistoryToo) {
    constexpr std::uint64_t seed = 7;
    std::string here;
    for (const auto& line : simulate(seed).trace) {
        here += line + "\n";
    }
    const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
    std::FILE* pipe = ::popen(("'" + program + "' --seed=7 --trace").c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::string there;
    char part[4096];
    while (const auto length = std::fread(part, 1, sizeof part, pipe)) {
        there.append(part, length);
    }
    EXPECT_EQ(::pclose(pipe), 0);
    EXPECT_EQ(there, here + "seed 7: sound\n");
}

TEST(Simulation, AnotherSeedGivesAnotherHistory) {
    EXPECT_NE(simulate(1).trace, simulate(2).trace);
}

// --- the command line ---

std::optional<std::uint64_t> number_after(std::string_view argument, std::string_view name) {
    if (!argument.starts_with(name)) {
        return std::nullopt;
    }
    argument.remove_prefix(name.size());
    std::uint64_t number = 0;
    const auto* end = argument.data() + argument.size();
    const auto read = std::from_chars(argument.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) {
        throw std::invalid_argument(fmt::format("{} wants a whole number", name));
    }
    return number;
}

int replay(std::uint64_t seed, bool trace) {
    const auto run = simulate(seed);
    for (const auto& line : trace ? run.trace : std::vector<std::string>()) {
        fmt::print("{}\n", line);
    }
    fmt::print("{}", run.failure.empty() ? fmt::format("seed {}: sound\n", seed) : report(run));
    return run.failure.empty() ? 0 : 1;
}

int many(std::uint64_t from, std::uint64_t seeds) {
    Tally sum;
    for (auto seed = from; seed < from + seeds; ++seed) {
        const auto run = simulate(seed);
        if (!run.failure.empty()) {
            fmt::print("{}failed as history {} of {}\n", report(run), seed - from + 1, seeds);
            return 1;
        }
        add(sum, run.tally);
    }
    fmt::print("{} histories of {} lots, {} quotes accepted: all sound\n", seeds, sum.lots, sum.accepted);
    return 0;
}

}  // namespace
}  // namespace daylit::simulation

int main(int argc, char** argv) {
    using namespace daylit::simulation;
    ::testing::InitGoogleMock(&argc, argv);
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> seeds;
    auto from = first_seed;
    bool trace = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (const auto one = number_after(argument, "--seed=")) {
            seed = one;
        } else if (const auto count = number_after(argument, "--seeds=")) {
            seeds = count;
        } else if (const auto first = number_after(argument, "--from=")) {
            from = *first;
        } else if (argument == "--trace") {
            trace = true;
        } else {
            fmt::print(stderr, "{}: not an argument of this program\n", argument);
            return 2;
        }
    }
    if (seed) {
        return replay(*seed, trace);
    }
    return seeds ? many(from, *seeds) : RUN_ALL_TESTS();
}
