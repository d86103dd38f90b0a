// Randomness for the use cases, from OpenSSL.
#pragma once

#include "crypto/random.hpp"
#include "server/app/services.hpp"

namespace daylit::shell {

class SystemRandom : public app::Random {
public:
    Entropy entropy() override { return random_entropy(); }
    std::uint64_t below(std::uint64_t bound) override {
        return static_cast<std::uint64_t>(random_below(static_cast<std::int64_t>(bound)));
    }
};

}  // namespace daylit::shell
