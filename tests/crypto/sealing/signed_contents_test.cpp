#include "crypto/sealing/signed_contents.hpp"

#include "tests/crypto/sealing/envelopes.hpp"

#include <gmock/gmock.h>

namespace daylit::sealing {
namespace {

using testing::at;

const std::string signers[] = {"ossl_gcm", "pkijs_cbc"};

std::string contents_of(const std::string& name) {
    return testing::base64(at("openings/" + name + "/content_file_b64"));
}

struct Read {
    std::string word;
    std::string contents;
    std::optional<SignedContents> found;
};

Read read(const std::string& bytes, std::size_t pieces = 5000) {
    Read done;
    auto found = read_signed(testing::in_pieces(bytes, pieces),
                             [&](std::string_view piece) { done.contents += piece; });
    done.word = found ? "holds" : found.refusal().code;
    if (found) {
        done.found = *std::move(found);
    }
    return done;
}

TEST(SignedContents, AreReadAsOpensslAndPkijsWriteThem) {
    const auto alice = Certificate::from_pem(std::string_view(at("certs/alice_signer").get_string())).value();
    for (const auto& name : signers) {
        for (const std::size_t pieces : {1U, 33U, 5000U}) {
            const auto done = read(contents_of(name), pieces);
            ASSERT_EQ(done.word, "holds") << name;
            EXPECT_EQ(done.found->signer, alice);
            EXPECT_THAT(done.contents, ::testing::StartsWith("{\"v\":1,\"lot\":\"2024-001/1\""));
            EXPECT_EQ(done.found->digest, sha256(done.contents));
            EXPECT_EQ(done.found->size, done.contents.size());
        }
    }
}

// Whatever bit of it is changed (every seventh is tried): it does not hold, or it says the very same.
TEST(SignedContents, HoldOnlyUnchanged) {
    for (const auto& name : signers) {
        const auto bytes = contents_of(name);
        const auto whole = read(bytes);
        int held = 0;
        for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 7) {
            const auto changed = read(daylit::testing::with_bit_flipped(bytes, bit));
            if (changed.word == "holds") {
                ++held;
                EXPECT_EQ(changed.contents, whole.contents) << name << " " << bit;
                EXPECT_EQ(changed.found->signer.public_key().fingerprint(),
                          whole.found->signer.public_key().fingerprint())
                    << name << " " << bit;
            }
        }
        EXPECT_LT(held, 300) << "the certificate's own signature is not looked at here";
    }
}

TEST(SignedContents, EndWhereTheyEnd) {
    for (const auto& name : signers) {
        const auto bytes = contents_of(name);
        for (std::size_t size = 0; size < bytes.size(); size += 3) {
            EXPECT_EQ(read(bytes.substr(0, size)).word, "signed_malformed") << name << " " << size;
        }
        EXPECT_EQ(read(bytes + '\0').word, "signed_malformed") << name;
    }
}

TEST(SignedContents, AreNothingElse) {
    EXPECT_EQ(read("").word, "signed_malformed");
    EXPECT_EQ(read("%PDF-1.7").word, "signed_malformed");
    EXPECT_EQ(read(testing::envelope_of(at("openings/ossl_gcm"))).word, "signed_malformed");
}

}  // namespace
}  // namespace daylit::sealing
