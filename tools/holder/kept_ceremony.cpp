#include "tools/holder/kept_ceremony.hpp"

#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "crypto/sealing/complaint.hpp"
#include "crypto/sealing/opening.hpp"
#include "crypto/sealing/seal.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace daylit::tools {

namespace {

using sealing::Commitments;
using sealing::Dealing;
using sealing::Point;
using sealing::Scalar;

std::string hex_of(const Scalar& scalar) {
    return to_hex(scalar.reveal());
}

Scalar scalar_of(const std::string& hex) {
    auto scalar = Scalar::from_bytes(from_hex(hex).value_or(""));
    ensure(scalar.ok(), "a number that was kept can be read again");
    return std::move(*scalar);
}

Result<Point> point_of(const std::string& hex, const std::string& field) {
    const auto bytes = from_hex(hex);
    return Point::from_bytes(bytes && bytes->size() == sealing::point_bytes ? *bytes : std::string(), field);
}

std::vector<Dealing> dealings_of(const KeptCeremony& kept) {
    std::vector<Dealing> dealings;
    for (const auto& numbers : kept.coefficients) {
        std::vector<Scalar> coefficients;
        for (const auto& number : numbers) {
            coefficients.push_back(scalar_of(number));
        }
        dealings.emplace_back(std::move(coefficients));
    }
    return dealings;
}

std::string commitments_of(const KeptCeremony& kept) {
    return sealing::commitments_text(kept.plan, static_cast<std::uint64_t>(kept.holder), dealings_of(kept));
}

std::size_t degree_of(const KeptCeremony& kept) {
    const bool gate = kept.holder == static_cast<std::int64_t>(sealing::gate_holder);
    return gate ? 1 : static_cast<std::size_t>(kept.plan.threshold);
}

// What this holder deals to one officer.
std::vector<Scalar> shares_for(const std::vector<Dealing>& dealings, std::int64_t officer) {
    std::vector<Scalar> shares;
    for (const auto& dealing : dealings) {
        shares.push_back(dealing.share(static_cast<std::uint64_t>(officer)));
    }
    return shares;
}

using CommittedByHolder = std::map<std::uint64_t, std::vector<Commitments>>;

Result<CommittedByHolder> read_all(const KeptCeremony& kept, const std::vector<SeenHolder>& holders) {
    CommittedByHolder committed;
    for (const auto& holder : holders) {
        const auto index = static_cast<std::uint64_t>(holder.holder);
        auto read = sealing::read_commitments(kept.plan, index, holder.announced, holder.commitments);
        if (!read) {
            return read.refusal();
        }
        committed.emplace(index, std::move(*read));
    }
    if (std::ssize(committed) != kept.plan.officers + 1) {
        return refuse("ceremony_malformed", "holders");
    }
    return committed;
}

std::string own_sealing_key(const KeptCeremony& kept) {
    return to_hex(Point::generator_times(scalar_of(kept.sealing_key)).compressed());
}

// Each other officer dealt once, and nobody else did.
bool is_dealt_by_all(const KeptCeremony& kept, const std::vector<DealtShares>& dealt) {
    std::set<std::int64_t> dealers;
    for (const auto& one : dealt) {
        const bool officer = one.dealer >= 1 && one.dealer <= kept.plan.officers && one.dealer != kept.holder;
        if (!officer || !dealers.insert(one.dealer).second) {
            return false;
        }
    }
    return std::ssize(dealers) == kept.plan.officers - 1;
}

// What everybody is shown as one's own.
bool is_own_shown(const KeptCeremony& kept, const std::vector<SeenHolder>& holders) {
    const auto own = std::ranges::find(holders, kept.holder, &SeenHolder::holder);
    return own != holders.end() && own->commitments == commitments_of(kept);
}

Outcome check_sealing_keys(const KeptCeremony& kept, const std::vector<SeenHolder>& holders) {
    const auto own = own_sealing_key(kept);
    for (const auto& holder : holders) {
        if (holder.holder == static_cast<std::int64_t>(sealing::gate_holder)) {
            continue;
        }
        const auto place = static_cast<std::size_t>(holder.holder - 1);
        const bool same = place < kept.dealt_to.size() && kept.dealt_to[place] == holder.sealing_key &&
                          (holder.holder != kept.holder || holder.sealing_key == own);
        if (!same) {
            return refuse("sealing_keys_differ", "sealing_keys");
        }
    }
    return Done{};
}

CeremonySpeech complaint_about(const KeptCeremony& kept, const DealtShares& dealt) {
    const auto complaint = sealing::complain(static_cast<std::uint64_t>(kept.holder),
                                             scalar_of(kept.sealing_key), dealt.envelope);
    const boost::json::object text{{"dealer", dealt.dealer},
                                   {"opens", to_hex(complaint.opens.compressed())},
                                   {"proof", to_hex(complaint.proof)}};
    CeremonySpeech speech{"complain", "", {}, boost::json::serialize(text), {}};
    speech.about = sha256(speech.text);
    return speech;
}

// None where the envelope does not hold what was promised.
std::optional<std::vector<Scalar>> opened_shares(const KeptCeremony& kept, const DealtShares& dealt,
                                                 const std::vector<Commitments>& promised) {
    const auto text = sealing::open_with_key(scalar_of(kept.sealing_key), dealt.envelope);
    auto shares = text ? sealing::parse_shares(text->reveal(), promised.size())
                       : Result<std::vector<Scalar>>(refuse("share_invalid"));
    if (!shares) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < shares->size(); ++i) {
        if (!sealing::check_share(promised[i], static_cast<std::uint64_t>(kept.holder), (*shares)[i])) {
            return std::nullopt;
        }
    }
    return std::move(*shares);
}

}  // namespace

