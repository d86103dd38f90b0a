// Chance that one number decides: the same seed gives the same choices on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace daylit::simulation {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}

    std::int64_t from(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(most - least + 1));
    }
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
    bool one_in(int count) { return from(1, count) == 1; }
    template <class T>
    T& pick(std::vector<T>& among) {
        return among[below(among.size())];
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace daylit::simulation
