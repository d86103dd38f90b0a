// The programs' port: whom its handshakes let in. Which token works on the connection is said at each request
// (server/app/tokens.hpp).
#pragma once

#include "server/app/services.hpp"
#include "server/http/server.hpp"

namespace daylit::shell {

// A client needs a certificate of the platform's own authority or of a trusted one, in its time, for this
// use, registered here and not revoked. While nobody can say whether it is revoked (a stale list, the
// database away) the handshake goes on, and each request is told so by its code.
http::ClientCertificates program_certificates(const app::Services& services);

// The listener's options: those of the main one but for its port, its connections and what it demands.
http::ServerOptions program_listener(const http::ServerOptions& main,
                                     const std::vector<std::string>& host_names, int port,
                                     std::size_t most_connections, const app::Services& services);

}  // namespace daylit::shell
