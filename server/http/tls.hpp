// The server's side of TLS: 1.2 with AEAD suites alone, and 1.3; no renegotiation, compression or tickets,
// and so no resumption: each connection begins with a whole handshake.
#pragma once

#include "server/http/server.hpp"

#include <boost/asio/ssl/context.hpp>

namespace daylit::http {

// Throws when the certificate or its key cannot be read. Where clients need a certificate, the context refers
// to `options.clients`, which outlives it.
boost::asio::ssl::context make_tls(const ServerOptions& options);
// Until when its certificate is valid.
std::chrono::sys_seconds end_of_certificate(boost::asio::ssl::context& tls);

// The DER of the certificate that the client presented, nothing without one.
std::optional<std::string> presented_certificate(SSL* connection);

}  // namespace daylit::http
