#include "crypto/witness_request.hpp"

#include "base/encoding.hpp"

#include <charconv>

namespace daylit {

namespace {

constexpr std::string_view old_mark = "old ";
constexpr std::size_t most_hashes = 63;

}  // namespace

std::optional<std::uint64_t> parse_log_size(std::string_view text) {
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    return error == std::errc() && std::to_string(size) == text ? std::optional(size) : std::nullopt;
}

std::string witness_request_text(const WitnessRequest& request) {
    auto text = std::string(old_mark) + std::to_string(request.old_size) + "\n";
    for (const auto& hash : request.proof) {
        text += to_base64(hash.view()) + "\n";
    }
    return text + "\n" + request.note;
}

Result<WitnessRequest> parse_witness_request(std::string_view body) {
    const auto malformed = refuse("malformed_witness_request");
    const auto gap = body.find("\n\n");
    if (gap == body.npos || !body.starts_with(old_mark)) {
        return malformed;
    }
    auto head = body.substr(old_mark.size(), gap + 1 - old_mark.size());
    const auto first_end = head.find('\n');
    const auto size = parse_log_size(head.substr(0, first_end));
    if (!size) {
        return malformed;
    }
    WitnessRequest request{*size, {}, std::string(body.substr(gap + 2))};
    for (head.remove_prefix(first_end + 1); !head.empty();) {
        const auto end = head.find('\n');
        const auto bytes = from_base64(head.substr(0, end));
        const auto hash = bytes ? Digest::from_bytes(*bytes) : std::nullopt;
        if (!hash || request.proof.size() == most_hashes) {
            return malformed;
        }
        request.proof.push_back(*hash);
        head.remove_prefix(end + 1);
    }
    return request;
}

}  // namespace daylit
