#include "tests/schema/db/fault_proxy.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace daylit::schema {

namespace {

int new_socket() {
    return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

sockaddr_un address_of(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.string().size() >= sizeof(address.sun_path)) {
        throw std::runtime_error("the socket's path is too long");
    }
    std::strcpy(address.sun_path, path.c_str());
    return address;
}

const sockaddr* plain(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

// A COM_QUERY packet: three bytes of length, a number, the command 3, the text.
bool is_commit(const char* bytes, std::size_t size) {
    return size == 11 && bytes[4] == 3 && std::memcmp(bytes + 5, "COMMIT", 6) == 0;
}

}  // namespace

FaultProxy::FaultProxy(std::filesystem::path listen_at, std::filesystem::path database)
    : listen_at_(std::move(listen_at)), database_(std::move(database)) {
    std::filesystem::remove(listen_at_);
    listener_ = new_socket();
    stop_ = ::eventfd(0, EFD_CLOEXEC);
    const auto address = address_of(listen_at_);
    if (::bind(listener_, plain(address), sizeof(address)) != 0 || ::listen(listener_, 64) != 0) {
        throw std::runtime_error("the proxy cannot listen");
    }
    acceptor_ = std::thread([this] { accept_all(); });
}

FaultProxy::~FaultProxy() {
    ::eventfd_write(stop_, 1);
    acceptor_.join();
    for (auto& connection : connections_) {
        connection.join();
    }
    ::close(listener_);
    ::close(stop_);
    std::filesystem::remove(listen_at_);
}

void FaultProxy::accept_all() {
    for (;;) {
        std::array<pollfd, 2> waits{pollfd{listener_, POLLIN, 0}, pollfd{stop_, POLLIN, 0}};
        ::poll(waits.data(), waits.size(), -1);
        if (waits[1].revents != 0) {
            return;
        }
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client >= 0) {
            const std::lock_guard lock(mutex_);
            connections_.emplace_back([this, client] { serve(client); });
        }
    }
}

void FaultProxy::serve(int client) {
    const int database = new_socket();
    const auto address = address_of(database_);
    bool open = ::connect(database, plain(address), sizeof(address)) == 0;
    while (open) {
        std::array<pollfd, 3> waits{pollfd{client, POLLIN, 0}, pollfd{database, POLLIN, 0},
                                    pollfd{stop_, POLLIN, 0}};
        ::poll(waits.data(), waits.size(), -1);
        if (waits[2].revents != 0) {
            break;
        }
        if (waits[1].revents != 0) {
            open = forward(database, client);
        }
        if (open && waits[0].revents != 0) {
            open = forward_request(client, database);
        }
    }
    ::close(client);
    ::close(database);
}

bool FaultProxy::forward(int from, int to) {
    std::array<char, 65536> bytes{};
    const auto size = ::recv(from, bytes.data(), bytes.size(), 0);
    return size > 0 && ::send(to, bytes.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL) == size;
}

bool FaultProxy::forward_request(int client, int database) {
    std::array<char, 65536> bytes{};
    const auto size = ::recv(client, bytes.data(), bytes.size(), 0);
    if (size <= 0) {
        return false;
    }
    const auto length = static_cast<std::size_t>(size);
    const auto cut = is_commit(bytes.data(), length) ? next_.exchange(Cut::none) : Cut::none;
    if (cut == Cut::before_commit) {
        return false;
    }
    if (::send(database, bytes.data(), length, MSG_NOSIGNAL) != size) {
        return false;
    }
    if (cut == Cut::after_commit) {
        ::recv(database, bytes.data(), bytes.size(), 0);  // the commit is done
        return false;
    }
    return true;
}

}  // namespace daylit::schema
