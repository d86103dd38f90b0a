// A unix socket in front of the database that can cut a connection at the worst moment, as a network does.
#pragma once

#include <atomic>
#include <filesystem>
#include <list>
#include <mutex>
#include <string>
#include <thread>

namespace daylit::schema {

class FaultProxy {
public:
    enum class Cut {
        none,
        before_commit,  // the COMMIT never reaches the database
        after_commit    // the database commits, its answer never comes
    };

    FaultProxy(std::filesystem::path listen_at, std::filesystem::path database);
    ~FaultProxy();
    FaultProxy(const FaultProxy&) = delete;
    FaultProxy& operator=(const FaultProxy&) = delete;

    const std::filesystem::path& socket() const { return listen_at_; }
    void cut_next(Cut cut) { next_ = cut; }
    bool has_cut() const { return next_ == Cut::none; }

private:
    void accept_all();
    void serve(int client);
    // False when the connection ends here.
    bool forward(int from, int to);
    bool forward_request(int client, int database);

    std::filesystem::path listen_at_;
    std::filesystem::path database_;
    std::atomic<Cut> next_ = Cut::none;
    int listener_ = -1;
    int stop_ = -1;  // an eventfd that every thread polls
    std::mutex mutex_;
    std::list<std::thread> connections_;
    std::thread acceptor_;
};

}  // namespace daylit::schema
