// The files of bids: as they were sealed, with the point that opens them, for those whom they concern: the
// bidder itself, supervisors, and the tenderer where the bid's letter opened. They open them on their own
// machines, as bidders sealed them on theirs; the platform opens each once, to say whether it is what its
// letter names.
#pragma once

#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

struct SealedFileView {
    std::string submission;
    std::string part;
    Digest digest;  // SHA-256 of the sealed bytes
    std::int64_t size = 0;
    std::int64_t chunk_bytes = 0;
    std::string
        agreed;  // the point, compressed, in hex: in the place of the sender's own, the key 1 opens it
};
BOOST_DESCRIBE_STRUCT(SealedFileView, (), (submission, part, digest, size, chunk_bytes, agreed))

// Refuses not_found, bid_not_opened.
Result<SealedFileView> sealed_file(Call& call, const Params& params);
// One chunk's bytes, from 0. Refuses envelope_lost where the platform no longer has it.
Result<std::string> sealed_file_chunk(Call& call, const Params& params);

}  // namespace daylit::app
