#include "server/http/request_id.hpp"

#include "base/id.hpp"

#include <gtest/gtest.h>

#include <set>

namespace daylit::http {
namespace {

TEST(RequestId, IsAnotherForEachRequest) {
    std::set<std::string> seen;
    constexpr std::size_t many = 100'000;  // past two bytes of the count, whatever it began at
    for (std::size_t i = 0; i < many; ++i) {
        const auto id = next_request_id();
        ASSERT_TRUE(is_id_text(id)) << id;
        seen.insert(id);
    }
    EXPECT_EQ(seen.size(), many);
}

}  // namespace
}  // namespace daylit::http
