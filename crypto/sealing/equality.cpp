#include "crypto/sealing/equality.hpp"

#include "crypto/digest.hpp"

#include <algorithm>

namespace daylit::sealing {

namespace {

// RFC 9497, 3.1: mode 0x01 is VOPRF.
const std::string context_string = std::string("OPRFV1-\x01", 8) + "-P256-SHA256";

std::string two_bytes(std::size_t number) {
    return {static_cast<char>(number >> 8U), static_cast<char>(number & 0xffU)};
}

std::string with_length(std::string_view bytes) {
    return two_bytes(bytes.size()) + std::string(bytes);
}

Scalar to_scalar(const std::string& message) {
    return hash_to_scalar(message, "HashToScalar-" + context_string);
}

// What each of the batch counts for (ComputeComposites).
std::vector<Scalar> weights(const Point& public_key, const std::vector<Multiple>& batch) {
    ensure(!batch.empty() && batch.size() <= most_in_batch, "a batch has some, and an index for each");
    const auto seed = sha256(with_length(public_key.compressed()) + with_length("Seed-" + context_string));
    std::vector<Scalar> found;
    found.reserve(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i) {
        found.push_back(to_scalar(with_length(seed.view()) + two_bytes(i) +
                                  with_length(batch[i].of.compressed()) +
                                  with_length(batch[i].is.compressed()) + "Composite"));
    }
    return found;
}

// It has no spelling, so that nothing can be said about it.
bool has_infinity(const Point& public_key, const std::vector<Multiple>& batch) {
    return public_key.is_infinity() || std::ranges::any_of(batch, [](const auto& one) {
               return one.of.is_infinity() || one.is.is_infinity();
           });
}

Scalar challenge(const Point& public_key, const Point& of, const Point& is, const Point& first,
                 const Point& second) {
    std::string transcript;
    for (const auto* point : {&public_key, &of, &is, &first, &second}) {
        transcript += with_length(point->compressed());
    }
    return to_scalar(transcript + "Challenge");
}

}  // namespace

EqualityProof prove_equality(const Scalar& key, const Point& public_key, const std::vector<Multiple>& batch,
                             const Scalar& random) {
    const auto weight = weights(public_key, batch);
    auto of = Point::infinity();
    for (std::size_t i = 0; i < batch.size(); ++i) {
        of = of.plus(batch[i].of.times(weight[i]));
    }
    const auto c = challenge(public_key, of, of.times(key), Point::generator_times(random), of.times(random));
    const auto s = random.minus(c.times(key));
    return std::string(c.reveal()) + std::string(s.reveal());
}

EqualityProof prove_equality(const Scalar& key, const Point& public_key, const std::vector<Multiple>& batch) {
    std::string proved(public_key.compressed());
    for (const auto& one : batch) {
        proved += one.of.compressed() + one.is.compressed();
    }
    return prove_equality(key, public_key, batch, derived_scalar(key, proved, "daylight equality nonce"));
}

Outcome verify_equality(const Point& public_key, const std::vector<Multiple>& batch, std::string_view proof,
                        const std::string& field) {
    if (proof.size() != 2 * scalar_bytes) {
        return refuse("malformed_proof", field);
    }
    const auto c = Scalar::from_bytes(proof.substr(0, scalar_bytes), field);
    const auto s = Scalar::from_bytes(proof.substr(scalar_bytes), field);
    if (!c || !s) {
        return refuse("malformed_proof", field);
    }
    if (batch.empty() || batch.size() > most_in_batch || has_infinity(public_key, batch)) {
        return refuse("proof_invalid", field);
    }
    const auto weight = weights(public_key, batch);
    auto of = Point::infinity();
    auto is = Point::infinity();
    for (std::size_t i = 0; i < batch.size(); ++i) {
        of = of.plus(batch[i].of.times(weight[i]));
        is = is.plus(batch[i].is.times(weight[i]));
    }
    const auto first = Point::generator_times(*s).plus(public_key.times(*c));
    const auto second = of.times(*s).plus(is.times(*c));
    for (const Point* point : std::initializer_list<const Point*>{&of, &is, &first, &second}) {
        if (point->is_infinity()) {
            return refuse("proof_invalid", field);
        }
    }
    return challenge(public_key, of, is, first, second).reveal() == c->reveal()
               ? Outcome(Done{})
               : Outcome(refuse("proof_invalid", field));
}

}  // namespace daylit::sealing
