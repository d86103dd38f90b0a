#include "crypto/sealing/complaint.hpp"

#include "crypto/sealing/opening.hpp"

namespace daylit::sealing {

namespace {

bool are_promised(const std::vector<Scalar>& shares, std::uint64_t holder,
                  std::span<const Commitments> promised) {
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (!check_share(promised[i], holder, shares[i])) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::string shares_text(std::span<const Scalar> shares) {
    std::string text;
    for (const auto& share : shares) {
        text += share.reveal();
    }
    return text;
}

Result<std::vector<Scalar>> parse_shares(std::string_view bytes, std::size_t count) {
    if (bytes.size() != count * scalar_bytes) {
        return refuse("share_invalid");
    }
    std::vector<Scalar> shares;
    for (; !bytes.empty(); bytes.remove_prefix(scalar_bytes)) {
        auto share = Scalar::from_bytes(bytes.substr(0, scalar_bytes));
        if (!share) {
            return refuse("share_invalid");
        }
        shares.push_back(*std::move(share));
    }
    return shares;
}

Complaint complain(std::uint64_t holder, const Scalar& key, const std::string& envelope) {
    const auto read = read_envelope(bytes_in(envelope));
    ensure(read.ok(), "what does not fit the profile is not taken from a dealer");
    const auto opens = read->ephemeral.times(key);
    return {holder, envelope, opens,
            prove_equality(key, Point::generator_times(key), {{read->ephemeral, opens}})};
}

Result<ComplaintVerdict> judge_complaint(const Complaint& complaint, const Point& holders_key,
                                         std::span<const Commitments> promised) {
    const auto envelope = read_envelope(bytes_in(complaint.envelope));
    if (!envelope) {
        return envelope.refusal();
    }
    if (auto proved = verify_equality(holders_key, {{envelope->ephemeral, complaint.opens}}, complaint.proof);
        !proved) {
        return proved.refusal();
    }
    std::string contents;
    const auto opened = open_envelope(*envelope, complaint.opens, bytes_in(complaint.envelope),
                                      [&](std::string_view piece) { contents += piece; });
    if (!opened) {
        return ComplaintVerdict::dealer_cheated;
    }
    const auto shares = parse_shares(contents, promised.size());
    return shares && are_promised(*shares, complaint.holder, promised) ? ComplaintVerdict::unfounded
                                                                       : ComplaintVerdict::dealer_cheated;
}

}  // namespace daylit::sealing
