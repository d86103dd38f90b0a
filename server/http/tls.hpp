// The server's side of TLS: 1.2 with AEAD suites alone, and 1.3; no renegotiation, compression or tickets.
#pragma once

#include "server/http/server.hpp"

#include <boost/asio/ssl/context.hpp>

namespace daylit::http {

// Throws when the certificate or its key cannot be read.
boost::asio::ssl::context make_tls(const ServerOptions& options);
// Until when its certificate is valid.
std::chrono::sys_seconds end_of_certificate(boost::asio::ssl::context& tls);

}  // namespace daylit::http
