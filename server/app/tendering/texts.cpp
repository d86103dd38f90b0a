#include "server/app/tendering/texts.hpp"

namespace daylit::app {

namespace {

constexpr std::size_t chunk_bytes = std::size_t{1024} * 1024;

}  // namespace

Digest keep_text(const Services& services, const std::string& text) {
    ensure(!text.empty(), "a text says something");
    const auto digest = sha256(text);
    for (std::size_t at = 0; at < text.size(); at += chunk_bytes) {
        services.store.transact([&](schema::UnitOfWork& tx) {
            tx.put_chunk(digest, static_cast<std::int64_t>(at / chunk_bytes), text.substr(at, chunk_bytes));
        });
    }
    return digest;
}

Digest keep_text_here(Act& act, const std::string& text) {
    const auto digest = sha256(text);
    act.tx.put_chunk(digest, 0, text);
    return digest;
}

// The last chunk is the one that is not full.
std::string kept_text(schema::UnitOfWork& tx, const Digest& digest) {
    std::string text;
    auto chunk = tx.chunk(digest, 0);
    ensure(chunk.has_value(), "a text that an event names is kept");
    for (std::int64_t index = 1; chunk; ++index) {
        text += *chunk;
        chunk = chunk->size() == chunk_bytes ? tx.chunk(digest, index) : std::nullopt;
    }
    return text;
}

}  // namespace daylit::app