CeremonySpeech join_ceremony(KeptCeremony& kept) {
    if (kept.sealing_key.empty()) {
        kept.sealing_key = hex_of(Scalar::drawn(random_secret(sealing::drawn_bytes)));
    }
    CeremonySpeech speech{"join", own_sealing_key(kept), {}, "", {}};
    speech.about = sha256(speech.sealing_key);
    return speech;
}

CeremonySpeech announce_commitments(KeptCeremony& kept) {
    const bool is_drawn = !kept.coefficients.empty();
    for (std::int64_t key = 0; !is_drawn && key < kept.plan.keys; ++key) {
        auto& numbers = kept.coefficients.emplace_back();
        for (std::size_t i = 0; i < degree_of(kept); ++i) {
            numbers.push_back(hex_of(Scalar::drawn(random_secret(sealing::drawn_bytes))));
        }
    }
    return {"announce", "", sha256(commitments_of(kept)), "", {}};
}

// The same text again: proofs of possession draw their nonces from what they prove.
CeremonySpeech show_commitments(const KeptCeremony& kept) {
    CeremonySpeech speech{"show", "", {}, commitments_of(kept), {}};
    speech.about = sha256(speech.text);
    return speech;
}

Result<CeremonySpeech> deal_shares(KeptCeremony& kept, const std::vector<std::string>& sealing_keys) {
    if (std::ssize(sealing_keys) != kept.plan.officers) {
        return refuse("ceremony_malformed", "sealing_keys");
    }
    // To others' keys than before nothing is dealt a second time.
    const bool same = kept.dealt_to.empty() || kept.dealt_to == sealing_keys;
    if (!same || sealing_keys[static_cast<std::size_t>(kept.holder - 1)] != own_sealing_key(kept)) {
        return refuse("sealing_keys_differ", "sealing_keys");
    }
    const auto dealings = dealings_of(kept);
    CeremonySpeech speech{"deal", "", {}, "", {}};
    boost::json::array list;
    for (std::int64_t officer = 1; officer <= kept.plan.officers; ++officer) {
        if (officer == kept.holder) {
            continue;
        }
        const auto key = point_of(sealing_keys[static_cast<std::size_t>(officer - 1)], "sealing_keys");
        if (!key) {
            return key.refusal();
        }
        const Secret text(sealing::shares_text(shares_for(dealings, officer)));
        speech.envelopes.push_back(sealing::seal_to_point(*key, text.reveal()));
        list.push_back({{"to", officer}, {"envelope", sha256(speech.envelopes.back()).hex()}});
    }
    speech.about = sha256(boost::json::serialize(list));
    kept.dealt_to = sealing_keys;
    return speech;
}

