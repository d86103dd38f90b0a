#include "server/app/log.hpp"

#include "base/encoding.hpp"
#include "crypto/tiled_log.hpp"
#include "schema/rows_foundation.hpp"
#include "server/app/log_tiles.hpp"

namespace daylit::app {

namespace {

Result<std::uint64_t> signed_size(schema::LogWork& work) {
    const auto stored = work.checkpoint();
    if (!stored) {
        return refuse("not_yet_in_log");
    }
    return static_cast<std::uint64_t>(stored->size);
}

LogProof proof_under(const schema::StoredCheckpoint& checkpoint, schema::LogWork& work, const Digest& event,
                     std::int64_t index) {
    const auto leaf = static_cast<std::uint64_t>(index);
    const auto size = static_cast<std::uint64_t>(checkpoint.size);
    const auto path = merkle::inclusion_proof(leaf, size, tiles_of(work));
    ensure(path.ok(), "the stored tiles hold every signed leaf");
    return make_log_proof(event, leaf, size, *path, checkpoint.note);
}

Result<LogProof> proof_of(schema::LogWork& work, const Settings& settings, const Digest& event) {
    const auto index = work.leaf_index(event);
    const auto stored = published_checkpoint(work, settings);
    if (!index || !stored || *index >= stored->size) {
        return refuse("not_yet_in_log", "digest");
    }
    return proof_under(*stored, work, event, *index);
}

Result<std::string> entries(schema::LogWork& work, std::string_view path) {
    const auto at = merkle::parse_entries_path(path);
    if (!at) {
        return at.refusal();
    }
    const auto size = signed_size(work);
    if (!size) {
        return size.refusal();
    }
    const auto first = at->index * merkle::tile_width;
    if (first + static_cast<std::uint64_t>(at->width) > *size) {
        return refuse("not_found", "path");
    }
    return merkle::entry_bundle(work.leaves(static_cast<std::int64_t>(first), at->width));
}

Result<std::string> hashes(schema::LogWork& work, std::string_view path) {
    const auto at = merkle::parse_tile_path(path);
    if (!at) {
        return at.refusal();
    }
    const auto size = signed_size(work);
    if (!size) {
        return size.refusal();
    }
    const auto tile = work.tile(at->level, static_cast<std::int64_t>(at->index));
    if (!tile || merkle::tile_width_at(*size, at->level, at->index) < at->width) {
        return refuse("not_found", "path");
    }
    return tile->hashes.substr(0, static_cast<std::size_t>(at->width) * merkle::hash_size);
}

}  // namespace

std::optional<schema::StoredCheckpoint> published_checkpoint(schema::LogWork& work,
                                                             const Settings& settings) {
    return settings.witness_keys.empty() ? work.checkpoint() : work.published_checkpoint();
}

Result<LogProof> proof_of_event(const Services& services, std::string_view digest_text) {
    const auto digest = Digest::from_hex(digest_text);
    if (!digest) {
        return refuse("not_found", "digest");
    }
    bool known = false;
    services.store.read([&](schema::UnitOfWork& tx) { known = tx.event_by_digest(*digest).has_value(); });
    if (!known) {
        return refuse("not_found", "digest");
    }
    std::optional<Result<LogProof>> proof;
    services.log.read(
        [&](schema::LogWork& work) { proof.emplace(proof_of(work, services.settings, *digest)); });
    return std::move(*proof);
}

std::optional<StampedProof> stamped_proof(const Services& services, const Digest& event) {
    std::optional<std::int64_t> index;
    services.log.read([&](schema::LogWork& work) { index = work.leaf_index(event); });
    std::vector<schema::TimeStampRow> rows;
    if (index) {
        services.store.read([&](schema::UnitOfWork& tx) {
            rows = tx.select<schema::TimeStampRow>(
                {{{"size", schema::Compare::greater, *index}}, {{"size", schema::Order::ascending}}, 1});
        });
    }
    if (rows.empty()) {
        return std::nullopt;
    }
    const auto& row = rows.front();
    std::optional<LogProof> proof;
    services.log.read([&](schema::LogWork& work) {
        proof = proof_under({row.size, row.note}, work, event, *index);
    });
    return StampedProof{std::move(*proof), to_base64(row.response), row.at};
}

Result<LogProof> log_proof(Call& call, const Params& params) {
    return proof_of_event(call.services, params.path.at("digest"));
}

Result<std::string> checkpoint_note(const Services& services) {
    std::optional<schema::StoredCheckpoint> stored;
    services.log.read([&](schema::LogWork& work) { stored = published_checkpoint(work, services.settings); });
    if (!stored) {
        return refuse("not_yet_in_log");
    }
    return stored->note;
}

Result<std::string> log_tile(const Services& services, std::string_view path) {
    std::optional<Result<std::string>> bytes;
    services.log.read([&](schema::LogWork& work) {
        bytes.emplace(path.starts_with("tile/entries/") ? entries(work, path) : hashes(work, path));
    });
    return std::move(*bytes);
}

}  // namespace daylit::app
