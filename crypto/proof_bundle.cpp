#include "crypto/proof_bundle.hpp"

#include "base/encoding.hpp"
#include "crypto/merkle.hpp"
#include "crypto/refusals.hpp"

#include <algorithm>

namespace daylit {

namespace {

constexpr std::size_t most_bundle_bytes = 256 * 1024;
constexpr std::size_t most_hashes = 64;

struct Sentences {
    std::string zh;
    std::string en;
};

const Sentences not_reached{"未能检查：前面的步骤没有通过。",
                            "Not checked, since an earlier step did not hold."};

Sentences sentences_of(const Refusal& refusal) {
    for (const auto table : {crypto_refusals(), base_refusals()}) {
        for (const auto& row : table) {
            if (row.code == refusal.code) {
                return {fill_sentence(row.zh, refusal.values), fill_sentence(row.en, refusal.values)};
            }
        }
    }
    throw BrokenPromise("every refusal stands in a table");
}

ProofStep passed(std::string name, Sentences sentences) {
    return {std::move(name), true, std::move(sentences.zh), std::move(sentences.en)};
}
ProofStep failed(std::string name, Sentences sentences) {
    return {std::move(name), false, std::move(sentences.zh), std::move(sentences.en)};
}

Result<std::vector<Digest>> decoded_hashes(const std::vector<std::string>& texts) {
    std::vector<Digest> hashes;
    for (const auto& text : texts) {
        const auto bytes = from_base64(text);
        const auto hash = bytes ? Digest::from_bytes(*bytes) : std::nullopt;
        if (!hash || hashes.size() == most_hashes) {
            return refuse("proof_bundle_malformed", "log_proof.hashes");
        }
        hashes.push_back(*hash);
    }
    return hashes;
}

Result<Checkpoint> checkpoint_of(const LogProof& proof, const NoteVerifier& log) {
    auto checkpoint = open_checkpoint(proof.checkpoint, log, "log_proof.checkpoint");
    if (checkpoint &&
        (proof.tree_size < 0 || static_cast<std::uint64_t>(proof.tree_size) != checkpoint->size)) {
        return refuse("proof_bundle_malformed", "log_proof.tree_size");
    }
    return checkpoint;
}

Outcome check_inclusion(const LogProof& proof, const Checkpoint& checkpoint) {
    const auto hashes = decoded_hashes(proof.hashes);
    if (!hashes) {
        return hashes.refusal();
    }
    if (proof.leaf_index < 0) {
        return refuse("leaf_out_of_range", "log_proof.leaf_index");
    }
    return merkle::verify_inclusion(merkle::leaf_hash(proof.event_digest.view()),
                                    static_cast<std::uint64_t>(proof.leaf_index), checkpoint.size, *hashes,
                                    checkpoint.root);
}

bool is_known_format(std::string_view format) {
    return format == proof_format || format == first_proof_format;
}

// What the event's own bytes say about the place that the receipt names.
bool says_what_receipt_says(std::string_view body, const Receipt& receipt) {
    const auto value = parse_json(body);
    if (!value || !value->is_object()) {
        return false;
    }
    const auto& event = value->get_object();
    const auto equals = [&](const char* key, const boost::json::value& wanted) {
        const auto* found = event.if_contains(key);
        return found != nullptr && *found == wanted;
    };
    return equals("stream", to_json(receipt.stream)) && equals("seq", to_json(receipt.seq)) &&
           equals("at", to_json(receipt.at)) && equals("previous", to_json(receipt.previous_digest));
}

// Walks the steps once; each part that a later step needs is there only when its own step held.
class BundleCheck {
public:
    BundleCheck(const ProofBundle& bundle, const ProofTrust& trust) : bundle_(bundle), trust_(trust) {}

    std::vector<ProofStep> run() {
        std::vector<ProofStep> steps{check_form(), check_signature(), check_signer()};
        if (bundle_.event_body) {
            steps.push_back(check_event_body());
        }
        steps.push_back(check_checkpoint());
        steps.push_back(check_place());
        if (trust_.time_stamps) {
            steps.push_back(check_time_stamp());
        }
        return steps;
    }

private:
    ProofStep check_form() {
        auto statement = jws::parse(bundle_.receipt, "receipt");
        if (!statement) {
            return failed("receipt", sentences_of(statement.refusal()));
        }
        auto certificate = Certificate::from_pem(bundle_.certificate, "certificate");
        if (!certificate) {
            return failed("receipt", sentences_of(certificate.refusal()));
        }
        if (statement->header().kid != certificate->serial()) {
            return failed("receipt",
                          {"回执指明的签名证书与所附证书不是同一张。",
                           "The receipt names another signing certificate than the one enclosed."});
        }
        statement_ = std::move(*statement);
        certificate_ = std::move(*certificate);
        return passed("receipt",
                      {"回执格式完整，所附证书（序列号 " + certificate_->serial() + "）正是它指明的那一张。",
                       "The receipt is well formed and names the enclosed certificate (serial " +
                           certificate_->serial() + ")."});
    }

