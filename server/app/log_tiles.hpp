// The stored tiles as the tree's algorithms read them.
#pragma once

#include "crypto/tile.hpp"
#include "schema/log_store.hpp"

namespace daylit::app {

inline merkle::TileReader tiles_of(schema::LogWork& work) {
    return [&work](const merkle::TileCoordinate& at) {
        const auto tile = work.tile(at.level, static_cast<std::int64_t>(at.index));
        return tile ? tile->hashes : std::string();
    };
}

}  // namespace daylit::app
