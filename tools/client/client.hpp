// A client of the public HTTPS API, as any program outside would write one: one signed-in party, its cookie,
// its idempotency keys. libcurl carries it.
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

namespace daylit::tools {

struct Reply {
    int status = 0;
    std::string body;
    boost::json::value json;  // null when the body is not JSON

    bool ok() const { return status >= 200 && status < 300; }
    // The problem's stable code, "" when there is none.
    std::string code() const;
};

// The server does not answer: one waits and tries again.
class ServerAway : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Client {
public:
    // `authority` is the PEM file that the server's certificate is checked against.
    Client(std::string address, std::string authority);
    ~Client();
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    // How long an answer may take, connecting included; 30 s at first.
    void set_patience(std::chrono::seconds patience);

    // From then on every request carries it.
    void set_token(Secret token);

    // Paths begin with a slash. A connection that fails throws ServerAway.
    Reply get(const std::string& path);
    Reply post(const std::string& path, const boost::json::value& body);
    Reply post(const std::string& path, const boost::json::value& body, const std::string& idempotency_key);
    Reply put(const std::string& path, const boost::json::value& body);
    Reply put_bytes(const std::string& path, const std::string& bytes);
    Reply post_bytes(const std::string& path, const std::string& media_type, const std::string& bytes);

    // Signs in and keeps the session's cookie; false when the server says no, or asks for a second factor.
    // From then on an act that wants a fresh confirmation gets it by the password, and goes out again.
    bool sign_in(const std::string& login, const std::string& password);

private:
    struct Connection;
    Reply command(const std::string& method, const std::string& path, const std::string& media_type,
                  const std::string& body, const std::string& idempotency_key);
    Reply send(const std::string& method, const std::string& path, const std::string& media_type,
               const std::string& body, const std::string& idempotency_key);
    std::string address_;
    Secret password_;
    Secret token_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace daylit::tools
