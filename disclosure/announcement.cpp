#include "disclosure/announcement.hpp"

#include <array>

namespace daylit::disclosure {

namespace {

constexpr std::array names{
    KindName{AnnouncementKind::listing, "挂牌出让公告", "Listing announcement"},
    KindName{AnnouncementKind::supplementary, "补充公告", "Supplementary announcement"},
    KindName{AnnouncementKind::suspension, "中止公告", "Announcement of suspension"},
    KindName{AnnouncementKind::resumption, "恢复公告", "Announcement of resumption"},
    KindName{AnnouncementKind::termination, "终止公告", "Announcement of termination"},
    KindName{AnnouncementKind::deal_publicity, "成交公示", "Publicity of the deal"},
    KindName{AnnouncementKind::result, "结果公告", "Announcement of the result"},
    KindName{AnnouncementKind::correction, "更正公告", "Correction"},
    KindName{AnnouncementKind::tender, "招标公告", "Tender notice"},
    KindName{AnnouncementKind::tender_change, "澄清与修改公告", "Clarifications and changes"},
    KindName{AnnouncementKind::opening_record, "开标记录", "Opening record"},
    KindName{AnnouncementKind::tender_failed, "招标失败公告", "Announcement of a failed tender"},
};

}  // namespace

std::span<const KindName> kind_names() {
    return names;
}

const KindName& name_of(AnnouncementKind kind) {
    return names.at(static_cast<std::size_t>(kind));
}

}  // namespace daylit::disclosure
