#include "auction/desk_refusals.hpp"

#include <array>

namespace daylit::auction {

namespace {

constexpr std::array rows{
    RefusalRow{"parcel_wrong_phase", 409, "宗地当前状态（{0}）下不能这样办理。",
               "The parcel's present state ({0}) does not allow this."},
    RefusalRow{"listing_wrong_phase", 409, "挂牌公告当前状态（{0}）下不能这样办理。",
               "The listing's present state ({0}) does not allow this."},
    RefusalRow{"notice_wrong_phase", 409, "该事项当前状态（{0}）下不能这样办理。",
               "The notice's present state ({0}) does not allow this."},
    RefusalRow{"listing_without_lots", 422, "挂牌公告至少要有一宗地。",
               "A listing announcement has at least one parcel."},
    RefusalRow{"too_many_lots", 422, "一份挂牌公告最多 {0} 宗地。",
               "A listing announcement has at most {0} parcels."},
    RefusalRow{"parcel_repeated", 422, "同一宗地在公告中出现了两次。",
               "The same parcel stands twice in the announcement."},
    RefusalRow{"parcels_changed_since_review", 409, "送审后宗地资料有变动，请退回后重新送审。",
               "A parcel changed after it was sent to review: return the listing and send it again."},
    RefusalRow{"sellers_differ", 422, "一份公告中的宗地必须属于同一出让人。",
               "All parcels of an announcement have the same seller."},
    RefusalRow{"parcel_unknown", 422, "没有这宗地，或它已不在待挂牌状态。",
               "There is no such parcel, or it is not waiting to be listed."},
    RefusalRow{"number_taken", 409, "宗地编号 {0} 已用于另一标的。",
               "The number {0} is another lot's already."},
};

}  // namespace

std::span<const RefusalRow> desk_refusals() {
    return rows;
}

}  // namespace daylit::auction