    ProofStep check_signature() {
        if (!statement_) {
            return failed("signature", not_reached);
        }
        auto receipt = verify_receipt(*statement_, certificate_->public_key(), "receipt");
        if (!receipt) {
            return failed("signature", sentences_of(receipt.refusal()));
        }
        receipt_ = std::move(*receipt);
        const auto place = receipt_->stream + " #" + std::to_string(receipt_->seq);
        return passed("signature",
                      {"签名有效：回执确认 " + place + "，时间 " + to_china_rfc3339(receipt_->at) + "。",
                       "The signature holds: the receipt acknowledges " + place + " at " +
                           to_rfc3339(receipt_->at) + "."});
    }

    ProofStep check_signer() {
        if (!receipt_) {
            return failed("certificate", not_reached);
        }
        const auto outcome =
            check_certificate(*certificate_, trust_.authority, receipt_->signed_at.value_or(receipt_->at),
                              CertificateUse::receipt_signing, "certificate");
        if (!outcome) {
            receipt_.reset();  // signed by nobody whom the reader trusts
            return failed("certificate", sentences_of(outcome.refusal()));
        }
        return passed("certificate",
                      {"签名证书由本平台签发，用于签署回执，当时在有效期内。",
                       "The signing certificate was issued by the platform for receipts and was "
                       "valid at that time."});
    }

    ProofStep check_event_body() const {
        if (!receipt_) {
            return failed("event_body", not_reached);
        }
        const auto body = from_base64(*bundle_.event_body);
        if (!body || sha256(*body) != receipt_->digest) {
            return failed("event_body", {"所附事件原文的 SHA-256 与回执不符。",
                                         "The enclosed event's SHA-256 is not the one in the receipt."});
        }
        if (!says_what_receipt_says(*body, *receipt_)) {
            return failed("event_body", {"事件原文所记的序列、序号、时间或前一事件与回执不符。",
                                         "The event's stream, number, time or previous event differ from the "
                                         "receipt's."});
        }
        return passed("event_body",
                      {"事件原文的 SHA-256 与回执一致，所记序列、序号、时间和前一事件也一致。",
                       "The event's SHA-256 is the receipt's, and so are its stream, number, time and "
                       "previous event."});
    }

    ProofStep check_checkpoint() {
        if (!bundle_.log_proof) {
            return failed("checkpoint",
                          {"文件中没有日志证明：回执只是暂时凭证，应在一分钟内取得日志证明。",
                           "The file has no log proof: the receipt alone is provisional, and the log "
                           "proof is due within a minute."});
        }
        auto checkpoint = checkpoint_of(*bundle_.log_proof, trust_.log);
        if (!checkpoint) {
            return failed("checkpoint", sentences_of(checkpoint.refusal()));
        }
        checkpoint_ = std::move(*checkpoint);
        const auto size = std::to_string(checkpoint_->size);
        return passed(
            "checkpoint",
            {"检查点由日志 " + checkpoint_->origin + " 签名，共 " + size + " 条记录。",
             "The checkpoint over " + size + " records is signed by the log " + checkpoint_->origin + "."});
    }

    ProofStep check_place() const {
        if (!receipt_ || !checkpoint_) {
            return failed("inclusion", not_reached);
        }
        const auto& proof = *bundle_.log_proof;
        if (proof.event_digest != receipt_->digest) {
            return failed("inclusion",
                          {"日志证明针对的是另一事件。", "The log proof is about another event."});
        }
        if (const auto outcome = check_inclusion(proof, *checkpoint_); !outcome) {
            return failed("inclusion", sentences_of(outcome.refusal()));
        }
        const auto index = std::to_string(proof.leaf_index);
        return passed("inclusion",
                      {"该事件是日志的第 " + index + " 条记录（从 0 起），不能再悄悄改动或删除。",
                       "The event is record " + index +
                           " of the log (from 0): it can no longer be changed or removed unseen."});
    }

