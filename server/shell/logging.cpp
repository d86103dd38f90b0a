#include "server/shell/logging.hpp"

#include "base/time.hpp"

#include <Poco/ConsoleChannel.h>
#include <Poco/Formatter.h>
#include <Poco/FormattingChannel.h>

#include <iostream>

namespace daylit::shell {

namespace {

constexpr const char* members_key = "members";

std::string_view level_name(Poco::Message::Priority priority) {
    switch (priority) {
        case Poco::Message::PRIO_FATAL:
        case Poco::Message::PRIO_CRITICAL:
            return "fatal";
        case Poco::Message::PRIO_ERROR:
            return "error";
        case Poco::Message::PRIO_WARNING:
            return "warning";
        case Poco::Message::PRIO_NOTICE:
        case Poco::Message::PRIO_INFORMATION:
            return "info";
        default:
            return "debug";
    }
}

class JsonFormatter : public Poco::Formatter {
public:
    void format(const Poco::Message& message, std::string& text) override {
        const Instant at(Milliseconds(message.getTime().epochMicroseconds() / 1000));
        boost::json::object line{{"at", to_rfc3339(at)},
                                 {"level", level_name(message.getPriority())},
                                 {"source", message.getSource()},
                                 {"text", message.getText()}};
        if (message.has(members_key)) {
            const auto members = boost::json::parse(message[members_key]);
            for (const auto& member : members.get_object()) {
                line.insert(member);
            }
        }
        text = boost::json::serialize(line);
    }
};

}  // namespace

void set_up_logging(const std::string& level) {
    Poco::AutoPtr<Poco::Channel> console(new Poco::ConsoleChannel(std::cerr));
    Poco::AutoPtr<Poco::Formatter> formatter(new JsonFormatter);
    Poco::AutoPtr<Poco::Channel> formatting(new Poco::FormattingChannel(formatter, console));
    Poco::Logger::root().setChannel(formatting);
    Poco::Logger::root().setLevel(level);
}

bool is_logged(const std::string& source, Poco::Message::Priority priority) {
    return Poco::Logger::get(source).is(priority);
}

void log(const std::string& source, Poco::Message::Priority priority, const std::string& text,
         const boost::json::object& members) {
    Poco::Message message(source, text, priority);
    if (!members.empty()) {
        message.set(members_key, boost::json::serialize(members));
    }
    Poco::Logger::get(source).log(message);
}

}  // namespace daylit::shell
