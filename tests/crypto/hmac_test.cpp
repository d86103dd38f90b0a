#include "crypto/hmac.hpp"

#include "tests/crypto/vectors.hpp"

namespace daylit {
namespace {

struct Vector {
    std::string key;
    std::string message;
    const char* digest;
};

// RFC 4231, test cases 1, 2, 3, 4 and 6 (a key longer than a block).
TEST(Hmac, IsThatOfRfc4231) {
    const std::vector<Vector> vectors{
        {std::string(20, '\x0b'), "Hi There",
         "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {"Jefe", "what do ya want for nothing?",
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {std::string(20, '\xaa'), std::string(50, '\xdd'),
         "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        {testing::bytes("0102030405060708090a0b0c0d0e0f10111213141516171819"), std::string(50, '\xcd'),
         "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
        {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
    };
    for (const auto& vector : vectors) {
        EXPECT_EQ(hmac_sha256(Secret(vector.key), vector.message).hex(), vector.digest);
    }
}

TEST(Hmac, DependsOnEveryBitOfKeyAndMessage) {
    const auto digest = hmac_sha256(Secret("key"), "message");
    for (std::size_t bit = 0; bit < 24; ++bit) {
        EXPECT_NE(hmac_sha256(Secret(testing::with_bit_flipped("key", bit)), "message"), digest);
        EXPECT_NE(hmac_sha256(Secret("key"), testing::with_bit_flipped("message", bit)), digest);
    }
}

}  // namespace
}  // namespace daylit
