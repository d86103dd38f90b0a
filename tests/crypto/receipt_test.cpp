#include "crypto/receipt.hpp"

#include "tests/crypto/vectors.hpp"

namespace daylit {
namespace {

class ReceiptTest : public ::testing::Test {
protected:
    P256PrivateKey key = P256PrivateKey::generate();
    Receipt receipt{std::string(receipt_format),
                    "quote",
                    "lot:01J0000000000000000000000A",
                    12,
                    sha256("event"),
                    sha256("event before"),
                    testing::instant("2026-11-23T12:00:00.123Z"),
                    {{"lot", "01J0000000000000000000000A"}, {"price", 168'000'000}},
                    {}};

    std::string code_of_payload(const std::string& payload) const {
        const auto verified = verify_receipt(
            jws::sign(payload, {"ES256", std::string(receipt_type), "4f"}, key), key.public_key(), "r");
        return verified ? "ok" : verified.refusal().code;
    }
};

TEST_F(ReceiptTest, IsReadAsItWasSigned) {
    const auto compact = sign_receipt(receipt, key, "4f00");
    EXPECT_EQ(verify_receipt(compact, key.public_key()).value(), receipt);
    const auto header = jws::parse(compact)->header();
    EXPECT_EQ(header.typ, "daylight-receipt+jws");
    EXPECT_EQ(header.kid, "4f00");

    receipt.seq = 1;
    receipt.previous_digest.reset();
    EXPECT_EQ(verify_receipt(sign_receipt(receipt, key, "4f00"), key.public_key()).value(), receipt);
}

TEST_F(ReceiptTest, FailsWithAnyBitOfItChanged) {
    const auto compact = sign_receipt(receipt, key, "4f00");
    for (std::size_t bit = 0; bit < compact.size() * 8; bit += 3) {
        EXPECT_FALSE(verify_receipt(testing::with_bit_flipped(compact, bit), key.public_key()).ok()) << bit;
    }
    EXPECT_EQ(verify_receipt(compact, P256PrivateKey::generate().public_key()).refusal().code,
              "signature_invalid");
}

TEST_F(ReceiptTest, IsNoOtherStatement) {
    const auto quote = jws::sign(to_json_text(receipt), {"ES256", "daylight-quote+jws", "4f"}, key);
    EXPECT_EQ(verify_receipt(quote, key.public_key()).refusal().code, "jws_wrong_type");
    EXPECT_EQ(verify_receipt("x", key.public_key(), "receipt").refusal(), refuse("malformed_jws", "receipt"));
}

TEST_F(ReceiptTest, IsWholeOrRefused) {
    auto object = to_json(receipt).as_object();
    EXPECT_EQ(code_of_payload(boost::json::serialize(object)), "ok");
    for (const char* name :
         {"format", "kind", "stream", "seq", "digest", "previous_digest", "at", "subject"}) {
        auto without = object;
        without.erase(name);
        EXPECT_EQ(code_of_payload(boost::json::serialize(without)), "receipt_malformed") << name;
    }
    const auto with = [&](const char* name, boost::json::value value) {
        auto changed = object;
        changed[name] = std::move(value);
        return code_of_payload(boost::json::serialize(changed));
    };
    EXPECT_EQ(with("format", "daylight/receipt/2"), "receipt_malformed");
    EXPECT_EQ(with("seq", 0), "receipt_malformed");
    EXPECT_EQ(with("seq", 1), "receipt_malformed");  // the first event has none before it
    EXPECT_EQ(with("kind", ""), "receipt_malformed");
    EXPECT_EQ(with("stream", ""), "receipt_malformed");
    EXPECT_EQ(with("digest", "00"), "receipt_malformed");
    EXPECT_EQ(with("more", 1), "receipt_malformed");
    EXPECT_EQ(code_of_payload("not json"), "receipt_malformed");

    receipt.previous_digest.reset();
    EXPECT_THROW(sign_receipt(receipt, key, "4f"), BrokenPromise);
}

}  // namespace
}  // namespace daylit
