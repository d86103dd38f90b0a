// OpenSSL reads its configuration and gathers randomness when it is first used. A program that gives up its
// rights does both beforehand.
#pragma once

namespace daylit {

// Throws std::runtime_error where OpenSSL cannot work.
void start_openssl();

}  // namespace daylit
