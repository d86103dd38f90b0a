#include "server/shell/access_log.hpp"

#include "server/shell/logging.hpp"

#include <Poco/Message.h>

namespace daylit::shell {

std::function<void(const http::AccessRecord&)> access_log() {
    constexpr auto level = Poco::Message::PRIO_INFORMATION;
    if (!is_logged("http", level)) {
        return {};
    }
    return [](const http::AccessRecord& record) {
        log("http", level, "request",
            {{"method", record.method},
             {"path", record.path},
             {"status", record.status},
             {"bytes", record.bytes},
             {"microseconds", record.took.count()},
             {"request_id", record.request_id},
             {"peer", record.peer_address}});
    };
}

}  // namespace daylit::shell
