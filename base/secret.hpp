// A secret wipes itself and cannot be printed, compared or copied by accident.
#pragma once

#include <string>
#include <string_view>

namespace daylit {

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret(Secret&& other) noexcept { swap(other); }
    Secret& operator=(Secret&& other) noexcept {
        wipe();
        swap(other);
        return *this;
    }
    ~Secret() { wipe(); }

    // Named so that each use can be found and read.
    std::string_view reveal() const { return bytes_; }
    bool empty() const { return bytes_.empty(); }
    Secret duplicate() const { return Secret(bytes_); }

private:
    void swap(Secret& other) noexcept { bytes_.swap(other.bytes_); }
    void wipe() noexcept;
    std::string bytes_;
};

}  // namespace daylit
