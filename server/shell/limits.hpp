// What the network may take of the server: read from the configuration (docs/OPERATIONS.md lists the keys),
// given to the listener and to the dispatcher.
#pragma once

#include "server/http/server.hpp"
#include "server/wire/shared_answers.hpp"
#include "server/wire/throttle.hpp"

#include <Poco/Util/AbstractConfiguration.h>

namespace daylit::shell {

struct Limits {
    http::ServerOptions network = {};  // its limits alone are meant
    wire::RequestRates requests = {};
    wire::SharedAnswersLimits shared_answers = {};
    std::size_t program_connections = 0;  // of the programs' port, 0 while there is none

    // Sets the limits of `options`. Raises the process's own bound on open files to what so many connections
    // need; where the system does not allow that many, takes as many connections as it allows, and says so in
    // the log.
    void apply(http::ServerOptions& options) const;
};

// Throws std::runtime_error, naming the key, for a figure that is no number or lets nobody through.
Limits read_limits(const Poco::Util::AbstractConfiguration& configuration);

}  // namespace daylit::shell