Result<CeremonySpeech> conclude_ceremony(KeptCeremony& kept, const std::vector<SeenHolder>& holders,
                                         const std::vector<DealtShares>& dealt) {
    const auto committed = read_all(kept, holders);
    if (!committed) {
        return committed.refusal();
    }
    if (auto keys = check_sealing_keys(kept, holders); !keys) {
        return keys.refusal();
    }
    if (!is_own_shown(kept, holders)) {
        return refuse("commitments_differ");
    }
    if (!is_dealt_by_all(kept, dealt)) {
        return refuse("shares_differ");
    }
    std::vector<std::vector<Scalar>> all;
    all.push_back(shares_for(dealings_of(kept), kept.holder));
    for (const auto& one : dealt) {
        auto shares = opened_shares(kept, one, committed->at(static_cast<std::uint64_t>(one.dealer)));
        if (!shares) {
            return complaint_about(kept, one);
        }
        all.push_back(std::move(*shares));
    }
    std::vector<sealing::TranscriptHolder> said;
    for (const auto& holder : holders) {
        said.push_back({holder.holder, holder.name, holder.body, holder.sealing_key, holder.announced});
    }
    const auto pool = sealing::pool_of(kept.plan, *committed);
    const auto transcript = sealing::transcript_text(kept.plan, std::move(said), pool);
    kept.shares.clear();
    const auto sums = sealing::added_shares(all);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const auto& promised = pool[i].officers[static_cast<std::size_t>(kept.holder - 1)];
        ensure(Point::generator_times(sums[i]) == promised, "shares that fit add up to what was promised");
        kept.shares.push_back(hex_of(sums[i]));
    }
    kept.transcript = sha256(transcript);
    return CeremonySpeech{"confirm", "", *kept.transcript, "", {}};
}

Outcome conclude_gate(KeptCeremony& kept, std::string_view transcript_text) {
    const auto transcript = sealing::parse_transcript(transcript_text);
    if (!transcript) {
        return transcript.refusal();
    }
    if (transcript->plan != kept.plan) {
        return refuse("ceremony_of_another");
    }
    std::vector<std::string> numbers;
    for (std::int64_t number = 1; number <= kept.plan.keys; ++number) {
        numbers.push_back(kept.coefficients.at(static_cast<std::size_t>(number - 1)).front());
        const auto said = sealing::holders_point(*transcript, number, sealing::gate_holder);
        if (!said || !(*said == Point::generator_times(scalar_of(numbers.back())))) {
            return refuse("commitments_differ");
        }
    }
    kept.shares = std::move(numbers);
    kept.transcript = sha256(transcript_text);
    (void)finish_ceremony(kept);
    return Done{};
}

bool finish_ceremony(KeptCeremony& kept) {
    const bool there = !kept.coefficients.empty() || !kept.sealing_key.empty();
    kept.coefficients.clear();
    kept.sealing_key.clear();
    return there;
}

void erase_share(KeptCeremony& kept, std::int64_t number) {
    kept.shares.at(static_cast<std::size_t>(number - 1)).clear();
}

bool has_share(const KeptCeremony& kept, std::int64_t number) {
    return number >= 1 && number <= std::ssize(kept.shares) &&
           !kept.shares[static_cast<std::size_t>(number - 1)].empty();
}

Scalar share_of(const KeptCeremony& kept, std::int64_t number) {
    return scalar_of(kept.shares.at(static_cast<std::size_t>(number - 1)));
}

}  // namespace daylit::tools
