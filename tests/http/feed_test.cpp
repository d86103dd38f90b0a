// Live feeds: their frames, the hub, and what a watcher sees over TLS.
#include "tests/http/server_fixture.hpp"

namespace daylit::http::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Frame, IsAServerSentEvent) {
    EXPECT_EQ(*make_frame({"7", "quote", "{}"}), "id: 7\nevent: quote\ndata: {}\n\n");
    EXPECT_EQ(*make_frame({"", "time", "{}"}), "event: time\ndata: {}\n\n");
}

struct Bell {
    int rung = 0;
    std::shared_ptr<Watcher> watcher = std::make_shared<Watcher>([this] { ++rung; });
};

TEST(FeedHub, TellsATopicToThoseWhoWatchIt) {
    FeedHub hub;
    Bell one;
    Bell other;
    hub.subscribe(one.watcher, {"lot:1", "lot:2"});
    hub.subscribe(other.watcher, {"lot:2"});

    hub.publish("lot:1", {"1", "quote", "a"});
    hub.publish("lot:2", {"2", "quote", "b"});
    hub.publish("lot:3", {"3", "quote", "c"});
    hub.publish_to_all({"", "time", "d"});

    EXPECT_EQ(one.watcher->take()->size(), 3U);
    EXPECT_EQ(other.watcher->take()->size(), 2U);
    EXPECT_EQ(one.rung, 3);
    EXPECT_TRUE(one.watcher->take()->empty());
    EXPECT_EQ(hub.watchers(), 2U);
}

TEST(FeedHub, MakesAFrameOnceForAll) {
    FeedHub hub;
    Bell one;
    Bell other;
    hub.subscribe(one.watcher, {"lot:1"});
    hub.subscribe(other.watcher, {"lot:1"});
    hub.publish("lot:1", {"1", "quote", "a"});
    EXPECT_EQ(one.watcher->take()->front(), other.watcher->take()->front());
}

TEST(FeedHub, ClosesATopicForThoseWhoWatchItAfterWhatTheyHaveYetToHear) {
    FeedHub hub;
    Bell one;
    Bell other;
    hub.subscribe(one.watcher, {"lot:1", "session:a"});
    hub.subscribe(other.watcher, {"lot:1", "session:b"});
    hub.publish("lot:1", {"1", "quote", "a"});
    hub.close("session:a");
    hub.close("session:nobody");
    hub.publish("lot:1", {"2", "quote", "b"});

    EXPECT_EQ(one.watcher->take()->size(), 1U);
    EXPECT_FALSE(one.watcher->take().has_value());
    EXPECT_EQ(other.watcher->take()->size(), 2U);
    EXPECT_TRUE(other.watcher->take().has_value());
}

TEST(FeedHub, ForgetsWhoLeft) {
    FeedHub hub;
    Bell one;
    hub.subscribe(one.watcher, {"lot:1"});
    hub.unsubscribe(one.watcher);
    hub.publish("lot:1", {"1", "quote", "a"});
    EXPECT_TRUE(one.watcher->take()->empty());
    EXPECT_EQ(hub.watchers(), 0U);
}

TEST(FeedHub, CountsWhoWatchesAndWhatIsDropped) {
    FeedHub hub;
    Bell quick;
    Bell slow;
    hub.subscribe(quick.watcher, {"lot:1"});
    hub.subscribe(quick.watcher, {"lot:2"});  // the same, for more
    hub.subscribe(slow.watcher, {"lot:1"});
    for (std::size_t i = 0; i <= Watcher::most_waiting; ++i) {
        hub.publish("lot:1", {"1", "quote", "a"});
        (void)quick.watcher->take();
    }
    hub.publish("lot:3", {"1", "quote", "nobody's"});
    hub.unsubscribe(slow.watcher);

    const auto counts = hub.counts();
    EXPECT_EQ(counts.watchers, 1U);
    EXPECT_EQ(counts.opened, 2U);
    EXPECT_EQ(counts.messages, 2 * (Watcher::most_waiting + 1));
    EXPECT_EQ(counts.dropped_messages, Watcher::most_waiting + 1);
    EXPECT_EQ(counts.dropped_watchers, 1U);
}

TEST(Watcher, ThatCannotKeepUpIsClosedAndHoldsNothing) {
    Bell one;
    const auto frame = make_frame({"1", "quote", "a"});
    for (std::size_t i = 0; i < Watcher::most_waiting; ++i) {
        one.watcher->push(frame);
    }
    EXPECT_EQ(one.watcher->take()->size(), Watcher::most_waiting);
    for (std::size_t i = 0; i <= Watcher::most_waiting; ++i) {
        one.watcher->push(frame);
    }
    EXPECT_EQ(one.watcher->take(), std::nullopt);
    one.watcher->push(frame);
    EXPECT_EQ(one.watcher->take(), std::nullopt);
}

