// A proof that can be checked without asking the server: receipt, the certificate that signed it, the event
// if its body is public, its place in the log under a signed checkpoint, and the time stamp that an outside
// authority put on such a checkpoint. What must be trusted beforehand is the platform's certification
// authority and the log's verifier key, both published, and for the stamp its authority's root.
//
//   {"format": "daylight/proof/2", "receipt": <compact JWS>, "certificate": <PEM>,
//    "event_body": <base64> | null, "log_proof": <what GET /api/v1/log/proofs/{event_digest} answers> | null,
//    "time_stamp": {"log_proof": <the same under the checkpoint that was stamped>,
//                   "response": <base64 of the TimeStampResp (RFC 3161)>, "at": <its moment>} | null}
//
// What is stamped are the bytes of `time_stamp.log_proof.checkpoint`: the note with the log's own signature
// line and no witness's, ended by a newline. The format before, daylight/proof/1, had no `time_stamp`.
//
// An event digest is SHA-256 over the stored body's bytes; a leaf of the log is the 32 bytes of an event
// digest, so that the leaf hash is SHA-256(0x00 || digest) (RFC 6962).
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/checkpoint.hpp"
#include "crypto/receipt.hpp"
#include "crypto/time_stamp.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace daylit {

constexpr std::string_view proof_format = "daylight/proof/2";
constexpr std::string_view first_proof_format = "daylight/proof/1";  // still read

struct LogProof {
    Digest event_digest;
    std::int64_t leaf_index = 0;
    std::int64_t tree_size = 0;
    std::vector<std::string> hashes;  // base64, from the leaf upwards
    std::string checkpoint;           // the signed note, exact text
    bool operator==(const LogProof&) const = default;
};
BOOST_DESCRIBE_STRUCT(LogProof, (), (event_digest, leaf_index, tree_size, hashes, checkpoint))

// That the log held the event when an outside authority stamped the checkpoint.
struct StampedProof {
    LogProof log_proof;
    std::string response;  // base64
    Instant at;            // as the response says
    bool operator==(const StampedProof&) const = default;
};
BOOST_DESCRIBE_STRUCT(StampedProof, (), (log_proof, response, at))

struct ProofBundle {
    std::string format = std::string(proof_format);
    std::string receipt;
    std::string certificate;
    std::optional<std::string> event_body = {};
    std::optional<LogProof> log_proof = {};
    std::optional<StampedProof> time_stamp = {};
    bool operator==(const ProofBundle&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProofBundle, (), (format, receipt, certificate, event_body, log_proof, time_stamp))

struct ProofTrust {
    Certificate authority;
    NoteVerifier log;
    std::optional<TimeStampTrust> time_stamps = {};  // none: a time stamp is not looked at
};

// One step in words; name is stable: receipt, signature, certificate, event_body (only when there is one),
// checkpoint, inclusion, time_stamp (only where somebody is trusted for it; then a bundle without one fails).
struct ProofStep {
    std::string name;
    bool ok = false;
    std::string zh;
    std::string en;
    bool operator==(const ProofStep&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProofStep, (), (name, ok, zh, en))

LogProof make_log_proof(const Digest& event, std::uint64_t leaf_index, std::uint64_t tree_size,
                        std::span<const Digest> hashes, std::string checkpoint);

// Checkpoint and inclusion alone: that the event stands in the log at the place that the proof names.
Outcome check_log_proof(const LogProof& proof, const NoteVerifier& log);

// The same as text that others' tools read (C2SP tlog-proof).
std::string tlog_proof_text(const LogProof& proof);

// JSON text of at most 256 KiB; refuses proof_bundle_malformed.
Result<ProofBundle> parse_proof_bundle(std::string_view text);

// Every step, in order, also after one has failed; those that need a failed one are not ok and say so.
std::vector<ProofStep> check_proof_bundle(const ProofBundle& bundle, const ProofTrust& trust);
bool all_ok(std::span<const ProofStep> steps);

}  // namespace daylit
