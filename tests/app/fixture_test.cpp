#include "tests/app/support/app_fixture.hpp"

#include "server/app/certificates.hpp"

namespace daylit::app::testing {
namespace {

TEST_F(AppTest, ABidderOfTheFixtureHasACertificateThatTheRegistryKnows) {
    const auto party = bidder("岱阳大地置业有限公司");

    const auto signer = find_signer(*services, party.serial, "statement");

    ASSERT_TRUE(signer.ok()) << signer.refusal().code;
    EXPECT_EQ(signer->organisation, *party.caller.organisation);
    expect_streams_sound({"certificate:" + party.serial});
}

}  // namespace
}  // namespace daylit::app::testing
