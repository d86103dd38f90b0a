// How often one party may ask, and under whom it is counted.
#include "base/encoding.hpp"
#include "server/app/sign_in_guard.hpp"
#include "tests/wire/support.hpp"

namespace daylit::wire {

struct Asked {
    std::string by;
};
BOOST_DESCRIBE_STRUCT(Asked, (), (by))

namespace {

using app::Call;
using app::Params;
using testing::WireTest;

Result<Asked> tell(Call& call, const Params&) {
    return Asked{call.caller.actor()};
}
Result<Asked> act(Call& call, const Params&, const app::Nothing&) {
    return Asked{call.caller.actor()};
}

constexpr std::string_view refused = "429 too_many_requests";

class ThrottleTest : public WireTest {
protected:
    ThrottleTest() {
        const http::Rate plenty{1000, 1};
        rates = {.sign_in = plenty,
                 .device_sign_in = plenty,
                 .devices_sign_in = plenty,
                 .reads = plenty,
                 .commands = plenty,
                 .feeds = plenty};
    }
    void open() {
        use({query("/api/v1/things", anyone(), "look", {}, &tell),
             wire::command(Method::post, "/api/v1/things", anyone(), "do", &act, Repeats::freely),
             wire::command(Method::post, "/api/v1/session", anyone(), "sign in", &act, Repeats::freely),
             wire::command(Method::post, "/api/v1/session/second-step", anyone(), "go on", &act,
                           Repeats::freely)},
            rates);
    }
    static http::Request from(const std::string& address, http::Request made) {
        made.peer_address = address;
        return made;
    }
    static http::Request look() { return request("GET", "/api/v1/things"); }
    static http::Request act_now() { return request("POST", "/api/v1/things", "{}"); }
    // How many of so many requests were answered.
    int answered(const http::Request& asked, int times) {
        int count = 0;
        for (int i = 0; i < times; ++i) {
            const auto said = word(asked);
            count += said == "200" ? 1 : 0;
            EXPECT_TRUE(said == "200" || said == refused) << said;
        }
        return count;
    }

