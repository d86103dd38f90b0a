#include "tools/holder/refusals.hpp"

#include <array>

namespace daylit::tools {

namespace {

constexpr std::array rows{
    RefusalRow{
        "key_bound_to_another", 409, "这把密钥此前已经用于另一张加密证书：不予签署，也不予解密。",
        "This key was bound to another certificate before: it is neither signed nor opened for this one."},
    RefusalRow{"key_used_already", 409, "这把密钥此前已经为另一份截止清单解密。",
               "This key was used for another closing list before."},
    RefusalRow{"lot_not_bound", 409, "本持有人没有见过或者没有签署过这张加密证书。",
               "This holder has not seen, or not signed, this certificate before."},
};

}  // namespace

std::span<const RefusalRow> holder_refusals() {
    return rows;
}

}  // namespace daylit::tools
