// The body of "Transfer-Encoding: chunked" (RFC 9112, 7.1), read as strictly as the gate reads a head, so
// that it has one end for everybody. Beast 1.81's own parser is not used for it: it fails an assertion when
// the bytes of a chunk's line come in small pieces, and lets bare LFs stand in quoted extensions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace daylit::http {

class ChunkDecoder {
public:
    enum class State { reading, done, malformed, too_large };

    // `most`: bytes that the body may have.
    explicit ChunkDecoder(std::size_t most) : most_(most) {}

    // Takes what belongs to the body, at most all of `bytes`, and tells how many bytes those were. Nothing is
    // taken once the state is another than `reading`. How the bytes are cut into calls makes no difference.
    std::size_t take(std::string_view bytes);

    State state() const { return state_; }
    // What was read; whole when the state is `done`.
    std::string& body() { return body_; }

private:
    enum class Part { size_line, data, end_of_data, end_of_body };

    void take_of_line(char c);
    void take_of_line_end(char c);
    void end_size_line();
    std::size_t take_data(std::string_view bytes);

    std::size_t most_;
    State state_ = State::reading;
    Part part_ = Part::size_line;
    std::string line_;            // what came of the line, with its CR
    std::size_t left_ = 0;        // bytes of the present chunk
    std::size_t extensions_ = 0;  // bytes of them all
    std::string body_;
};

}  // namespace daylit::http
