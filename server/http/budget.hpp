// A bound on the memory that all bodies together may take, so that many slow peers with large bodies cannot
// fill it.
#pragma once

#include <atomic>
#include <cstddef>

namespace daylit::http {

class Budget {
public:
    explicit Budget(std::size_t bytes) : left_(bytes) {}

    // What one body takes of the budget, for as long as it lives. Its first bytes are free: commands are
    // small, and must go through whatever the large ones do; their sum is bounded by the number of
    // connections.
    class Share {
    public:
        static constexpr std::size_t free_bytes = std::size_t{64} * 1024;

        explicit Share(Budget& budget) : budget_(budget) {}
        ~Share() { budget_.left_ += held_; }
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;

        // For a body that has grown to `size`; false when nothing is left for it.
        [[nodiscard]] bool cover(std::size_t size) {
            const auto wanted = size > free_bytes ? size - free_bytes : 0;
            if (wanted <= held_) {
                return true;
            }
            const auto more = wanted - held_;
            auto left = budget_.left_.load();
            do {
                if (left < more) {
                    return false;
                }
            } while (!budget_.left_.compare_exchange_weak(left, left - more));
            held_ = wanted;
            return true;
        }

    private:
        Budget& budget_;
        std::size_t held_ = 0;
    };

private:
    std::atomic<std::size_t> left_;
};

}  // namespace daylit::http
