#include "disclosure/refusals.hpp"

#include <array>

namespace daylit::disclosure {

namespace {

constexpr std::array rows{
    RefusalRow{"secrecy_review_missing", 422, "发布前须先完成保密审查并予以确认。",
               "A document is released only after its secrecy review: please confirm it."},
    RefusalRow{"document_not_released", 409, "只有已发布的公告才能更正。",
               "Only a released announcement can be corrected."},
    RefusalRow{"already_corrected", 409, "这份公告已经更正过，请对更正公告再作更正。",
               "This announcement was corrected already: please correct the correction."},
    RefusalRow{"correction_under_way", 409, "这份公告已有一份更正稿正在办理。",
               "A correction of this announcement is being drafted already."},
};

}  // namespace

std::span<const RefusalRow> disclosure_refusals() {
    return rows;
}

}  // namespace daylit::disclosure
