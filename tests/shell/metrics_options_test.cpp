#include "server/shell/instruments.hpp"

#include <Poco/Util/MapConfiguration.h>

#include <gtest/gtest.h>

namespace daylit::shell {
namespace {

using Configuration = Poco::AutoPtr<Poco::Util::MapConfiguration>;

TEST(MetricsOptions, ListenNowhereByDefault) {
    const auto options = read_metrics_options(*Configuration(new Poco::Util::MapConfiguration));
    EXPECT_EQ(options.port, 0);
    EXPECT_EQ(options.address, "127.0.0.1");
}

TEST(MetricsOptions, ComeFromTheConfiguration) {
    Configuration configuration(new Poco::Util::MapConfiguration);
    configuration->setString("metrics.address", "10.0.0.5");
    configuration->setString("metrics.port", "9464");
    const auto options = read_metrics_options(*configuration);
    EXPECT_EQ(options.address, "10.0.0.5");
    EXPECT_EQ(options.port, 9464);
}

TEST(MetricsOptions, RefuseAnAddressThatTheWorldCanReach) {
    for (const char* address : {"0.0.0.0", "::", "203.0.113.7", "center.example"}) {
        Configuration configuration(new Poco::Util::MapConfiguration);
        configuration->setString("metrics.address", address);
        configuration->setString("metrics.port", "9464");
        EXPECT_THROW(read_metrics_options(*configuration), std::runtime_error) << address;
    }
}

TEST(MetricsOptions, RefuseWhatIsNoPort) {
    for (const char* port : {"0", "-1", "65536", "http", ""}) {
        Configuration configuration(new Poco::Util::MapConfiguration);
        configuration->setString("metrics.port", port);
        try {
            read_metrics_options(*configuration);
            FAIL() << "taken: " << port;
        } catch (const std::runtime_error& error) {
            EXPECT_NE(std::string(error.what()).find("metrics.port"), std::string::npos);
        }
    }
}

}  // namespace
}  // namespace daylit::shell
