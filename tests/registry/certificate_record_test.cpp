#include "tests/registry/support.hpp"

namespace daylit::registry {
namespace {

using namespace testing;

CertificateIssued some_certificate() {
    return {
        {"01ARZ3NDEKTSV4RRFFQ69G5FAV"}, {"01BX5ZZKBKACTAV9WEVGEMMVRZ"}, digest_of('k'), digest_of('c'), noon,
        noon + std::chrono::days(365)};
}

TEST(CertificateRecord, KnowsWhoseItIs) {
    const auto state = evolve(CertificateState{}, CertificateEvent(some_certificate()));
    EXPECT_EQ(state.phase, CertificatePhase::valid);
    EXPECT_EQ(state.person, some_certificate().person);
    EXPECT_EQ(state.organisation, some_certificate().organisation);
}

TEST(CertificateRecord, IsRevokedOnceWithAReason) {
    auto state = evolve(CertificateState{}, CertificateEvent(some_certificate()));
    EXPECT_EQ(word(decide(state, RevokeCertificate{""})), "empty_text");
    EXPECT_EQ(word(decide(state, RevokeCertificate{std::string(501, 'x')})), "text_too_long");

    const auto revoked = decide(state, RevokeCertificate{"密钥遗失"});
    ASSERT_TRUE(revoked.ok());
    ASSERT_EQ(revoked->size(), 1U);
    state = evolve(std::move(state), revoked->front());
    EXPECT_EQ(state.phase, CertificatePhase::revoked);
    EXPECT_EQ(state.reason, "密钥遗失");
    EXPECT_EQ(state.person, some_certificate().person);
    EXPECT_EQ(
        state,
        (replayed<CertificateState>(std::vector<CertificateEvent>{some_certificate(), revoked->front()})));

    EXPECT_EQ(decide(state, RevokeCertificate{"再次"}).refusal(), refuse("certificate_revoked", "serial"));
}

TEST(CertificateRecord, OfNothingCannotBeRevoked) {
    EXPECT_EQ(word(decide(CertificateState{}, RevokeCertificate{"遗失"})), "not_found");
}

}  // namespace
}  // namespace daylit::registry
