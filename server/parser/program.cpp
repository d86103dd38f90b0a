#include "server/parser/program.hpp"

#include "base/encoding.hpp"
#include "server/parser/messages.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace daylit::parser {

namespace {

std::size_t read_input(std::span<char> to) {
    for (;;) {
        const auto size = ::read(STDIN_FILENO, to.data(), to.size());
        if (size >= 0) {
            return static_cast<std::size_t>(size);
        }
        if (errno != EINTR) {
            throw std::system_error(errno, std::generic_category(), "the input");
        }
    }
}

void write_output(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto size = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (size < 0 && errno != EINTR) {
            throw std::system_error(errno, std::generic_category(), "the output");
        }
        bytes.remove_prefix(size < 0 ? 0 : static_cast<std::size_t>(size));
    }
}

template <class Answer>
void answer(const Answer& answer) {
    write_output(to_json_text(answer) + "\n");
}

// The input's first line; what follows it is read from the input itself.
std::string first_line() {
    std::string line;
    char byte = 0;
    while (line.size() < longest_line && read_input({&byte, 1}) == 1 && byte != '\n') {
        line += byte;
    }
    return line;
}

std::optional<sealing::Point> agreed_of(const OpenOrder& order) {
    const auto bytes = from_hex(order.agreed);
    const auto point = bytes ? sealing::Point::from_bytes(*bytes) : refuse("malformed_point");
    return point ? std::optional(*point) : std::nullopt;
}

class Frames {
public:
    void add(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto size = std::min(bytes.size(), longest_frame - frame_.size());
            frame_ += bytes.substr(0, size);
            bytes.remove_prefix(size);
            if (frame_.size() == longest_frame) {
                write();
            }
        }
    }
    void end() {
        if (!frame_.empty()) {
            write();
        }
        write_output(frame_of(0));
    }

private:
    void write() {
        write_output(frame_of(frame_.size()) + frame_);
        frame_.clear();
    }
    std::string frame_;
};

}  // namespace

void run_check() {
    const auto checked = check_envelope(&read_input);
    if (!checked) {
        return answer(CheckAnswer{std::nullopt, RefusedMessage{checked.refusal().code}});
    }
    answer(CheckAnswer{CheckedMessage{sealing::record_of(checked->envelope), checked->digest}, std::nullopt});
}

bool run_open(Opener& opener) {
    const auto order = parse_as<OpenOrder>(first_line());
    const auto envelope = order ? sealing::envelope_of(order->envelope) : std::nullopt;
    const auto agreed = order ? agreed_of(*order) : std::nullopt;
    if (!envelope || !agreed) {
        return false;
    }
    Frames frames;
    const auto contents =
        opener.open(*envelope, *agreed, &read_input, [&](std::string_view bytes) { frames.add(bytes); });
    frames.end();
    if (!contents) {
        answer(OpenAnswer{std::nullopt, RefusedMessage{contents.refusal().code}});
    } else {
        answer(OpenAnswer{OpenedMessage{to_hex(contents->signer.der()), contents->digest,
                                        static_cast<std::int64_t>(contents->size)},
                          std::nullopt});
    }
    return true;
}

}  // namespace daylit::parser
