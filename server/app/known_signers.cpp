#include "server/app/known_signers.hpp"

namespace daylit::app {

namespace {

constexpr std::size_t most_known = 4096;  // some kilobytes each

}  // namespace

std::optional<Signer> KnownSigners::find(const std::string& serial, Instant now) const {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(serial);
    if (found == known_.end() || now < found->second.good.from || now > found->second.good.until) {
        return std::nullopt;
    }
    return found->second.signer;
}

void KnownSigners::keep(const std::string& serial, const Signer& signer, const Validity& good) {
    const std::lock_guard lock(mutex_);
    if (known_.size() >= most_known) {
        known_.clear();
    }
    known_.insert_or_assign(serial, Known{signer, good});
}

}  // namespace daylit::app
