// A request as it came through the gate, and what a handler may answer: a response, or a live feed.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace daylit::http {

struct Request {
    std::string method;
    std::string path;   // the target's path as sent: percent-encoded, beginning with a slash
    std::string query;  // without the question mark
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, in order
    std::string body;
    std::string peer_address;
    std::string request_id;
    std::chrono::steady_clock::time_point arrived = {};  // when it was here whole
    // DER of the certificate that the client presented at the handshake, where the listener demands one.
    std::optional<std::string> client_certificate = {};

    // The first value under the lower-case name, "" when there is none.
    std::string_view header(std::string_view name) const {
        for (const auto& [key, value] : headers) {
            if (key == name) {
                return value;
            }
        }
        return {};
    }
};

// The value of the request's cookie (RFC 6265, section 4.2), "" when there is none.
inline std::string cookie(const Request& request, std::string_view name) {
    const auto cookies = request.header("cookie");
    const auto wanted = std::string(name) + "=";
    for (auto at = cookies.find(wanted); at != std::string_view::npos; at = cookies.find(wanted, at + 1)) {
        if (at == 0 || cookies[at - 1] == ' ' || cookies[at - 1] == ';') {
            const auto rest = cookies.substr(at + wanted.size());
            return std::string(rest.substr(0, std::min(rest.find(';'), rest.size())));
        }
    }
    return {};
}

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::shared_ptr<const std::string> body = {};  // may be shared by many; none is empty
    // For who keeps count, never for the peer, and text that outlives the response: the address's pattern
    // ("" when none answered), and the code where it is a refusal.
    std::string_view route = {};
    std::string_view refusal = {};
    bool recorded = true;  // false: neither counted nor written into the access log
};

struct FeedMessage {
    std::string id;  // "" for what cannot be resumed from
    std::string event;
    std::string data;  // one line
};

// A live feed of topics. `missed` is called after subscribing, so that nothing falls between what it tells
// and what comes live; a message may come twice, and its id tells.
struct Feed {
    std::vector<std::string> topics;
    std::function<std::vector<FeedMessage>()> missed;
    // Asked on a worker thread every `look_pause` whether the watcher may still watch; without it: always.
    std::function<bool()> may_watch = {};
    static constexpr std::chrono::seconds look_pause{2};
};

// A response that is there later: `begin` is called on the worker thread, and gives it once, there or on any
// other thread. The request lives until then.
struct Later {
    std::function<void(std::function<void(Response)> respond)> begin;
};

using Answer = std::variant<Response, Feed, Later>;

}  // namespace daylit::http
