// What an opening's holders compute: a hundred partials with their proof, checked by whoever takes them; and
// a ceremony of 32 keys among five officers, three of whom open. Beside them so many bare agreements through
// EVP.
#include "base/encoding.hpp"
#include "crypto/random.hpp"
#include "crypto/sealing/closing_list.hpp"
#include "crypto/sealing/parts.hpp"
#include "tools/holder/kept_ceremony.hpp"

#include <fmt/core.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <vector>

namespace {

using namespace daylit;
using sealing::Point;
using sealing::Scalar;
using Clock = std::chrono::steady_clock;

constexpr std::size_t envelopes = 100;
constexpr std::int64_t officers = 5;
constexpr std::int64_t threshold = 3;
constexpr std::int64_t keys = 32;

double milliseconds_since(Clock::time_point from) {
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

Scalar drawn() {
    return Scalar::drawn(random_secret(sealing::drawn_bytes));
}

void need(bool good, const char* what) {
    if (!good) {
        throw std::runtime_error(what);
    }
}

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;

double agreements(std::size_t count) {
    const Key own(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const Key other(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const auto from = Clock::now();
    for (std::size_t i = 0; i < count; ++i) {
        const Context context(EVP_PKEY_CTX_new(own.get(), nullptr), &EVP_PKEY_CTX_free);
        unsigned char secret[32];
        std::size_t size = sizeof secret;
        need(EVP_PKEY_derive_init(context.get()) == 1 &&
                 EVP_PKEY_derive_set_peer(context.get(), other.get()) == 1 &&
                 EVP_PKEY_derive(context.get(), secret, &size) == 1,
             "an agreement");
    }
    return milliseconds_since(from);
}

struct Partials {
    double made_ms = 0;
    double checked_ms = 0;
};

Partials partials() {
    sealing::ClosingList list{std::string(sealing::closing_list_format), "LOT", "bids", Instant(), {}};
    for (std::size_t i = 0; i < envelopes; ++i) {
        const auto id = fmt::format("{:026}", i);
        list.submissions.push_back(
            {id, {{"letter", sha256(id), to_hex(Point::generator_times(drawn()).compressed())}}});
    }
    const auto digest = sha256(sealing::closing_list_text(list));
    const auto share = drawn();
    auto from = Clock::now();
    const auto text = sealing::parts_text(list, digest, 1, share);
    Partials told{milliseconds_since(from), 0};
    const auto holder = Point::generator_times(share);
    from = Clock::now();
    need(sealing::check_parts(text, list, digest, 1, holder).ok(), "parts that hold");
    told.checked_ms = milliseconds_since(from);
    return told;
}

// All holders' work on one thread, from the first key to the last word.
double ceremony() {
    const sealing::CeremonyPlan plan{"CEREMONY", officers, threshold, keys};
    const auto from = Clock::now();
    std::vector<tools::KeptCeremony> kept;
    std::vector<std::string> sealing_keys;
    for (std::int64_t holder = 1; holder <= officers; ++holder) {
        kept.push_back(tools::begun(plan, holder));
        sealing_keys.push_back(tools::join_ceremony(kept.back()).sealing_key);
    }
    kept.push_back(tools::begun(plan, static_cast<std::int64_t>(sealing::gate_holder)));
    std::vector<tools::SeenHolder> seen;
    for (auto& one : kept) {
        const auto announced = tools::announce_commitments(one);
        const bool officer = one.holder <= officers;
        seen.push_back({one.holder, officer ? "officer" : "", officer ? "body" : "",
                        officer ? sealing_keys[static_cast<std::size_t>(one.holder - 1)] : "",
                        announced.about, tools::show_commitments(one).text});
    }
    std::vector<std::vector<tools::DealtShares>> dealt(static_cast<std::size_t>(officers));
    for (std::int64_t dealer = 1; dealer <= officers; ++dealer) {
        auto speech = tools::deal_shares(kept[static_cast<std::size_t>(dealer - 1)], sealing_keys);
        need(speech.ok(), "a dealing");
        std::size_t at = 0;
        for (std::int64_t to = 1; to <= officers; ++to) {
            if (to != dealer) {
                dealt[static_cast<std::size_t>(to - 1)].push_back({dealer, speech->envelopes[at++]});
            }
        }
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(officers); ++i) {
        const auto word = tools::conclude_ceremony(kept[i], seen, dealt[i]);
        need(word.ok() && word->round == "confirm", "a conclusion");
    }
    return milliseconds_since(from);
}

}  // namespace

int main() {
    const double bare = agreements(envelopes);
    const auto parts = partials();
    fmt::print(
        "{{\"agreements_ms\":{},\"partials_ms\":{},\"checked_ms\":{},\"ceremony_ms\":{},"
        "\"ceremony_agreements_ms\":{}}}\n",
        bare, parts.made_ms, parts.checked_ms, ceremony(),
        agreements(static_cast<std::size_t>(officers * keys * (officers + threshold))));
}
