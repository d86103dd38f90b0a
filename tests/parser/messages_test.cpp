#include "server/parser/messages.hpp"

#include "tests/crypto/sealing/envelopes.hpp"

#include <gtest/gtest.h>

namespace daylit::parser {
namespace {

using sealing::testing::at;

sealing::Envelope some_envelope(const std::string& name = "ossl_gcm") {
    return sealing::testing::read(sealing::testing::envelope_of(at("openings/" + name)));
}

sealing::EnvelopeRecord some_message(const std::string& name = "ossl_gcm") {
    return sealing::record_of(some_envelope(name));
}

TEST(Messages, CarryAnEnvelopeWhole) {
    for (const auto& [name, opening] : at("openings").get_object()) {
        const auto envelope = some_envelope(name);
        const auto line = to_json_text(sealing::record_of(envelope));
        const auto message = parse_as<sealing::EnvelopeRecord>(line).value();
        const auto again = sealing::envelope_of(message);
        ASSERT_TRUE(again) << name;
        EXPECT_EQ(again->cipher, envelope.cipher);
        EXPECT_EQ(again->ephemeral, envelope.ephemeral);
        EXPECT_EQ(again->ephemeral_at, envelope.ephemeral_at);
        EXPECT_EQ(again->issuer, envelope.issuer);
        EXPECT_EQ(again->serial, envelope.serial);
        EXPECT_EQ(again->content_size, envelope.content_size);
        EXPECT_EQ(again->size, envelope.size);
        EXPECT_EQ(again->recipients, envelope.recipients);
        EXPECT_EQ(again->algorithm, envelope.algorithm);
        EXPECT_EQ(again->mac, envelope.mac);
        EXPECT_EQ(sealing::record_of(*again), message);
        EXPECT_EQ(again->frame_with(sealing::Point::generator()),
                  envelope.frame_with(sealing::Point::generator()));
    }
}

// A program that was taken over says what it likes.
TEST(Messages, ThatDoNotFitAreNoEnvelope) {
    const auto without = [](auto change, const std::string& name = "ossl_gcm") {
        auto message = some_message(name);
        change(message);
        return !sealing::envelope_of(message);
    };
    EXPECT_FALSE(without([](auto&) {}));
    EXPECT_TRUE(without([](auto& message) { message.cipher = "aes_128_gcm"; }));
    EXPECT_TRUE(without([](auto& message) { message.cipher = "aes_256_cbc"; })) << "it has no tag";
    EXPECT_TRUE(without([](auto& message) { message.cipher = "aes_256_gcm"; }, "ossl_cbc"));
    EXPECT_TRUE(without([](auto& message) { message.mac = "00"; }));
    EXPECT_TRUE(without([](auto& message) { message.ephemeral[1] = 'x'; }));
    EXPECT_TRUE(without([](auto& message) { message.ephemeral = "00"; })) << "infinity";
    EXPECT_TRUE(without([](auto& message) {
        message.ephemeral = to_hex(sealing::Point::generator().compressed());
    })) << "another point than the recipient's";
    EXPECT_TRUE(without([](auto& message) { message.recipients = ""; }));
    EXPECT_TRUE(without([](auto& message) { message.recipients += std::string(100'000, '0'); }));
    EXPECT_TRUE(without([](auto& message) { message.ephemeral_at = -1; }));
    EXPECT_TRUE(without([](auto& message) { message.ephemeral_at = message.size - 64; }));
    EXPECT_TRUE(without([](auto& message) { message.content_size = 0; }));
    EXPECT_TRUE(without([](auto& message) { message.content_size = message.size; }));
    EXPECT_TRUE(without([](auto& message) { message.issuer = "0"; }));
}

TEST(Messages, OfAnAnswerSayOneThing) {
    const auto checked = to_json_text(CheckAnswer{CheckedMessage{some_message(), Digest{}}, std::nullopt});
    EXPECT_TRUE(read_check_answer(checked));
    EXPECT_EQ(read_check_answer(checked + "\n"), read_check_answer(checked));
    EXPECT_FALSE(read_check_answer(checked + "\n" + checked));
    EXPECT_FALSE(read_check_answer(checked.substr(1)));
    EXPECT_FALSE(read_check_answer("{}"));
    EXPECT_FALSE(read_check_answer(""));
    EXPECT_FALSE(read_check_answer(
        to_json_text(CheckAnswer{CheckedMessage{some_message(), {}}, RefusedMessage{"malformed_point"}})));
    const auto opened = to_json_text(OpenAnswer{OpenedMessage{"00", {}, 1}, std::nullopt});
    EXPECT_TRUE(read_open_answer(opened));
    EXPECT_FALSE(read_check_answer(opened));
    EXPECT_FALSE(read_open_answer("{}"));
}

TEST(Messages, RefuseOnlyAsReadersDo) {
    const auto check = [](const std::string& code) {
        return read_check_answer(to_json_text(CheckAnswer{std::nullopt, RefusedMessage{code}})).has_value();
    };
    const auto open = [](const std::string& code) {
        return read_open_answer(to_json_text(OpenAnswer{std::nullopt, RefusedMessage{code}})).has_value();
    };
    EXPECT_TRUE(check("envelope_recipients"));
    EXPECT_FALSE(check("signature_invalid"));
    EXPECT_FALSE(check("not_your_right"));
    EXPECT_TRUE(open("envelope_recipients"));
    EXPECT_TRUE(open("signature_invalid"));
    EXPECT_FALSE(open("not_your_right"));
}

TEST(Messages, FrameBytes) {
    EXPECT_EQ(frame_of(0), std::string(4, '\0'));
    EXPECT_EQ(frame_of(0x010203), std::string("\x00\x01\x02\x03", 4));
    for (const std::size_t size : {0U, 1U, 255U, 256U, 65536U, 0xfffffffeU}) {
        EXPECT_EQ(size_in_frame(frame_of(size)), size);
    }
}

}  // namespace
}  // namespace daylit::parser
