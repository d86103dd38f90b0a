#include "crypto/totp.hpp"

#include "base/encoding.hpp"

#include <gtest/gtest.h>

namespace daylit {
namespace {

const Secret rfc_secret("12345678901234567890");  // RFC 6238, appendix B, for SHA-1

Instant at(std::int64_t seconds) {
    return Instant(std::chrono::seconds(seconds));
}

TEST(Totp, GivesTheRfcsCodes) {
    const std::pair<std::int64_t, const char*> vectors[] = {
        {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
        {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"},
    };
    for (const auto& [seconds, code] : vectors) {
        EXPECT_EQ(totp_code(rfc_secret, totp_step(at(seconds)), 8), code) << seconds;
        EXPECT_EQ(totp_code(rfc_secret, totp_step(at(seconds))), std::string(code).substr(2)) << seconds;
    }
}

TEST(Totp, GivesTheCountersCodesOfRfc4226) {
    const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                           "254676", "287922", "162583", "399871", "520489"};
    for (std::int64_t step = 0; step < 10; ++step) {
        EXPECT_EQ(totp_code(rfc_secret, step), codes[step]);
    }
}

TEST(Totp, TakesTheStepBeforeAndAfterAndNoOther) {
    const auto now = at(1111111111);
    const auto step = totp_step(now);
    for (std::int64_t drift = -3; drift <= 3; ++drift) {
        const auto matched = match_totp(rfc_secret, totp_code(rfc_secret, step + drift), now, 0);
        EXPECT_EQ(matched.value_or(0), drift >= -1 && drift <= 1 ? step + drift : 0) << drift;
    }
}

TEST(Totp, TakesNoCodeTwiceAndNoneFromBeforeTheLastOne) {
    const auto now = at(1111111111);
    const auto step = totp_step(now);
    EXPECT_FALSE(match_totp(rfc_secret, totp_code(rfc_secret, step), now, step).has_value());
    EXPECT_FALSE(match_totp(rfc_secret, totp_code(rfc_secret, step - 1), now, step).has_value());
    EXPECT_TRUE(match_totp(rfc_secret, totp_code(rfc_secret, step + 1), now, step).has_value());
}

TEST(Totp, TakesNothingThatIsNoCode) {
    const auto now = at(1111111111);
    const auto code = totp_code(rfc_secret, totp_step(now));
    for (const auto& wrong : {std::string(), code.substr(1), code + "0", "0" + code, " " + code.substr(1)}) {
        EXPECT_FALSE(match_totp(rfc_secret, wrong, now, 0).has_value()) << wrong;
    }
}

TEST(Totp, WritesBase32AsTheRfcDoes) {
    const std::pair<const char*, const char*> vectors[] = {
        {"", ""},
        {"f", "MY"},
        {"fo", "MZXQ"},
        {"foo", "MZXW6"},
        {"foob", "MZXW6YQ"},
        {"fooba", "MZXW6YTB"},
        {"foobar", "MZXW6YTBOI"},
    };
    for (const auto& [bytes, text] : vectors) {
        EXPECT_EQ(to_base32(bytes), text);
    }
}

TEST(Totp, TellsAppsTheSecretInAnAddress) {
    EXPECT_EQ(totp_uri(rfc_secret, "阳光 A", "wang.er"),
              "otpauth://totp/wang.er?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer="
              "%E9%98%B3%E5%85%89%20A");
}

}  // namespace
}  // namespace daylit
