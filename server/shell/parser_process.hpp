// The reading of sealed bids by the program `daylight-parser`: one process for each envelope, started when it
// is needed, fed and heard through one socket, ended whatever happens. What it answers is believed as far as
// it can be seen from here: sizes and digests are compared with what went through.
#pragma once

#include "server/app/envelopes.hpp"

#include <Poco/Util/AbstractConfiguration.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>

namespace daylit::shell {

struct ParserOptions {
    std::filesystem::path program;
    // From the call on, waiting for its turn included. Long enough for the largest envelope out of a slow
    // database.
    std::chrono::milliseconds longest{std::chrono::minutes(3)};
    int at_once = 2;  // further calls wait for their turn
    // So long waits for its turn who asks in passing.
    std::chrono::milliseconds in_passing{250};
};

// `sealing.parser`, or the program that lies beside the one that runs here.
ParserOptions read_parser_options(const Poco::Util::AbstractConfiguration& configuration);

class ParserProcess : public app::Envelopes {
public:
    explicit ParserProcess(ParserOptions options) : options_(std::move(options)) {}

    Result<app::CheckedEnvelope> check(const sealing::ByteSource& source, app::Patience patience) override;
    Result<app::OpenedContents> open(const sealing::Envelope& envelope, const sealing::Point& agreed,
                                     const sealing::ByteSource& source, const sealing::ByteSink& sink,
                                     app::Patience patience) override;

private:
    class Turn;
    using Hear = std::function<bool(std::string_view)>;

    Outcome run(const std::string& mode, app::Patience patience, const sealing::ByteSource& source,
                const Hear& hear);

    const ParserOptions options_;
    std::mutex mutex_;
    std::condition_variable turned_;
    int running_ = 0;
};

}  // namespace daylit::shell
