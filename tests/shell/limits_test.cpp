#include "server/shell/limits.hpp"

#include <Poco/Util/MapConfiguration.h>

#include <gtest/gtest.h>

namespace daylit::shell {
namespace {

using Configuration = Poco::AutoPtr<Poco::Util::MapConfiguration>;

Configuration with(const std::string& key, const std::string& value) {
    Configuration configuration(new Poco::Util::MapConfiguration);
    configuration->setString(key, value);
    return configuration;
}

TEST(Limits, StandByDefault) {
    const auto limits = read_limits(*Configuration(new Poco::Util::MapConfiguration));
    EXPECT_EQ(limits.requests.commands, wire::RequestRates{}.commands);
    EXPECT_EQ(limits.network.most_connections, http::ServerOptions{}.most_connections);
    EXPECT_EQ(limits.network.most_body_bytes, http::ServerOptions{}.most_body_bytes);
}

TEST(Limits, ComeFromTheConfiguration) {
    EXPECT_EQ(read_limits(*with("limit.sign_in.burst", "7")).requests.sign_in.burst, 7);
    EXPECT_EQ(read_limits(*with("limit.feeds.each_second", "9")).requests.feeds.each_second, 9);
    EXPECT_EQ(read_limits(*with("limit.connections", "10")).network.most_connections, 10U);
    EXPECT_EQ(read_limits(*with("limit.body_mebibytes", "1")).network.most_body_bytes, 1048576U);
    EXPECT_EQ(read_limits(*with("timeout.head", "3")).network.head_timeout, std::chrono::seconds(3));
    EXPECT_EQ(read_limits(*with("reads.kept_milliseconds", "0")).shared_answers.life.count(), 0);
}

TEST(Limits, CountTheProgramsPortWhereThereIsOne) {
    EXPECT_EQ(read_limits(*with("limit.program_connections", "9")).program_connections, 0U);
    auto configuration = with("programs.port", "9443");
    EXPECT_EQ(read_limits(*configuration).program_connections, 512U);
    configuration->setString("limit.program_connections", "9");
    EXPECT_EQ(read_limits(*configuration).program_connections, 9U);
}

TEST(Limits, RefuseWhatLetsNobodyThrough) {
    for (const char* value : {"0", "-1", "many", "", "1.5", "99999999999999999999"}) {
        try {
            read_limits(*with("limit.reads.each_second", value));
            FAIL() << "taken: " << value;
        } catch (const std::runtime_error& error) {
            EXPECT_NE(std::string(error.what()).find("limit.reads.each_second"), std::string::npos);
        }
    }
}

TEST(Limits, GiveTheListenerWhatItsFilesAllow) {
    Limits limits;
    limits.network.most_connections = 200;
    limits.network.write_timeout = std::chrono::seconds(4);
    http::ServerOptions options;
    limits.apply(options);
    EXPECT_EQ(options.most_connections, 200U);
    EXPECT_EQ(options.write_timeout, std::chrono::seconds(4));

    limits.network.most_connections = 999'999'999;  // more than any system opens
    limits.apply(options);
    EXPECT_LT(options.most_connections, 999'999'999U);
    EXPECT_GE(options.most_connections, 128U);
}

}  // namespace
}  // namespace daylit::shell
