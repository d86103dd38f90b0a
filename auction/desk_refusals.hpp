// The refusals of the land desk: parcels, listing announcements and notices in the making.
#pragma once

#include "base/refusal_table.hpp"

namespace daylit::auction {

std::span<const RefusalRow> desk_refusals();

}  // namespace daylit::auction
