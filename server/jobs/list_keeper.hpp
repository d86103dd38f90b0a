// Keeps the revocation lists of the trusted authorities fresh: fetches each from where it is published, has
// it judged (app::TrustedAuthorities::take_list) and sounds an alarm while that fails, or while a list is
// missing or has run out. A failed fetch leaves the kept list in force until its own nextUpdate; after that
// the authority's certificates are refused, whatever this job does.
#pragma once

#include "server/app/services.hpp"
#include "server/app/trusted_authorities.hpp"

#include <functional>
#include <map>

namespace daylit::jobs {

struct GetAnswer {
    int status = 0;  // 0: no whole answer came, and `body` says why
    std::string body;
};
// Fetches at most app::most_list_bytes within a bounded time.
using Get = std::function<GetAnswer(const std::string& url)>;

// About an authority, by its name. Empty text: no more.
using ListAlarm = std::function<void(const std::string& authority, const std::string& text)>;

struct ListPace {
    Milliseconds pause = std::chrono::hours(1);    // between two fetches of a list
    Milliseconds retry = std::chrono::minutes(1);  // after one that failed
};

class ListKeeper {
public:
    ListKeeper(const app::TrustedAuthorities& authorities, const Clock& clock, ListPace pace, Get get,
               ListAlarm alarm)
        : authorities_(authorities),
          clock_(clock),
          pace_(pace),
          get_(std::move(get)),
          alarm_(std::move(alarm)) {}

    // Fetches what is due, one after the other, and looks at every list.
    void run();

private:
    struct State {
        Instant due;          // of the next fetch
        std::string trouble;  // of the last one, "" when it went well
    };
    std::string fetch(const TrustedAuthority& authority) const;
    std::string fetch_from(const TrustedAuthority& authority, const std::string& url) const;

    const app::TrustedAuthorities& authorities_;
    const Clock& clock_;
    ListPace pace_;
    Get get_;
    ListAlarm alarm_;
    std::map<std::string, State> states_;  // by the authority's name
};

}  // namespace daylit::jobs
