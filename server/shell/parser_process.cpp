#include "server/shell/parser_process.hpp"

#include "base/encoding.hpp"
#include "crypto/running_digest.hpp"
#include "server/parser/messages.hpp"
#include "server/shell/child.hpp"
#include "server/shell/logging.hpp"

namespace daylit::shell {

namespace {

using sealing::ByteSink;
using sealing::ByteSource;

constexpr std::size_t largest_certificate = 16 * 1024;  // crypto/certificate.hpp

Refusal failed(const std::string& reason) {
    log("parser", Poco::Message::PRIO_ERROR, "a sealed envelope could not be read", {{"reason", reason}});
    return refuse("envelope_reader_failed");
}

// The digest and the size of what passes.
class Passed {
public:
    void add(std::string_view bytes) {
        hash_.add(bytes);
        size_ += bytes.size();
    }
    bool was(const Digest& digest, std::int64_t size) {
        return size >= 0 && static_cast<std::uint64_t>(size) == size_ && hash_.digest() == digest;
    }
    std::uint64_t size() const { return size_; }

private:
    RunningSha256 hash_;
    std::uint64_t size_ = 0;
};

ByteSource one_after_another(std::string first, const ByteSource& second) {
    return [first = std::move(first), at = std::size_t(0), &second](std::span<char> to) mutable {
        if (at == first.size()) {
            return second(to);
        }
        const auto size = first.copy(to.data(), to.size(), at);
        at += size;
        return size;
    };
}

// Takes the frames of an opening apart, and the line after them.
class Frames {
public:
    Frames(const ByteSink& sink, std::uint64_t most) : sink_(sink), most_(most) {}

    bool hear(std::string_view bytes) {
        while (!bytes.empty() && !ended_) {
            const bool fits = rest_ > 0 ? take(bytes) : begin(bytes);
            if (!fits) {
                return false;
            }
        }
        line_ += bytes;
        return line_.size() <= parser::longest_line;
    }
    const std::string& line() const { return line_; }
    Passed& contents() { return contents_; }

private:
    bool begin(std::string_view& bytes) {
        const auto size = std::min(bytes.size(), parser::frame_header - header_.size());
        header_ += bytes.substr(0, size);
        bytes.remove_prefix(size);
        if (header_.size() < parser::frame_header) {
            return true;
        }
        rest_ = parser::size_in_frame(header_);
        header_.clear();
        ended_ = rest_ == 0;
        return rest_ <= parser::longest_frame && rest_ <= most_ - contents_.size();
    }
    bool take(std::string_view& bytes) {
        const auto piece = bytes.substr(0, rest_);
        contents_.add(piece);
        sink_(piece);
        rest_ -= piece.size();
        bytes.remove_prefix(piece.size());
        return true;
    }

    const ByteSink& sink_;
    const std::uint64_t most_;
    Passed contents_;
    std::string header_;
    std::size_t rest_ = 0;
    bool ended_ = false;
    std::string line_;
};

// What the child said counts only where this is empty.
std::string talk_with(Child& child, const ByteSource& source, const Child::Hear& hear,
                      Child::Deadline deadline) {
    switch (child.talk(source, hear, deadline)) {
        case Child::Talk::too_slow:
            return "it was too slow";
        case Child::Talk::unheard:
            return "it said what it should not";
        case Child::Talk::over:
            break;
    }
    return child.end(deadline);
}

}  // namespace

ParserOptions read_parser_options(const Poco::Util::AbstractConfiguration& configuration) {
    const auto own = std::filesystem::read_symlink("/proc/self/exe");
    ParserOptions options;
    options.program =
        configuration.getString("sealing.parser", (own.parent_path() / "daylight-parser").string());
    return options;
}

class ParserProcess::Turn {
public:
    Turn(ParserProcess& desk, Child::Deadline deadline) : desk_(desk) {
        std::unique_lock lock(desk_.mutex_);
        came_ =
            desk_.turned_.wait_until(lock, deadline, [&] { return desk_.running_ < desk_.options_.at_once; });
        desk_.running_ += came_ ? 1 : 0;
    }
    ~Turn() {
        const std::lock_guard lock(desk_.mutex_);
        desk_.running_ -= came_ ? 1 : 0;
        desk_.turned_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    bool came() const { return came_; }

private:
    ParserProcess& desk_;
    bool came_ = false;
};

Outcome ParserProcess::run(const std::string& mode, app::Patience patience, const ByteSource& source,
                           const Hear& hear) {
    const auto now = Child::Deadline::clock::now();
    const auto deadline = now + options_.longest;
    const bool passes = patience == app::Patience::in_passing;
    const Turn turn(*this, passes ? now + std::min(options_.in_passing, options_.longest) : deadline);
    if (!turn.came()) {
        return passes ? refuse("envelope_reader_busy") : failed("its turn did not come in time");
    }
    try {
        Child child(options_.program, mode);
        const auto reason = talk_with(child, source, hear, deadline);
        return reason.empty() ? Outcome(Done{}) : failed(reason);
    } catch (const ChildFailed& error) {
        return failed(error.what());
    }
}

Result<app::CheckedEnvelope> ParserProcess::check(const ByteSource& source, app::Patience patience) {
    Passed passed;
    std::string line;
    const auto ran = run(
        "check", patience,
        [&](std::span<char> to) {
            const auto size = source(to);
            passed.add({to.data(), size});
            return size;
        },
        [&](std::string_view bytes) {
            line += bytes;
            return line.size() <= parser::longest_line;
        });
    if (!ran) {
        return ran.refusal();
    }
    const auto answer = parser::read_check_answer(line);
    if (answer && answer->refused) {
        return Refusal{answer->refused->code};
    }
    auto envelope = answer ? sealing::envelope_of(answer->checked->envelope) : std::nullopt;
    if (!envelope || !passed.was(answer->checked->digest, answer->checked->envelope.size)) {
        return failed("its answer does not fit");
    }
    return app::CheckedEnvelope{*std::move(envelope), answer->checked->digest};
}

Result<app::OpenedContents> ParserProcess::open(const sealing::Envelope& envelope,
                                                const sealing::Point& agreed, const ByteSource& source,
                                                const ByteSink& sink, app::Patience patience) {
    if (agreed.is_infinity()) {
        return refuse("envelope_does_not_open");  // no message spells that point
    }
    const parser::OpenOrder order{sealing::record_of(envelope), to_hex(agreed.compressed())};
    Frames frames(sink, envelope.content_size);
    const auto ran = run("open", patience, one_after_another(to_json_text(order) + "\n", source),
                         [&](std::string_view bytes) { return frames.hear(bytes); });
    if (!ran) {
        return ran.refusal();
    }
    const auto answer = parser::read_open_answer(frames.line());
    if (answer && answer->refused) {
        return Refusal{answer->refused->code};
    }
    auto signer = answer ? from_hex(answer->opened->signer) : std::nullopt;
    if (!signer || signer->empty() || signer->size() > largest_certificate ||
        !frames.contents().was(answer->opened->digest, answer->opened->size)) {
        return failed("its answer does not fit");
    }
    return app::OpenedContents{*std::move(signer), answer->opened->digest, frames.contents().size()};
}

}  // namespace daylit::shell
