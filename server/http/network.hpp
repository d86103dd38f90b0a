// Under whom an address is counted: an IPv4 address is itself, also where it comes mapped into IPv6; of an
// IPv6 address the first 64 bits count, since one subscriber has them all.
#pragma once

#include <string>

namespace daylit::http {

// "192.0.2.7", or "2001:db8:0:1::/64". What is no address stays what it is.
std::string network_of(const std::string& address);

}  // namespace daylit::http
