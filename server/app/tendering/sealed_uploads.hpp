// Sealed files on their way: begun with their size, sent in chunks of a MiB in any order and as often as the
// line breaks, and read once, by the parser program, when all are there. One chunk a transaction, and never
// more than one in memory.
//
// Nobody but the organisation's own people learns of one: not that it is there, nor how large it is.
#pragma once

#include "crypto/sealing/envelope_record.hpp"
#include "schema/rows_tendering.hpp"
#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

constexpr std::int64_t sealed_chunk_bytes = 1024 * 1024;
constexpr std::int64_t most_sealed_bytes = 1024 * sealed_chunk_bytes;

struct BeginUpload {
    std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(BeginUpload, (), (size))

// What was found out about a whole one.
struct CheckedUpload {
    Digest digest;
    sealing::EnvelopeRecord envelope;
};
BOOST_DESCRIBE_STRUCT(CheckedUpload, (), (digest, envelope))

struct SealedUploadView {
    std::string id;
    std::int64_t size = 0;
    std::int64_t chunk_bytes = sealed_chunk_bytes;
    std::vector<std::int64_t> missing;  // chunks, from 0
    std::optional<Digest> digest;       // once it is whole and fits the profile
    bool submitted = false;
    Instant begun_at;
};
BOOST_DESCRIBE_STRUCT(SealedUploadView, (), (id, size, chunk_bytes, missing, digest, submitted, begun_at))

// Refuses upload_empty, sealed_too_large, too_many_uploads.
Result<SealedUploadView> begin_sealed_upload(Call& call, const Params& params, const BeginUpload& in);
// The same bytes again are taken again. Refuses chunk_wrong_size, chunk_differs, upload_is_whole.
Result<SealedUploadView> put_sealed_chunk(Call& call, const Params& params, const std::string& bytes);
// Refuses upload_incomplete, what the envelope's profile refuses, envelope_reader_busy and
// envelope_reader_failed.
Result<SealedUploadView> finish_sealed_upload(Call& call, const Params& params, const Nothing& in);
Result<SealedUploadView> sealed_upload(Call& call, const Params& params);
Result<Page<SealedUploadView>> my_sealed_uploads(Call& call, const Params& params);
// One that was not submitted.
Result<Nothing> drop_sealed_upload(Call& call, const Params& params, const Nothing& in);

// --- for submissions and openings ---

// An upload's bytes in order, each chunk read in a transaction of its own. Where a chunk was lost they end or
// go on without it: whoever needs them whole compares their digest.
sealing::ByteSource sealed_bytes(const Services& services, const std::string& upload, std::int64_t size);

// For a job: what was dropped, replaced, withdrawn, or never submitted within a week goes, a chunk at a time;
// tells how many chunks went.
int erase_stale_uploads(const Services& services);

}  // namespace daylit::app
