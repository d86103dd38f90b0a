#include "tools/holder/refusals.hpp"

#include <array>

namespace daylit::tools {

namespace {

constexpr std::array rows{
    RefusalRow{
        "key_bound_to_another", 409, "这把密钥此前已经用于另一张加密证书：不予签署，也不予解密。",
        "This key was bound to another certificate before: it is neither signed nor opened for this one."},
    RefusalRow{
        "sealing_keys_differ", 409, "平台出示的份额加密公钥与分发时的不一致，不予确认。",
        "The platform shows other sealing keys than those that shares were dealt to: nothing is confirmed."},
    RefusalRow{"ceremony_over", 409, "本次密钥仪式已经确认，不再重来。",
               "This ceremony was confirmed: none of its rounds is gone through again."},
    RefusalRow{"opening_time_differs", 409, "加密证书中的最早开标时间早于标段公布的时间：不予签署。",
               "The certificate would open earlier than the lot's page says: it is not signed."},
    RefusalRow{"quorum_too_small", 409, "加密证书中的最少投标人数低于招标规则：不予签署。",
               "The certificate's quorum is lower than that of the tender's rules: it is not signed."},
    RefusalRow{"key_erased", 410, "开标记录签署之后，本持有人已经销毁了这把密钥的份额。",
               "After the opening record this holder erased its share of this key."},
    RefusalRow{"key_used_already", 409, "这把密钥此前已经为另一份截止清单解密。",
               "This key was used for another closing list before."},
    RefusalRow{"custody_malformed", 422, "这不是一份完好的备份，或者托管人数与门限不成立（至少两人）。",
               "This is no sound backup, or no sound number of custodians: two of them at least are needed."},
    RefusalRow{"custody_of_another", 422, "这份备份属于另一次密钥仪式、另一把密钥或者另一次备份。",
               "This backup is of another ceremony or key, or the parts are of different backups."},
    RefusalRow{"custody_too_few", 422, "交出份额的托管人不足。",
               "Too few custodians have handed over their shares."},
    RefusalRow{"lot_not_bound", 409, "本持有人没有见过或者没有签署过这张加密证书。",
               "This holder has not seen, or not signed, this certificate before."},
};

}  // namespace

std::span<const RefusalRow> holder_refusals() {
    return rows;
}

}  // namespace daylit::tools
