#include "crypto/sealing/possession.hpp"

namespace daylit::sealing {

namespace {

Scalar challenge(std::uint64_t holder, const Point& public_key, const Point& commitment) {
    return hash_to_scalar(
        std::string(Scalar::of(holder).reveal()) + public_key.compressed() + commitment.compressed(),
        "FROST-P256-SHA256-v1dkg");
}

}  // namespace

PossessionProof prove_possession(std::uint64_t holder, const Scalar& key, const Point& public_key) {
    const auto random = derived_scalar(
        key, std::string(Scalar::of(holder).reveal()) + public_key.compressed(), "daylight possession nonce");
    const auto commitment = Point::generator_times(random);
    const auto response = random.plus(challenge(holder, public_key, commitment).times(key));
    return commitment.compressed() + std::string(response.reveal());
}

Outcome verify_possession(std::uint64_t holder, const Point& public_key, std::string_view proof,
                          const std::string& field) {
    if (proof.size() != point_bytes + scalar_bytes) {
        return refuse("malformed_proof", field);
    }
    const auto commitment = Point::from_bytes(proof.substr(0, point_bytes), field);
    const auto response = Scalar::from_bytes(proof.substr(point_bytes), field);
    if (!commitment || !response) {
        return refuse("malformed_proof", field);
    }
    if (public_key.is_infinity()) {
        return refuse("proof_invalid", field);
    }
    const auto expected =
        Point::generator_times(*response).minus(public_key.times(challenge(holder, public_key, *commitment)));
    return expected == *commitment ? Outcome(Done{}) : Outcome(refuse("proof_invalid", field));
}

}  // namespace daylit::sealing
