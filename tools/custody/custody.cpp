#include "tools/custody/custody.hpp"

#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "crypto/sealing/complaint.hpp"
#include "crypto/sealing/seal.hpp"

#include <algorithm>
#include <map>

namespace daylit::tools {

namespace {

using sealing::Commitments;
using sealing::Point;
using sealing::Scalar;
constexpr std::size_t most_custodians = 20;
constexpr auto gate_index = static_cast<std::int64_t>(sealing::gate_holder);

std::vector<std::string> hex_of(const Commitments& commitments) {
    std::vector<std::string> points;
    for (const auto& point : commitments) {
        points.push_back(to_hex(point.compressed()));
    }
    return points;
}

Result<Commitments> points_of(const std::vector<std::string>& hex) {
    Commitments points;
    for (const auto& one : hex) {
        const auto bytes = from_hex(one);
        auto point = Point::from_bytes(
            bytes && bytes->size() == sealing::point_bytes ? *bytes : std::string(), "commitments");
        if (!point) {
            return point.refusal();
        }
        points.push_back(std::move(*point));
    }
    return points;
}

Outcome check_form(const CustodyText& text) {
    const bool sound =
        text.format == CustodyText().format && sealing::check_plan(text.plan) && text.threshold >= 2 &&
        text.threshold <= text.custodians && text.custodians <= std::int64_t{most_custodians} &&
        text.custodian >= 1 && text.custodian <= text.custodians &&
        text.numbers.size() == text.commitments.size() && std::ranges::is_sorted(text.numbers) &&
        std::ranges::all_of(text.numbers,
                            [&](std::int64_t number) { return number >= 1 && number <= text.plan.keys; });
    return sound ? Outcome(Done{}) : refuse("custody_malformed");
}

// The commitments begin with the gate's own public half, and have exactly the threshold's degree.
Result<std::vector<Commitments>> check_promise(const CustodyText& text, std::string_view transcript_text) {
    if (auto form = check_form(text); !form) {
        return form.refusal();
    }
    const auto transcript = sealing::parse_transcript(transcript_text);
    if (!transcript) {
        return transcript.refusal();
    }
    if (sha256(transcript_text) != text.transcript || transcript->plan != text.plan) {
        return refuse("custody_of_another", "transcript");
    }
    std::vector<Commitments> promised;
    for (std::size_t i = 0; i < text.numbers.size(); ++i) {
        auto points = points_of(text.commitments[i]);
        if (!points) {
            return points.refusal();
        }
        if (auto degree =
                sealing::check_degree(*points, static_cast<std::size_t>(text.threshold), "commitments");
            !degree) {
            return degree.refusal();
        }
        const auto half = sealing::holders_point(*transcript, text.numbers[i], sealing::gate_holder);
        if (!half || !(*half == points->front())) {
            return refuse("custody_of_another", "commitments");
        }
        promised.push_back(std::move(*points));
    }
    return promised;
}

// But for the custodian and its envelope, all of one backup say the same.
bool are_of_one_backup(const CustodyText& one, const CustodyText& other) {
    return one.plan == other.plan && one.transcript == other.transcript &&
           one.custodians == other.custodians && one.threshold == other.threshold &&
           one.numbers == other.numbers && one.commitments == other.commitments && one.bound == other.bound;
}

}  // namespace

Result<std::vector<CustodyText>> share_gates_half(const KeptCeremony& gate, std::int64_t threshold,
                                                  const std::vector<Point>& custodians) {
    if (gate.holder != gate_index || !gate.transcript) {
        return refuse("custody_of_another");
    }
    if (threshold < 2 || threshold > std::ssize(custodians) || custodians.size() > most_custodians) {
        return refuse("custody_malformed", "threshold");
    }
    CustodyText text;
    text.plan = gate.plan;
    text.transcript = *gate.transcript;
    text.custodians = std::ssize(custodians);
    text.threshold = threshold;
    text.bound = gate.bound;
    std::vector<sealing::Dealing> dealings;
    for (std::int64_t number = 1; number <= gate.plan.keys; ++number) {
        if (!has_share(gate, number)) {
            continue;
        }
        text.numbers.push_back(number);
        dealings.push_back(sealing::Dealing::of(share_of(gate, number), static_cast<std::size_t>(threshold),
                                                &random_secret));
        text.commitments.push_back(hex_of(dealings.back().commitments()));
    }
    std::vector<CustodyText> texts;
    for (const auto& custodian : custodians) {
        text.custodian = std::ssize(texts) + 1;
        std::vector<Scalar> shares;
        for (const auto& dealing : dealings) {
            shares.push_back(dealing.share(static_cast<std::uint64_t>(text.custodian)));
        }
        const Secret plain(sealing::shares_text(shares));
        text.envelope = to_base64(sealing::seal_to_point(custodian, plain.reveal()));
        texts.push_back(text);
    }
    return texts;
}

Result<std::vector<Scalar>> open_custody(const CustodyText& text, const Scalar& key,
                                         std::string_view transcript) {
    const auto promised = check_promise(text, transcript);
    if (!promised) {
        return promised.refusal();
    }
    const auto envelope = from_base64(text.envelope);
    const auto plain = envelope ? sealing::open_with_key(key, *envelope)
                                : Result<Secret>(refuse("custody_malformed", "envelope"));
    if (!plain) {
        return plain.refusal();
    }
    auto shares = sealing::parse_shares(plain->reveal(), promised->size());
    for (std::size_t i = 0; shares && i < shares->size(); ++i) {
        const auto good = sealing::check_share((*promised)[i], static_cast<std::uint64_t>(text.custodian),
                                               (*shares)[i], "envelope");
        if (!good) {
            return good.refusal();
        }
    }
    return shares;
}

Result<CustodyText> hand_over(const CustodyText& text, const Scalar& key, std::string_view transcript,
                              const Point& to) {
    const auto shares = open_custody(text, key, transcript);
    if (!shares) {
        return shares.refusal();
    }
    auto handed = text;
    const Secret plain(sealing::shares_text(*shares));
    handed.envelope = to_base64(sealing::seal_to_point(to, plain.reveal()));
    return handed;
}

Result<KeptCeremony> restore_gates_half(const std::vector<CustodyText>& texts, const Scalar& key,
                                        std::string_view transcript) {
    std::map<std::uint64_t, std::vector<Scalar>> shares;  // by custodian
    for (const auto& text : texts) {
        if (!are_of_one_backup(text, texts.front())) {
            return refuse("custody_of_another");
        }
        auto opened = open_custody(text, key, transcript);
        if (!opened) {
            return opened.refusal();
        }
        shares.insert_or_assign(static_cast<std::uint64_t>(text.custodian), std::move(*opened));
    }
    if (texts.empty() || std::ssize(shares) < texts.front().threshold) {
        return refuse("custody_too_few");
    }
    std::vector<std::uint64_t> holders;
    for (const auto& [custodian, _] : shares) {
        if (std::ssize(holders) < texts.front().threshold) {
            holders.push_back(custodian);
        }
    }
    auto kept = begun(texts.front().plan, gate_index);
    kept.transcript = texts.front().transcript;
    kept.bound = texts.front().bound;
    kept.shares.resize(static_cast<std::size_t>(kept.plan.keys));
    for (std::size_t i = 0; i < texts.front().commitments.size(); ++i) {
        auto number = Scalar::zero();
        for (const auto holder : holders) {
            number = number.plus(shares.at(holder)[i].times(sealing::weight_at_zero(holders, holder)));
        }
        // Shares that fit the commitments add up to what these begin with.
        ensure(hex_of({Point::generator_times(number)}).front() == texts.front().commitments[i].front(),
               "what is restored is the gate's half");
        kept.shares[static_cast<std::size_t>(texts.front().numbers[i] - 1)] = to_hex(number.reveal());
    }
    return kept;
}

}  // namespace daylit::tools
