#include "crypto/password.hpp"

#include "crypto/random.hpp"
#include "tests/crypto/vectors.hpp"

namespace daylit {
namespace {

constexpr PasswordCost cheap{64, 1, 1};  // for tests of everything but the cost

// From the reference implementation's own tests (argon2id, version 19, 64 MiB, 2 passes, 1 lane).
constexpr const char* published =
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

TEST(Password, IsVerifiedAgainstAPublishedRecord) {
    EXPECT_EQ(verify_password(Secret("password"), published).value(), true);
    EXPECT_EQ(verify_password(Secret("Password"), published).value(), false);
}

TEST(Password, IsItsOwnRecordsAlone) {
    const auto record = hash_password(Secret("阳光交易 2026"), random_entropy(), cheap).value();
    EXPECT_TRUE(record.starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
    EXPECT_EQ(verify_password(Secret("阳光交易 2026"), record).value(), true);
    for (const char* other : {"", "阳光交易 2027", "阳光交易 2026 ", "阳光交易"}) {
        EXPECT_EQ(verify_password(Secret(other), record).value(), false);
    }
    EXPECT_NE(hash_password(Secret("x"), random_entropy(), cheap).value(),
              hash_password(Secret("x"), random_entropy(), cheap).value());
}

TEST(Password, TakesItsDefaultCostFromOwaspsLeastUpwards) {
    const PasswordCost cost;
    EXPECT_GE(cost.memory_kib, 19U * 1024);
    EXPECT_GE(cost.passes, 2U);
    const auto record = hash_password(Secret("secret"), random_entropy()).value();
    EXPECT_TRUE(record.starts_with("$argon2id$v=19$m=32768,t=3,p=1$")) << record;
    EXPECT_EQ(verify_password(Secret("secret"), record).value(), true);
}

TEST(Password, IsNeitherEmptyNorEndless) {
    EXPECT_EQ(hash_password(Secret(), random_entropy(), cheap).refusal(), refuse("empty_text", "password"));
    EXPECT_TRUE(hash_password(Secret(std::string(256, 'a')), random_entropy(), cheap).ok());
    EXPECT_EQ(hash_password(Secret(std::string(257, 'a')), random_entropy(), cheap).refusal(),
              refuse("password_too_long", "password", {"256"}));
    const auto record = hash_password(Secret("a"), random_entropy(), cheap).value();
    EXPECT_EQ(verify_password(Secret(std::string(257, 'a')), record).value(), false);
}

TEST(Password, RecordFailsWithAnyBitOfItChanged) {
    const auto record = hash_password(Secret("secret"), random_entropy(), cheap).value();
    const auto hash_start = record.rfind('$') + 1;
    for (std::size_t bit = 0; bit < record.size() * 8; ++bit) {
        const auto verified = verify_password(Secret("secret"), testing::with_bit_flipped(record, bit));
        EXPECT_FALSE(verified.ok() && *verified) << "bit " << bit << " of " << hash_start;
    }
}

TEST(Password, RecordWithAnotherFormOrAnEndlessCostIsRefused) {
    const std::string tail = "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    for (const auto& record : {
             std::string(),
             std::string("secret"),
             "$argon2i$v=19$m=64,t=1,p=1" + tail,
             "$argon2id$v=16$m=64,t=1,p=1" + tail,
             "$argon2id$m=64,t=1,p=1" + tail,
             "$argon2id$v=19$m=4294967295,t=1,p=1" + tail,
             "$argon2id$v=19$m=99999999999,t=1,p=1" + tail,
             "$argon2id$v=19$m=64,t=17,p=1" + tail,
             "$argon2id$v=19$m=64,t=0,p=1" + tail,
             "$argon2id$v=19$m=64,t=1,p=0" + tail,
             "$argon2id$v=19$m=64,t=1,p=17" + tail,
             "$argon2id$v=19$m=7,t=1,p=1" + tail,
             "$argon2id$v=19$m=064,t=1,p=1" + tail,
             "$argon2id$v=19$t=1,m=64,p=1" + tail,
             "$argon2id$v=19$m=64,t=1,p=1,x=1" + tail,
             "$argon2id$v=19$m=64,t=1,p=1" + tail + "=",
             "$argon2id$v=19$m=64,t=1,p=1" + tail + "$",
             std::string("$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$"),
             std::string("$argon2id$v=19$m=64,t=1,p=1$$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"),
             std::string("$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ"),
             std::string("$argon2id$v=19$m=64,t=1,p=1"),
             "$argon2id$v=19$m=64,t=1,p=1" + tail + std::string(300, 'A'),
         }) {
        EXPECT_EQ(verify_password(Secret("secret"), record).refusal().code, "password_record_malformed")
            << record;
        EXPECT_TRUE(needs_rehash(record));
    }
}

TEST(Password, RecordOfAnotherCostNeedsARehash) {
    const auto record = hash_password(Secret("secret"), random_entropy(), cheap).value();
    EXPECT_FALSE(needs_rehash(record, cheap));
    EXPECT_TRUE(needs_rehash(record));
    EXPECT_TRUE(needs_rehash(record, {64, 2, 1}));
    EXPECT_TRUE(needs_rehash(published));
}

}  // namespace
}  // namespace daylit
