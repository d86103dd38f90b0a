// A body in chunks is the same however it is cut, and never longer than it may be; what is written as chunks
// is read back. The first byte of an input says where to cut it.
#include "server/http/chunks.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

namespace daylit::fuzz {

namespace {

constexpr std::size_t most = 1000;
using http::ChunkDecoder;

void cut_makes_no_difference(std::string_view bytes, std::size_t piece) {
    ChunkDecoder whole(most);
    const auto taken = whole.take(bytes);
    ChunkDecoder parts(most);
    std::size_t at = 0;
    while (at < bytes.size() && parts.state() == ChunkDecoder::State::reading) {
        at += parts.take(bytes.substr(at, piece));
    }
    ensure(whole.state() == parts.state() && whole.body() == parts.body() && taken == at,
           "cuts change nothing");
    ensure(whole.body().size() <= most, "no body is larger than it may be");
    ensure(whole.state() != ChunkDecoder::State::reading || taken == bytes.size(),
           "all is taken while reading");
}

void is_read_back(std::string_view body, std::size_t piece) {
    std::string written;
    for (std::size_t at = 0; at < body.size(); at += piece) {
        const auto part = body.substr(at, piece);
        constexpr std::string_view digits = "0123456789abcdef";
        written += digits[part.size() / 16];
        written += digits[part.size() % 16];
        written.append(";n=v\r\n").append(part).append("\r\n");
    }
    written += "0\r\n\r\n";
    ChunkDecoder decoder(most);
    const auto taken = decoder.take(written + "next");
    ensure(decoder.state() == ChunkDecoder::State::done && decoder.body() == body && taken == written.size(),
           "what was written is read");
}

}  // namespace

void try_input(std::string_view bytes) {
    if (bytes.empty()) {
        return;
    }
    const std::size_t piece = static_cast<unsigned char>(bytes.front()) % 255 + std::size_t{1};
    bytes.remove_prefix(1);
    cut_makes_no_difference(bytes, piece);
    is_read_back(bytes.substr(0, std::min(bytes.size(), most)), piece);
}

}  // namespace daylit::fuzz
