// The public log as files, for others' tools and without an account (C2SP tlog-tiles, tlog-proof):
//
//   /log/checkpoint               the signed checkpoint with the witnesses' cosignatures
//   /log/tile/<L>/<N>[.p/<W>]     tiles of the tree; /log/tile/entries/<N>[.p/<W>] the leaves, 32 bytes each
//   /log/proof/<hex digest>       the place of an event in the log (c2sp.org/tlog-proof@v1)
//
// Tiles never change and say so to caches; checkpoint and proofs are to be asked for anew.
#pragma once

#include "server/app/services.hpp"
#include "server/http/message.hpp"

namespace daylit::wire {

bool is_log_resource(std::string_view path);
http::Response log_resource(const app::Services& services, const http::Request& request);

}  // namespace daylit::wire
