// A server with a handler of a few lines, over TLS on a free port, for each test anew.
#pragma once

#include "server/http/server.hpp"
#include "tests/http/tls_client.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace daylit::http::testing {

// What each address does is told beside it in server_fixture.cpp.
class SmallHandler : public Handler {
public:
    static constexpr std::size_t most_body = 100'000;

    Answer handle(const Request& request) override;
    std::size_t body_limit(std::string_view method, std::string_view path) const override;

    // Lets those go that ask for /wait.
    void open_gate();
    std::atomic<int> waiting = 0;
    std::atomic<int> handled = 0;
    std::atomic<int> looked = 0;  // whether the watchers of /leave may go on

private:
    std::mutex mutex_;
    std::condition_variable opened_;
    bool open_ = false;
};

class ServerTest : public ::testing::Test {
protected:
    ServerTest();
    ~ServerTest() override;

    // With limits of about a second, so that no test waits long; a test may change them before it starts.
    void start();
    // A head with Host; `lines` are further header lines.
    static std::string head(const std::string& request_line, const std::string& lines = "");
    static std::string get(const std::string& target, const std::string& lines = "");
    static std::string post(const std::string& body);  // to /echo
    std::vector<AccessRecord> accessed();
    std::vector<std::string> answered();  // "404 GET pattern refusal"
    std::vector<std::string> failures();
    // True as soon as it holds; false after five seconds.
    static bool becomes(const std::function<bool()>& holds);

    ServerOptions options;
    SmallHandler handler;
    FeedHub hub;
    std::unique_ptr<Server> server;

private:
    std::mutex mutex_;
    std::vector<AccessRecord> accessed_;
    std::vector<std::string> answered_;
    std::vector<std::string> failures_;
};

}  // namespace daylit::http::testing
