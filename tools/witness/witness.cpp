#include "tools/witness/witness.hpp"

#include "crypto/merkle.hpp"
#include "crypto/note_key.hpp"
#include "crypto/synced_file.hpp"
#include "crypto/witness_request.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace daylit::witness {

namespace {

namespace fs = std::filesystem;

constexpr std::ptrdiff_t most_alarms = 10000;  // files; the later ones are told of all the same

Answer refused(int status, const std::string& why) {
    return {status, "text/plain; charset=utf-8", why + "\n"};
}

Answer other_size(std::uint64_t size) {
    return {409, "text/x.tlog.size", std::to_string(size) + "\n"};
}

std::string file_name(const std::string& origin) {
    return sha256(origin).hex() + ".checkpoint";
}

std::string_view short_name(AlarmKind kind) {
    switch (kind) {
        case AlarmKind::fork:
            return "fork";
        case AlarmKind::rolled_back:
            return "rolled-back";
        case AlarmKind::not_continued:
            return "not-continued";
    }
    throw BrokenPromise("every kind of alarm has a name");
}

}  // namespace

std::string_view words_of(AlarmKind kind) {
    switch (kind) {
        case AlarmKind::fork:
            return "the log signed two different trees of one size: this is proof of a fork";
        case AlarmKind::rolled_back:
            return "a signed checkpoint was shown that is older than the one cosigned last";
        case AlarmKind::not_continued:
            return "a signed checkpoint was shown without a proof that it continues the one cosigned last";
    }
    throw BrokenPromise("every kind of alarm has words");
}

// A request whose checkpoint the log signed.
struct Witness::Shown {
    WitnessRequest request;
    Note note;
    Checkpoint checkpoint;
};

Witness::Witness(const fs::path& folder, WitnessSigner signer, const std::vector<WitnessedLog>& logs,
                 std::function<std::int64_t()> posix_time, std::function<void(const Alarm&)> alarmed)
    : lock_(folder),
      alarms_(folder / "alarms"),
      signer_(std::move(signer)),
      posix_time_(std::move(posix_time)),
      alarmed_(std::move(alarmed)) {
    fs::create_directories(alarms_);
    for (const auto& log : logs) {
        Log entry{log, folder / file_name(log.origin), {}, 0, {}};
        load(entry);
        if (!logs_.emplace(log.origin, std::move(entry)).second) {
            throw std::runtime_error("the log " + log.origin + " is named twice");
        }
    }
}

// Our own cosignature shows that the file is this witness's and whole.
void Witness::load(Log& log) const {
    const auto bytes = read_whole(log.file);
    if (!bytes) {
        return;
    }
    const auto note = parse_note(*bytes);
    const auto checkpoint = note ? parse_checkpoint_text(note->text) : note.refusal();
    const auto ours =
        note ? signer_.verifier().cosigned_at(*note) : Result<std::optional<std::int64_t>>(note.refusal());
    if (!checkpoint || !ours || !*ours || checkpoint->origin != log.log.origin) {
        throw std::runtime_error(log.file.string() + " is not a checkpoint that this witness cosigned");
    }
    log.note = *bytes;
    log.size = checkpoint->size;
    log.root = checkpoint->root;
}

Answer Witness::add_checkpoint(std::string_view body) {
    auto request = parse_witness_request(body);
    if (!request) {
        return refused(400, "the request is malformed");
    }
    auto note = parse_note(request->note);
    auto checkpoint = note ? parse_checkpoint_text(note->text) : note.refusal();
    if (!checkpoint) {
        return refused(400, "the checkpoint is malformed");
    }
    const std::lock_guard lock(mutex_);
    const auto log = logs_.find(checkpoint->origin);
    if (log == logs_.end()) {
        return refused(404, "this witness does not know the log");
    }
    if (!verify_note(*note, {&log->second.log.verifier, 1})) {
        return refused(403, "the checkpoint is not signed by the log's key");
    }
    if (request->old_size > checkpoint->size) {
        return refused(400, "the old size is larger than the checkpoint's");
    }
    return judge(log->second, {std::move(*request), std::move(*note), std::move(*checkpoint)});
}

Answer Witness::judge(Log& log, const Shown& shown) {
    const auto& next = shown.checkpoint;
    if (!log.note.empty() && next.size == log.size && next.root != log.root) {
        raise(AlarmKind::fork, log, shown);
    } else if (next.size < log.size) {
        raise(AlarmKind::rolled_back, log, shown);
    }
    if (shown.request.old_size != log.size) {
        return other_size(log.size);
    }
    if (next.size == 0 && next.root != merkle::empty_root()) {
        return refused(422, "an empty tree has another root");
    }
    if (log.size == 0) {
        return shown.request.proof.empty() ? cosign(log, shown)
                                           : refused(422, "an empty tree needs no proof");
    }
    if (!merkle::verify_consistency(log.size, next.size, shown.request.proof, log.root, next.root)) {
        if (next.size > log.size) {
            raise(AlarmKind::not_continued, log, shown);
        }
        return refused(422, "the checkpoint does not continue the one cosigned last");
    }
    return cosign(log, shown);
}

Answer Witness::cosign(Log& log, const Shown& shown) {
    const auto line = signer_.cosign(shown.note.text, posix_time_());
    auto note = shown.note.text + "\n";
    const auto& verifier = log.log.verifier;
    for (const auto& signature : shown.note.signatures) {
        if (signature.name == verifier.name() && signature.id == verifier.id()) {
            note += note_signature_line(signature.name, signature.id, signature.signature);
            break;
        }
    }
    note += line;
    write_synced(log.file, note);
    log.note = std::move(note);
    log.size = shown.checkpoint.size;
    log.root = shown.checkpoint.root;
    return {200, "text/plain; charset=utf-8", line};
}

// The same showing makes one file, however often it is repeated; a flood of them cannot fill the disk.
void Witness::raise(AlarmKind kind, const Log& log, const Shown& shown) {
    const auto& showing = shown.note.text;
    const auto name = std::string(short_name(kind)) + "-" + sha256(showing).hex().substr(0, 16) + ".txt";
    const Alarm alarm{kind, log.log.origin, alarms_ / name};
    if (fs::exists(alarm.evidence)) {
        return;
    }
    if (std::distance(fs::directory_iterator(alarms_), fs::directory_iterator()) < most_alarms) {
        write_synced(alarm.evidence, std::string(words_of(kind)) + "\nat " + std::to_string(posix_time_()) +
                                         " (POSIX time)\n\n--- shown ---\n" +
                                         witness_request_text(shown.request) + "\n--- cosigned last ---\n" +
                                         log.note);
    }
    alarmed_(alarm);
}

Answer Witness::latest_checkpoint(const std::string& origin_hash) {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(logs_.begin(), logs_.end(), [&](const auto& entry) {
        return sha256(entry.first).hex() == origin_hash;
    });
    if (found == logs_.end() || found->second.note.empty()) {
        return refused(404, "no checkpoint of this log was cosigned");
    }
    return {200, "text/plain; charset=utf-8", found->second.note};
}

}  // namespace daylit::witness
