// JSON log lines through Poco's logging: one object a line, to standard error. No bodies, no query strings,
// no personal data.
#pragma once

#include <Poco/Logger.h>

#include <boost/json.hpp>

namespace daylit::shell {

// Points the root logger at standard error with the JSON form.
void set_up_logging(const std::string& level);
bool is_logged(const std::string& source, Poco::Message::Priority priority);
// A line with further members: log("http", Poco::Message::PRIO_INFORMATION, "request", {{"status", 200}}).
void log(const std::string& source, Poco::Message::Priority priority, const std::string& text,
         const boost::json::object& members = {});

}  // namespace daylit::shell
