#include "server/http/chunks.hpp"

#include <gtest/gtest.h>

namespace daylit::http {
namespace {

using State = ChunkDecoder::State;

struct Decoded {
    State state;
    std::string body;
    std::size_t taken;
    bool operator==(const Decoded&) const = default;
};

// The bytes in two calls, cut at `cut`.
Decoded decode(const std::string& bytes, std::size_t cut, std::size_t most = 1000) {
    ChunkDecoder chunks(most);
    auto taken = chunks.take(std::string_view(bytes).substr(0, cut));
    taken += chunks.take(std::string_view(bytes).substr(taken));
    return {chunks.state(), chunks.body(), taken};
}

TEST(ChunkDecoder, TakesTheBodyAndNoByteOfWhatFollows) {
    const std::string body = "5;a=\"b;c\"\r\nhello\r\n06\r\n world\r\n0\r\n\r\n";
    const auto bytes = body + "GET / HTTP/1.1\r\n";
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        EXPECT_EQ(decode(bytes, cut), (Decoded{State::done, "hello world", body.size()})) << cut;
    }
}

TEST(ChunkDecoder, WaitsWhileTheBodyIsNotWhole) {
    const std::string body = "5\r\nhello\r\n0\r\n\r\n";
    for (std::size_t size = 0; size < body.size(); ++size) {
        EXPECT_EQ(decode(body.substr(0, size), size).state, State::reading) << size;
    }
}

TEST(ChunkDecoder, FindsTheSameFaultHoweverTheBytesAreCut) {
    for (const std::string& bytes :
         {std::string("5\nhello"), std::string("5\rhello"), std::string("5\r\nhelloXX"),
          std::string("-5\r\n"), std::string("0x5\r\n"), std::string("\r\n"), std::string("5;\r\n"),
          std::string("5;a=\"\n\"\r\n"), std::string("5;a=\"b\r\n"), std::string("5;a=\"\\\"\"\r\n"),
          std::string("0\r\nX: y\r\n\r\n"), std::string("00000000000000005\r\n"), std::string(300, '0'),
          std::string("5;") + std::string(300, 'a')}) {
        for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
            EXPECT_EQ(decode(bytes, cut).state, State::malformed) << ::testing::PrintToString(bytes) << cut;
        }
    }
}

TEST(ChunkDecoder, TakesOnlySoManyBytes) {
    EXPECT_EQ(decode("5\r\nhello\r\n0\r\n\r\n", 0, 5).state, State::done);
    EXPECT_EQ(decode("5\r\nhello\r\n1\r\nx", 0, 5).state, State::too_large);
    EXPECT_EQ(decode("ffffffffffffffff\r\n", 0, 5).state, State::too_large);
    EXPECT_EQ(decode("1\r\nx", 0, 0).state, State::too_large);
    EXPECT_EQ(decode("0\r\n\r\n", 0, 0).state, State::done);
}

// A sender may not make us read for ever what counts for nothing.
TEST(ChunkDecoder, TakesOnlySoManyExtensions) {
    std::string bytes;
    for (int i = 0; i < 200; ++i) {
        bytes += "1;" + std::string(100, 'a') + "\r\nx\r\n";
    }
    EXPECT_EQ(decode(bytes, 0).state, State::malformed);
}

}  // namespace
}  // namespace daylit::http
