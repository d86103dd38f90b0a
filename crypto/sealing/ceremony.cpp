#include "crypto/sealing/ceremony.hpp"

#include "base/encoding.hpp"
#include "crypto/sealing/possession.hpp"

namespace daylit::sealing {

namespace {

const std::string commitments_format = CommittedKeys().format;
constexpr std::size_t most_text = 2 * 1024 * 1024;

std::size_t degree_of(const CeremonyPlan& plan, std::uint64_t holder) {
    return holder == gate_holder ? 1 : static_cast<std::size_t>(plan.threshold);
}

bool is_holder(const CeremonyPlan& plan, std::uint64_t holder) {
    return holder == gate_holder || (holder >= 1 && holder <= static_cast<std::uint64_t>(plan.officers));
}

Result<Commitments> read_key(const CommittedKey& key, std::size_t degree, std::uint64_t holder,
                             const std::string& field) {
    Commitments commitments;
    for (const auto& hex : key.commitments) {
        const auto bytes = from_hex(hex);
        auto point = Point::from_bytes(bytes && bytes->size() == point_bytes ? *bytes : std::string(), field);
        if (!point) {
            return point.refusal();
        }
        commitments.push_back(*std::move(point));
    }
    if (auto fits = check_degree(commitments, degree, field); !fits) {
        return fits.refusal();
    }
    const auto possession = from_hex(key.possession);
    if (!possession) {
        return refuse("malformed_proof", field);
    }
    if (auto proved = verify_possession(holder, commitments.front(), *possession, field); !proved) {
        return proved.refusal();
    }
    return commitments;
}

Point sum_at(const std::map<std::uint64_t, std::vector<Commitments>>& committed, std::size_t key,
             std::uint64_t officer) {
    std::vector<Commitments> dealers;
    for (const auto& [holder, keys] : committed) {
        if (holder != gate_holder) {
            dealers.push_back(keys.at(key));
        }
    }
    const auto sum = added(dealers);
    return officer == 0 ? sum.front() : share_point(sum, officer);
}

}  // namespace

Outcome check_plan(const CeremonyPlan& plan) {
    const auto within = [](std::int64_t number, std::size_t most) {
        return number >= 1 && number <= static_cast<std::int64_t>(most);
    };
    if (plan.id.empty() || plan.id.size() > 64) {
        return refuse("ceremony_malformed", "id");
    }
    if (!within(plan.officers, most_officers)) {
        return refuse("ceremony_malformed", "officers");
    }
    if (!within(plan.threshold, static_cast<std::size_t>(plan.officers))) {
        return refuse("ceremony_malformed", "threshold");
    }
    if (!within(plan.keys, most_keys)) {
        return refuse("ceremony_malformed", "keys");
    }
    return Done{};
}

std::vector<Dealing> draw_dealings(const CeremonyPlan& plan, std::uint64_t holder,
                                   const Dealing::Draw& draw) {
    std::vector<Dealing> dealings;
    for (std::int64_t i = 0; i < plan.keys; ++i) {
        dealings.push_back(Dealing::drawn(degree_of(plan, holder), draw));
    }
    return dealings;
}

std::string commitments_text(const CeremonyPlan& plan, std::uint64_t holder,
                             const std::vector<Dealing>& dealings) {
    CommittedKeys committed;
    committed.ceremony = plan.id;
    committed.holder = static_cast<std::int64_t>(holder);
    for (const auto& dealing : dealings) {
        CommittedKey key;
        const auto commitments = dealing.commitments();
        for (const auto& point : commitments) {
            key.commitments.push_back(to_hex(point.compressed()));
        }
        key.possession = to_hex(prove_possession(holder, dealing.number(), commitments.front()));
        committed.keys.push_back(std::move(key));
    }
    return to_json_text(committed);
}

Result<std::vector<Commitments>> read_commitments(const CeremonyPlan& plan, std::uint64_t holder,
                                                  const Digest& announced, std::string_view text) {
    ensure(is_holder(plan, holder), "a holder has an index of the plan's");
    if (text.size() > most_text || sha256(text) != announced) {
        return refuse("commitments_differ");
    }
    const auto committed = parse_as<CommittedKeys>(text);
    if (!committed || committed->format != commitments_format) {
        return refuse("ceremony_malformed", committed ? "format" : committed.refusal().field);
    }
    if (committed->ceremony != plan.id || committed->holder != static_cast<std::int64_t>(holder)) {
        return refuse("ceremony_of_another");
    }
    if (committed->keys.size() != static_cast<std::size_t>(plan.keys)) {
        return refuse("ceremony_malformed", "keys");
    }
    std::vector<Commitments> read;
    for (std::size_t i = 0; i < committed->keys.size(); ++i) {
        auto key =
            read_key(committed->keys[i], degree_of(plan, holder), holder, "keys[" + std::to_string(i) + "]");
        if (!key) {
            return key.refusal();
        }
        read.push_back(*std::move(key));
    }
    return read;
}

std::vector<PoolKey> pool_of(const CeremonyPlan& plan,
                             const std::map<std::uint64_t, std::vector<Commitments>>& committed) {
    ensure(committed.size() == static_cast<std::size_t>(plan.officers) + 1 &&
               std::ranges::all_of(committed, [&](const auto& one) { return is_holder(plan, one.first); }),
           "every officer and the gate have committed, and nobody else");
    std::vector<PoolKey> pool;
    for (std::size_t key = 0; key < static_cast<std::size_t>(plan.keys); ++key) {
        const auto gates = committed.at(gate_holder).at(key).front();
        PoolKey made{gates.plus(sum_at(committed, key, 0)), gates, {}};
        for (std::uint64_t officer = 1; officer <= static_cast<std::uint64_t>(plan.officers); ++officer) {
            made.officers.push_back(sum_at(committed, key, officer));
        }
        pool.push_back(std::move(made));
    }
    return pool;
}

std::vector<Scalar> added_shares(std::span<const std::vector<Scalar>> dealt) {
    ensure(!dealt.empty(), "somebody dealt");
    std::vector<Scalar> sums;
    for (std::size_t key = 0; key < dealt.front().size(); ++key) {
        auto sum = Scalar::zero();
        for (const auto& shares : dealt) {
            sum = sum.plus(shares.at(key));
        }
        sums.push_back(std::move(sum));
    }
    return sums;
}

}  // namespace daylit::sealing