    RequestRates rates;
};

TEST_F(ThrottleTest, CountsStrangersByAddress) {
    rates.reads = {3, 1};
    open();
    EXPECT_EQ(answered(from("192.0.2.1", look()), 5), 3);
    EXPECT_EQ(answered(from("192.0.2.2", look()), 5), 3);
}

TEST_F(ThrottleTest, SaysWhenToComeAgain) {
    rates.reads = {1, 1};
    open();
    ask(look());
    const auto response = ask(look());
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(header(response, "Retry-After"), "1");
    EXPECT_EQ(body_of(response).at("detail").as_string(), "请求过于频繁，请 1 秒后再试。");
    passed = std::chrono::milliseconds(999);
    EXPECT_EQ(word(look()), refused);
    passed = std::chrono::milliseconds(1000);
    EXPECT_EQ(word(look()), "200");
}

TEST_F(ThrottleTest, CountsAnIpv6NetworkAsOne) {
    rates.reads = {4, 1};
    open();
    EXPECT_EQ(answered(from("2001:db8:0:1::1", look()), 2), 2);
    EXPECT_EQ(answered(from("2001:db8:0:1::2", look()), 2), 2);
    EXPECT_EQ(answered(from("2001:db8:0:1:f::3", look()), 2), 0);
    EXPECT_EQ(answered(from("2001:db8:0:2::1", look()), 2), 2);
}

TEST_F(ThrottleTest, BelievesNoHeaderThatTellsAnotherAddress) {
    rates.reads = {2, 1};
    open();
    int count = 0;
    for (int i = 0; i < 5; ++i) {
        const auto claimed = "198.51.100." + std::to_string(i);
        count += answered(with(with(look(), "x-forwarded-for", claimed), "forwarded", "for=" + claimed), 1);
    }
    EXPECT_EQ(count, 2);
}

TEST_F(ThrottleTest, KeepsTheClassesApart) {
    rates = {.sign_in = {1, 1},
             .device_sign_in = {1, 1},
             .devices_sign_in = {1, 1},
             .reads = {2, 1},
             .commands = {3, 1},
             .feeds = {4, 1}};
    open();
    EXPECT_EQ(answered(request("POST", "/api/v1/session", "{}"), 9), 1);
    EXPECT_EQ(answered(look(), 9), 2);
    EXPECT_EQ(answered(act_now(), 9), 3);
    int feeds = 0;
    for (int i = 0; i < 9; ++i) {
        feeds +=
            std::holds_alternative<http::Feed>(dispatcher->handle(request("GET", "/api/v1/feed"))) ? 1 : 0;
    }
    EXPECT_EQ(feeds, 4);
}

TEST_F(ThrottleTest, CountsWhatIsNoRouteToo) {
    rates.reads = {2, 1};
    open();
    EXPECT_EQ(answered(request("GET", "/page"), 5), 2);
    EXPECT_EQ(word(request("GET", "/nowhere")), refused);
}

// Sixty-four bidders behind one address in a timed window: each its own pace, nobody another's.
TEST_F(ThrottleTest, CountsASignedInPartyAsItselfWhereverItSits) {
    rates.commands = {3, 1};
    open();
    for (int i = 0; i < 64; ++i) {
        const auto bidder = this->bidder("竞买人" + std::to_string(i));
        EXPECT_EQ(answered(from("192.0.2.1", by(bidder, act_now())), 2), 2) << i;
    }
    const auto busy = bidder("忙置业有限公司");
    const auto asked = by(busy, act_now());
    EXPECT_EQ(answered(from("192.0.2.1", asked), 2), 2);
    EXPECT_EQ(answered(from("192.0.2.9", asked), 5), 1);
    EXPECT_EQ(answered(from("192.0.2.1", act_now()), 5), 3);  // strangers at that address have theirs whole
}

// A party is known from its last request, for half a day. What others at its address use up, it does not
// miss.
TEST_F(ThrottleTest, HearsAKnownPartyWhenItsAddressIsUsedUp) {
    rates.commands = {3, 1};
    open();
    const auto asked = by(bidder("甲置业有限公司"), act_now());
    EXPECT_EQ(answered(asked, 1), 1);
    EXPECT_EQ(answered(act_now(), 9), 3);
    EXPECT_EQ(answered(asked, 2), 2);
}

TEST_F(ThrottleTest, CountsMadeUpSessionsByAddressBeforeTheStoreIsAsked) {
    rates.reads = {3, 1};
    open();
    int count = 0;
    for (int i = 0; i < 9; ++i) {
        count += answered(with(look(), "cookie", "__Host-session=made-up-" + std::to_string(i)), 1);
    }
    EXPECT_EQ(count, 3);
}

// Whoever signs in is nobody yet, and guesses must not be spread over accounts.
TEST_F(ThrottleTest, CountsSignInsOfNewBrowsersByAddressAlone) {
    rates.sign_in = {2, 1};
    open();
    const auto asked = request("POST", "/api/v1/session", "{}");
    EXPECT_EQ(answered(by(bidder("甲置业有限公司"), asked), 2), 2);
    EXPECT_EQ(answered(by(bidder("乙置业有限公司"), asked), 2), 0);
}

// One person in a hall must not keep its other bidders out, who have been here before.
TEST_F(ThrottleTest, CountsTheSignInsOfABrowserThatWasHereByItself) {
    rates.sign_in = {2, 1};
    rates.device_sign_in = {3, 1};
    open();
    const auto asked = request("POST", "/api/v1/session", "{}");
    const auto second = request("POST", "/api/v1/session/second-step", "{}");
    const auto from_browser = [](const std::string& token, const http::Request& made) {
        return with(made, "cookie", "__Host-device=" + token);
    };
    EXPECT_EQ(answered(asked, 9), 2);
    const auto here_before = app::new_device_token(*services);
    EXPECT_EQ(answered(from_browser(here_before, asked), 2), 2);
    EXPECT_EQ(answered(from_browser(here_before, second), 9), 1);
    EXPECT_EQ(answered(from_browser(app::new_device_token(*services), asked), 9), 3);
}

TEST_F(ThrottleTest, WhoGathersTokensGetsNoMoreThanAnAddressMayHave) {
    rates.device_sign_in = {3, 1};
    rates.devices_sign_in = {5, 1};
    open();
    const auto asked = request("POST", "/api/v1/session", "{}");
    int count = 0;
    for (int i = 0; i < 4; ++i) {
        const auto token = app::new_device_token(*services);
        count += answered(with(asked, "cookie", "__Host-device=" + token), 3);
    }
    EXPECT_EQ(count, 5);
    EXPECT_EQ(answered(asked, 1), 1) << "who is new here has the address's other limit";
}

TEST_F(ThrottleTest, KnowsADeviceTokenThatIsNotOurs) {
    rates.sign_in = {2, 1};
    open();
    const auto asked = request("POST", "/api/v1/session", "{}");
    auto changed = app::new_device_token(*services);
    changed[3] = changed[3] == 'A' ? 'B' : 'A';
    EXPECT_EQ(answered(with(asked, "cookie", "__Host-device=" + to_base64url(std::string(64, 'x'))), 1), 1);
    EXPECT_EQ(answered(with(asked, "cookie", "__Host-device=" + changed), 1), 1);
    EXPECT_EQ(answered(with(asked, "cookie", "__Host-device=short"), 1), 0);
    EXPECT_EQ(answered(with(asked, "cookie", "__Host-device="), 1), 0);
}

}  // namespace
}  // namespace daylit::wire
