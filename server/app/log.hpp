// Reading the public log: that an event stands in it, and its tiles and checkpoint as others' tools read
// them.
#pragma once

#include "crypto/proof_bundle.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

// GET /log/proofs/{digest}. Refuses not_found for what is no event's digest, not_yet_in_log until the
// sequencer has signed a checkpoint over it (within two seconds).
Result<LogProof> log_proof(Call& call, const Params& params);

// The same for whoever asks without a call.
Result<LogProof> proof_of_event(const Services& services, std::string_view digest);

// The event's proof under the first stamped checkpoint that holds it, with the stamp; none before there is
// one.
std::optional<StampedProof> stamped_proof(const Services& services, const Digest& event);

// What the public sees: where witnesses are configured, the last checkpoint that was before them, with the
// lines of those that cosigned it; else the last one signed.
std::optional<schema::StoredCheckpoint> published_checkpoint(schema::LogWork& work, const Settings& settings);
// Its exact bytes; not_yet_in_log before the first.
Result<std::string> checkpoint_note(const Services& services);
// C2SP tlog-tiles: "tile/0/000", "tile/1/000.p/5", "tile/entries/000". Refuses not_found,
// malformed_tile_path.
Result<std::string> log_tile(const Services& services, std::string_view path);

}  // namespace daylit::app
