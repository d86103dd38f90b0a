#include "crypto/checkpoint.hpp"

#include "base/encoding.hpp"
#include "crypto/witness_request.hpp"

#include <optional>

namespace daylit {

namespace {

// Each line of a text that ends in a line end; nothing when it does not, or when a line is empty.
std::optional<std::vector<std::string_view>> filled_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (end == text.npos || end == 0) {
            return std::nullopt;
        }
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return lines;
}

}  // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
    auto text = checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
                to_base64(checkpoint.root.view()) + "\n";
    for (const auto& line : checkpoint.extensions) {
        text += line + "\n";
    }
    return text;
}

Result<Checkpoint> parse_checkpoint_text(std::string_view text, const std::string& field) {
    const auto malformed = refuse("malformed_checkpoint", field);
    const auto lines = filled_lines(text);
    if (!lines || lines->size() < 3) {
        return malformed;
    }
    const auto size = parse_log_size((*lines)[1]);
    const auto root_bytes = from_base64((*lines)[2]);
    const auto root = root_bytes ? Digest::from_bytes(*root_bytes) : std::nullopt;
    if (!size || !root) {
        return malformed;
    }
    return Checkpoint{std::string((*lines)[0]), *size, *root, {lines->begin() + 3, lines->end()}};
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const NoteSigner& log) {
    const auto text = checkpoint_text(checkpoint);
    const auto read = parse_checkpoint_text(text);
    ensure(read.ok() && *read == checkpoint, "a checkpoint that is signed reads back as it is");
    return signed_note(text, {&log, 1});
}

Result<Checkpoint> open_checkpoint(std::string_view note, const NoteVerifier& log, const std::string& field) {
    const auto parsed = parse_note(note, field);
    if (!parsed) {
        return parsed.refusal();
    }
    if (auto names = verify_note(*parsed, {&log, 1}, field); !names) {
        return std::move(names).refusal();
    }
    auto checkpoint = parse_checkpoint_text(parsed->text, field);
    if (checkpoint && checkpoint->origin != log.name()) {
        return refuse("checkpoint_wrong_origin", field, {log.name()});
    }
    return checkpoint;
}

}  // namespace daylit
