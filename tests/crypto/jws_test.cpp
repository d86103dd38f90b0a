#include "crypto/jws.hpp"

#include "tests/crypto/vectors.hpp"

namespace daylit::jws {
namespace {

// RFC 7515, A.3.
constexpr const char* rfc_header = "eyJhbGciOiJFUzI1NiJ9";
constexpr const char* rfc_payload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
constexpr const char* rfc_signature =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

P256PublicKey rfc_key() {
    return P256PublicKey::from_coordinates(
               from_base64url("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU").value(),
               from_base64url("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0").value())
        .value();
}

std::string compact(const std::string& header, const std::string& payload, const P256PrivateKey& key) {
    const auto input = to_base64url(header) + "." + to_base64url(payload);
    return input + "." + to_base64url(key.sign(input));
}

std::string parse_code(const std::string& text) {
    const auto parsed = parse(text, "jws");
    if (!parsed) {
        EXPECT_EQ(parsed.refusal().field, "jws");
    }
    return parsed ? "ok" : parsed.refusal().code;
}

TEST(Jws, VerifiesTheRfcsExample) {
    const auto text = std::string(rfc_header) + "." + rfc_payload + "." + rfc_signature;
    const auto parsed = parse(text);
    ASSERT_TRUE(parsed.ok());
    const auto verified = parsed->verify(rfc_key(), "");
    ASSERT_TRUE(verified.ok());
    EXPECT_EQ(verified->payload,
              "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");
}

TEST(Jws, GivesBackTheExactPayloadThatWasSigned) {
    const auto key = P256PrivateKey::generate();
    const std::string payload = "{ \"price\" : 168000000 ,\"lot\":\"甲\"}\n";
    const Header header{"ES256", "daylight-quote+jws", "4f00"};

    const auto parsed = parse(sign(payload, header, key));

    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(parsed->header(), header);
    EXPECT_EQ(parsed->verify(key.public_key(), "daylight-quote+jws").value(), (Verified{header, payload}));
}

TEST(Jws, RefusesAnotherTypeOfStatement) {
    const auto key = P256PrivateKey::generate();
    const auto parsed = parse(sign("{}", {"ES256", "daylight-quote+jws", "4f00"}, key), "jws").value();
    EXPECT_EQ(parsed.verify(key.public_key(), "daylight-answer+jws").refusal(),
              refuse("jws_wrong_type", "jws", {"daylight-answer+jws"}));
    EXPECT_EQ(parsed.verify(key.public_key(), "").refusal().code, "jws_wrong_type");
}

TEST(Jws, FailsWithAnyBitOfItChanged) {
    const auto key = P256PrivateKey::generate();
    const auto text = sign("{\"price\":1}", {"ES256", "t", "4f"}, key);
    for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
        const auto parsed = parse(testing::with_bit_flipped(text, bit));
        EXPECT_FALSE(parsed.ok() && parsed->verify(key.public_key(), "t").ok()) << bit;
    }
    EXPECT_EQ(parse(text)->verify(P256PrivateKey::generate().public_key(), "t").refusal().code,
              "signature_invalid");
}

TEST(Jws, FailsWhenPartsOfTwoStatementsAreMixed) {
    const auto key = P256PrivateKey::generate();
    const auto one = sign("{\"price\":1}", {"ES256", "t", "4f"}, key);
    const auto two = sign("{\"price\":2}", {"ES256", "t", "4f"}, key);
    const auto mixed = one.substr(0, one.rfind('.')) + two.substr(two.rfind('.'));
    EXPECT_EQ(parse(mixed)->verify(key.public_key(), "t").refusal().code, "signature_invalid");
}

TEST(Jws, HasExactlyThreePartsOfStrictBase64url) {
    const std::string header = rfc_header;
    const std::string signature = rfc_signature;
    EXPECT_EQ(parse_code(""), "malformed_jws");
    EXPECT_EQ(parse_code("."), "malformed_jws");
    EXPECT_EQ(parse_code(".."), "malformed_jws");
    EXPECT_EQ(parse_code(header), "malformed_jws");
    EXPECT_EQ(parse_code(header + ".e30"), "malformed_jws");
    EXPECT_EQ(parse_code(header + ".e30." + signature + "."), "malformed_jws");
    EXPECT_EQ(parse_code(header + ".e30." + signature + ".e30"), "malformed_jws");
    EXPECT_EQ(parse_code(header + ".e30=." + signature), "malformed_jws");
    EXPECT_EQ(parse_code(header + ".e31." + signature), "malformed_jws");  // bits left over
    EXPECT_EQ(parse_code(header + ".e3 0." + signature), "malformed_jws");
    EXPECT_EQ(parse_code(header + ".+/AA." + signature), "malformed_jws");
    EXPECT_EQ(parse_code(header + ".e30." + signature + "\n"), "malformed_jws");
    EXPECT_EQ(parse_code(header + ".e30." + signature), "ok");
}

TEST(Jws, AcceptsOneAlgorithmAndNoUnknownHeaderField) {
    const auto key = P256PrivateKey::generate();
    const auto code = [&](const std::string& header) { return parse_code(compact(header, "{}", key)); };
    EXPECT_EQ(code(R"({"alg":"ES256"})"), "ok");
    EXPECT_EQ(code(R"({"kid":"4f","typ":"t","alg":"ES256"})"), "ok");
    EXPECT_EQ(code(R"({"alg":"none"})"), "jws_algorithm_not_allowed");
    EXPECT_EQ(code(R"({"alg":"HS256"})"), "jws_algorithm_not_allowed");
    EXPECT_EQ(code(R"({"alg":"es256"})"), "jws_algorithm_not_allowed");
    EXPECT_EQ(code(R"({"alg":"ES384"})"), "jws_algorithm_not_allowed");
    EXPECT_EQ(code(R"({})"), "malformed_jws");
    EXPECT_EQ(code(R"({"typ":"t"})"), "malformed_jws");
    EXPECT_EQ(code(R"({"alg":"ES256","crit":["exp"],"exp":1})"), "malformed_jws");
    EXPECT_EQ(code(R"({"alg":"ES256","b64":false})"), "malformed_jws");
    EXPECT_EQ(code(R"({"alg":"ES256","jwk":{}})"), "malformed_jws");
    EXPECT_EQ(code(R"({"alg":"none","alg":"ES256"})"), "malformed_jws");
    EXPECT_EQ(code(R"({"alg":"ES256","kid":null})"), "malformed_jws");
    EXPECT_EQ(code(R"({"alg":"ES256","kid":7})"), "malformed_jws");
    EXPECT_EQ(code(R"({"alg":["ES256"]})"), "malformed_jws");
    EXPECT_EQ(code(R"(["ES256"])"), "malformed_jws");
    EXPECT_EQ(code(R"({"alg":"ES256"} )"
                   "\xff"),
              "malformed_jws");
    EXPECT_EQ(code(""), "malformed_jws");
}

TEST(Jws, RefusesWhatIsTooLarge) {
    const auto key = P256PrivateKey::generate();
    const auto small = sign(std::string(100, ' '), {"ES256", "t", {}}, key);
    EXPECT_TRUE(parse(small, "", small.size()).ok());
    EXPECT_EQ(parse(small, "jws", small.size() - 1).refusal(),
              refuse("jws_too_large", "jws", {std::to_string(small.size() - 1)}));
    EXPECT_EQ(parse_code(sign(std::string(most_bytes, ' '), {}, key)), "jws_too_large");
}

TEST(Jws, RefusesADerSignatureInPlaceOfTheRawOne) {
    // Given a statement whose signature is the DER form that X.509 uses
    const auto key = P256PrivateKey::generate();
    const auto text = sign("{}", {"ES256", "t", {}}, key);
    const auto raw = from_base64url(text.substr(text.rfind('.') + 1)).value();
    const auto der =
        testing::bytes("3046022100") + raw.substr(0, 32) + testing::bytes("022100") + raw.substr(32);

    const auto parsed = parse(text.substr(0, text.rfind('.') + 1) + to_base64url(der));

    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(parsed->verify(key.public_key(), "t").refusal().code, "signature_invalid");
}

}  // namespace
}  // namespace daylit::jws
