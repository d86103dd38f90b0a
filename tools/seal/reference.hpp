// `daylight reference`: the reference under which a bid security is transferred, made offline of a secret
// that stays with the bidder until it stands in the sealed letter (tendering/bid_security.hpp).
#pragma once

#include <string>
#include <vector>

namespace daylit::tools {

// 0 where the reference was printed, 2 for wrong usage, 1 for anything else.
int reference_command(const std::vector<std::string>& arguments);

// The secret in the file; refuses what is none.
std::string read_security_secret(const std::string& path);

}  // namespace daylit::tools