    ProofStep check_time_stamp() const {
        if (!receipt_) {
            return failed("time_stamp", not_reached);
        }
        if (!bundle_.time_stamp) {
            return failed("time_stamp", {"文件中没有时间戳：可能尚未取得，或平台没有配置时间戳机构。",
                                         "The file has no time stamp: it has not come yet, or the platform "
                                         "has no time stamp authority."});
        }
        const auto& stamp = *bundle_.time_stamp;
        const auto& proof = stamp.log_proof;
        if (proof.event_digest != receipt_->digest) {
            return failed("time_stamp",
                          {"时间戳针对的是另一事件。", "The time stamp is about another event."});
        }
        const auto at = stamped_moment(stamp);
        if (!at) {
            return failed("time_stamp", sentences_of(at.refusal()));
        }
        if (*at != stamp.at) {
            return failed("time_stamp", {"时间戳的时间与文件所写的不同。",
                                         "The time stamp tells another time than the file."});
        }
        const auto size = std::to_string(proof.tree_size);
        return passed("time_stamp",
                      {"时间戳机构证明：最迟在 " + to_china_rfc3339(*at) + "，日志已有 " + size +
                           " 条记录，该事件在其中。",
                       "The time stamp authority says that by " + to_rfc3339(*at) + " the log had " + size +
                           " records, and the event stands among them."});
    }

    // Of a checkpoint that holds the event.
    Result<Instant> stamped_moment(const StampedProof& stamp) const {
        const auto checkpoint = checkpoint_of(stamp.log_proof, trust_.log);
        if (!checkpoint) {
            return checkpoint.refusal();
        }
        if (const auto outcome = check_inclusion(stamp.log_proof, *checkpoint); !outcome) {
            return outcome.refusal();
        }
        const auto response = from_base64(stamp.response);
        return response
                   ? verify_time_stamp(*response, sha256(stamp.log_proof.checkpoint), *trust_.time_stamps)
                   : Result<Instant>(refuse("time_stamp_malformed"));
    }

    const ProofBundle& bundle_;
    const ProofTrust& trust_;
    std::optional<jws::Unverified> statement_;
    std::optional<Certificate> certificate_;
    std::optional<Receipt> receipt_;
    std::optional<Checkpoint> checkpoint_;
};

}  // namespace

LogProof make_log_proof(const Digest& event, std::uint64_t leaf_index, std::uint64_t tree_size,
                        std::span<const Digest> hashes, std::string checkpoint) {
    LogProof proof{
        event, static_cast<std::int64_t>(leaf_index), static_cast<std::int64_t>(tree_size), {}, {}};
    for (const auto& hash : hashes) {
        proof.hashes.push_back(to_base64(hash.view()));
    }
    proof.checkpoint = std::move(checkpoint);
    return proof;
}

Outcome check_log_proof(const LogProof& proof, const NoteVerifier& log) {
    const auto checkpoint = checkpoint_of(proof, log);
    return checkpoint ? check_inclusion(proof, *checkpoint) : Outcome(checkpoint.refusal());
}

std::string tlog_proof_text(const LogProof& proof) {
    auto text = "c2sp.org/tlog-proof@v1\nindex " + std::to_string(proof.leaf_index) + "\n";
    for (const auto& hash : proof.hashes) {
        text += hash + "\n";
    }
    return text + "\n" + proof.checkpoint;
}

Result<ProofBundle> parse_proof_bundle(std::string_view text) {
    if (text.size() > most_bundle_bytes) {
        return refuse("proof_bundle_malformed");
    }
    auto bundle = parse_as<ProofBundle>(text);
    if (!bundle || !is_known_format(bundle->format)) {
        return refuse("proof_bundle_malformed", bundle ? "format" : bundle.refusal().field);
    }
    return bundle;
}

std::vector<ProofStep> check_proof_bundle(const ProofBundle& bundle, const ProofTrust& trust) {
    if (!is_known_format(bundle.format)) {
        return {failed("receipt", sentences_of(refuse("proof_bundle_malformed")))};
    }
    return BundleCheck(bundle, trust).run();
}

bool all_ok(std::span<const ProofStep> steps) {
    return !steps.empty() &&
           std::all_of(steps.begin(), steps.end(), [](const ProofStep& step) { return step.ok; });
}

}  // namespace daylit