TEST(Watcher, ThatIsClosedTellsFirstWhatWaited) {
    Bell one;
    one.watcher->push(make_frame({"1", "quote", "a"}));
    one.watcher->close();
    EXPECT_EQ(one.watcher->take()->size(), 1U);
    EXPECT_EQ(one.watcher->take(), std::nullopt);
}

TEST_F(ServerTest, TellsAWatcherWhatItMissedAndThenWhatHappens) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send(get("/feed")));
    const auto first = client.receive_until("data: missed\n\n", seconds(5));
    EXPECT_NE(first.find("HTTP/1.1 200 OK\r\n"), std::string::npos);
    EXPECT_NE(first.find("Content-Type: text/event-stream\r\n"), std::string::npos);
    EXPECT_NE(first.find("X-Content-Type-Options: nosniff\r\n"), std::string::npos);
    EXPECT_EQ(first.find("Content-Length"), std::string::npos);
    EXPECT_TRUE(first.ends_with("\r\n\r\nretry: 1000\n\nid: 7\nevent: quote\ndata: missed\n\n"));

    hub.publish("lot:2", {"8", "quote", "of another lot"});
    hub.publish("lot:1", {"8", "quote", "live"});
    EXPECT_EQ(client.receive_until("data: live\n\n", seconds(5)), "id: 8\nevent: quote\ndata: live\n\n");
}

TEST_F(ServerTest, TellsEveryWatcherTheTimeOnceASecond) {
    options.heartbeat = [] { return std::string("now"); };
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send(get("/feed")));
    EXPECT_TRUE(client.receive_until("data: missed\n\n", seconds(5)).ends_with("data: missed\n\n"));
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(client.receive_until("data: now\n\n", seconds(3)), "event: time\ndata: now\n\n");
    }
}

TEST_F(ServerTest, KeepsAQuietFeedOpenLongerThanAnyLimit) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send(get("/feed")));
    client.receive_until("data: missed\n\n", seconds(5));
    EXPECT_FALSE(client.closes_within(milliseconds(1500)));
    hub.publish("lot:1", {"9", "quote", "late"});
    EXPECT_TRUE(client.receive_until("data: late\n\n", seconds(5)).ends_with("data: late\n\n"));
}

// It neither reads nor leaves; the others go on, and the server buffers no more than the socket takes.
TEST_F(ServerTest, ClosesAWatcherThatDoesNotRead) {
    start();
    TlsClient::Wishes wishes;
    wishes.receive_buffer = 4096;
    TlsClient slow(server->port(), wishes);
    TlsClient quick(server->port());
    ASSERT_TRUE(slow.send(get("/feed")));
    ASSERT_TRUE(quick.send(get("/feed")));
    quick.receive_until("data: missed\n\n", seconds(5));
    ASSERT_TRUE(becomes([&] { return hub.watchers() == 2; }));

    const std::string large(100'000, 'a');
    for (int i = 0; i < 100; ++i) {
        hub.publish("lot:1", {std::to_string(i), "quote", large});
        ASSERT_TRUE(quick.receive_until("\n\n", seconds(5)).ends_with("\n\n"));
    }
    EXPECT_TRUE(becomes([&] { return hub.watchers() == 1; }));
    hub.publish("lot:1", {"last", "quote", "x"});
    EXPECT_TRUE(quick.receive_until("data: x\n\n", seconds(5)).ends_with("data: x\n\n"));
}

TEST_F(ServerTest, ForgetsAWatcherThatLeft) {
    options.heartbeat = [] { return std::string("now"); };
    start();
    {
        TlsClient client(server->port());
        ASSERT_TRUE(client.send(get("/feed")));
        ASSERT_TRUE(becomes([&] { return hub.watchers() == 1; }));
    }
    EXPECT_TRUE(becomes([&] { return hub.watchers() == 0; }));
}

TEST_F(ServerTest, EndsFeedsWhenItStops) {
    start();
    TlsClient client(server->port());
    ASSERT_TRUE(client.send(get("/feed")));
    client.receive_until("data: missed\n\n", seconds(5));
    const auto begun = std::chrono::steady_clock::now();
    server->stop(seconds(10));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, seconds(3));
    EXPECT_TRUE(client.closes_within(seconds(2)));
    EXPECT_EQ(hub.watchers(), 0U);
    server.reset();
    hub.publish("lot:1", {"10", "quote", "to nobody"});
}

}  // namespace
}  // namespace daylit::http::testing
