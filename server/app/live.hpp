// What watchers of a lot are told, live and after they were away.
#pragma once

#include "server/app/lot_stream.hpp"
#include "server/app/lots.hpp"

namespace daylit::app {

// After the commit: one message "lot" on the topic "lot:<id>".
void tell_watchers(Act& act, const LockedLot& lot, const std::vector<schema::StoredEvent>& events);

std::string feed_topic(const LotId& id);

}  // namespace daylit::app
